//! Reads a unit of XLIFF 1.2.

use std::collections::{BTreeSet, HashMap};

use super::copies::{check_copies, details_len};
use super::file::XliffFile;
use super::score_note::{FROM, scored_notes};
use crate::export::inline::{CodeFormat, CodeKind, InlinePart, InlineText};
use crate::export::row::Row;
use crate::export::unit::{SideDetails, Unit, UnitDetails};
use crate::export::xml_unit::{XmlAttributes, XmlItem, XmlUnit, attribute};
use crate::{Error, Review};

/// A unit, as far as it has been read.
#[derive(Default)]
struct PartialTransUnit {
    id: String,
    approved: Option<bool>,
    state: Option<String>,
    source: Option<InlineText>,
    /// The source with its segments, as Trados and memoQ write it.
    segmented_source: Option<InlineText>,
    target: Option<InlineText>,
    properties: Vec<(String, String)>,
    notes: Vec<String>,
    score_note: Option<String>,
}

/// Reads a `trans-unit`: one unit, or a unit for each of its segments.
pub(super) fn read(xml: &mut XmlUnit<'_>, line: usize, file: &XliffFile) -> Result<Vec<Unit>, Error> {
    let mut unit = PartialTransUnit::default();
    loop {
        match xml.next()? {
            XmlItem::Start(name, attributes) => unit.element(&name, &attributes, xml, file)?,
            XmlItem::End(_) => {}
            XmlItem::Ended => break,
        }
    }
    let Some(source) = unit.source.take() else {
        return Err(Error::syntax(line, "the unit has no `source`"));
    };
    let segments = unit.segmented_source.as_ref().map(segments).unwrap_or_default();
    let translations = unit.target.as_ref().map(self::segments).unwrap_or_default();
    // Each segment of the source needs a translation of its own; otherwise the unit is one segment.
    let one_to_one = {
        let own = ids(&segments);
        own.len() == segments.len() && segments.len() == translations.len() && own == ids(&translations)
    };
    if segments.is_empty() || unit.target.is_some() && !one_to_one {
        let target = unit.target.take();
        return Ok(vec![unit.unit(source, target, line, file)]);
    }
    let repeated = unit.id.len() + details_len(&unit.properties, unit.notes.iter().chain(&unit.score_note));
    check_copies(repeated, repeated.saturating_mul(segments.len()), line)?;
    let mut translations: HashMap<String, InlineText> = translations.into_iter().collect();
    let segments = segments.into_iter();
    Ok(segments.map(|(id, source)| unit.unit(source, translations.remove(&id), line, file)).collect())
}

impl PartialTransUnit {
    fn element(
        &mut self,
        name: &str,
        attributes: &XmlAttributes,
        xml: &mut XmlUnit<'_>,
        file: &XliffFile,
    ) -> Result<(), Error> {
        match name {
            "trans-unit" => {
                let id = attribute(attributes, "resname");
                let number = attribute(attributes, "id").filter(|_| !file.is_own);
                self.id = id.or(number).unwrap_or_default().to_owned();
                self.approved = attribute(attributes, "approved").map(|value| value == "yes");
            }
            "source" if self.source.is_none() => self.source = Some(xml.inline(CodeFormat::Xliff1)?),
            "seg-source" => self.segmented_source = Some(xml.inline(CodeFormat::Xliff1)?),
            "target" if self.target.is_none() => {
                self.state = attribute(attributes, "state").map(str::to_owned);
                self.target = Some(xml.inline(CodeFormat::Xliff1)?);
            }
            "note" => {
                let note = xml.plain()?;
                if attribute(attributes, "from") == Some(FROM) {
                    self.score_note = Some(note);
                } else {
                    self.notes.push(note);
                }
            }
            "context" | "prop" => {
                let name =
                    ["context-type", "prop-type"].into_iter().find_map(|name| attribute(attributes, name));
                let name = name.unwrap_or_default();
                let value = xml.plain()?;
                self.properties.push((name.strip_prefix("x-").unwrap_or(name).to_owned(), value));
            }
            "context-group" | "prop-group" | "count-group" => {}
            _ => xml.skip()?,
        }
        Ok(())
    }

    fn review(&self) -> Review {
        let is_final = matches!(self.state.as_deref(), Some("final" | "signed-off"));
        // This crate approves a pair without flags, so that tools count it as translated.
        let is_approved = self.approved == Some(true) && self.state.is_none();
        if is_final || is_approved { Review::Checked } else { Review::Open }
    }

    fn unit(&self, source: InlineText, target: Option<InlineText>, line: usize, file: &XliffFile) -> Unit {
        let english_is_source = file.english_is_source.unwrap_or(true);
        let texts = [Some(source), target];
        let [source, target] =
            texts.map(|text| (text.as_ref().map(InlineText::text).unwrap_or_default(), text));
        let side = |tag: &Option<_>, text: Option<InlineText>| SideDetails {
            tag: tag.clone(),
            inline: text.filter(|text| text.codes().next().is_some()),
            ..SideDetails::default()
        };
        let (source, own) = (source.0, side(&file.source, source.1));
        let (target, other) = (target.0, side(&file.target, target.1));
        let ((english, one), (chinese, two)) = if english_is_source {
            ((source, own), (target, other))
        } else {
            ((target, other), (source, own))
        };
        let mut row =
            Row { review: self.review(), document: file.name.clone().into(), ..Row::new(english, chinese) };
        let (scored, notes) = scored_notes(self.score_note.as_deref(), &self.notes, &mut row);
        let details = UnitDetails {
            scored,
            id: self.id.clone(),
            properties: self.properties.clone(),
            notes,
            english: one,
            chinese: two,
            ..UnitDetails::default()
        };
        Unit { row, line, details }
    }
}

fn ids(segments: &[(String, InlineText)]) -> BTreeSet<&str> {
    segments.iter().map(|(id, _)| id.as_str()).collect()
}

/// Returns the segments of a text: the ids and the texts of its marks of the type `seg`. Returns no segments if there
/// is text outside the marks.
fn segments(text: &InlineText) -> Vec<(String, InlineText)> {
    let mut segments: Vec<(String, InlineText)> = Vec::new();
    let mut is_inside = false;
    for part in text.parts() {
        match part {
            InlinePart::Code(code) if code.element == "mrk" && code.attribute("mtype") == Some("seg") => {
                is_inside = code.kind == CodeKind::Open;
                if is_inside {
                    let id = code.attribute("mid").unwrap_or_default().to_owned();
                    segments.push((id, InlineText::new(CodeFormat::Xliff1)));
                }
            }
            InlinePart::Text(part) if !is_inside && !part.trim().is_empty() => return Vec::new(),
            _ if !is_inside => {}
            InlinePart::Text(part) => {
                if let Some((_, text)) = segments.last_mut() {
                    text.push_text(part);
                }
            }
            InlinePart::Code(code) => {
                if let Some((_, text)) = segments.last_mut() {
                    text.push_code(code.clone());
                }
            }
        }
    }
    segments
}

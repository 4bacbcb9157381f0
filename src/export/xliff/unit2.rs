//! Reads a unit of XLIFF 2.

use std::collections::HashMap;

use super::copies::{check_copies, details_len};
use super::file::XliffFile;
use super::score_note::{FROM, scored_notes};
use crate::export::inline::{CodeFormat, CodeKind, InlineCode, InlineText};
use crate::export::row::Row;
use crate::export::unit::{SideDetails, Unit, UnitDetails};
use crate::export::xml_unit::{XmlAttributes, XmlItem, XmlUnit, attribute};
use crate::{Error, Review};

/// A unit, as far as it has been read.
#[derive(Default)]
struct PartialUnit2 {
    id: String,
    /// The codes of the original document, by id.
    codes: HashMap<String, String>,
    properties: Vec<(String, String)>,
    notes: Vec<String>,
    score_note: Option<String>,
    segments: Vec<Segment2>,
}

#[derive(Default)]
struct Segment2 {
    state: Option<String>,
    source: Option<InlineText>,
    target: Option<InlineText>,
}

/// Reads a `unit` element, and returns a [`Unit`] for each of its segments.
pub(super) fn read(xml: &mut XmlUnit<'_>, line: usize, file: &XliffFile) -> Result<Vec<Unit>, Error> {
    let mut unit = PartialUnit2::default();
    loop {
        match xml.next()? {
            XmlItem::Start(name, attributes) => unit.element(&name, &attributes, xml, file)?,
            XmlItem::End(_) => {}
            XmlItem::Ended => break,
        }
    }
    let mut segments = std::mem::take(&mut unit.segments);
    if segments.is_empty() || segments.iter().any(|segment| segment.source.is_none()) {
        return Err(Error::syntax(line, "the unit has no `source`"));
    }
    let repeated = unit.id.len() + details_len(&unit.properties, unit.notes.iter().chain(&unit.score_note));
    check_copies(repeated, repeated.saturating_mul(segments.len()), line)?;
    let texts = segments.iter().flat_map(|segment| [&segment.source, &segment.target]).flatten();
    let codes = texts.flat_map(InlineText::codes).filter_map(|code| unit.content_of(code));
    check_copies(unit.codes.values().map(String::len).sum(), codes.map(String::len).sum(), line)?;
    for text in segments.iter_mut().flat_map(|segment| [&mut segment.source, &mut segment.target]).flatten() {
        unit.fill_codes(text);
    }
    Ok(segments.into_iter().map(|segment| unit.unit(segment, line, file)).collect())
}

impl PartialUnit2 {
    fn element(
        &mut self,
        name: &str,
        attributes: &XmlAttributes,
        xml: &mut XmlUnit<'_>,
        file: &XliffFile,
    ) -> Result<(), Error> {
        let value = |name: &str| attribute(attributes, name).map(str::to_owned);
        match name {
            "unit" => {
                self.id = value("name").or_else(|| value("id").filter(|_| !file.is_own)).unwrap_or_default();
            }
            "segment" => self.segments.push(Segment2 { state: value("state"), ..Segment2::default() }),
            // Text between segments that is not for translation, such as white space.
            "ignorable" | "matches" | "glossary" | "changeTrack" => xml.skip()?,
            "source" | "target" => {
                let text = xml.inline(CodeFormat::Xliff2)?;
                if let Some(segment) = self.segments.last_mut() {
                    let side = if name == "source" { &mut segment.source } else { &mut segment.target };
                    side.get_or_insert(text);
                }
            }
            "data" => {
                let content = xml.inline(CodeFormat::Xliff2)?.text();
                self.codes.insert(value("id").unwrap_or_default(), content);
            }
            "note" => {
                let note = xml.plain()?;
                if value("category").as_deref() == Some(FROM) {
                    self.score_note = Some(note);
                } else {
                    self.notes.push(note);
                }
            }
            "meta" => self.properties.push((value("type").unwrap_or_default(), xml.plain()?)),
            _ => {}
        }
        Ok(())
    }

    /// Adds the codes of the original document to a text, which has only their ids.
    fn fill_codes(&self, text: &mut InlineText) {
        for code in text.codes_mut() {
            if let Some(content) = self.content_of(code) {
                code.content.clone_from(content);
            }
        }
    }

    /// Returns the code of the original document that a code refers to.
    fn content_of(&self, code: &InlineCode) -> Option<&String> {
        let name = match (code.element.as_str(), code.kind) {
            ("pc", CodeKind::Open) => "dataRefStart",
            ("pc", CodeKind::Close) => "dataRefEnd",
            _ => "dataRef",
        };
        self.codes.get(code.attribute(name)?)
    }

    fn unit(&self, segment: Segment2, line: usize, file: &XliffFile) -> Unit {
        let text = |text: &Option<InlineText>| text.as_ref().map(InlineText::text).unwrap_or_default();
        let (source, target) = (text(&segment.source), text(&segment.target));
        let side = |tag: &Option<_>, text: Option<InlineText>| SideDetails {
            tag: tag.clone(),
            inline: text.filter(|text| text.codes().next().is_some()),
            ..SideDetails::default()
        };
        let (own, other) = (side(&file.source, segment.source), side(&file.target, segment.target));
        let ((english, one), (chinese, two)) = if file.english_is_source.unwrap_or(true) {
            ((source, own), (target, other))
        } else {
            ((target, other), (source, own))
        };
        let review = match segment.state.as_deref() {
            Some("final" | "reviewed") => Review::Checked,
            _ => Review::Open,
        };
        let mut row = Row { review, document: file.name.clone().into(), ..Row::new(english, chinese) };
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

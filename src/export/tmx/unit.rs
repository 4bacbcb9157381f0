//! A unit of a TMX file while it is read.

use super::property;
use crate::export::entities::shown;
use crate::export::inline::CodeFormat;
use crate::export::language_choice::{LanguageChoice, TextSide, tag_of};
use crate::export::row::Row;
use crate::export::unit::{SideDetails, Unit, UnitDetails};
use crate::export::xml_unit::{XmlAttributes, XmlItem, XmlUnit, attribute};
use crate::{BeadKind, Error, Flag, LanguageTag, Review};

/// A unit, as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct PartialUnit {
    line: usize,
    english: Option<String>,
    chinese: Option<String>,
    details: UnitDetails,
    document: String,
    confidence: f32,
    score: f32,
    kind: Option<BeadKind>,
    review: Review,
    flags: Vec<Flag>,
    /// The languages of the texts that are left out.
    pub(super) left_out: Vec<String>,
    /// The error message for the first invalid property.
    fault: Option<String>,
}

/// A variant, as far as it has been read.
#[derive(Debug, Default)]
struct Variant {
    code: String,
    tag: Option<LanguageTag>,
    text: Option<String>,
    details: SideDetails,
}

impl PartialUnit {
    /// Reads a unit from its start tag to its end tag.
    pub(super) fn read(xml: &mut XmlUnit<'_>, line: usize, choice: &LanguageChoice) -> Result<Self, Error> {
        let mut unit = Self { line, ..Self::default() };
        let mut variant: Option<Variant> = None;
        loop {
            match xml.next()? {
                XmlItem::Start(name, attributes) => match &*name {
                    "tu" => unit.begin(attributes),
                    "tuv" => variant = Some(Variant::new(attributes)),
                    "seg" => {
                        let text = xml.inline(CodeFormat::Tmx)?;
                        if let Some(variant) = &mut variant {
                            variant.text = Some(text.text());
                            variant.details.inline = Some(text).filter(|text| text.codes().next().is_some());
                        }
                    }
                    "prop" => {
                        let name = attribute(&attributes, "type").unwrap_or_default().to_owned();
                        let value = xml.plain()?;
                        match &mut variant {
                            Some(variant) => variant.details.properties.push((name, value)),
                            None => unit.describe(name, value),
                        }
                    }
                    "note" => {
                        let note = xml.plain()?;
                        match &mut variant {
                            Some(variant) => variant.details.notes.push(note),
                            None => unit.details.notes.push(note),
                        }
                    }
                    _ => xml.skip()?,
                },
                XmlItem::End(name) if name == "tuv" => {
                    if let Some(variant) = variant.take() {
                        unit.add(variant, choice);
                    }
                }
                XmlItem::End(_) => {}
                XmlItem::Ended => return Ok(unit),
            }
        }
    }

    fn begin(&mut self, attributes: XmlAttributes) {
        for (name, value) in attributes {
            match &*name {
                "tuid" => self.details.id = value,
                _ => self.details.attributes.push((name, value)),
            }
        }
    }

    fn add(&mut self, variant: Variant, choice: &LanguageChoice) {
        let Some(text) = variant.text else { return };
        let side = variant.tag.as_ref().and_then(|tag| choice.side(tag));
        let (own, details) = match side {
            Some(TextSide::English) => (&mut self.english, &mut self.details.english),
            Some(TextSide::Chinese) => (&mut self.chinese, &mut self.details.chinese),
            None => return self.left_out.push(variant.code),
        };
        if own.is_some() {
            return self.left_out.push(variant.code);
        }
        *own = Some(text);
        *details = SideDetails { tag: variant.tag, ..variant.details };
    }

    fn describe(&mut self, name: String, value: String) {
        let known = match &*name {
            property::DOCUMENT => {
                self.document = value;
                return;
            }
            property::CONFIDENCE => number(&value).map(|number| self.confidence = number),
            property::SCORE => number(&value).map(|number| self.score = number),
            property::BEAD => value.parse().ok().map(|kind| self.kind = Some(kind)),
            property::REVIEW => value.parse().ok().map(|review| self.review = review),
            property::FLAG => value.parse().ok().map(|flag| self.flags.push(flag)),
            _ => return self.details.properties.push((name, value)),
        };
        self.details.scored |= known.is_some() && name == property::CONFIDENCE;
        if known.is_none() && self.fault.is_none() {
            self.fault = Some(format!("`{}` is not a valid value of the property `{name}`", shown(&value)));
        }
    }

    pub(super) fn has_text(&self) -> bool {
        self.english.is_some() || self.chinese.is_some()
    }

    pub(super) fn into_unit(self) -> Result<Unit, Error> {
        if let Some(fault) = self.fault {
            return Err(Error::syntax(self.line, fault));
        }
        let row = Row {
            confidence: self.confidence,
            score: self.score,
            kind: self.kind.unwrap_or(BeadKind { english: 0, chinese: 0 }),
            flags: self.flags.into(),
            document: self.document.into(),
            review: self.review,
            ..Row::new(self.english.unwrap_or_default(), self.chinese.unwrap_or_default())
        };
        Ok(Unit { row, line: self.line, details: self.details })
    }
}

impl Variant {
    /// Creates a variant with these attributes. Older files have the attribute `lang` instead of `xml:lang`.
    fn new(attributes: XmlAttributes) -> Self {
        let code = ["xml:lang", "lang"].into_iter().find_map(|name| attribute(&attributes, name));
        let code = code.unwrap_or_default().trim().to_owned();
        let others = attributes.into_iter().filter(|(name, _)| !matches!(&**name, "xml:lang" | "lang"));
        let details = SideDetails { attributes: others.collect(), ..SideDetails::default() };
        Self { tag: tag_of(&code), code, text: None, details }
    }
}

fn number(text: &str) -> Option<f32> {
    text.trim().parse().ok().filter(|number: &f32| number.is_finite())
}

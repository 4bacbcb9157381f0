//! The names of the fields of a JSON object, and what they say of its row.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::json_texts::TextTags;
use super::row::Row;
use super::unit::Unit;

/// The fields of a [`Row`].
const ROW_FIELDS: [&str; 10] =
    ["en", "zh", "confidence", "score", "bead", "en_spans", "zh_spans", "flags", "review", "document"];
/// Maximum number of other fields that are counted by name. Further ones are counted together.
const MAX_NAMES: usize = 20;
/// Maximum length of the name of a field in a message, in characters.
const MAX_SHOWN: usize = 40;

/// The names of the fields of one object.
#[derive(Debug, Default)]
pub(super) struct FieldNames {
    has_confidence: bool,
    /// Names that a row does not have.
    others: Vec<String>,
}

/// Counts the fields that a row does not have.
#[derive(Clone, Debug, Default)]
pub(super) struct OtherFields(BTreeMap<String, usize>);

impl OtherFields {
    /// Makes a unit of a row, and counts the other fields of its object.
    pub(super) fn unit(&mut self, row: Row<'static>, names: FieldNames, line: usize) -> Unit {
        for name in names.others {
            let name: String = name.chars().take(MAX_SHOWN).collect();
            let is_known = self.0.len() < MAX_NAMES || self.0.contains_key(&name);
            *self.0.entry(if is_known { name } else { String::new() }).or_default() += 1;
        }
        let mut unit = Unit::new(row, line);
        // A bead type comes from this crate, which writes the confidence with the type.
        unit.details.scored = names.has_confidence || unit.row.kind.english + unit.row.kind.chinese > 0;
        unit
    }

    pub(super) fn left_out(&self) -> Vec<(String, usize)> {
        let what =
            |name: &str| if name.is_empty() { "other field".to_owned() } else { format!("field `{name}`") };
        self.0.iter().map(|(name, &count)| (what(name), count)).collect()
    }
}

/// Sets the tags of the texts, if the object states them.
pub(super) fn with_tags(mut unit: Unit, tags: Option<TextTags>) -> Unit {
    [unit.details.english.tag, unit.details.chinese.tag] = tags.unwrap_or_default();
    unit
}

/// The name of a field; borrowed unless it has an escape.
#[derive(Deserialize)]
struct FieldName<'n>(#[serde(borrow)] Cow<'n, str>);

impl<'de> Deserialize<'de> for FieldNames {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NamesVisitor)
    }
}

struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = FieldNames;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<FieldNames, M::Error> {
        let mut names = FieldNames::default();
        while let Some((FieldName(name), IgnoredAny)) = map.next_entry()? {
            names.has_confidence |= name == "confidence";
            if !ROW_FIELDS.contains(&&*name) {
                names.others.push(name.into_owned());
            }
        }
        Ok(names)
    }

    /// Reads the fields of a row as an array, in their order.
    fn visit_seq<S: SeqAccess<'de>>(self, mut fields: S) -> Result<FieldNames, S::Error> {
        while let Some(IgnoredAny) = fields.next_element()? {}
        Ok(FieldNames { has_confidence: true, others: Vec::new() })
    }
}

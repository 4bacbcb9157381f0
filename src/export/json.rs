//! Reads the rows of a JSON array.

use serde::Deserialize;
use serde_json::de::StrRead;
use serde_json::{Deserializer, Value};

use super::json_fields::{FieldNames, OtherFields, with_tags};
use super::json_texts::rename_texts;
use super::row::Row;
use super::unit::{Unit, UnitReader};
use crate::Error;

/// Reads a JSON array of the objects that [`JsonLines`](super::JsonLines) writes, row by row. Objects of other tools are
/// read as in [`read_jsonl`](super::read_jsonl).
///
/// If an object is not a row ([`ErrorKind::Syntax`](crate::ErrorKind::Syntax), with the line on which it begins),
/// reading continues with the next object. After an error in the JSON itself, the iterator ends. Time O(length of the
/// text).
///
/// ```
/// use bitext::export::read_json;
///
/// let mut rows = read_json("[\n{\"en\": \"Tea\", \"zh\": \"茶\"},\n{\"en\": \"Coffee\"}]");
/// assert_eq!(rows.next().unwrap()?.chinese, "茶");
/// let error = rows.next().unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "line 3: missing field `zh`");
/// assert!(rows.next().is_none());
/// # Ok::<(), bitext::Error>(())
/// ```
#[must_use]
pub fn read_json(text: &str) -> JsonRows<'_> {
    let rest = text.trim_start_matches('\u{feff}');
    JsonRows { rest, next_line: 1, line: 0, stage: ArrayStage::Begins }
}

/// The iterator that [`read_json`] returns.
#[derive(Clone, Debug)]
pub struct JsonRows<'t> {
    rest: &'t str,
    /// The line on which `rest` begins.
    next_line: usize,
    line: usize,
    stage: ArrayStage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ArrayStage {
    Begins,
    HasItems,
    Ended,
    /// After an error in the JSON itself.
    CutOff,
}

impl JsonRows<'_> {
    /// Returns the line on which the last row begins, from 1; 0 before the first row.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Returns the next object.
    fn next_value(&mut self) -> Option<Result<Value, Error>> {
        if matches!(self.stage, ArrayStage::Ended | ArrayStage::CutOff) {
            return None;
        }
        match self.advance() {
            Ok(Some(value)) => Some(Ok(value)),
            Ok(None) => {
                self.stage = ArrayStage::Ended;
                None
            }
            Err(error) => {
                self.stage = ArrayStage::CutOff;
                Some(Err(error))
            }
        }
    }

    fn row(&self, mut value: Value) -> Result<Row<'static>, Error> {
        rename_texts(&mut value);
        serde_json::from_value(value).map_err(|error| Error::syntax(self.line, error.to_string()))
    }

    fn advance(&mut self) -> Result<Option<Value>, Error> {
        let (before, fault) = match self.stage {
            ArrayStage::Begins => ('[', "not a JSON array: it has no `[`"),
            _ => (',', "expected `,` or `]` after the object"),
        };
        match self.mark() {
            Some(']') if self.stage == ArrayStage::HasItems => return Ok(None),
            Some(mark) if mark == before => self.skip(mark.len_utf8()),
            Some(_) => return Err(self.fault(fault)),
            None if self.stage == ArrayStage::Begins => return Err(self.fault(fault)),
            None => return Err(self.cut_off()),
        }
        match self.mark() {
            Some(']') if self.stage == ArrayStage::Begins => return Ok(None),
            Some(_) => {}
            None => return Err(self.cut_off()),
        }
        self.stage = ArrayStage::HasItems;
        self.line = self.next_line;
        let mut values = Deserializer::new(StrRead::new(self.rest)).into_iter::<Value>();
        let value = match values.next() {
            Some(Ok(value)) => value,
            Some(Err(error)) if !error.is_eof() => {
                let message = error.to_string();
                // serde_json counts lines from the object, not from the start of the file.
                let what = message.split(" at line ").next().unwrap_or(&message);
                return Err(Error::syntax(self.line + error.line().saturating_sub(1), what));
            }
            _ => return Err(self.cut_off()),
        };
        let length = values.byte_offset();
        self.skip(length);
        Ok(Some(value))
    }

    /// Skips white space, and returns the character after it.
    fn mark(&mut self) -> Option<char> {
        self.skip(self.rest.len() - self.rest.trim_start().len());
        self.rest.chars().next()
    }

    fn skip(&mut self, bytes: usize) {
        let (skipped, rest) = self.rest.split_at(bytes);
        self.next_line += skipped.bytes().filter(|&byte| byte == b'\n').count();
        self.rest = rest;
    }

    fn fault(&self, message: &str) -> Error {
        Error::syntax(self.next_line, message)
    }

    fn cut_off(&self) -> Error {
        self.fault("the file ends before `]`: it is truncated")
    }
}

impl Iterator for JsonRows<'_> {
    type Item = Result<Row<'static>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let value = self.next_value()?;
        Some(value.and_then(|value| self.row(value)))
    }
}

impl std::iter::FusedIterator for JsonRows<'_> {}

/// Reads a JSON array like [`read_json`], and counts the fields that a row does not have. A unit is
/// [scored](super::UnitDetails::scored) if its object has a confidence or a bead type.
///
/// ```
/// use bitext::export::{UnitReader, read_json_units};
///
/// let mut units = read_json_units("[{\"en\": \"Tea\", \"zh\": \"茶\", \"confidence\": 0.9, \"origin\": 7},");
/// assert!(units.next().unwrap()?.details.scored);
/// assert!(units.next().unwrap().is_err() && units.is_cut_off());
/// assert_eq!(units.left_out(), [("field `origin`".to_owned(), 1)]);
/// # Ok::<(), bitext::Error>(())
/// ```
#[must_use]
pub fn read_json_units(text: &str) -> JsonUnits<'_> {
    JsonUnits { rows: read_json(text), others: OtherFields::default() }
}

/// The iterator that [`read_json_units`] returns.
#[derive(Clone, Debug)]
pub struct JsonUnits<'t> {
    rows: JsonRows<'t>,
    others: OtherFields,
}

impl Iterator for JsonUnits<'_> {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let value = self.rows.next_value()?;
        Some(value.and_then(|mut value| {
            let tags = rename_texts(&mut value);
            let names = FieldNames::deserialize(&value).unwrap_or_default();
            let row = self.rows.row(value)?;
            Ok(with_tags(self.others.unit(row, names, self.rows.line), tags))
        }))
    }
}

impl std::iter::FusedIterator for JsonUnits<'_> {}

impl UnitReader for JsonUnits<'_> {
    fn is_cut_off(&self) -> bool {
        self.rows.stage == ArrayStage::CutOff
    }

    fn left_out(&self) -> Vec<(String, usize)> {
        self.others.left_out()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_their_line() {
        let row = r#"{"en":"Tea","zh":"茶"}"#;
        let rows: [(String, &[&str]); 9] = [
            (format!("\u{feff} [{row},\r\n{row}\n]\n"), &["Tea", "Tea"]),
            ("[ ]".to_owned(), &[]),
            (
                format!("[{row},\n7,\n\n[],{row}]"),
                &[
                    "Tea",
                    "line 2: invalid type: integer `7`, expected struct Row",
                    "line 4: invalid length 0, expected struct Row with 10 elements",
                    "Tea",
                ],
            ),
            (row.to_owned(), &["line 1: not a JSON array: it has no `[`"]),
            (String::new(), &["line 1: not a JSON array: it has no `[`"]),
            (format!("[{row}\n{row}]"), &["Tea", "line 2: expected `,` or `]` after the object"]),
            (format!("[{row},\n{{\n\"en\":x}}]"), &["Tea", "line 3: expected value"]),
            (format!("[{row},\n{{\"en\""), &["Tea", "line 2: the file ends before `]`: it is truncated"]),
            (format!("[{row}\n"), &["Tea", "line 2: the file ends before `]`: it is truncated"]),
        ];
        for (text, expected) in rows {
            let found: Vec<String> = read_json(&text)
                .map(|row| row.map_or_else(|error| error.to_string(), |row| row.english.into()))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}

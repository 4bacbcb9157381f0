//! Writes and reads JSON Lines, a format with one JSON object per line.

use std::io::{self, BufRead, Write};

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::document::Document;
use super::format::{Format, write_pairs};
use super::json_fields::{FieldNames, OtherFields, with_tags};
use super::json_texts::{TextTags, rename_texts};
use super::line_reader::LineReader;
use super::row::Row;
use super::unit::{Unit, UnitReader};
use crate::align::Reason;
use crate::{Bitext, Error, ErrorKind, Evidence, Pair, Span, WordAlignment, WordPair};

/// Writes JSON Lines: one [`Row`] per line, in UTF-8.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, JsonLines, read_jsonl};
///
/// let page = "Ticket office 售票处\n\nThe last tram leaves at midnight.\n";
/// let bitext = Aligner::new().align_page(page);
/// let mut file = Vec::new();
/// JsonLines::new().write(&Document::whole(&bitext), &mut file)?;
///
/// let rows = read_jsonl(file.as_slice()).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(rows[0].chinese, "售票处");
/// assert_eq!(rows[0].chinese_spans[0].of(page), "售票处");
/// assert_eq!(rows[1].kind.to_string(), "1-0");
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct JsonLines {
    links: WordLinks,
}

/// Whether the words that translate each other are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WordLinks {
    /// The words are not written.
    #[default]
    Omitted,
    /// The links between the words are written: both words, their byte spans, and the reason. [`read_jsonl`] ignores
    /// them.
    ///
    /// If the document has [word alignments](Document::word_alignments), the links are the best link of each English
    /// word, with its probability:
    /// `"links":[{"en":"office","zh":"处","en_span":[7,13],"zh_span":[20,23],"reason":"lexicon","probability":0.91}]`.
    /// Otherwise the links are the [evidence](crate::Pair::evidence) of the bead, strongest first, with `"nats":2.5`
    /// instead of `"probability"`.
    Written,
}

impl JsonLines {
    /// Creates the format, without word links.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whether the words that translate each other are written.
    #[must_use]
    pub fn word_links(mut self, links: WordLinks) -> Self {
        self.links = links;
        self
    }
}

impl Format for JsonLines {
    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let bitext = document.bitext();
        for (number, row) in document.rows().enumerate() {
            match self.links {
                WordLinks::Omitted => serde_json::to_writer(&mut *out, &row),
                WordLinks::Written => {
                    let links = match document.words(number) {
                        Some(words) => LinkRecord::of_words(words, bitext),
                        None => LinkRecord::of_evidence(document.pairs()[number], bitext),
                    };
                    serde_json::to_writer(&mut *out, &LinkedRow { row, links })
                }
            }
            .map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// A row with its word links.
#[derive(Serialize)]
struct LinkedRow<'t> {
    #[serde(flatten)]
    row: Row<'t>,
    links: Vec<LinkRecord<'t>>,
}

#[derive(Serialize)]
struct LinkRecord<'t> {
    en: &'t str,
    zh: &'t str,
    en_span: [usize; 2],
    zh_span: [usize; 2],
    reason: Reason,
    #[serde(skip_serializing_if = "Option::is_none")]
    probability: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nats: Option<f32>,
}

impl<'t> LinkRecord<'t> {
    fn new(bitext: &Bitext<'t>, english: Span, chinese: Span, reason: Reason) -> Self {
        Self {
            en: english.of(bitext.english_text()),
            zh: chinese.of(bitext.chinese_text()),
            en_span: [english.start, english.end],
            zh_span: [chinese.start, chinese.end],
            reason,
            probability: None,
            nats: None,
        }
    }

    fn of_words(words: &WordAlignment, bitext: &Bitext<'t>) -> Vec<Self> {
        let (english, chinese) = (words.english_words(), words.chinese_words());
        let record = |link: &WordPair| Self {
            probability: Some(link.probability),
            ..Self::new(bitext, english[link.english], chinese[link.chinese], link.reason)
        };
        words.best().map(record).collect()
    }

    fn of_evidence(pair: Pair<'_, 't>, bitext: &Bitext<'t>) -> Vec<Self> {
        let record = |link: Evidence| Self {
            nats: Some(link.nats),
            ..Self::new(bitext, link.english, link.chinese, link.reason)
        };
        pair.evidence().map(record).collect()
    }
}

/// Writes the beads with both sides as JSON Lines. `writer` need not be buffered; pass `&mut writer` to keep using it.
///
/// # Errors
/// [`ErrorKind::Io`] if the writer fails.
pub fn jsonl(bitext: &Bitext<'_>, writer: impl Write) -> Result<(), Error> {
    write_pairs(&JsonLines::new(), bitext, writer)
}

/// Reads the output of [`JsonLines`] row by row; blank lines are skipped.
///
/// Objects of other tools are read, too, if they have one English and one Chinese text: in fields with the names that
/// [`read_table`](super::read_table) knows (`english`, `zh-CN`, `source`), in the object `translation`, or as the
/// `messages` of a chat, as [`TrainingJson`](super::TrainingJson) writes them.
///
/// If a line is not a row, the iterator returns an error with the line number, [`ErrorKind::Syntax`] or
/// [`ErrorKind::Encoding`], and then continues with the next line. After [`ErrorKind::Io`], the iterator ends.
///
/// ```
/// use bitext::export::read_jsonl;
///
/// let file = "{\"en\": \"Tea\", \"zh\": \"茶\"}\n{\"en\": \"Coffee\"}\n";
/// let mut rows = read_jsonl(file.as_bytes());
/// assert_eq!(rows.next().unwrap()?.chinese, "茶");
/// let error = rows.next().unwrap().unwrap_err();
/// assert_eq!(error.to_string(), "line 2: missing field `zh` (column 16)");
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_jsonl<R: BufRead>(reader: R) -> JsonlRows<R> {
    JsonlRows { lines: LineReader::new(reader), cut_off: false }
}

/// The iterator that [`read_jsonl`] returns.
#[derive(Debug)]
pub struct JsonlRows<R> {
    lines: LineReader<R>,
    cut_off: bool,
}

/// The former name of [`JsonlRows`].
#[deprecated(since = "0.1.0", note = "renamed to `JsonlRows`")]
pub type Rows<R> = JsonlRows<R>;

impl<R: BufRead> JsonlRows<R> {
    /// Returns the line on which the last row begins, from 1; 0 before the first row.
    #[must_use]
    pub fn line(&self) -> usize {
        self.lines.line()
    }

    /// Parses the next line, and finds out whether the file ends within it.
    fn next_as<T>(&mut self, parse: impl FnOnce(&str) -> Result<T, Error>) -> Option<Result<T, Error>> {
        let mut is_json = false;
        let next = self.lines.next_as(|line| {
            parse(line).inspect_err(|_| is_json = serde_json::from_str::<IgnoredAny>(line).is_ok())
        });
        let is_cut_off = self.lines.has_failed() || self.lines.is_open() && !is_json;
        self.cut_off |= matches!(next, Some(Err(_))) && is_cut_off;
        next
    }
}

impl<R: BufRead> Iterator for JsonlRows<R> {
    type Item = Result<Row<'static>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_as(|line| row(line).map(|(row, _)| row))
    }
}

impl<R: BufRead> std::iter::FusedIterator for JsonlRows<R> {}

/// Reads the output of [`JsonLines`] like [`read_jsonl`], and counts the fields that a row does not have. A unit is
/// [scored](super::UnitDetails::scored) if its object has a confidence or a bead type.
///
/// A last line that is not JSON and has no line break is an error that ends the reading: the file is truncated.
///
/// ```
/// use bitext::export::{UnitReader, read_jsonl_units};
///
/// let file = "{\"en\": \"Tea\", \"zh\": \"茶\", \"origin\": 7}\n{\"en\": \"Cof";
/// let mut units = read_jsonl_units(file.as_bytes());
/// assert!(!units.next().unwrap()?.details.scored);
/// assert!(units.next().unwrap().is_err() && units.is_cut_off());
/// assert_eq!(units.left_out(), [("field `origin`".to_owned(), 1)]);
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_jsonl_units<R: BufRead>(reader: R) -> JsonlUnits<R> {
    JsonlUnits { rows: read_jsonl(reader), others: OtherFields::default() }
}

/// The iterator that [`read_jsonl_units`] returns.
#[derive(Debug)]
pub struct JsonlUnits<R> {
    rows: JsonlRows<R>,
    others: OtherFields,
}

impl<R: BufRead> Iterator for JsonlUnits<R> {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.rows.next_as(|line| {
            // The row is read first, because its error has the position.
            let (row, of_other_tool) = row(line)?;
            let (names, tags) = match of_other_tool {
                None => (serde_json::from_str::<FieldNames>(line), None),
                Some((value, tags)) => (FieldNames::deserialize(value), Some(tags)),
            };
            Ok((row, names.unwrap_or_default(), tags))
        })?;
        let line = self.rows.line();
        Some(next.map(|(row, names, tags)| with_tags(self.others.unit(row, names, line), tags)))
    }
}

impl<R: BufRead> std::iter::FusedIterator for JsonlUnits<R> {}

impl<R: BufRead> UnitReader for JsonlUnits<R> {
    fn is_cut_off(&self) -> bool {
        self.rows.cut_off
    }

    fn left_out(&self) -> Vec<(String, usize)> {
        self.others.left_out()
    }
}

/// Returns the row of a line; and, if another tool wrote it, its object with the names of a row, and the tags.
fn row(line: &str) -> Result<(Row<'static>, Option<(Value, TextTags)>), Error> {
    let own = serde_json::from_str(line);
    if own.is_err()
        && let Ok(mut value) = serde_json::from_str::<Value>(line)
        && let Some(tags) = rename_texts(&mut value)
        && let Ok(row) = Row::deserialize(&value)
    {
        return Ok((row.into_owned(), Some((value, tags))));
    }
    own.map(|row| (row, None)).map_err(|error| {
        let message = error.to_string();
        // serde_json gives the position within this line, not within the file.
        let what = message.split(" at line ").next().unwrap_or(&message);
        Error::new(ErrorKind::Syntax, format!("{what} (column {})", error.column()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_its_line_and_the_next_row_is_read() {
        let file = b"\xef\xbb\xbf{\"en\":\"a\",\"zh\":\"b\"}\r\n\n{\"en\":\xff}\n[]\n{\"en\":\"a\",\"zh\":\"b\",\"bead\":\"two\"}\n{\"en\":\"c\",\"zh\":\"\"}";
        let found: Vec<_> = read_jsonl(&file[..])
            .map(|row| {
                row.map_or_else(|error| (error.line(), error.to_string()), |row| (None, row.english.into()))
            })
            .collect();
        let expected = [
            (None, "a".to_owned()),
            (Some(3), "line 3: not UTF-8 at byte 7: save the file as UTF-8".to_owned()),
            (Some(4), "line 4: invalid length 0, expected struct Row with 10 elements (column 2)".to_owned()),
            (Some(5), "line 5: `two` is not a bead type such as `2-1` (column 32)".to_owned()),
            (None, "c".to_owned()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_last_line_that_is_not_json_is_truncated() {
        let row = r#"{"en":"Tea","zh":"茶"}"#;
        let rows = [
            (format!("{row}\n{row}"), false),
            (format!("{row}\n{}\n", &row[..9]), false),
            (format!("{row}\n{}", &row[..9]), true),
            // JSON that is not a row is no sign of truncation.
            (format!("{row}\n{{\"en\":\"Milk\"}}"), false),
        ];
        for (file, is_cut_off) in rows {
            let mut units = read_jsonl_units(file.as_bytes());
            assert_eq!((units.by_ref().count(), units.is_cut_off()), (2, is_cut_off), "{file}");
        }
        let inside_a_character = row.as_bytes().iter().position(|&byte| byte > 0x7f).unwrap() + 1;
        let mut units = read_jsonl_units(&row.as_bytes()[..inside_a_character]);
        assert!(units.next().unwrap().is_err() && units.is_cut_off());
    }

    #[test]
    fn a_stated_confidence_counts_and_other_fields_are_counted() {
        let file = concat!(
            r#"{"en":"a","zh":"甲","confidence":0,"links":[{"en":"x"}],"n\u0061me":1}"#,
            "\n",
            r#"{"en":"b","zh":"乙","bead":"1-1","links":[]}"#,
            "\n",
            r#"{"en":"c","zh":"丙"}"#,
        );
        let mut units = read_jsonl_units(file.as_bytes());
        let scored: Vec<bool> = units.by_ref().map(|unit| unit.unwrap().details.scored).collect();
        assert_eq!(scored, [true, true, false]);
        assert_eq!(units.left_out(), [("field `links`".to_owned(), 2), ("field `name`".to_owned(), 1)]);
    }
}

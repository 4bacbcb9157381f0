//! Tab-separated values.

use std::io::{self, BufWriter, Write};

use super::{Row, Selection};
use crate::{Bitext, Error, Span};

const COLUMNS: &str = "english\tchinese\tconfidence\tscore\tbead\tenglish_spans\tchinese_spans";

/// Whether a table begins with the names of its columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Header {
    /// It does.
    #[default]
    Written,
    /// It does not: to append to a table, or to join tables.
    Omitted,
}

/// Writes tab-separated values: `english`, `chinese`, `confidence`, `score`, `bead` (its type, `2-1`),
/// `english_spans` and `chinese_spans` (byte offsets, `0..12 13..40`).
///
/// A row is a line, and nothing is quoted or escaped: each tab, line break or other control
/// character inside a text is replaced by a blank. So read it with quoting off.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Header, Selection, Tsv};
///
/// let bitext = Aligner::new().align_texts("The museum is closed\ton Monday.", "博物馆周一闭馆。");
/// let mut table = Vec::new();
/// let format = Tsv::new().header(Header::Omitted).selection(Selection::new().minimum_confidence(0.1));
/// format.write(&bitext, &mut table)?;
/// let table = String::from_utf8_lossy(&table);
/// let fields: Vec<&str> = table.trim_end().split('\t').collect();
/// assert_eq!(fields[..2], ["The museum is closed on Monday.", "博物馆周一闭馆。"]);
/// assert_eq!(fields[4..], ["1-1", "0..31", "0..24"]);
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tsv {
    selection: Selection,
    header: Header,
}

impl Tsv {
    /// A table with a header, of all beads that have both sides.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Which beads are written.
    #[must_use]
    pub fn selection(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    /// Whether the table begins with the names of its columns.
    #[must_use]
    pub fn header(mut self, header: Header) -> Self {
        self.header = header;
        self
    }

    /// Writes the table. `writer` need not be buffered; pass `&mut writer` to go on using it.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if the writer fails.
    pub fn write(&self, bitext: &Bitext<'_>, writer: impl Write) -> Result<(), Error> {
        let mut out = BufWriter::new(writer);
        if self.header == Header::Written {
            writeln!(out, "{COLUMNS}")?;
        }
        for pair in self.selection.of(bitext) {
            write_row(&mut out, &pair.into())?;
        }
        Ok(out.flush()?)
    }
}

/// Writes all beads that have both sides as tab-separated values under a header: `Tsv::new().write(..)`.
///
/// # Errors
/// As [`Tsv::write`].
pub fn tsv(bitext: &Bitext<'_>, writer: impl Write) -> Result<(), Error> {
    Tsv::new().write(bitext, writer)
}

fn write_row(out: &mut impl Write, row: &Row<'_>) -> io::Result<()> {
    write_text(out, &row.english)?;
    out.write_all(b"\t")?;
    write_text(out, &row.chinese)?;
    write!(out, "\t{:.4}\t{:.2}\t{}\t", row.confidence, row.score, row.kind)?;
    write_spans(out, &row.english_spans)?;
    out.write_all(b"\t")?;
    write_spans(out, &row.chinese_spans)?;
    out.write_all(b"\n")
}

/// The text with a blank for each character that some reader takes for the end of a field or a line.
fn write_text(out: &mut impl Write, text: &str) -> io::Result<()> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    for (number, part) in text.split(breaks).enumerate() {
        if number > 0 {
            out.write_all(b" ")?;
        }
        out.write_all(part.as_bytes())?;
    }
    Ok(())
}

fn write_spans(out: &mut impl Write, spans: &[Span]) -> io::Result<()> {
    for (number, span) in spans.iter().enumerate() {
        let gap = if number > 0 { " " } else { "" };
        write!(out, "{gap}{span}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_ends_its_field_or_its_line() {
        for (text, expected) in [
            ("one\ttwo", "one two"),
            ("one\r\ntwo", "one  two"),
            ("“他说：\n走！”", "“他说： 走！”"),
            ("a\u{2028}b\u{85}c\u{0}d", "a b c d"),
            ("\t", " "),
            ("", ""),
        ] {
            let mut out = Vec::new();
            write_text(&mut out, text).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_failing_writer_is_an_error() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::Error::new(io::ErrorKind::StorageFull, "the disk is full"))
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let bitext = crate::Aligner::with_lexicon(crate::Lexicon::empty()).align_texts("Yes.", "是。");
        let error = tsv(&bitext, Full).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Io);
        assert_eq!(error.to_string(), "the disk is full");
    }
}

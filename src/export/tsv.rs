//! Writes tab-separated values.

use std::io::{self, Write};

use super::document::Document;
use super::field::write_field;
use super::format::{Format, write_pairs};
use super::row::Row;
use crate::{Bitext, Error, Span};

const COLUMNS: &str =
    "english\tchinese\tconfidence\tscore\tbead\tenglish_spans\tchinese_spans\tflags\tdocument";

/// Whether a table starts with the column names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Header {
    /// The first line has the column names.
    #[default]
    Written,
    /// The first line is a row, for appending to a table or for tables that are concatenated.
    Omitted,
}

/// Writes tab-separated values: `english`, `chinese`, `confidence`, `score`, `bead` (the bead type, such as `2-1`),
/// `english_spans` and `chinese_spans` (byte offsets, such as `0..12 13..40`), `flags` (the mark of a
/// reviewer, if any, and each [`Flag`](crate::Flag)) and `document` (the document name).
///
/// Each row is one line. Nothing is quoted or escaped: each tab, line break or other control character in a text
/// becomes a space. Read the file with quoting off.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, Header, Tsv};
///
/// let bitext = Aligner::new().align_texts("The museum is closed\ton Monday.", "博物馆周一闭馆。");
/// let mut table = Vec::new();
/// Tsv::new().header(Header::Omitted).write(&Document::new(&bitext).name("museum.txt"), &mut table)?;
/// let table = String::from_utf8_lossy(&table);
/// let fields: Vec<&str> = table.trim_end().split('\t').collect();
/// assert_eq!(fields[..2], ["The museum is closed on Monday.", "博物馆周一闭馆。"]);
/// assert_eq!(fields[4..], ["1-1", "0..31", "0..24", "", "museum.txt"]);
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tsv {
    header: Header,
}

impl Tsv {
    /// Creates the format, with a header.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whether the table starts with the column names.
    #[must_use]
    pub fn header(mut self, header: Header) -> Self {
        self.header = header;
        self
    }
}

impl Format for Tsv {
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        if self.header == Header::Written {
            writeln!(out, "{COLUMNS}")?;
        }
        Ok(())
    }

    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        for row in document.rows() {
            write_row(out, &row)?;
        }
        Ok(())
    }
}

/// Writes the beads with both sides as tab-separated values with a header. `writer` need not be buffered; pass
/// `&mut writer` to keep using it.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) if the writer fails.
pub fn tsv(bitext: &Bitext<'_>, writer: impl Write) -> Result<(), Error> {
    write_pairs(&Tsv::new(), bitext, writer)
}

fn write_row(out: &mut dyn Write, row: &Row<'_>) -> io::Result<()> {
    write_field(out, &row.english)?;
    out.write_all(b"\t")?;
    write_field(out, &row.chinese)?;
    write!(out, "\t{:.4}\t{:.2}\t{}\t", row.confidence, row.score, row.kind)?;
    write_spans(out, &row.english_spans)?;
    out.write_all(b"\t")?;
    write_spans(out, &row.chinese_spans)?;
    write!(out, "\t{}\t", row.marks())?;
    write_field(out, &row.document)?;
    out.write_all(b"\n")
}

fn write_spans(out: &mut dyn Write, spans: &[Span]) -> io::Result<()> {
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

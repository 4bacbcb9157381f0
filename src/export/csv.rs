//! Writes comma-separated values for spreadsheets.

use std::borrow::Cow;
use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};

use super::document::Document;
use super::format::Format;
use super::tsv::Header;
use crate::{Error, ErrorKind, Span};

const COLUMNS: [&str; 10] = [
    "english",
    "chinese",
    "confidence",
    "score",
    "english_sentences",
    "chinese_sentences",
    "english_spans",
    "chinese_spans",
    "flags",
    "document",
];

/// What happens to a text that a spreadsheet would take for a formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Formulas {
    /// An apostrophe is written before the text, so that a spreadsheet shows the text instead of computing a formula.
    #[default]
    Disarmed,
    /// The text is written unchanged, for tables that only programs read.
    Kept,
}

/// Writes comma-separated values for spreadsheets, with CRLF line endings and with quotes around fields that need them.
/// The file is UTF-8. It starts with a byte-order mark, because Excel otherwise assumes an older encoding.
///
/// The columns are the columns of [`Tsv`](super::Tsv), except that the bead type is two numbers, `english_sentences`
/// and `chinese_sentences`, because a spreadsheet would read `2-1` as a date.
///
/// Texts are written unchanged, including line breaks, with one exception. A text that starts with `=`, `+`, `-`
/// or `@` (or their full-width forms), a tab or a line break gets an apostrophe before it, unless
/// [`Formulas::Kept`] is set. A spreadsheet would compute it as a formula, even in quotes, and a formula from an
/// untrusted page can send the contents of the sheet to a server.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Csv, Document, Format};
///
/// let bitext = Aligner::new().align_texts("“Closed,” said the sign.", "牌子上写着“休息”。");
/// let mut table = Vec::new();
/// Csv::new().write(&Document::new(&bitext), &mut table)?;
/// let table = String::from_utf8_lossy(&table);
/// assert!(table.starts_with("\u{feff}english,chinese,"));
/// assert!(table.contains("\r\n\"“Closed,” said the sign.\",牌子上写着“休息”。,"));
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Csv {
    header: Header,
    formulas: Formulas,
}

impl Csv {
    /// Creates the format, with a header, and with an apostrophe before each text that a spreadsheet would take for a
    /// formula.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whether the table starts with the byte-order mark and the column names.
    #[must_use]
    pub fn header(mut self, header: Header) -> Self {
        self.header = header;
        self
    }

    /// Sets what happens to a text that a spreadsheet would take for a formula.
    #[must_use]
    pub fn formulas(mut self, formulas: Formulas) -> Self {
        self.formulas = formulas;
        self
    }

    fn cell<'t>(self, text: &'t str) -> Cow<'t, str> {
        // A text that has such an apostrophe itself gets another one, so that reading can remove one.
        let risky = text
            .trim_start_matches('\'')
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
        match self.formulas {
            Formulas::Disarmed if risky => Cow::Owned(format!("'{text}")),
            _ => Cow::Borrowed(text),
        }
    }
}

impl Format for Csv {
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        if self.header == Header::Omitted {
            return Ok(());
        }
        out.write_all("\u{feff}".as_bytes())?;
        let mut table = table(out);
        table.write_record(COLUMNS).map_err(writing)?;
        Ok(table.flush()?)
    }

    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let mut table = table(out);
        for row in document.rows() {
            let record = [
                &*self.cell(&row.english),
                &*self.cell(&row.chinese),
                &format!("{:.4}", row.confidence),
                &format!("{:.2}", row.score),
                &row.kind.english.to_string(),
                &row.kind.chinese.to_string(),
                &spans(&row.english_spans),
                &spans(&row.chinese_spans),
                &row.marks(),
                &*self.cell(&row.document),
            ];
            table.write_record(record).map_err(writing)?;
        }
        Ok(table.flush()?)
    }
}

fn table(out: &mut dyn Write) -> Writer<&mut dyn Write> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

fn spans(spans: &[Span]) -> String {
    let spans: Vec<String> = spans.iter().map(ToString::to_string).collect();
    spans.join(" ")
}

fn writing(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        kind => Error::new(ErrorKind::Serialize, format!("the row cannot be written as CSV: {kind:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_get_an_apostrophe() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("－是的。", "'－是的。"),
            ("\t=1", "'\t=1"),
            ("5 - 3 = 2", "5 - 3 = 2"),
            ("—是的。", "—是的。"),
            ("'tis", "'tis"),
            ("'=1", "''=1"),
            ("", ""),
        ] {
            assert_eq!(Csv::new().cell(text), expected);
            assert_eq!(Csv::new().formulas(Formulas::Kept).cell(text), text);
        }
    }
}

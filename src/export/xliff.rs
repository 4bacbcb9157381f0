//! XLIFF 1.2, the exchange format of translation tools.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::document::Document;
use super::format::Format;
use super::row::Row;
use super::xml::XmlWriter;
use crate::Error;

/// Writes XLIFF 1.2 in UTF-8: a `file` per document, a `trans-unit` per bead, numbered from 1 in each file.
///
/// The source language is English, and the target language is [`zh-Hans` or `zh-Hant`](Document::chinese_code). The
/// state of a target is `translated`, or `needs-review-translation` if the bead has a [`Flag`](crate::Flag). A note
/// gives the confidence, the score, the bead type and the flags. [`Document::whole`] also includes sentences without a
/// counterpart. An English one is a unit without a target, for a translator to fill in. A Chinese one is a unit with an
/// empty source. A character that XML 1.0 forbids becomes U+FFFD.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, Xliff};
///
/// let bitext = Aligner::new().align_texts("The museum is closed on Monday.", "博物馆周一闭馆。");
/// let mut file = Vec::new();
/// Xliff::new().write(&Document::new(&bitext).name("museum.txt"), &mut file)?;
/// let file = String::from_utf8_lossy(&file);
/// assert!(file.contains("<target state=\"translated\">博物馆周一闭馆。</target>"));
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Xliff {}

impl Xliff {
    /// The format; it has no options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Format for Xliff {
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        let mut xml = XmlWriter::new(out);
        xml.declare(None)?;
        let attributes = [("version", "1.2"), ("xmlns", "urn:oasis:names:tc:xliff:document:1.2")];
        Ok(xml.open(0, "xliff", &attributes)?)
    }

    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let mut xml = XmlWriter::new(out);
        let tool = env!("CARGO_PKG_NAME");
        let file = [
            ("original", document.english_file()),
            ("source-language", document.english_code()),
            ("target-language", document.chinese_code()),
            ("datatype", "plaintext"),
            ("tool-id", tool),
            ("xml:space", "preserve"),
        ];
        xml.open(1, "file", &file)?;
        xml.open(2, "header", &[])?;
        let version = ("tool-version", env!("CARGO_PKG_VERSION"));
        xml.empty(3, "tool", &[("tool-id", tool), ("tool-name", tool), version])?;
        xml.close(2, "header")?;
        xml.open(2, "body", &[])?;
        for (number, row) in (1..).zip(document.rows()) {
            write_unit(&mut xml, number, &row)?;
        }
        xml.close(2, "body")?;
        Ok(xml.close(1, "file")?)
    }

    fn end(&self, out: &mut dyn Write) -> Result<(), Error> {
        Ok(XmlWriter::new(out).close(0, "xliff")?)
    }
}

fn write_unit(xml: &mut XmlWriter<'_>, number: usize, row: &Row<'_>) -> io::Result<()> {
    xml.open(3, "trans-unit", &[("id", &number.to_string())])?;
    xml.leaf(4, "source", &[], &row.english)?;
    if row.kind.chinese > 0 {
        let state = if row.flags.is_empty() { "translated" } else { "needs-review-translation" };
        xml.leaf(4, "target", &[("state", state)], &row.chinese)?;
    }
    let mut note = format!("confidence {:.4}, score {:.2}, bead {}", row.confidence, row.score, row.kind);
    for flag in &*row.flags {
        let _ = write!(note, ", {flag}");
    }
    xml.leaf(4, "note", &[("from", env!("CARGO_PKG_NAME"))], &note)?;
    xml.close(3, "trans-unit")
}

//! Writes TMX.

use std::io::{self, Write};

use super::property;
use crate::export::document::Document;
use crate::export::format::Format;
use crate::export::row::Row;
use crate::export::xml::XmlWriter;
use crate::{Error, Language};

const ENGLISH: &str = Language::English.code();

/// Writes TMX 1.4 in UTF-8: a translation unit per bead, in `en` and [`zh-Hans` or `zh-Hant`](Document::chinese_code).
///
/// The properties of a unit are `x-bitext-document` (the name, if set), `x-bitext-confidence`, `x-bitext-score` (in
/// nats), `x-bitext-bead` (the bead type, such as `2-1`), `x-bitext-review` (the mark of a reviewer, if any), and `x-bitext-flag`
/// for each [`Flag`](crate::Flag). Byte offsets are not written, because a translation memory outlives its texts.
///
/// Sentences without a counterpart, which [`Document::whole`] includes, are units in one language. A character that
/// XML 1.0 forbids (U+FFFE, U+FFFF, and characters below U+0020 other than tab and line breaks) becomes U+FFFD.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, Tmx, read_tmx};
///
/// let bitext = Aligner::new().align_texts("The museum is closed on Monday.", "博物馆周一闭馆。");
/// let mut memory = Vec::new();
/// Tmx::new().write(&Document::new(&bitext).name("museum.txt"), &mut memory)?;
///
/// let rows = read_tmx(memory.as_slice()).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(rows[0].english, "The museum is closed on Monday.");
/// assert_eq!(rows[0].document, "museum.txt");
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Tmx {}

impl Tmx {
    /// The format; it has no options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Format for Tmx {
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        let mut xml = XmlWriter::new(out);
        xml.declare(Some("tmx SYSTEM \"tmx14.dtd\""))?;
        xml.open(0, "tmx", &[("version", "1.4")])?;
        let header = [
            ("creationtool", env!("CARGO_PKG_NAME")),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", "sentence"),
            ("o-tmf", env!("CARGO_PKG_NAME")),
            ("adminlang", ENGLISH),
            ("srclang", ENGLISH),
            ("datatype", "plaintext"),
        ];
        xml.empty(1, "header", &header)?;
        Ok(xml.open(1, "body", &[])?)
    }

    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let codes = (document.english_code(), document.chinese_code());
        let mut xml = XmlWriter::new(out);
        for row in document.rows() {
            write_unit(&mut xml, &row, codes)?;
        }
        Ok(())
    }

    fn end(&self, out: &mut dyn Write) -> Result<(), Error> {
        let mut xml = XmlWriter::new(out);
        xml.close(1, "body")?;
        Ok(xml.close(0, "tmx")?)
    }
}

fn write_unit(xml: &mut XmlWriter<'_>, row: &Row<'_>, (english, chinese): (&str, &str)) -> io::Result<()> {
    // The source language in the header is `en`; a unit in another language overrides it.
    let source = if row.kind.english == 0 { chinese } else { english };
    let attributes = [("srclang", source)];
    xml.open(2, "tu", if source == ENGLISH { &[] } else { &attributes })?;
    let mut property = |name, value: &str| xml.leaf(3, "prop", &[("type", name)], value);
    if !row.document.is_empty() {
        property(property::DOCUMENT, &row.document)?;
    }
    property(property::CONFIDENCE, &format!("{:.4}", row.confidence))?;
    property(property::SCORE, &format!("{:.2}", row.score))?;
    property(property::BEAD, &row.kind.to_string())?;
    if !row.review.is_open() {
        property(property::REVIEW, row.review.name())?;
    }
    for flag in &*row.flags {
        property(property::FLAG, &flag.to_string())?;
    }
    let sides = [(row.kind.english, english, &row.english), (row.kind.chinese, chinese, &row.chinese)];
    for (sentences, language, text) in sides {
        if sentences > 0 {
            xml.open(3, "tuv", &[("xml:lang", language)])?;
            xml.leaf(4, "seg", &[], text)?;
            xml.close(3, "tuv")?;
        }
    }
    xml.close(2, "tu")
}

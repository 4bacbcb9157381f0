//! Writes XLIFF.

use std::io::{self, BufWriter, Write};

use super::score_note::{FROM, score_note};
use super::version2;
use crate::export::code_elements::written;
use crate::export::code_ids::CodeIds;
use crate::export::document::Document;
use crate::export::format::Format;
use crate::export::inline::{CodeFormat, InlineText};
use crate::export::row::Row;
use crate::export::unit::UnitDetails;
use crate::export::xml::XmlWriter;
use crate::export::xml_characters::is_forbidden;
use crate::{Error, Language, LanguageTag, Review};

/// Writes XLIFF 1.2 or 2.1 in UTF-8: a `file` per document, a unit per bead, numbered from 1 in each file.
///
/// The source language is [English](Document::english_code), and the target language is [`zh-Hans` or `zh-Hant`, or the
/// tag of the document](Document::chinese_code). A pair counts as translated in the terms of each version:
///
/// | | 1.2 | 2.1 |
/// |---|---|---|
/// | [checked](crate::Review) | `approved="yes"`, state `final` | state `final` |
/// | open, without a [`Flag`](crate::Flag) | `approved="yes"`, state `translated` | state `translated` |
/// | open, with a flag | `approved="no"`, state `needs-review-translation` | state `initial`, sub-state `bitext:needs-review` |
/// | rejected | `approved="no"`, state `needs-translation` | state `initial` |
///
/// A note gives the confidence, the score, the bead type, the mark of a reviewer and the flags. [`Document::whole`]
/// also includes sentences without a counterpart. An English one is a unit without a target, for a translator to fill
/// in. A Chinese one is a unit with an empty source. A character of a text that XML 1.0 forbids becomes the element `cp` in
/// version 2.1, and U+FFFD in version 1.2.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, Xliff, read_xliff};
///
/// let bitext = Aligner::new().align_texts("The museum is closed on Monday.", "博物馆周一闭馆。");
/// let mut file = Vec::new();
/// Xliff::new().write(&Document::new(&bitext).name("museum.txt"), &mut file)?;
/// let text = String::from_utf8_lossy(&file);
/// assert!(text.contains("<target state=\"translated\">博物馆周一闭馆。</target>"));
/// assert_eq!(read_xliff(file.as_slice()).next().unwrap()?.row.chinese, "博物馆周一闭馆。");
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Xliff {
    version: XliffVersion,
    english: Option<LanguageTag>,
    chinese: Option<LanguageTag>,
}

/// The version of XLIFF that is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum XliffVersion {
    /// XLIFF 1.2, which more tools read than version 2.
    #[default]
    V1_2,
    /// XLIFF 2.1.
    V2_1,
}

impl Xliff {
    /// Creates the format, in version 1.2.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the version.
    #[must_use]
    pub fn version(mut self, version: XliffVersion) -> Self {
        self.version = version;
        self
    }

    /// Sets the languages of the file, which XLIFF 2.1 has at its start: English and Chinese. By default they are `en`
    /// and `zh`, and [`Format::write`] takes those of the document. XLIFF 1.2 has the languages of each document.
    #[must_use]
    pub fn languages(mut self, english: LanguageTag, chinese: LanguageTag) -> Self {
        (self.english, self.chinese) = (Some(english), Some(chinese));
        self
    }
}

impl Format for Xliff {
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        let mut xml = XmlWriter::new(out);
        xml.declare(None)?;
        if self.version == XliffVersion::V2_1 {
            let code = |tag: &Option<LanguageTag>, language: Language| {
                tag.as_ref().map_or_else(|| language.code().to_owned(), ToString::to_string)
            };
            let codes = (code(&self.english, Language::English), code(&self.chinese, Language::Chinese));
            return Ok(version2::begin(&mut xml, (&codes.0, &codes.1))?);
        }
        let attributes = [("version", "1.2"), ("xmlns", "urn:oasis:names:tc:xliff:document:1.2")];
        Ok(xml.open(0, "xliff", &attributes)?)
    }

    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let mut xml = XmlWriter::new(out);
        if self.version == XliffVersion::V2_1 {
            return Ok(version2::document(&mut xml, document)?);
        }
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
        for (number, row) in document.rows().enumerate() {
            write_unit(&mut xml, number + 1, &row, document.details_of(number))?;
        }
        xml.close(2, "body")?;
        Ok(xml.close(1, "file")?)
    }

    fn replaces(&self, c: char) -> bool {
        self.version == XliffVersion::V1_2 && is_forbidden(c)
    }

    fn end(&self, out: &mut dyn Write) -> Result<(), Error> {
        Ok(XmlWriter::new(out).close(0, "xliff")?)
    }

    fn write(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let mut format = self.clone();
        format.english = format.english.or_else(|| document.english_code().parse().ok());
        format.chinese = format.chinese.or_else(|| document.chinese_code().parse().ok());
        let mut out = BufWriter::new(out);
        format.begin(&mut out)?;
        format.document(document, &mut out)?;
        format.end(&mut out)?;
        Ok(out.flush()?)
    }
}

/// Returns the value of `approved` and the state of a target of version 1.2.
fn approval(row: &Row<'_>) -> (&'static str, &'static str) {
    match row.review {
        Review::Checked => ("yes", "final"),
        Review::Rejected => ("no", "needs-translation"),
        Review::Open if row.flags.is_empty() => ("yes", "translated"),
        Review::Open => ("no", "needs-review-translation"),
    }
}

fn write_unit(
    xml: &mut XmlWriter<'_>,
    number: usize,
    row: &Row<'_>,
    details: Option<&UnitDetails>,
) -> io::Result<()> {
    let id = number.to_string();
    let (approved, state) = approval(row);
    let mut attributes = vec![("id", &*id)];
    if row.kind.chinese > 0 {
        attributes.push(("approved", approved));
    }
    attributes.extend(details.map(|details| ("resname", &*details.id)).filter(|(_, name)| !name.is_empty()));
    xml.open(3, "trans-unit", &attributes)?;
    let mut ids = CodeIds::default();
    let inline = details.and_then(|details| details.english.inline.as_ref());
    write_text(xml, ("source", &[]), (&row.english, inline), &mut ids)?;
    if row.kind.chinese > 0 {
        let inline = details.and_then(|details| details.chinese.inline.as_ref());
        write_text(xml, ("target", &[("state", state)]), (&row.chinese, inline), &mut ids)?;
    }
    if let Some(details) = details.filter(|details| !details.properties.is_empty()) {
        xml.open(4, "context-group", &[("name", "properties")])?;
        for (name, value) in &details.properties {
            xml.leaf(5, "context", &[("context-type", &format!("x-{name}"))], value)?;
        }
        xml.close(4, "context-group")?;
    }
    for note in details.map(|details| &*details.notes).unwrap_or_default() {
        xml.leaf(4, "note", &[], note)?;
    }
    if details.is_none_or(|details| details.scored || row.review != Review::Open) {
        xml.leaf(4, "note", &[("from", FROM)], &score_note(row))?;
    }
    xml.close(3, "trans-unit")
}

fn write_text(
    xml: &mut XmlWriter<'_>,
    (name, attributes): (&str, &[(&str, &str)]),
    (text, inline): (&str, Option<&InlineText>),
    ids: &mut CodeIds,
) -> io::Result<()> {
    match inline.filter(|inline| inline.text() == text) {
        Some(inline) => xml.mixed(4, name, attributes, &written(inline, CodeFormat::Xliff1, ids)),
        None => xml.leaf(4, name, attributes, text),
    }
}

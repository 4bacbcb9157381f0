//! Writes TMX.

use std::io::{self, Write};

use super::property;
use crate::export::code_elements::written;
use crate::export::document::Document;
use crate::export::format::Format;
use crate::export::inline::CodeFormat;
use crate::export::row::Row;
use crate::export::unit::{SideDetails, UnitDetails};
use crate::export::xml::XmlWriter;
use crate::{Error, Language, LanguageTag};

const ENGLISH: &str = Language::English.code();

/// Writes TMX 1.4 in UTF-8: a translation unit per bead, in `en` and [`zh-Hans` or `zh-Hant`](Document::chinese_code).
///
/// The properties of a unit are `x-bitext-document` (the name, if set), `x-bitext-confidence`, `x-bitext-score` (in
/// nats), `x-bitext-bead` (the bead type, such as `2-1`), `x-bitext-review` (the mark of a reviewer, if any), and
/// `x-bitext-flag` for each [`Flag`](crate::Flag). Byte offsets are not written, because a translation memory outlives
/// its texts.
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
    /// Creates the format, which has no options.
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
        for (number, row) in document.rows().enumerate() {
            match document.details_of(number) {
                Some(details) => write_details(&mut xml, &row, details, codes)?,
                None => write_unit(&mut xml, &row, codes)?,
            }
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
    write_properties(xml, row)?;
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

fn write_properties(xml: &mut XmlWriter<'_>, row: &Row<'_>) -> io::Result<()> {
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
    Ok(())
}

/// Attributes that a unit and a variant may have in TMX 1.4, except those that are written anew.
const ATTRIBUTES: [&str; 12] = [
    "changedate",
    "changeid",
    "creationdate",
    "creationid",
    "creationtool",
    "creationtoolversion",
    "datatype",
    "lastusagedate",
    "o-encoding",
    "o-tmf",
    "segtype",
    "usagecount",
];

/// Writes a unit with the attributes, notes, properties and codes that were read from a file.
fn write_details(
    xml: &mut XmlWriter<'_>,
    row: &Row<'_>,
    details: &UnitDetails,
    codes: (&str, &str),
) -> io::Result<()> {
    let code =
        |side: &SideDetails, code: &str| side.tag.as_ref().map_or(code, LanguageTag::as_str).to_owned();
    let (english, chinese) = (code(&details.english, codes.0), code(&details.chinese, codes.1));
    let source = if row.kind.english == 0 { &chinese } else { &english };
    let own = [("tuid", &*details.id), ("srclang", source)].into_iter();
    let own = own.filter(|(name, value)| !value.is_empty() && (*name, *value) != ("srclang", ENGLISH));
    let attributes: Vec<(&str, &str)> = own.chain(kept(&details.attributes)).collect();
    xml.open(2, "tu", &attributes)?;
    write_notes(xml, 3, &details.notes, &details.properties)?;
    if details.scored {
        write_properties(xml, row)?;
    } else if !row.review.is_open() {
        xml.leaf(3, "prop", &[("type", property::REVIEW)], row.review.name())?;
    }
    let sides = [
        (row.kind.english, english, &row.english, &details.english),
        (row.kind.chinese, chinese, &row.chinese, &details.chinese),
    ];
    for (_, language, text, side) in sides.into_iter().filter(|side| side.0 > 0) {
        let attributes: Vec<(&str, &str)> =
            std::iter::once(("xml:lang", &*language)).chain(kept(&side.attributes)).collect();
        xml.open(3, "tuv", &attributes)?;
        write_notes(xml, 4, &side.notes, &side.properties)?;
        // If the text was changed, its codes would be at wrong places, and are left out.
        match side.inline.as_ref().filter(|inline| inline.text() == **text) {
            Some(inline) => xml.mixed(4, "seg", &[], &written(inline, CodeFormat::Tmx))?,
            None => xml.leaf(4, "seg", &[], text)?,
        }
        xml.close(3, "tuv")?;
    }
    xml.close(2, "tu")
}

/// Returns those of the attributes that are in [`ATTRIBUTES`].
fn kept(attributes: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    let known = attributes.iter().filter(|(name, _)| ATTRIBUTES.contains(&&**name));
    known.map(|(name, value)| (&**name, &**value))
}

fn write_notes(
    xml: &mut XmlWriter<'_>,
    depth: usize,
    notes: &[String],
    properties: &[(String, String)],
) -> io::Result<()> {
    for note in notes {
        xml.leaf(depth, "note", &[], note)?;
    }
    for (name, value) in properties {
        xml.leaf(depth, "prop", &[("type", name)], value)?;
    }
    Ok(())
}

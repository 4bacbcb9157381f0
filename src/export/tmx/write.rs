//! Writes TMX.

use std::io::{self, Write};

use super::write_notes::write_notes;
use super::{header, property};
use crate::export::code_elements::written;
use crate::export::code_ids::CodeIds;
use crate::export::document::Document;
use crate::export::format::Format;
use crate::export::inline::CodeFormat;
use crate::export::row::Row;
use crate::export::unit::{FileHeader, SideDetails, UnitDetails};
use crate::export::xml::XmlWriter;
use crate::export::xml_characters::is_forbidden;
use crate::export::xml_unit::attribute;
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tmx {
    /// The header of another file.
    header: Option<FileHeader>,
}

impl Tmx {
    /// Creates the format, with the header of this crate.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the header, such as the header of the [file](super::super::UnitReader::header) from which the units come.
    /// The file names this crate as its tool (`creationtool`). Another attribute that TMX 1.4 requires and the header
    /// lacks gets the value of this crate.
    ///
    /// ```
    /// use bitext::OwnedBitext;
    /// use bitext::export::{Document, Format, Tmx, UnitReader, read_tmx_units};
    ///
    /// let file = r#"<tmx version="1.4"><header creationtool="OmegaT" srclang="en-GB"><prop type="client">Metro</prop></header><body>
    ///     <tu><tuv xml:lang="en-GB"><seg>Mind the gap.</seg></tuv><tuv xml:lang="zh-CN"><seg>小心站台间隙。</seg></tuv></tu></body></tmx>"#;
    /// let mut units = read_tmx_units(file.as_bytes());
    /// let (rows, details): (Vec<_>, Vec<_>) =
    ///     units.by_ref().collect::<Result<Vec<_>, _>>()?.into_iter().map(|unit| unit.into_parts()).unzip();
    /// let format = Tmx::new().header(units.header().cloned().unwrap_or_default());
    /// let owned = OwnedBitext::from_rows(rows);
    /// let mut again = Vec::new();
    /// format.write(&Document::whole(&owned.bitext()).details(&details)?, &mut again)?;
    /// let again = String::from_utf8_lossy(&again);
    /// assert!(again.contains(r#"creationtool="bitext""#) && again.contains(r#"<prop type="client">Metro</prop>"#));
    /// # Ok::<(), bitext::Error>(())
    /// ```
    #[must_use]
    pub fn header(mut self, header: FileHeader) -> Self {
        self.header = Some(header);
        self
    }

    /// Returns the source language in the header.
    fn source(&self) -> &str {
        let header = self.header.as_ref();
        header.and_then(|header| attribute(&header.attributes, header::SOURCE)).unwrap_or(ENGLISH)
    }

    /// Returns the source language of a unit, or `None` if the header gives it.
    fn source_of<'u>(
        &self,
        row: &Row<'_>,
        details: Option<&'u UnitDetails>,
        (english, chinese): (&'u str, &'u str),
    ) -> Option<&'u str> {
        let of_row = if row.kind.english == 0 { chinese } else { english };
        let own = details.and_then(|details| attribute(&details.attributes, header::SOURCE));
        let source = match own {
            // The codes that are written may differ from the codes of the file.
            Some(own) => match own.parse::<LanguageTag>().ok().and_then(|tag| tag.language()) {
                Some(Language::English) => english,
                Some(Language::Chinese) => chinese,
                _ => own,
            },
            None if self.has_source(row) => return None,
            None => of_row,
        };
        Some(source)
            .filter(|&source| source != self.source() && (own.is_some() || self.source() != header::ALL))
    }

    /// Whether a file's header names the language of a side as the source.
    fn has_source(&self, row: &Row<'_>) -> bool {
        let source = self.source().parse::<LanguageTag>().ok().and_then(|tag| tag.language());
        self.header.is_some()
            && match source {
                Some(Language::English) => row.kind.english > 0,
                Some(Language::Chinese) => row.kind.chinese > 0,
                _ => false,
            }
    }

    fn write_unit(
        &self,
        xml: &mut XmlWriter<'_>,
        row: &Row<'_>,
        (english, chinese): (&str, &str),
    ) -> io::Result<()> {
        let source = self.source_of(row, None, (english, chinese)).map(|source| (header::SOURCE, source));
        xml.open(2, "tu", source.as_slice())?;
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

    /// Writes a unit with the attributes, notes, properties and codes that were read from a file.
    fn write_details(
        &self,
        xml: &mut XmlWriter<'_>,
        row: &Row<'_>,
        details: &UnitDetails,
        codes: (&str, &str),
    ) -> io::Result<()> {
        let code =
            |side: &SideDetails, code: &str| side.tag.as_ref().map_or(code, LanguageTag::as_str).to_owned();
        let (english, chinese) = (code(&details.english, codes.0), code(&details.chinese, codes.1));
        let source = self.source_of(row, Some(details), (&english, &chinese));
        let own = [("tuid", &*details.id), (header::SOURCE, source.unwrap_or_default())].into_iter();
        let own = own.filter(|(_, value)| !value.is_empty());
        let attributes: Vec<(&str, &str)> = own.chain(kept(&details.attributes)).collect();
        xml.open(2, "tu", &attributes)?;
        write_notes(xml, 3, &details.notes, &details.properties)?;
        if details.scored {
            write_properties(xml, row)?;
        } else {
            write_origin(xml, row)?;
        }
        let sides = [
            (row.kind.english, english, &row.english, &details.english),
            (row.kind.chinese, chinese, &row.chinese, &details.chinese),
        ];
        let mut ids = CodeIds::default();
        for (_, language, text, side) in sides.into_iter().filter(|side| side.0 > 0) {
            write_variant(xml, &language, (text, side), &mut ids)?;
        }
        xml.close(2, "tu")
    }
}

impl Format for Tmx {
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        let mut xml = XmlWriter::new(out);
        xml.declare(Some("tmx SYSTEM \"tmx14.dtd\""))?;
        xml.open(0, "tmx", &[("version", "1.4")])?;
        header::write(&mut xml, self.header.as_ref().unwrap_or(&FileHeader::default()))?;
        Ok(xml.open(1, "body", &[])?)
    }

    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let codes = (document.english_code(), document.chinese_code());
        let mut xml = XmlWriter::new(out);
        for (number, row) in document.rows().enumerate() {
            match document.details_of(number) {
                Some(details) => self.write_details(&mut xml, &row, details, codes)?,
                None => self.write_unit(&mut xml, &row, codes)?,
            }
        }
        Ok(())
    }

    fn replaces(&self, c: char) -> bool {
        is_forbidden(c)
    }

    fn end(&self, out: &mut dyn Write) -> Result<(), Error> {
        let mut xml = XmlWriter::new(out);
        xml.close(1, "body")?;
        Ok(xml.close(0, "tmx")?)
    }
}

/// Writes the document and the mark of the reviewer, of a pair without a confidence.
fn write_origin(xml: &mut XmlWriter<'_>, row: &Row<'_>) -> io::Result<()> {
    if !row.document.is_empty() {
        xml.leaf(3, "prop", &[("type", property::DOCUMENT)], &row.document)?;
    }
    if !row.review.is_open() {
        xml.leaf(3, "prop", &[("type", property::REVIEW)], row.review.name())?;
    }
    Ok(())
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

fn write_variant(
    xml: &mut XmlWriter<'_>,
    language: &str,
    (text, side): (&str, &SideDetails),
    ids: &mut CodeIds,
) -> io::Result<()> {
    let attributes: Vec<(&str, &str)> =
        std::iter::once(("xml:lang", language)).chain(kept(&side.attributes)).collect();
    xml.open(3, "tuv", &attributes)?;
    write_notes(xml, 4, &side.notes, &side.properties)?;
    // If the text was changed, its codes would be at wrong places, and are left out.
    match side.inline.as_ref().filter(|inline| inline.text() == text) {
        Some(inline) => xml.mixed(4, "seg", &[], &written(inline, CodeFormat::Tmx, ids))?,
        None => xml.leaf(4, "seg", &[], text)?,
    }
    xml.close(3, "tuv")
}

/// Returns those of the attributes that are in [`ATTRIBUTES`].
fn kept(attributes: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    let known = attributes.iter().filter(|(name, _)| ATTRIBUTES.contains(&&**name));
    known.map(|(name, value)| (&**name, &**value))
}

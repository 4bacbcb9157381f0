//! The header of a TMX file: what it says of the whole file.

use std::io;

use super::write_notes::write_notes;
use crate::export::entities::Entities;
use crate::export::inline::CodeFormat;
use crate::export::unit::FileHeader;
use crate::export::xml::XmlWriter;
use crate::export::xml_unit::{XmlItem, XmlUnit, attribute};
use crate::{Error, Language};

/// The attributes that TMX 1.4 requires, and their values in a file of this crate.
const REQUIRED: [(&str, &str); 7] = [
    ("creationtool", env!("CARGO_PKG_NAME")),
    ("creationtoolversion", env!("CARGO_PKG_VERSION")),
    ("segtype", "sentence"),
    ("o-tmf", env!("CARGO_PKG_NAME")),
    ("adminlang", Language::English.code()),
    (SOURCE, Language::English.code()),
    ("datatype", "plaintext"),
];
/// The attributes that TMX 1.4 allows.
const ALLOWED: [&str; 5] = ["o-encoding", "creationdate", "creationid", "changedate", "changeid"];
/// The attribute with the source language of the units.
pub(super) const SOURCE: &str = "srclang";
/// The source language of a file in which each language is a source.
pub(super) const ALL: &str = "*all*";

/// Reads a header from its start tag to its end tag.
pub(super) fn read(header: &[u8], line: usize, entities: &Entities) -> Result<FileHeader, Error> {
    let mut xml = XmlUnit::new(header, line, entities)?;
    let mut found = FileHeader::default();
    loop {
        match xml.next()? {
            XmlItem::Start(name, attributes) => match &*name {
                "header" => found.attributes = attributes,
                "prop" => {
                    let name = attribute(&attributes, "type").unwrap_or_default().to_owned();
                    found.properties.push((name, xml.inline(CodeFormat::Tmx)?.text()));
                }
                "note" => found.notes.push(xml.inline(CodeFormat::Tmx)?.text()),
                _ => xml.skip()?,
            },
            XmlItem::End(_) => {}
            XmlItem::Ended => return Ok(found),
        }
    }
}

/// Writes a header. It names this crate as the tool, since this crate writes the file. Another required attribute that the
/// header lacks gets the value of this crate.
pub(super) fn write(xml: &mut XmlWriter<'_>, header: &FileHeader) -> io::Result<()> {
    let value = |name: &str| attribute(&header.attributes, name);
    let kept = |name: &str| value(name).filter(|_| !name.starts_with("creationtool"));
    let required = REQUIRED.iter().map(|&(name, own)| (name, kept(name).unwrap_or(own)));
    let allowed = ALLOWED.iter().filter_map(|&name| Some((name, value(name)?)));
    let attributes: Vec<(&str, &str)> = required.chain(allowed).collect();
    if header.notes.is_empty() && header.properties.is_empty() {
        return xml.empty(1, "header", &attributes);
    }
    xml.open(1, "header", &attributes)?;
    write_notes(xml, 2, &header.notes, &header.properties)?;
    xml.close(1, "header")
}

//! Writes XLIFF 2.1.

use std::io;

use super::code_points::with_code_points;
use super::score_note::{FROM, score_note};
use crate::Review;
use crate::export::code_elements::{WrittenPart, written};
use crate::export::code_ids::CodeIds;
use crate::export::document::Document;
use crate::export::inline::{CodeFormat, CodeKind, InlineText};
use crate::export::row::Row;
use crate::export::unit::UnitDetails;
use crate::export::xml::XmlWriter;
use crate::tables::Fnv1a;

/// Writes the start of a file in the languages with these codes.
pub(super) fn begin(xml: &mut XmlWriter<'_>, (english, chinese): (&str, &str)) -> io::Result<()> {
    let attributes = [
        ("xmlns", "urn:oasis:names:tc:xliff:document:2.0"),
        ("xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0"),
        ("version", "2.1"),
        ("srcLang", english),
        ("trgLang", chinese),
    ];
    xml.open(0, "xliff", &attributes)
}

/// Writes a `file`.
pub(super) fn document(xml: &mut XmlWriter<'_>, document: &Document<'_, '_>) -> io::Result<()> {
    // A file needs a unit.
    if document.pairs().is_empty() {
        return Ok(());
    }
    // The id of a `file` element must be unique in the document and have no spaces, so the name of a file cannot be the
    // id.
    let id = file_id(document);
    let mut attributes = vec![("id", &*id), ("xml:space", "preserve")];
    if !document.english_file().is_empty() {
        attributes.push(("original", document.english_file()));
    }
    xml.open(1, "file", &attributes)?;
    for (number, row) in document.rows().enumerate() {
        write_unit(xml, number + 1, &row, document.details_of(number))?;
    }
    xml.close(1, "file")
}

/// Returns an id for the file: this crate's name, and a hash of the names and the texts.
fn file_id(document: &Document<'_, '_>) -> String {
    let texts = document.pairs().iter().flat_map(|pair| [pair.english(), pair.chinese()]);
    let names = [document.english_file().into(), document.chinese_file().into()];
    let hash = texts.chain(names).fold(Fnv1a::new(), |hash, text| hash.add_bytes(text.bytes()));
    format!("{}-{:016x}", env!("CARGO_PKG_NAME"), hash.finish())
}

fn write_unit(
    xml: &mut XmlWriter<'_>,
    number: usize,
    row: &Row<'_>,
    details: Option<&UnitDetails>,
) -> io::Result<()> {
    let id = number.to_string();
    let mut attributes = vec![("id", &*id)];
    attributes.extend(details.map(|details| ("name", &*details.id)).filter(|(_, name)| !name.is_empty()));
    xml.open(2, "unit", &attributes)?;
    if let Some(details) = details.filter(|details| !details.properties.is_empty()) {
        xml.open(3, "mda:metadata", &[])?;
        xml.open(4, "mda:metaGroup", &[("category", "properties")])?;
        for (name, value) in &details.properties {
            xml.leaf(5, "mda:meta", &[("type", name)], value)?;
        }
        xml.close(4, "mda:metaGroup")?;
        xml.close(3, "mda:metadata")?;
    }
    let score = details.is_none_or(|details| details.scored || row.review != Review::Open);
    let notes = details.map(|details| &*details.notes).unwrap_or_default();
    if score || !notes.is_empty() {
        xml.open(3, "notes", &[])?;
        for note in notes {
            xml.leaf(4, "note", &[], note)?;
        }
        if score {
            xml.leaf(4, "note", &[("category", FROM)], &score_note(row))?;
        }
        xml.close(3, "notes")?;
    }
    write_segment(xml, row, details)?;
    xml.close(2, "unit")
}

/// Returns the state of a segment, and what this crate adds to it.
fn state(row: &Row<'_>) -> (&'static str, Option<&'static str>) {
    match row.review {
        Review::Checked => ("final", None),
        Review::Rejected => ("initial", None),
        Review::Open if row.kind.chinese == 0 => ("initial", None),
        Review::Open if row.flags.is_empty() => ("translated", None),
        Review::Open => ("initial", Some(NEEDS_REVIEW)),
    }
}

/// The state of a translation that needs a review. XLIFF 2 has no such state, so it is a part of the state `initial`.
const NEEDS_REVIEW: &str = concat!(env!("CARGO_PKG_NAME"), ":needs-review");

/// Writes the original codes and the segment of a unit.
fn write_segment(xml: &mut XmlWriter<'_>, row: &Row<'_>, details: Option<&UnitDetails>) -> io::Result<()> {
    let mut ids = CodeIds::default();
    let source = details.and_then(|details| details.english.inline.as_ref());
    let source = source.filter(|inline| inline.text() == row.english).map(|text| with_data(text, &mut ids));
    let target = details.and_then(|details| details.chinese.inline.as_ref());
    let target = target.filter(|inline| inline.text() == row.chinese).map(|text| with_data(text, &mut ids));
    write_data(xml, [&source, &target].into_iter().flatten().flat_map(|(_, data)| data))?;
    let (state, sub_state) = state(row);
    let attributes = [("state", state)].into_iter().chain(sub_state.map(|state| ("subState", state)));
    xml.open(3, "segment", &attributes.collect::<Vec<_>>())?;
    let write = |xml: &mut XmlWriter<'_>, name, text: &str, inline: Option<(Vec<WrittenPart<'_>>, _)>| {
        let parts = inline.map_or_else(|| vec![WrittenPart::Text(text)], |(parts, _)| parts);
        xml.mixed(4, name, &[], &with_code_points(parts))
    };
    write(xml, "source", &row.english, source)?;
    if row.kind.chinese > 0 {
        write(xml, "target", &row.chinese, target)?;
    }
    xml.close(3, "segment")
}

/// Writes the original codes of a unit, sorted by id.
fn write_data<'d>(
    xml: &mut XmlWriter<'_>,
    data: impl Iterator<Item = &'d (String, String)>,
) -> io::Result<()> {
    let mut ids = std::collections::BTreeMap::new();
    for (id, content) in data {
        ids.entry(id).or_insert(content);
    }
    if ids.is_empty() {
        return Ok(());
    }
    xml.open(3, "originalData", &[])?;
    for (id, content) in ids {
        xml.mixed(4, "data", &[("id", id)], &with_code_points(vec![WrittenPart::Text(content)]))?;
    }
    xml.close(3, "originalData")
}

/// Returns a text whose codes refer to original codes, and the original codes, each after its id.
fn with_data<'t>(text: &'t InlineText, ids: &mut CodeIds) -> (Vec<WrittenPart<'t>>, Vec<(String, String)>) {
    let mut parts = written(text, CodeFormat::Xliff2, ids);
    let mut data = Vec::new();
    if text.format() == CodeFormat::Xliff2 {
        for code in text.codes() {
            let name = match (&*code.element, code.kind) {
                ("pc", CodeKind::Open) => "dataRefStart",
                ("pc", CodeKind::Close) => "dataRefEnd",
                _ => "dataRef",
            };
            data.extend(code.attribute(name).map(|id| (id.to_owned(), code.content.clone())));
        }
    }
    for part in &mut parts {
        let (WrittenPart::Element(code) | WrittenPart::Start(code)) = part else { continue };
        let content = std::mem::take(&mut code.content);
        let content: String = content.iter().filter_map(WrittenPart::text).collect();
        if !content.is_empty() && !code.attributes.iter().any(|(name, _)| name.starts_with("dataRef")) {
            // A code that occurs on both sides has one id.
            let id = code
                .attributes
                .first()
                .map(|(name, id)| format!("{}{id}", if *name == "startRef" { "e" } else { "d" }));
            let id = id.unwrap_or_else(|| format!("d{}", data.len() + 1));
            code.attributes.push(("dataRef", id.clone()));
            data.push((id, content));
        }
    }
    (parts, data)
}

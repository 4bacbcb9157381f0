//! The parts of a workbook in the format of Excel (XLSX).

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::entities::Entities;
use super::xml_unit::{XmlAttributes, XmlItem, XmlUnit, attribute};
use crate::{Error, ErrorKind};

/// Maximum size of all unpacked parts of a workbook, and of its sheets as one table, in bytes.
pub(super) const MAX_UNPACKED: u64 = 1 << 30;
/// Maximum number of columns of a sheet in Excel.
const MAX_COLUMNS: usize = 16_384;

/// A row of a sheet: its number and its cells with text. Each cell has the number of its column, from 0, and the columns
/// ascend.
pub(super) type SheetRow = (usize, Vec<(usize, String)>);

/// The parts of a workbook, in XML.
pub(super) struct WorkbookParts<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Number of bytes that may still be unpacked.
    left: u64,
}

impl<'b> WorkbookParts<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Error> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            refused(format!(
                "not an XLSX workbook, or a damaged one ({error}): save it again, without a password"
            ))
        })?;
        Ok(Self { zip, left: MAX_UNPACKED })
    }

    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(number) = self.zip.index_for_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        let part = self.zip.by_index(number).map_err(|error| named(name, &error))?;
        // The declared size may be wrong, so the bytes are counted.
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| named(name, &error))?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(too_large)?;
        Ok(Some(bytes))
    }

    /// Returns the names of the parts with the sheets, in the order of the workbook. A part that the workbook names
    /// twice is returned once.
    pub(super) fn sheets(&mut self) -> Result<Vec<String>, Error> {
        let missing = || refused("not an XLSX workbook: it has no `xl/workbook.xml`".to_owned());
        let workbook = self.part("xl/workbook.xml")?.ok_or_else(missing)?;
        let relations = self.part("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
        let mut parts = HashMap::new();
        elements(&relations, "Relationship", |relation| {
            let value = |name| attribute(relation, name).unwrap_or_default();
            let target = value("Target");
            let part = match target.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("xl/{target}"),
            };
            // Of two relationships with the same id, the first one counts.
            parts.entry(value("Id").to_owned()).or_insert(Some(part));
        })?;
        let (mut sheets, mut seen) = (Vec::new(), HashSet::new());
        elements(&workbook, "sheet", |sheet| {
            let id = sheet.iter().find(|(name, _)| name.ends_with(":id")).map(|(_, id)| id);
            let part = id.and_then(|id| parts.get_mut(id)).and_then(Option::take);
            sheets.extend(part.filter(|part| seen.insert(part.clone())));
        })?;
        Ok(sheets)
    }
}

fn refused(message: String) -> Error {
    Error::new(ErrorKind::Format, message)
}

pub(super) fn too_large() -> Error {
    refused("the workbook unpacks to more than 1 GB: save its sheets as CSV".to_owned())
}

pub(super) fn named(part: &str, error: &dyn std::fmt::Display) -> Error {
    Error::new(ErrorKind::Syntax, format!("`{part}` is damaged ({error}): save the workbook again"))
}

/// Calls `see` with the attributes of each element of this name.
fn elements(part: &[u8], name: &str, mut see: impl FnMut(&XmlAttributes)) -> Result<(), Error> {
    let entities = Entities::default();
    let mut xml = XmlUnit::new(part, 1, &entities)?;
    loop {
        match xml.next()? {
            XmlItem::Start(found, attributes) if found == name => see(&attributes),
            XmlItem::Ended => return Ok(()),
            _ => {}
        }
    }
}

/// Returns the shared strings of a workbook, which cells refer to by number.
pub(super) fn shared_strings(part: &[u8]) -> Result<Vec<String>, Error> {
    let entities = Entities::default();
    let mut xml = XmlUnit::new(part, 1, &entities)?;
    let mut strings = Vec::new();
    loop {
        match xml.next()? {
            XmlItem::Start(name, _) if name == "si" => strings.push(string(&mut xml)?),
            XmlItem::Ended => return Ok(strings),
            _ => {}
        }
    }
}

/// Returns the text of a string whose start was read, without its phonetic guides.
fn string(xml: &mut XmlUnit<'_>) -> Result<String, Error> {
    let (mut text, mut depth) = (String::new(), 0_usize);
    loop {
        match xml.next()? {
            XmlItem::Start(name, _) => match &*name {
                "t" => text.push_str(&unescaped(&xml.plain()?)),
                "rPh" => xml.skip()?,
                _ => depth += 1,
            },
            XmlItem::End(_) if depth > 0 => depth -= 1,
            XmlItem::End(_) | XmlItem::Ended => return Ok(text),
        }
    }
}

/// Returns the rows of a sheet that have a cell with text. `left` is the number of bytes that the cells of this sheet
/// and of further ones may have.
///
/// # Errors
/// [`ErrorKind::Syntax`] if the part is damaged, [`ErrorKind::Format`] if the cells have more bytes than are left.
pub(super) fn rows(part: &[u8], strings: &[String], left: &mut u64) -> Result<Vec<SheetRow>, Error> {
    let entities = Entities::default();
    let mut xml = XmlUnit::new(part, 1, &entities)?;
    let mut rows: Vec<SheetRow> = Vec::new();
    loop {
        match xml.next()? {
            XmlItem::Start(name, attributes) if name == "row" => {
                let last = rows.last().map_or(0, |&(last, _)| last);
                let number = attribute(&attributes, "r").and_then(|number| number.parse().ok());
                // Row numbers ascend, unless the part is damaged.
                let number = number.filter(|&number| number > last).unwrap_or(last.saturating_add(1));
                rows.push((number, Vec::new()));
            }
            XmlItem::Start(name, attributes) if name == "c" => {
                let cell = cell(&mut xml, &attributes, strings)?;
                let Some((_, cells)) = rows.last_mut() else { continue };
                let next = cells.last().map_or(0, |(last, _)| last + 1);
                let column = attribute(&attributes, "r").and_then(column).unwrap_or(next);
                if column >= MAX_COLUMNS {
                    return Err(Error::new(ErrorKind::Syntax, "a cell is beyond column `XFD`"));
                }
                // Cells can refer to one long string many times.
                *left = left.checked_sub(cell.len() as u64).ok_or_else(too_large)?;
                if !cell.is_empty() {
                    cells.push((column, cell));
                }
            }
            XmlItem::Start(..) | XmlItem::End(_) => {}
            XmlItem::Ended => break,
        }
    }
    rows.retain(|(_, cells)| !cells.is_empty());
    for (_, cells) in &mut rows {
        cells.sort_by_key(|(column, _)| *column);
        // Of two cells in one column, the later one counts.
        cells.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                std::mem::swap(later, kept);
            }
            same
        });
    }
    Ok(rows)
}

/// Returns the text of a cell whose start was read.
fn cell(xml: &mut XmlUnit<'_>, attributes: &XmlAttributes, strings: &[String]) -> Result<String, Error> {
    let kind = attribute(attributes, "t").unwrap_or_default();
    let mut text = String::new();
    loop {
        match xml.next()? {
            XmlItem::Start(name, _) if name == "v" => text = xml.plain()?,
            XmlItem::Start(name, _) if name == "is" => text = string(xml)?,
            XmlItem::Start(..) => xml.skip()?,
            XmlItem::End(_) | XmlItem::Ended => break,
        }
    }
    match kind {
        "s" => {
            let number: Option<usize> = text.trim().parse().ok();
            let string = number.and_then(|number| strings.get(number).cloned());
            string.ok_or_else(|| Error::new(ErrorKind::Syntax, "a cell refers to a string that is missing"))
        }
        "str" => Ok(unescaped(&text)),
        _ => Ok(text),
    }
}

/// Returns the number of the column, from 0, of a cell such as `B7`.
fn column(cell: &str) -> Option<usize> {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let number = letters.fold(0, |number, letter| 26 * number + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}

/// Returns the text with the characters that XML forbids, which Excel writes as `_x0001_`.
fn unescaped(text: &str) -> String {
    let mut read = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        read.push_str(before);
        let code = escape.get(2..6).filter(|_| escape.as_bytes().get(6) == Some(&b'_'));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                read.push(c);
                rest = &escape[7..];
            }
            None => {
                read.push_str("_x");
                rest = &escape[2..];
            }
        }
    }
    read.push_str(rest);
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_their_faults() {
        let of = |cells: &str| {
            let sheet = format!("<sheetData><row r=\"4\">{cells}</row></sheetData>");
            rows(sheet.as_bytes(), &["Tea".to_owned()], &mut 10).map_err(|error| error.to_string())
        };
        let found = of("<c r='C4' t='s'><v>0</v></c><c r='A4'><v>7</v></c><c r='C4'><v>8</v></c><c r='B4'/>");
        assert_eq!(found, Ok(vec![(4, vec![(0, "7".to_owned()), (2, "8".to_owned())])]));
        let missing = of("<c r='A4' t='s'><v>1</v></c>").unwrap_err();
        assert!(missing.contains("a string that is missing"), "{missing}");
        let beyond = of("<c r='XFE4'><v>1</v></c>").unwrap_err();
        assert!(beyond.contains("beyond column `XFD`"), "{beyond}");
    }

    #[test]
    fn the_cells_of_all_sheets_are_limited() {
        let (sheet, strings) = (b"<row><c t='s'><v>0</v></c></row>", ["Tea".to_owned()]);
        let mut left = 7;
        assert_eq!([0, 1].map(|_| rows(sheet, &strings, &mut left).map_or(0, |rows| rows.len())), [1, 1]);
        let error = rows(sheet, &strings, &mut left).unwrap_err();
        assert!(error.to_string().contains("more than 1 GB"), "{error}");
    }

    #[test]
    fn columns_and_escapes() {
        for (cell, expected) in
            [("A1", Some(0)), ("Z9", Some(25)), ("AA10", Some(26)), ("XFD1", Some(16_383)), ("7", None)]
        {
            assert_eq!(column(cell), expected, "{cell}");
        }
        let rows = [
            ("a_x0001_b", "a\u{1}b"),
            ("_x005F_x0001_", "_x0001_"),
            ("_x00_茶_x", "_x00_茶_x"),
            ("_xD800_", "_xD800_"),
        ];
        for (text, expected) in rows {
            assert_eq!(unescaped(text), expected, "{text}");
        }
    }
}

//! Targets that read the files of translation tools, and the files of this crate that hold pairs.

use std::collections::HashSet;

use bitext::export::{
    Document, LadderRow, PairFormat, SideOrder, Tmx, Tsv, Unit, UnitReader, Xliff, XliffVersion, read_html,
    read_json, read_json_units, read_jsonl, read_jsonl_units, read_moses, read_po, read_table, read_tmx,
    read_tmx_units, read_xces, read_xliff,
};
use bitext::{HanVariant, OwnedBitext};

use crate::exports::{check_well_formed, held, written};
use crate::input::text;

/// Upper bound of the number of items in an input. A reader that returns this many items would never end.
const MAX_ITEMS: usize = 10_000;

/// Reads translation memories: as rows, which need conventional tags only, and as units.
pub(crate) fn tmx(bytes: &[u8]) {
    assert!(read_tmx(bytes).take(MAX_ITEMS).count() < MAX_ITEMS);
    convert(read_tmx_units(bytes));
    count(read_tmx_units(bytes).variant(HanVariant::Traditional.into()));
}

pub(crate) fn xliff(bytes: &[u8]) {
    convert(read_xliff(bytes));
    count(read_xliff(bytes).variant(HanVariant::Traditional.into()));
}

pub(crate) fn po(bytes: &[u8]) {
    convert(read_po(bytes));
    count(read_po(bytes).variant(HanVariant::Traditional.into()));
}

pub(crate) fn table(bytes: &[u8]) {
    convert(read_table(bytes));
    count(read_table(bytes).variant(HanVariant::Traditional.into()));
}

/// Reads units, whose number must be bounded.
fn count(mut reader: impl UnitReader) {
    assert!(reader.by_ref().take(MAX_ITEMS).count() < MAX_ITEMS, "the reader does not end");
    assert!(reader.left_out().iter().all(|(what, number)| !what.is_empty() && *number > 0));
}

/// Reads JSON Lines, as rows and as units.
pub(crate) fn jsonl(bytes: &[u8]) {
    assert!(read_jsonl(bytes).take(MAX_ITEMS).count() < MAX_ITEMS);
    convert(read_jsonl_units(bytes));
}

/// Reads a JSON array, as rows and as units.
pub(crate) fn json(bytes: &[u8]) {
    let array = text(bytes);
    assert!(read_json(&array).take(MAX_ITEMS).count() < MAX_ITEMS);
    convert(read_json_units(&array));
    let _ = PairFormat::of_content(bytes);
}

/// Reads saved pages of the HTML report.
pub(crate) fn report(bytes: &[u8]) {
    let page = text(bytes);
    let rows: Vec<_> = read_html(&page).take(MAX_ITEMS).collect();
    assert!(rows.len() < MAX_ITEMS);
    check_formats(rows.into_iter().flatten().map(|row| Unit::new(row, 0)).collect());
}

/// Reads sentence numbers as XCES, and the same bytes as the three files of Moses, which NULs separate.
pub(crate) fn numbers(bytes: &[u8]) {
    assert!(read_xces(bytes).take(MAX_ITEMS).count() < MAX_ITEMS);
    let mut files = bytes.splitn(3, |&byte| byte == 0);
    let mut next = || files.next().unwrap_or_default();
    let (english, chinese, ids) = (next(), next(), next());
    assert!(read_moses(english, chinese, Some(ids)).take(MAX_ITEMS).count() < MAX_ITEMS);
    let sentences: Vec<&str> = std::str::from_utf8(english).unwrap_or_default().lines().collect();
    for row in bitext::export::read_ladder(ids, SideOrder::EnglishFirst).take(MAX_ITEMS).flatten() {
        check_numbers(&row, &sentences);
    }
}

/// Checks that the sentences of a ladder row are either all present and each named once, or an error.
fn check_numbers(row: &LadderRow, sentences: &[&str]) {
    let is_whole = [&row.english, &row.chinese].into_iter().all(|numbers| {
        let distinct: HashSet<usize> = numbers.iter().copied().collect();
        distinct.len() == numbers.len() && numbers.iter().all(|&number| number < sentences.len())
    });
    assert_eq!(row.with_sentences(sentences, sentences).is_ok(), is_whole, "{row:?}");
}

/// Reads units, whose lines must ascend.
fn convert(reader: impl UnitReader) {
    let mut last = 0;
    convert_lines(reader, |line| {
        assert!(line >= last || line == 0, "line {line} after line {last}");
        last = line;
    });
}

/// Reads units, and calls `check_line` on the line of each. Errors must not repeat without end, and what was read must
/// survive the formats for translation tools.
pub(crate) fn convert_lines(mut reader: impl UnitReader, mut check_line: impl FnMut(usize)) {
    let (mut units, mut items) = (Vec::new(), 0);
    while let Some(item) = reader.next() {
        items += 1;
        assert!(items < MAX_ITEMS, "the reader does not end");
        if let Ok(unit) = item {
            check_line(unit.line);
            units.push(unit);
        }
        if reader.is_cut_off() {
            assert!(reader.next().is_none(), "an item after the error that ended the file");
            break;
        }
    }
    assert!(reader.left_out().iter().all(|(what, number)| !what.is_empty() && *number > 0));
    check_formats(units);
}

/// Writes units as TMX, XLIFF and a table, and reads them back.
fn check_formats(units: Vec<Unit>) {
    let mut details = Vec::new();
    let mut rows = Vec::new();
    for unit in units {
        // A bitext has no bead for a row without text.
        if !(unit.row.english.trim().is_empty() && unit.row.chinese.trim().is_empty()) {
            let (row, detail) = unit.into_parts();
            rows.push(row);
            details.push(detail);
        }
    }
    let owned = OwnedBitext::from_rows(rows.iter().cloned());
    let bitext = owned.bitext();
    let document = Document::whole(&bitext).name("a").details(&details).unwrap();
    for (row, read) in rows.iter().zip(document.rows()) {
        assert_eq!((row.english.trim(), row.chinese.trim()), (read.english.trim(), read.chinese.trim()));
    }
    let file = written(&Tmx::new(), &document);
    check_well_formed(&file, "TMX");
    check_texts(&document, read_tmx_units(file.as_slice()), |text| held(&Tmx::new(), text), "TMX");
    for version in [XliffVersion::V1_2, XliffVersion::V2_1] {
        let format = Xliff::new().version(version);
        let file = written(&format, &document);
        check_well_formed(&file, "XLIFF");
        check_texts(&document, read_xliff(file.as_slice()), |text| held(&format, text), "XLIFF");
    }
    check_texts(&document, read_table(written(&Tsv::new(), &document).as_slice()), printable, "TSV");
}

/// The text without control characters: a table has a space for each of them.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// Checks that a file has the texts of the document, apart from white space.
pub(crate) fn check_texts(
    document: &Document<'_, '_>,
    units: impl UnitReader,
    expected: impl Fn(&str) -> String,
    name: &str,
) {
    let units: Vec<Unit> = units.map(Result::unwrap).collect();
    let compact = |text: &str| text.split_whitespace().collect::<String>();
    let sides = |english: &str, chinese: &str| (compact(english), compact(chinese));
    let found: Vec<_> = units.iter().map(|unit| sides(&unit.row.english, &unit.row.chinese)).collect();
    let wanted: Vec<_> =
        document.rows().map(|row| sides(&expected(&row.english), &expected(&row.chinese))).collect();
    assert_eq!(found, wanted, "{name}");
}

//! The target that writes every export format, and reads back the formats that have a reader.

use std::sync::LazyLock;

use bitext::export::{
    Columns, Csv, Document, Format, Formulas, Html, JsonLines, Ladder, Moses, SideOrder, Tmx, Tsv, Xces,
    Xliff, read_jsonl, read_ladder, read_tmx,
};
use bitext::{Aligner, Filter};
use quick_xml::events::Event;

use crate::input::two_texts;

static ALIGNER: LazyLock<Aligner> = LazyLock::new(Aligner::new);

/// Aligns two texts with one sentence per line, and writes the alignment in every format. The first English line is
/// also the document name.
pub(crate) fn exports(bytes: &[u8]) {
    let (english, chinese) = two_texts(bytes);
    let name = english.lines().next().unwrap_or_default();
    let bitext = ALIGNER.align_lines(&english, &chinese);
    let mut filtering = Filter::strict().start();
    let kept = bitext.pairs().filter(|&pair| filtering.check(pair).is_none()).count();
    // A pair with a blank side is neither rejected nor counted.
    assert!(filtering.summary().kept() as usize <= kept, "{}", filtering.summary());
    for document in [Document::new(&bitext).name(name), Document::whole(&bitext).name(name)] {
        tables(&document);
        numbers(&document);
        markup(&document);
    }
}

pub(crate) fn written(format: &dyn Format, document: &Document<'_, '_>) -> Vec<u8> {
    let mut out = Vec::new();
    format.write(document, &mut out).expect("a vector does not fail");
    out
}

/// Checks the formats that contain the texts: they have one record per bead.
fn tables(document: &Document<'_, '_>) {
    let beads = document.pairs().len();
    let lines = written(&JsonLines::new(), document);
    let rows: Vec<_> = read_jsonl(lines.as_slice()).map(Result::unwrap).collect();
    let expected: Vec<_> = document.rows().collect();
    assert_eq!(rows, expected, "JSON Lines");

    let tsv = String::from_utf8(written(&Tsv::new(), document)).unwrap();
    assert_eq!(tsv.lines().count(), 1 + beads, "TSV");
    assert!(tsv.lines().all(|line| line.split('\t').count() == 9), "{tsv:?}");

    let csv = written(&Csv::new().formulas(Formulas::Kept), document);
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), beads, "CSV");
    for (record, row) in records.iter().zip(&expected) {
        assert_eq!((&record[0], &record[1], &record[9]), (&*row.english, &*row.chinese, &*row.document));
    }

    let mut files = [Vec::new(), Vec::new(), Vec::new()];
    let [english, chinese, ids] = &mut files;
    Moses::new().write(document, english, chinese, ids).unwrap();
    for file in files {
        assert_eq!(String::from_utf8(file).unwrap().lines().count(), beads, "Moses");
    }
    String::from_utf8(written(&Columns::new(), document)).unwrap();
}

/// Checks the ladder format, which contains only sentence numbers.
fn numbers(document: &Document<'_, '_>) {
    let ladder = written(&Ladder::new(), document);
    let rows: Vec<_> = read_ladder(ladder.as_slice(), SideOrder::EnglishFirst).map(Result::unwrap).collect();
    assert_eq!(rows.len(), document.pairs().len(), "ladder");
    for (row, pair) in rows.iter().zip(document.pairs()) {
        let bead = pair.bead();
        assert!(bead.english.clone().eq(row.english.iter().copied()), "{row:?} of {bead:?}");
        assert!(bead.chinese.clone().eq(row.chinese.iter().copied()), "{row:?} of {bead:?}");
    }
}

/// Checks that the formats in XML are well-formed, that TMX has the texts of the document, and that HTML is complete.
fn markup(document: &Document<'_, '_>) {
    for format in [&Tmx::new() as &dyn Format, &Xliff::new(), &Xces::new()] {
        check_well_formed(&String::from_utf8(written(format, document)).unwrap(), format);
    }
    let units: Vec<_> = read_tmx(written(&Tmx::new(), document).as_slice()).map(Result::unwrap).collect();
    assert_eq!(units.len(), document.pairs().len(), "TMX");
    for (unit, row) in units.iter().zip(document.rows()) {
        assert_eq!(
            (&*unit.english, &*unit.chinese),
            (&*allowed(&row.english), &*allowed(&row.chinese)),
            "TMX"
        );
    }
    let html = String::from_utf8(written(&Html::new(), document)).unwrap();
    assert!(html.ends_with("</html>\n") || html.ends_with("</html>"), "HTML");
}

/// Checks that a file is well-formed XML.
pub(crate) fn check_well_formed(xml: &str, format: &dyn Format) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{format:?}: {error}\n{xml}")) {
            Event::Eof => break,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{format:?}: {xml}");
}

/// The text with U+FFFD for each character that XML 1.0 forbids.
pub(crate) fn allowed(text: &str) -> String {
    let is_forbidden =
        |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if is_forbidden(c) { '\u{fffd}' } else { c }).collect()
}

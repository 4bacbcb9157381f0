//! The target that writes every export format, and reads back the formats that have a reader.

use std::sync::LazyLock;

use bitext::export::{
    Columns, Csv, Document, Format, Formulas, Header, Html, JsonLines, Ladder, Moses, Pharaoh, Row,
    SideOrder, Tmx, TrainingJson, Tsv, WordLinks, Xces, Xliff, XliffVersion, Xlsx, read_html, read_json,
    read_jsonl, read_ladder, read_tmx, read_xlsx,
};
use bitext::{Aligner, Filter, HanVariant, Language};
use quick_xml::events::Event;

use crate::input::two_texts;
use crate::units::check_texts;

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
    let summary = filtering.summary();
    assert!(summary.kept() as usize <= kept && summary.to_string().starts_with("pairs "), "{summary}");
    for document in [Document::new(&bitext).name(name), Document::whole(&bitext).name(name)] {
        tables(&document);
        numbers(&document);
        markup(&document);
    }
    let words = ALIGNER.align_words_of(&bitext);
    words_of_pairs(&Document::new(&bitext).word_alignments(&words).unwrap());
    workbook(&Document::whole(&bitext).name(name));
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

    let linked = written(&JsonLines::new().word_links(WordLinks::Written), document);
    let rows: Vec<_> = read_jsonl(linked.as_slice()).map(Result::unwrap).collect();
    assert_eq!(rows, expected, "JSON Lines with links");
    let array = format!("[{}]", String::from_utf8(lines).unwrap().trim_end().replace('\n', ",\n"));
    let rows: Vec<_> = read_json(&array).map(Result::unwrap).collect();
    assert_eq!(rows, expected, "JSON");

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

    let csv = written(&Csv::new().header(Header::Omitted), document);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_slice());
    for (record, row) in reader.records().map(Result::unwrap).zip(&expected) {
        // A reader takes U+FEFF at the start of a file for a byte order mark.
        let english = row.english.strip_prefix('\u{feff}').unwrap_or(&row.english);
        assert!(record[0].ends_with(english) && record[1].ends_with(&*row.chinese), "{record:?}");
    }

    let messages = TrainingJson::messages().order(SideOrder::ChineseFirst);
    for format in [
        TrainingJson::translations(),
        messages.languages(Language::English.into(), HanVariant::Traditional.into()),
    ] {
        let file = String::from_utf8(written(&format, document)).unwrap();
        let pairs = document.pairs().iter().filter(|pair| !pair.bead().is_null());
        assert_eq!(file.lines().count(), pairs.count(), "{format:?}");
    }

    let mut files = [Vec::new(), Vec::new(), Vec::new()];
    let [english, chinese, ids] = &mut files;
    Moses::new().write(document, english, chinese, ids).unwrap();
    for file in files {
        assert_eq!(String::from_utf8(file).unwrap().lines().count(), beads, "Moses");
    }
    String::from_utf8(written(&Columns::new(), document)).unwrap();
}

/// Checks the formats that contain the words: each link is between a word of the one line and a word of the other.
fn words_of_pairs(document: &Document<'_, '_>) {
    let linked = written(&JsonLines::new().word_links(WordLinks::Written), document);
    assert_eq!(read_jsonl(linked.as_slice()).map(Result::unwrap).count(), document.pairs().len());
    let mut files = [Vec::new(), Vec::new(), Vec::new()];
    let [english, chinese, links] = &mut files;
    Pharaoh::new().write(document, english, chinese, links).unwrap();
    let [english, chinese, links] = files.map(|file| String::from_utf8(file).unwrap());
    let counts = [&english, &chinese, &links].map(|file| file.lines().count());
    assert!(counts[0] == counts[1] && counts[1] == counts[2], "{counts:?}");
    for ((english, chinese), links) in english.lines().zip(chinese.lines()).zip(links.lines()) {
        let words = [english, chinese].map(|line| line.split_terminator(' ').count());
        for link in links.split_terminator(' ') {
            let (own, other) = link.split_once('-').unwrap();
            let numbers: [usize; 2] = [own.parse().unwrap(), other.parse().unwrap()];
            assert!(numbers[0] < words[0] && numbers[1] < words[1], "{link} of {english:?} and {chinese:?}");
        }
    }
}

/// Checks the workbook, which [`read_xlsx`] reads back.
fn workbook(document: &Document<'_, '_>) {
    let format = Xlsx::new().title(document.title());
    let units = read_xlsx(&written(&format, document)).unwrap();
    check_texts(document, units, |text| held(&format, text), "XLSX");
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
    let version2 = Xliff::new().version(XliffVersion::V2_1);
    for (format, name) in [
        (&Tmx::new() as &dyn Format, "TMX"),
        (&Xliff::new(), "XLIFF"),
        (&version2, "XLIFF 2"),
        (&Xces::new(), "XCES"),
    ] {
        check_well_formed(&written(format, document), name);
    }
    let units: Vec<_> = read_tmx(written(&Tmx::new(), document).as_slice()).map(Result::unwrap).collect();
    assert_eq!(units.len(), document.pairs().len(), "TMX");
    for (unit, row) in units.iter().zip(document.rows()) {
        assert_eq!(
            (&*unit.english, &*unit.chinese),
            (&*held(&Tmx::new(), &row.english), &*held(&Tmx::new(), &row.chinese)),
            "TMX"
        );
    }
    page(document);
}

/// Checks the HTML page, which [`read_html`] reads back in reading order.
pub(crate) fn page(document: &Document<'_, '_>) {
    let format = Html::new();
    let page = String::from_utf8(written(&format, document)).unwrap();
    assert!(page.ends_with("</html>\n") || page.ends_with("</html>"), "HTML");
    let (english, chinese) = (document.bitext().english_text(), document.bitext().chinese_text());
    let mut found: Vec<_> = read_html(&page).map(Result::unwrap).collect();
    let mut expected: Vec<_> = document.rows().collect();
    for rows in [&mut found, &mut expected] {
        rows.sort_by_cached_key(|row| (row.english_spans.to_vec(), row.chinese_spans.to_vec()));
    }
    assert_eq!(found.len(), expected.len(), "HTML");
    for (found, expected) in found.iter().zip(&expected) {
        let spans = |row: &Row<'_>| [row.english_spans.to_vec(), row.chinese_spans.to_vec()];
        let fields = |row: &Row<'_>| (spans(row), row.kind, row.confidence.to_bits());
        assert_eq!(fields(found), fields(expected), "HTML");
        for (found, expected, spans, text) in [
            (&found.english, &expected.english, &expected.english_spans, english),
            (&found.chinese, &expected.chinese, &expected.chinese_spans, chinese),
        ] {
            // A control character between two sentences becomes a space, any other U+FFFD. The row of the document lacks
            // a vertical tab where two lines are joined.
            let is_lost = |c: char| c == '\u{fffd}' || format.replaces(c);
            let kept = |text: &str| text.replace(|c: char| c.is_whitespace() || is_lost(c), "");
            let is_whole =
                !expected.contains(is_lost) && !spans.iter().any(|span| text[span.range()].contains(is_lost));
            assert!(
                if is_whole { found == expected } else { kept(found) == kept(expected) },
                "{found:?}, {expected:?}"
            );
        }
    }
}

/// Checks that a file is well-formed XML.
pub(crate) fn check_well_formed(file: &[u8], format: &str) {
    let xml = std::str::from_utf8(file).unwrap();
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{format}: {error}\n{xml}")) {
            Event::Eof => break,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{format}: {xml}");
}

/// The text with U+FFFD for each character that no file in this format can hold.
pub(crate) fn held(format: &dyn Format, text: &str) -> String {
    text.chars().map(|c| if format.replaces(c) { '\u{fffd}' } else { c }).collect()
}

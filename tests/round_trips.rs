//! Every format that is both written and read: what is read is what was written.
#![cfg(all(feature = "cedict", feature = "csv", feature = "serde", feature = "xml"))]
#![allow(clippy::unwrap_used, reason = "helpers that read and write files are test code")]

use std::io::BufReader;

use bitext::export::{
    Csv, Document, Format, JsonLines, Ladder, Moses, Row, SideOrder, Tmx, Tsv, Unit, UnitDetails, Xces,
    Xliff, XliffVersion, read_jsonl, read_ladder, read_moses, read_table, read_tmx_units, read_xces,
    read_xliff,
};
#[cfg(feature = "html")]
use bitext::export::{Html, read_html};
#[cfg(feature = "xlsx")]
use bitext::export::{Xlsx, read_xlsx};
use bitext::{Aligner, Flag, OwnedBitext, Review};

const NAME: &str = "a \"b\" <c> & d.txt";

/// Texts that a format may lose or change.
fn hostile() -> Vec<Row<'static>> {
    let long = "The river is long. ".repeat(2_000);
    let texts: [(&str, &str); 17] = [
        ("A tab\there, and \ttwo", "一个\t制表符"),
        ("\"Quoted,\" she said; 'yes', \"no\"\"", "“引号”，她说：\"是\""),
        ("Line one\nline two\n\nline four", "第一行\n第二行"),
        ("A bell\u{7}, a null\u{0} and an escape \u{1b}[31m", "响铃\u{7}。"),
        ("data ]]> more <![CDATA[ <!-- x -->", "数据 ]]> 更多 -->"),
        ("=SUM(A1:A9)", "＝求和"),
        ("'=1, as a text", "'@甲"),
        ("\u{feff}A byte-order mark", "字节\u{feff}顺序标记"),
        ("", "只有中文。"),
        ("Only in English.", ""),
        (&long, "河很长。"),
        ("cafe\u{301} nai\u{308}ve \u{202e}right to left\u{202c}", "龙\u{fe00}𠮷👩‍🚒"),
        ("CR\rand CRLF\r\nand a last CR\r", "回车\r\n换行\u{85}\u{2028}"),
        ("&amp; <b>bold</b> &#x4e2d; 'a' \"b\"", "&lt;标签&gt; <g id=\"1\">甲</g>"),
        ("  leading and trailing  ", "\u{3000}全角空格\u{3000}"),
        ("1-1\\n0..4, C:\\temp;x,y", "-5，+1；@"),
        ("_x0041_ and _x005F_x0041 and _x000D\u{0}_x", "_x0041\u{1b}_x000D\r_x00龙"),
    ];
    let row = |(number, (english, chinese)): (usize, &(&str, &str))| {
        let mut row = Row::new((*english).to_owned(), (*chinese).to_owned());
        row.kind = "1-1".parse().unwrap();
        row.kind.english = usize::from(!english.is_empty()) * if number == 10 { 3 } else { 1 };
        row.kind.chinese = usize::from(!chinese.is_empty());
        (row.confidence, row.score) = (0.25 + number as f32 / 64.0, 1.5 - number as f32 / 4.0);
        row.review = [Review::Open, Review::Checked, Review::Rejected][number % 3];
        row.flags =
            if number % 2 == 0 { vec![Flag::NumbersDiffer, Flag::NameMissing] } else { vec![] }.into();
        row.document = NAME.into();
        row
    };
    texts.iter().enumerate().map(row).collect()
}

fn seed() -> Vec<Row<'static>> {
    let page = std::fs::read_to_string("seeds/003_4b8c95ad6a02e0f4.txt").unwrap();
    let bitext = Aligner::new().align_page(&page);
    let document = Document::whole(&bitext).name(NAME);
    document.rows().map(Row::into_owned).collect()
}

/// Returns the rows as a bitext, and their details.
fn bitext_of(rows: &[Row<'static>]) -> (OwnedBitext, Vec<UnitDetails>) {
    let units = rows.iter().map(|row| {
        let mut unit = Unit::new(row.clone(), 0);
        unit.details.scored = true;
        unit.into_parts()
    });
    let (rows, details): (Vec<_>, Vec<_>) = units.unzip();
    (OwnedBitext::from_rows(rows), details)
}

fn written(format: &dyn Format, rows: &[Row<'static>]) -> Vec<u8> {
    let (owned, details) = bitext_of(rows);
    let bitext = owned.bitext();
    let document = Document::whole(&bitext).name(NAME).details(&details).unwrap();
    let mut out = Vec::new();
    format.write(&document, &mut out).unwrap();
    out
}

/// What a format may change in a text.
#[derive(Clone, Copy)]
enum Change {
    Nothing,
    /// A control character or a line break becomes a space.
    Spaces,
    /// A character that XML forbids becomes U+FFFD.
    Forbidden,
}

impl Change {
    fn of(self, text: &str) -> String {
        let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        let forbidden = |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r');
        match self {
            Self::Nothing => text.to_owned(),
            Self::Spaces => text.replace(breaks, " "),
            Self::Forbidden => text.replace(forbidden, "\u{fffd}"),
        }
    }
}

fn same(name: &str, expected: &[Row<'static>], found: &[Row<'static>], change: Change) {
    assert_eq!(found.len(), expected.len(), "{name}");
    for (expected, found) in expected.iter().zip(found) {
        let texts = (change.of(&expected.english), change.of(&expected.chinese));
        assert_eq!((&*found.english, &*found.chinese), (&*texts.0, &*texts.1), "{name}");
        assert!((found.confidence - expected.confidence).abs() < 0.0001, "{name}: {expected:?}");
        assert!((found.score - expected.score).abs() < 0.01, "{name}: {expected:?}");
        let fields =
            |row: &Row<'static>| (row.kind, row.review, row.flags.to_vec(), row.document.to_string());
        assert_eq!(fields(found), fields(expected), "{name}: {texts:?}");
    }
}

fn rows_of(units: impl Iterator<Item = Result<Unit, bitext::Error>>) -> Vec<Row<'static>> {
    units.map(|unit| unit.unwrap().row).collect()
}

#[test]
fn what_is_written_is_read() {
    for rows in [hostile(), seed()] {
        let table = rows_of(read_table(&*written(&Tsv::new(), &rows)));
        same("TSV", &rows, &table, Change::Spaces);
        let spreadsheet = rows_of(read_table(&*written(&Csv::new(), &rows)));
        same("CSV", &rows, &spreadsheet, Change::Nothing);
        #[cfg(feature = "xlsx")]
        {
            // A cell holds 32,767 characters.
            let rows: Vec<_> = rows.iter().filter(|row| row.english.len() < 32_000).cloned().collect();
            let units = read_xlsx(&written(&Xlsx::new(), &rows)).unwrap();
            same("XLSX", &rows, &rows_of(units), Change::Nothing);
        }
        let file = written(&JsonLines::new(), &rows);
        let json: Vec<_> = read_jsonl(&*file).map(Result::unwrap).collect();
        same("JSON Lines", &rows, &json, Change::Nothing);
        for (row, expected) in table.iter().chain(&spreadsheet).chain(&json).zip(rows.iter().cycle()) {
            let spans = |row: &Row<'static>| (row.english_spans.to_vec(), row.chinese_spans.to_vec());
            assert_eq!(spans(row), spans(expected));
        }
        let memory = rows_of(read_tmx_units(&*written(&Tmx::new(), &rows)));
        same("TMX", &rows, &memory, Change::Forbidden);
        for (version, change) in
            [(XliffVersion::V1_2, Change::Forbidden), (XliffVersion::V2_1, Change::Nothing)]
        {
            let file = written(&Xliff::new().version(version), &rows);
            same(&format!("{version:?}"), &rows, &rows_of(read_xliff(&*file)), change);
        }
    }
}

/// A page is in reading order, so its rows are found by their texts.
#[cfg(feature = "html")]
#[test]
fn a_page_is_read() {
    for rows in [hostile(), seed()] {
        let page = String::from_utf8(written(&Html::new(), &rows)).unwrap();
        let mut found: Vec<Row<'static>> = read_html(&page).map(Result::unwrap).collect();
        let (owned, _) = bitext_of(&rows);
        let bitext = owned.bitext();
        let mut expected: Vec<Row<'static>> =
            Document::whole(&bitext).name(NAME).rows().map(Row::into_owned).collect();
        let texts = |row: &Row<'static>| {
            let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
            [&row.english, &row.chinese].map(|text| text.replace(control, "\u{fffd}"))
        };
        found.sort_by_key(texts);
        expected.sort_by_key(texts);
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!([&*found.english, &*found.chinese], texts(expected));
            let fields = |row: &Row<'static>| {
                let spans = (row.english_spans.to_vec(), row.chinese_spans.to_vec());
                (row.kind, row.review, row.flags.to_vec(), row.confidence, row.score, spans)
            };
            assert_eq!((fields(found), &found.document), (fields(expected), &expected.document));
        }
        // A page that is cut off anywhere before its end says so.
        for end in [page.find("</li>").unwrap() + 5, page.find("</main>").unwrap()] {
            let mut cut = read_html(&page[..end]);
            assert!(cut.by_ref().last().unwrap().is_err() && cut.is_cut_off());
        }
    }
}

#[test]
fn parallel_lines_and_sentence_numbers_are_read_with_their_texts() {
    for rows in [hostile(), seed()] {
        let (owned, _) = bitext_of(&rows);
        let bitext = owned.bitext();
        let document = Document::whole(&bitext).name(NAME);
        let (mut english, mut chinese, mut ids) = (Vec::new(), Vec::new(), Vec::new());
        Moses::new().write(&document, &mut english, &mut chinese, &mut ids).unwrap();
        let found = rows_of(read_moses(&*english, &*chinese, Some(BufReader::new(&*ids))));
        let bare = |row: &Row<'static>| {
            let mut bare = Row::new(Change::Spaces.of(&row.english), Change::Spaces.of(&row.chinese));
            (bare.kind, bare.document) = (row.kind, row.document.clone());
            bare
        };
        assert_eq!(found, rows.iter().map(bare).collect::<Vec<_>>());

        let sentences = |text: &str, spans: &[bitext::Span]| -> Vec<String> {
            spans.iter().map(|span| span.of(text).trim().to_owned()).collect()
        };
        let english = sentences(bitext.english_text(), bitext.english_sentences());
        let chinese = sentences(bitext.chinese_text(), bitext.chinese_sentences());
        let (mut ladder, mut links) = (Vec::new(), Vec::new());
        Ladder::new().write(&document, &mut ladder).unwrap();
        Xces::new().write(&document, &mut links).unwrap();
        let ladder: Vec<_> = read_ladder(&*ladder, SideOrder::EnglishFirst).map(Result::unwrap).collect();
        let links: Vec<_> = read_xces(&*links).map(Result::unwrap).collect();
        assert_eq!(ladder, links);
        for (link, row) in ladder.iter().zip(&rows) {
            let found = link.with_sentences(&english, &chinese).unwrap();
            assert_eq!(found.kind, row.kind);
            assert!((found.confidence - row.confidence).abs() < 0.0001);
            let bare = |text: &str| text.replace(char::is_whitespace, "");
            assert_eq!(
                (bare(&found.english), bare(&found.chinese)),
                (bare(&row.english), bare(&row.chinese))
            );
        }
        assert!(ladder[0].with_sentences(&english[..0], &chinese).is_err());
    }
}

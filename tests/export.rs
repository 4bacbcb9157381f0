//! Checks the export formats except HTML on a page of `seeds/` and on difficult sentences, and reads exported files
//! back.
#![cfg(feature = "cedict")]

use std::io::{self, Write};
use std::path::Path;
use std::sync::LazyLock;

use bitext::export::{Document, Format, Ladder, Moses, Row, SideOrder, Tsv, UnitDetails, read_ladder};
use bitext::{Aligner, Bitext, ErrorKind, Lexicon, OwnedBitext};
use proptest::prelude::*;

static ALIGNER: LazyLock<Aligner> = LazyLock::new(Aligner::new);
static PAGE: LazyLock<String> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/003_4b8c95ad6a02e0f4.txt");
    std::fs::read_to_string(path).expect("the seed is part of the repository")
});
static SEED: LazyLock<Bitext<'static>> = LazyLock::new(|| ALIGNER.align_page(&PAGE));
const NAME: &str = "seed-003.txt";

/// Sentences that are difficult for a format: quotes, special characters of XML, tables and spreadsheets, control
/// characters, characters outside the BMP, line separators, and sentences without a counterpart.
const AWKWARD: [(&str, &str); 9] = [
    ("He wrote \"a < b && b > c\" on the 'board'.", "他在黑板上写了“a < b && b > c”。"),
    ("=1+1 is what the cell said, and ]]> is what it meant.", "单元格里写的是=1+1。"),
    ("A bell\u{7} rang\u{0} twice\u{1b}[0m.", "铃\u{7}响了\u{0}两次。"),
    ("The 🙂 waved 👩‍🚒 at the 𠮷野家.", "🙂向𠮷野家挥手👩‍🚒。"),
    ("One\u{2028}line,\u{85}and\u{b}another.", "一\u{2028}行，\u{2029}又一行。"),
    ("&amp; is not &, and &#0; is nothing.", "&amp;不是&。"),
    ("A tab\there, a no-break\u{a0}space there.", "这里有\t制表符。"),
    ("Noncharacters \u{fffe} and \u{ffff} too.", "非字符\u{ffff}。"),
    ("Nobody translated this sentence, nor the one after it.", ""),
];

fn whole<'b, 't>(bitext: &'b Bitext<'t>) -> Document<'b, 't> {
    Document::whole(bitext).name("a \"b\" <c> & d\t\u{1}.txt")
}

fn awkward() -> (String, String) {
    let side = |side: fn(&(&'static str, &'static str)) -> &'static str| {
        AWKWARD.iter().map(side).collect::<Vec<_>>().join("\n")
    };
    (side(|pair| pair.0), side(|pair| pair.1))
}

fn written(format: &dyn Format, document: &Document<'_, '_>) -> String {
    let mut out = Vec::new();
    format.write(document, &mut out).expect("a vector is a writer that does not fail");
    String::from_utf8(out).expect("formats are written in UTF-8")
}

/// Returns the pairs of [`SEED`] in a format, without the version of this crate.
fn seed_in(format: &dyn Format) -> String {
    written(format, &Document::new(&SEED).name(NAME))
        .replace(concat!("version=\"", env!("CARGO_PKG_VERSION"), "\""), "version=\"VERSION\"")
}

/// A writer that fails after `left` bytes, like a full disk.
struct Disk {
    left: usize,
}

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = bytes.len().min(self.left);
        self.left -= written;
        if written == 0 && !bytes.is_empty() {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "the disk is full"));
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error_at_any_byte() {
    let formats: Vec<Box<dyn Format>> = vec![
        Box::new(Tsv::new()),
        Box::new(Ladder::new()),
        #[cfg(feature = "columns")]
        Box::new(bitext::export::Columns::new()),
        #[cfg(feature = "csv")]
        Box::new(bitext::export::Csv::new()),
        #[cfg(feature = "serde")]
        Box::new(bitext::export::JsonLines::new()),
        #[cfg(feature = "xml")]
        Box::new(bitext::export::Tmx::new()),
        #[cfg(feature = "xml")]
        Box::new(bitext::export::Xliff::new()),
        #[cfg(feature = "xml")]
        Box::new(bitext::export::Xces::new()),
    ];
    let document = Document::new(&SEED).name(NAME);
    for format in formats {
        let length = written(&*format, &document).len();
        for left in (0..length).step_by(97).chain([length - 1]) {
            let error = format.write(&document, &mut Disk { left }).unwrap_err();
            let found = (error.kind(), error.to_string());
            assert_eq!(found, (ErrorKind::Io, "the disk is full".to_owned()), "{format:?} at {left}");
        }
        assert!(format.write(&document, &mut Disk { left: length }).is_ok(), "{format:?}");
    }
}

#[test]
fn seed_003_in_tsv() {
    insta::assert_snapshot!("tsv", seed_in(&Tsv::new()));
}

#[test]
fn seed_003_in_ladder() {
    insta::assert_snapshot!("ladder", seed_in(&Ladder::new()));
}

#[test]
fn seed_003_in_moses() {
    let (mut english, mut chinese, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    let document = Document::new(&SEED).files("seed-003.en", "seed-003.zh");
    Moses::new().write(&document, &mut english, &mut chinese, &mut ids).unwrap();
    let files = [english, chinese, ids].map(|file| String::from_utf8(file).unwrap());
    assert_eq!(files.each_ref().map(|file| file.lines().count()), [12; 3]);
    insta::assert_snapshot!("moses", files.join("\n"));
}

#[test]
fn moses_lines_stay_parallel() {
    let (english, chinese) = awkward();
    let bitext = ALIGNER.align_texts(&english, &chinese);
    let (mut en, mut zh, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    for document in [whole(&bitext), Document::new(&bitext)] {
        Moses::new().write(&document, &mut en, &mut zh, &mut ids).unwrap();
    }
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let expected = bitext.beads().len() + bitext.pairs().count();
    for file in [en, zh, ids] {
        let file = String::from_utf8(file).unwrap();
        assert_eq!(file.matches(breaks).count(), expected, "{file}");
    }
}

#[test]
fn details_stay_with_their_beads_after_retain() {
    let rows = [("Tea.", "茶。"), ("Milk.", ""), ("Sugar.", "糖。"), ("", "盐。"), ("Rice.", "米。")];
    let owned = OwnedBitext::from_rows(rows.map(|(english, chinese)| Row::new(english, chinese)));
    let bitext = owned.bitext();
    let details = ["1", "2", "3", "4", "5"].map(|id| {
        let mut details = UnitDetails::default();
        details.id = id.to_owned();
        details
    });
    // For each set of kept beads, before and after the details are set.
    for kept in 0..1_u32 << rows.len() {
        let keeps = |document: &mut Document<'_, '_>| {
            let mut place = 0..;
            document.retain(|_| place.next().is_some_and(|place| kept >> place & 1 == 1));
        };
        let mut early = Document::whole(&bitext);
        keeps(&mut early);
        let early = early.details(&details).expect("one for each bead");
        let mut late = Document::whole(&bitext).details(&details).expect("one for each bead");
        keeps(&mut late);
        for document in [early, late] {
            let ids =
                (0..document.pairs().len()).filter_map(|pair| Some(document.details_of(pair)?.id.as_str()));
            let expected =
                ["1", "2", "3", "4", "5"].into_iter().enumerate().filter(|(place, _)| kept >> place & 1 == 1);
            assert!(ids.eq(expected.map(|(_, id)| id)), "{kept:b}");
        }
    }
}

fn expected_rows(bitext: &Bitext<'_>) -> Vec<(Vec<usize>, Vec<usize>, String)> {
    let beads = bitext.beads().iter();
    beads
        .map(|bead| {
            (
                bead.english.clone().collect(),
                bead.chinese.clone().collect(),
                format!("{:.4}", bead.confidence),
            )
        })
        .collect()
}

fn ladder_round_trips(bitext: &Bitext<'_>) {
    for order in [SideOrder::EnglishFirst, SideOrder::ChineseFirst] {
        let file = written(&Ladder::new().order(order), &whole(bitext));
        let read: Vec<_> = read_ladder(file.as_bytes(), order)
            .map(|row| row.expect("what was written is read"))
            .map(|row| (row.english, row.chinese, format!("{:.4}", row.score.unwrap_or(f32::NAN))))
            .collect();
        assert_eq!(read, expected_rows(bitext), "{file}");
    }
}

#[test]
fn ladders_round_trip() {
    let (english, chinese) = awkward();
    for bitext in [&*SEED, &ALIGNER.align_texts(&english, &chinese), &ALIGNER.align_texts("", "")] {
        ladder_round_trips(bitext);
    }
}

proptest! {
    #[test]
    fn any_ladder_round_trips(english in any::<String>(), chinese in any::<String>()) {
        ladder_round_trips(&Aligner::with_lexicon(Lexicon::empty()).align_texts(&english, &chinese));
    }
}

#[cfg(feature = "columns")]
mod columns {
    use bitext::export::Columns;

    use super::*;

    #[test]
    fn seed_003_in_columns() {
        insta::assert_snapshot!("columns", seed_in(&Columns::new()));
    }

    #[test]
    fn unaligned_sentences_are_next_to_an_empty_column() {
        let english = "Tickets cost 35 yuan.\nThe captain plays chess with anyone who asks for a game.";
        let bitext = ALIGNER.align_texts(english, "船票35元。");
        let expected = "\
Tickets cost 35 yuan.  | 船票35元。

The captain plays      |
chess with anyone who  |
asks for a game.       |

";
        assert_eq!(written(&Columns::new().width(48), &Document::whole(&bitext)), expected);
    }
}

#[cfg(feature = "csv")]
mod csv {
    use bitext::export::{Csv, Formulas};

    use super::*;

    #[test]
    fn seed_003_in_csv() {
        let table = seed_in(&Csv::new());
        assert!(table.starts_with('\u{feff}') && table.ends_with("\r\n"));
        assert_eq!(table.matches("\r\n").count(), table.matches('\n').count());
        insta::assert_snapshot!("csv", table.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
    }

    #[test]
    fn texts_in_csv_round_trip() {
        let (english, chinese) = awkward();
        let bitext = ALIGNER.align_texts(&english, &chinese);
        let document = whole(&bitext);
        let table = written(&Csv::new().formulas(Formulas::Kept), &document);
        let mut reader = ::csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
        let read: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(read.len(), bitext.beads().len());
        for (record, row) in read.iter().zip(document.rows()) {
            assert_eq!((&record[0], &record[1], &record[9]), (&*row.english, &*row.chinese, &*row.document));
        }
    }
}

#[cfg(feature = "serde")]
mod jsonl {
    use bitext::export::{JsonLines, Row, WordLinks, read_jsonl};
    use serde_json::Value;

    use super::*;

    /// Rounds the floating-point numbers in a value, because their last digits may differ between machines.
    fn rounded(value: &mut Value) {
        match value {
            Value::Number(number) if number.is_f64() => {
                *value = Value::String(format!("{:.2}", number.as_f64().unwrap_or(f64::NAN)));
            }
            Value::Array(values) => values.iter_mut().for_each(rounded),
            Value::Object(values) => values.values_mut().for_each(rounded),
            _ => {}
        }
    }

    fn seed_with(links: WordLinks) -> String {
        let file = seed_in(&JsonLines::new().word_links(links));
        let lines = file.lines().map(|line| {
            let mut value: Value = serde_json::from_str(line).expect("a line is JSON");
            rounded(&mut value);
            format!("{value}\n")
        });
        lines.collect()
    }

    #[test]
    fn seed_003_in_json_lines() {
        insta::assert_snapshot!("jsonl", seed_with(WordLinks::Omitted));
    }

    #[test]
    fn seed_003_in_json_lines_with_word_links() {
        insta::assert_snapshot!("jsonl_links", seed_with(WordLinks::Written));
    }

    fn round_trips(bitext: &Bitext<'_>) {
        let document = whole(bitext);
        let expected: Vec<Row<'_>> = document.rows().collect();
        for links in [WordLinks::Omitted, WordLinks::Written] {
            let file = written(&JsonLines::new().word_links(links), &document);
            let read = read_jsonl(file.as_bytes()).collect::<Result<Vec<_>, _>>();
            let read = read.expect("what was written is read");
            assert_eq!(read, expected, "{file}");
        }
    }

    #[test]
    fn json_lines_round_trip() {
        let (english, chinese) = awkward();
        for bitext in [&*SEED, &ALIGNER.align_texts(&english, &chinese), &ALIGNER.align_texts("", "")] {
            round_trips(bitext);
        }
    }

    proptest! {
        #[test]
        fn any_texts_round_trip(english in any::<String>(), chinese in any::<String>()) {
            round_trips(&Aligner::with_lexicon(Lexicon::empty()).align_texts(&english, &chinese));
        }
    }
}

#[cfg(feature = "xml")]
mod xml {
    use std::path::PathBuf;

    use bitext::export::{Row, Tmx, Xces, Xliff, XliffVersion, read_tmx};
    use bitext::{BeadKind, Flag};

    use super::*;

    #[test]
    fn seed_003_in_tmx() {
        insta::assert_snapshot!("tmx", seed_in(&Tmx::new()));
    }

    #[test]
    fn seed_003_in_xliff() {
        insta::assert_snapshot!("xliff", seed_in(&Xliff::new()));
    }

    #[test]
    fn seed_003_in_xces() {
        insta::assert_snapshot!("xces", seed_in(&Xces::new()));
    }

    /// Writes files that `tests/tmx_check/run` opens with other readers.
    #[test]
    fn files_are_written_for_other_readers() {
        let (english, chinese) = awkward();
        let texts = ALIGNER.align_texts(&english, &chinese);
        let formats: [(&dyn Format, &str); 3] =
            [(&Tmx::new(), "tmx"), (&Xliff::new(), "xlf"), (&Xces::new(), "xces")];
        for (format, extension) in formats {
            for (document, name) in
                [(Document::new(&SEED).name(NAME), "seed-003"), (whole(&texts), "awkward")]
            {
                let path: PathBuf = [env!("CARGO_TARGET_TMPDIR"), name].iter().collect();
                std::fs::write(path.with_extension(extension), written(format, &document)).unwrap();
            }
        }
        let path: PathBuf = [env!("CARGO_TARGET_TMPDIR"), "seed-003"].iter().collect();
        let version2 = Xliff::new().version(XliffVersion::V2_1);
        let document = Document::new(&SEED).name(NAME);
        std::fs::write(path.with_extension("xlf2"), written(&version2, &document)).unwrap();
        #[cfg(feature = "xlsx")]
        {
            let mut book = Vec::new();
            bitext::export::Xlsx::new().write(&document, &mut book).unwrap();
            std::fs::write(path.with_extension("xlsx"), book).unwrap();
            let mut book = Vec::new();
            bitext::export::Xlsx::new().write(&whole(&texts), &mut book).unwrap();
            std::fs::write(path.with_file_name("awkward.xlsx"), book).unwrap();
        }
    }

    #[test]
    fn several_documents_are_one_file() {
        let formats: [(&dyn Format, &str); 3] =
            [(&Tmx::new(), "<tu>"), (&Xliff::new(), "<trans-unit "), (&Xces::new(), "<link ")];
        for (format, unit) in formats {
            let mut out = Vec::new();
            format.begin(&mut out).unwrap();
            for name in ["a.txt", "b.txt"] {
                format.document(&Document::new(&SEED).name(name), &mut out).unwrap();
            }
            format.end(&mut out).unwrap();
            let file = String::from_utf8(out).unwrap();
            assert_eq!(file.matches(unit).count(), 24, "{format:?}");
            assert_eq!((file.matches("<?xml").count(), file.matches("a.txt").count() > 0), (1, true));
        }
    }

    #[test]
    fn traditional_chinese_is_labelled() {
        let bitext = ALIGNER.align_texts("The museum is closed on Monday.", "博物館週一閉館。");
        let file = written(&Tmx::new(), &Document::new(&bitext));
        assert!(file.contains("<tuv xml:lang=\"zh-Hant\">"), "{file}");
    }

    #[test]
    fn a_sentence_without_a_counterpart_is_a_unit_in_one_language() {
        let english = ALIGNER.align_texts("Nobody translated this.", "");
        let chinese = ALIGNER.align_texts("", "没有人翻译这句话。");
        for (bitext, unit, language) in
            [(&english, "<tu>", "en"), (&chinese, "<tu srclang=\"zh-Hans\">", "zh-Hans")]
        {
            let file = written(&Tmx::new(), &Document::whole(bitext));
            assert!(file.contains(unit), "{file}");
            assert!(file.contains(&format!("<tuv xml:lang=\"{language}\">")), "{file}");
            assert_eq!(file.matches("<tuv").count(), 1, "{file}");
            assert_eq!(written(&Tmx::new(), &Document::new(bitext)).matches("<tu").count(), 0);
        }
    }

    /// Replaces the characters that XML 1.0 forbids.
    fn legal(text: &str) -> String {
        let forbidden = |c: char| (c < ' ' && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
        text.replace(forbidden, "\u{fffd}")
    }

    type Compared = (String, String, String, String, BeadKind, Vec<Flag>, String);

    fn compared(row: &Row<'_>, text: impl Fn(&str) -> String) -> Compared {
        let (confidence, score) = (format!("{:.4}", row.confidence), format!("{:.2}", row.score));
        let flags = row.flags.to_vec();
        (text(&row.english), text(&row.chinese), confidence, score, row.kind, flags, text(&row.document))
    }

    fn tmx_round_trips(bitext: &Bitext<'_>) {
        let document = whole(bitext);
        let file = written(&Tmx::new(), &document);
        let expected: Vec<_> = document.rows().map(|row| compared(&row, legal)).collect();
        let read: Vec<_> = read_tmx(file.as_bytes())
            .map(|row| compared(&row.expect("what was written is read"), str::to_owned))
            .collect();
        assert_eq!(read, expected, "{file}");
    }

    #[test]
    fn tmx_round_trips_awkward_texts() {
        let (english, chinese) = awkward();
        for bitext in [&*SEED, &ALIGNER.align_texts(&english, &chinese), &ALIGNER.align_texts("", "")] {
            tmx_round_trips(bitext);
        }
    }

    proptest! {
        #[test]
        fn any_texts_round_trip(english in any::<String>(), chinese in any::<String>()) {
            tmx_round_trips(&Aligner::with_lexicon(Lexicon::empty()).align_texts(&english, &chinese));
        }
    }

    #[test]
    fn tmx_in_utf_16_is_read() {
        let file = written(&Tmx::new(), &whole(&SEED)).replace("UTF-8", "UTF-16");
        let units = ["\u{feff}", &file].concat();
        let little: Vec<u8> = units.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let expected: Vec<_> = read_tmx(file.as_bytes()).map(Result::unwrap).collect();
        let read: Vec<_> = read_tmx(little.as_slice()).map(Result::unwrap).collect();
        assert_eq!((read.len(), &read), (SEED.beads().len(), &expected));
        let error = read_tmx(&little[..(little.len() / 2) | 1]).last().unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Encoding, "{error}");
    }
}

//! Checks that readers, tables, pages and exports take linear time on inputs of hostile shapes.
//!
//! The suite compares the time for a length with the time for eight times that length. `cargo test --release
//! --all-features --test shapes -- --ignored --nocapture` prints the times at 100 kB and at two, four and ten times
//! that length.
#![cfg(all(
    feature = "cedict",
    feature = "columns",
    feature = "read",
    feature = "serde",
    feature = "xlsx",
    feature = "xml"
))]
#![allow(clippy::unwrap_used, reason = "helpers outside of test functions fail the test")]

use std::hint::black_box;
use std::io::{Cursor, Write};
use std::ops::Range;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use bitext::evaluate::{Agreement, GoldBead};
use bitext::export::{
    Columns, Document, Format, Row, RowAnchors, SideOrder, read_jsonl, read_ladder, read_tmx, read_xlsx,
};
use bitext::{
    Aligner, ChineseTokenizer, DecodeErrors, Dictionary, DocumentMatcher, Encoding, Filter, Lexicon, Markup,
    Reader, Span, Tokenizer,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

static ALIGNER: LazyLock<Aligner> = LazyLock::new(Aligner::new);

/// A kind of input. `make` returns about `n` bytes of this kind, and `work` processes the bytes.
struct Shape {
    name: &'static str,
    make: fn(usize) -> String,
    work: fn(&str),
}

const fn shape(name: &'static str, make: fn(usize) -> String, work: fn(&str)) -> Shape {
    Shape { name, make, work }
}

/// Returns about `n` bytes of lines that differ in a number.
fn numbered(n: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= n {
            break;
        }
        text.push_str(&line(number));
    }
    text
}

fn repeated(begin: &str, unit: &str, end: &str, n: usize) -> String {
    format!("{begin}{}{end}", unit.repeat(n / unit.len()))
}

/// Returns a word of letters, which is different for each number.
fn word(mut number: usize) -> String {
    let mut word = String::new();
    for _ in 0..4 {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    word
}

fn markup(markup: Markup, text: &str) {
    black_box(Reader::new().markup(markup).decode(text.as_bytes()).unwrap());
}

fn html(text: &str) {
    markup(Markup::Html, text);
}

fn markdown(text: &str) {
    markup(Markup::Markdown, text);
}

fn page(text: &str) {
    black_box(ALIGNER.align_page(text));
}

fn halves(text: &str) -> (&str, &str) {
    text.split_once('\u{0}').unwrap_or((text, ""))
}

fn lines(text: &str) {
    let (english, chinese) = halves(text);
    black_box(ALIGNER.align_lines(english, chinese));
}

fn tsv_lexicon(text: &str) {
    let lexicon = Lexicon::from_tsv(text.as_bytes()).unwrap();
    black_box(lexicon.merged(&lexicon).to_bytes());
}

fn dictionary(text: &str) {
    let mut dictionary = Dictionary::empty();
    dictionary.add_reader(text.as_bytes()).unwrap();
    black_box(dictionary.to_bytes().unwrap());
}

fn user_words(text: &str) {
    let mut tokenizer = ChineseTokenizer::with_dictionary(Dictionary::empty());
    tokenizer.add_words(text.as_bytes()).unwrap();
    black_box(tokenizer.tokenize(text));
}

fn tmx(text: &str) {
    black_box(read_tmx(text.as_bytes()).count());
}

fn jsonl(text: &str) {
    black_box(read_jsonl(text.as_bytes()).count());
}

fn ladder(text: &str) {
    black_box(read_ladder(text.as_bytes(), SideOrder::EnglishFirst).count());
}

fn columns(text: &str) {
    let (english, chinese) = halves(text);
    let bitext = ALIGNER.align_lines(english, chinese);
    Columns::new().write(&Document::whole(&bitext), &mut Vec::new()).unwrap();
}

fn duplicates(text: &str) {
    let (english, chinese) = halves(text);
    let bitext = ALIGNER.align_lines(english, chinese);
    let mut filtering = Filter::strict().start();
    black_box(bitext.pairs().filter(|&pair| filtering.check(pair).is_none()).count());
}

/// Aligns two texts around rows with the same lines.
fn kept_rows(text: &str) {
    let (english, chinese) = halves(text);
    let found = rows_of_lines(english, chinese);
    black_box(ALIGNER.align_texts_around(english, chinese, &found.anchors).unwrap().beads().len());
}

/// Searches for the lines of two texts in these texts.
fn found_rows(text: &str) {
    let (english, chinese) = halves(text);
    black_box(rows_of_lines(english, chinese));
}

/// Finds the rows that consist of the lines of two texts.
fn rows_of_lines(english: &str, chinese: &str) -> RowAnchors {
    let rows: Vec<Row<'_>> =
        english.lines().zip(chinese.lines()).map(|(own, other)| Row::new(own, other)).collect();
    let found = RowAnchors::find(&rows, english, chinese);
    assert!(found.missing.is_empty() && found.anchors.len() == rows.len());
    found
}

/// Searches for as many rows as the text has lines. The text has none of them, and their spans are all of the text.
fn wide_rows(text: &str) {
    let mut row = Row::new("No smoking.", "禁止吸烟。");
    row.english_spans = vec![Span::new(0, text.len())].into();
    let found = RowAnchors::find(&vec![row; text.lines().count()], text, text);
    assert!(found.anchors.is_empty());
}

/// Matches one English document, which is the text, with Chinese documents of one line, as many as the text has.
fn matched(text: &str) {
    let chinese: Vec<String> =
        (0..text.lines().count()).map(|number| format!("第{number}间房的门开着，船长在花园里。")).collect();
    black_box(DocumentMatcher::new(&ALIGNER).find(&[text], &chinese));
}

/// Aligns a Chinese text with an English word.
fn chinese_text(text: &str) {
    black_box(ALIGNER.align_texts("x", text).beads().len());
}

fn texts(text: &str) {
    let (english, chinese) = halves(text);
    black_box(ALIGNER.align_texts(english, chinese).beads().len());
}

fn lists(text: &str) {
    let (english, chinese) = halves(text);
    black_box(ALIGNER.align_lines(english, chinese).beads().len());
}

/// Compares one bead of as many sentences as the text has with two beads of these sentences.
fn compared(text: &str) {
    let sentences = text.lines().count();
    let gold = GoldBead { english: (0..sentences).collect(), chinese: (0..sentences).collect() };
    let aligned = ALIGNER.align_sentences(&["The door is open."], &["门开着。"]).into_beads().swap_remove(0);
    let bead = |sentences: Range<usize>| {
        let mut bead = aligned.clone();
        (bead.english, bead.chinese) = (sentences.clone(), sentences);
        bead
    };
    let beads = [bead(0..sentences / 2), bead(sentences / 2..sentences)];
    assert_eq!(Agreement::of(&[gold], &beads).lax().f1(), 1.0);
}

/// Reads a text in which question marks are bytes that are not UTF-8. They are replaced.
fn replaced(text: &str) {
    let bytes: Vec<u8> = text.bytes().map(|byte| if byte == b'?' { 0xff } else { byte }).collect();
    let read =
        Reader::new().markup(Markup::Plain).encoding(Encoding::Utf8).decode_errors(DecodeErrors::Replaced);
    assert!(read.decode(&bytes).unwrap().replaced() > 0);
}

/// Reads a workbook of one sheet. The text has the sheet and, after a NUL, the shared strings.
fn workbook(text: &str) {
    let workbook = r#"<workbook><sheets><sheet r:id="a"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="a" Target="a.xml"/></Relationships>"#;
    let (sheet, strings) = halves(text);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/a.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    black_box(read_xlsx(&bytes).map(Iterator::count).unwrap_or_default());
}

/// The names of two columns, as the first row of a sheet.
const NAMES: &str = "<row><c t=\"str\"><v>en</v></c><c t=\"str\"><v>zh</v></c></row>";

const SHAPES: [Shape; 45] = [
    shape("attributes of one tag", |n| repeated("<a ", "b=\"c\" ", ">text</a>", n), html),
    shape("cells of one line", |n| numbered(n, |number| format!("Room {number} | 第{number}室 | ")), page),
    shape(
        "alternating sentences of one paragraph",
        |n| numbered(n, |number| format!("Room {number} is closed. 第{number}室关门了。")),
        page,
    ),
    shape(
        "lexicon lines of one word",
        |n| numbered(n, |number| format!("词\t{}\n", word(number))),
        tsv_lexicon,
    ),
    shape(
        "dictionary words with a tag each",
        |n| numbered(n, |number| format!("词{number} 3 t{number}\n")),
        dictionary,
    ),
    shape("nested elements", |n| repeated("", "<div>", "text", n), html),
    shape("comments without an end", |n| repeated("", "<!-- a ", "", n), html),
    shape("character references without an end", |n| repeated("", "&am&#x3", "", n), html),
    shape("rows of one table cell", |n| repeated("<table><tr><td>", "a<tr><td><p>", "", n), html),
    shape(
        "nested block quotes",
        |n| numbered(n, |number| format!("{} a\n", ">".repeat(1 + number % 90))),
        markdown,
    ),
    shape("links without an end", |n| repeated("", "[a](", "", n), markdown),
    shape("emphasis without an end", |n| repeated("", "*a _b ", "", n), markdown),
    shape(
        "code spans of any length",
        |n| numbered(n, |number| format!("{}a ", "`".repeat(1 + number % 40))),
        markdown,
    ),
    shape("cells of one Markdown row", |n| repeated("|a|b|\n|-|-|\n|", "a 汉 |", "\n", n), markdown),
    shape(
        "variants of one unit",
        |n| repeated("<tmx><body><tu>", "<tuv xml:lang=\"en\"><seg>a</seg></tuv>", "</tu></body></tmx>", n),
        tmx,
    ),
    shape(
        "properties of one unit",
        |n| {
            repeated(
                "<tmx><body><tu>",
                "<prop type=\"x-bitext-flag\">numbers</prop>",
                "</tu></body></tmx>",
                n,
            )
        },
        tmx,
    ),
    shape(
        "nested markup of one segment",
        |n| repeated("<tmx><body><tu><tuv xml:lang=\"en\"><seg>", "<hi>a", "", n),
        tmx,
    ),
    shape("nested arrays of one row", |n| repeated("{\"en\":\"a\",\"zh\":\"b\",\"x\":", "[", "", n), jsonl),
    shape(
        "spans of one row",
        |n| repeated("{\"en\":\"a\",\"zh\":\"b\",\"en_spans\":[", "[1,2],", "[1,2]]}", n),
        jsonl,
    ),
    shape(
        "cells of one workbook row",
        |n| repeated(&format!("<s>{NAMES}<row>"), "<c t=\"str\"><v>a</v></c>", "</row></s>\0<sst/>", n),
        workbook,
    ),
    shape(
        "workbook cells of one column",
        |n| {
            repeated(
                &format!("<s>{NAMES}<row>"),
                "<c r=\"B2\" t=\"str\"><v>a</v></c>",
                "</row></s>\0<sst/>",
                n,
            )
        },
        workbook,
    ),
    shape(
        "workbook rows that refer to one string",
        |n| {
            let strings = "<sst><si><t>汉字</t></si></sst>";
            repeated(
                &format!("<s>{NAMES}"),
                "<row r=\"9\"><c t=\"s\"><v>0</v></c></row>",
                &format!("</s>\0{strings}"),
                n,
            )
        },
        workbook,
    ),
    shape(
        "nested elements of a workbook string",
        |n| repeated(&format!("<s>{NAMES}</s>\0<sst><si>"), "<r><t>a", "", n),
        workbook,
    ),
    shape("numbers of one ladder line", |n| repeated("[", "1, ", "1]:[0]:0.5", n), ladder),
    shape("words with one prefix", |n| numbered(n, |number| format!("汉汉汉汉汉{number} 3\n")), user_words),
    shape(
        "one sentence in every line",
        |n| format!("{}\0{}", "The door is open.\n".repeat(n / 40), "门开着。\n".repeat(n / 40)),
        lines,
    ),
    shape(
        "one sentence against a book",
        |n| format!("{}\0门开着。\n", numbered(n, |number| format!("Door {number} is open.\n"))),
        lines,
    ),
    shape(
        "one pair in every line",
        |n| format!("{}\0{}", "Room 7 is closed.\n".repeat(n / 40), "第7室关门了。\n".repeat(n / 40)),
        duplicates,
    ),
    shape(
        "kept rows of one pair",
        |n| format!("{}\0{}", "Yes, please.\n".repeat(n / 30), "好的，请。\n".repeat(n / 30)),
        kept_rows,
    ),
    shape(
        "search for rows of one pair",
        |n| format!("{}\0{}", "Yes, please.\n".repeat(n / 4), "好的，请。\n".repeat(n / 4)),
        found_rows,
    ),
    shape(
        "search for rows of one beginning",
        |n| {
            let rows = |text: &str| numbered(4 * n, |number| format!("{text}{number}\n"));
            format!("{}\0{}", rows("Copyright notice of volume number "), rows("第一版第二次印刷的书号为"))
        },
        found_rows,
    ),
    shape("wide spans of rows", |n| "The door is open.\n".repeat(n / 18), wide_rows),
    shape("one word of a column", |n| format!("{}\0{}", "a".repeat(n / 2), "汉".repeat(n / 6)), columns),
    shape(
        "HTML in a block quote",
        |n| repeated("> <div>\n", "> a {{< note >}} b &amp; c\n", "", n),
        markdown,
    ),
    shape("blank between the halves of a line", |n| format!("Room 7{}第七室\n", "\u{c}".repeat(n)), page),
    shape(
        "a book among short documents",
        |n| {
            numbered(n, |number| {
                format!("The door of room {number} is open, and the captain is in the garden.\n")
            })
        },
        matched,
    ),
    shape("numerals up to a digit too many", |n| repeated("", "一万", &"九".repeat(20), n), chinese_text),
    shape(
        "a page without final marks",
        |n| format!("{}\n\n{}", "book ".repeat(n / 20), "书。".repeat(n / 8)),
        page,
    ),
    shape(
        "a text without final marks",
        |n| format!("{}\0{}", "book ".repeat(n), "书。\n".repeat(n / 4)),
        texts,
    ),
    shape(
        "one word of many lines",
        |n| format!("{}\0{}", ("a\n".repeat(20) + "zebra\n").repeat(n / 50), "zebra ".repeat(n / 7)),
        lists,
    ),
    shape(
        "a long block among short ones",
        |n| {
            let english = numbered(n / 2, |number| format!("Room {number} is closed. "));
            format!("{english}\n\n{}", numbered(n / 2, |number| format!("第{number}室关门了。\n\n")))
        },
        page,
    ),
    shape("sentences of one bead", |n| "a\n".repeat(n / 2), compared),
    shape("invalid bytes", |n| repeated("a", "?", "", 16 * n), replaced),
    shape("bars of a line", |n| format!("Room 7{}第七室\n", "|".repeat(n)), page),
    shape("headings in turn", |n| numbered(n, |number| format!("Room {number}\n\n第{number}室\n\n")), page),
];

/// Returns the minimum time of several runs, and at least a millisecond, so that other load and the error of the
/// clock do not matter.
fn time(shape: &Shape, n: usize, runs: usize) -> Duration {
    let input = (shape.make)(n);
    let once = |_| {
        let start = Instant::now();
        (shape.work)(&input);
        start.elapsed()
    };
    (0..runs).map(once).min().unwrap_or_default().max(Duration::from_millis(1))
}

/// Maximum ratio of the time for `8 * n` bytes to the time for `n` bytes. Linear time gives a ratio of 8, and
/// quadratic time gives a ratio of 64.
const MAX_RATIO: f64 = 28.0;
/// Maximum number of measurements of a ratio. A ratio over the limit is measured again, because other programs may have
/// slowed down the measurement.
const ATTEMPTS: usize = 4;

#[test]
fn eight_times_the_input_takes_about_eight_times_as_long() {
    let mut slow = Vec::new();
    for shape in &SHAPES {
        // The input is long enough to distinguish linear from quadratic time, but short in a build without
        // optimization.
        let n = if cfg!(debug_assertions) { 16_000 } else { 60_000 };
        let ratios: Vec<f64> = (0..ATTEMPTS)
            .map(|_| time(shape, 8 * n, 1).as_secs_f64() / time(shape, n, 2).as_secs_f64())
            .take_while(|ratio| *ratio > MAX_RATIO)
            .collect();
        if ratios.len() == ATTEMPTS {
            slow.push(format!("{}: {ratios:.1?} times as long", shape.name));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
#[ignore = "measures time"]
fn times_at_one_two_four_and_ten_times_the_length() {
    println!("{:40} {:>8} {:>8} {:>8} {:>8}  ratio", "milliseconds for 100 kB times", "1", "2", "4", "10");
    let mut slow = Vec::new();
    for shape in &SHAPES {
        let times = [1, 2, 4, 10].map(|times| time(shape, 100_000 * times, 3).as_secs_f64() * 1e3);
        let [one, two, four, ten] = times;
        println!("{:40} {one:8.1} {two:8.1} {four:8.1} {ten:8.1}  {:.1}", shape.name, ten / one);
        if ten > 30.0 * one {
            slow.push(format!("{}: {times:?}", shape.name));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// No reader or aligner recurses, so a stack of 1 MiB is enough for inputs of any depth.
#[test]
fn no_shape_overflows_a_small_stack() {
    let n = if cfg!(debug_assertions) { 60_000 } else { 400_000 };
    let work = move || SHAPES.iter().for_each(|shape| (shape.work)(&(shape.make)(n)));
    std::thread::Builder::new().stack_size(1 << 20).spawn(work).unwrap().join().unwrap();
}

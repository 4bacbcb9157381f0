//! Checks sentences: the boundaries in texts, invariants on arbitrary texts, and linear time.

use std::fmt::Write;
use std::time::{Duration, Instant};

use bitext::{EnglishTokenizer, LineBreaks, SentenceSplitter, Sentences, Span, Token, Tokenizer, sentences};
use proptest::prelude::*;

fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\r", "\r")
}

/// Returns the text of a row, and the expected sentences of that text.
fn row(line: &str) -> (String, Vec<String>) {
    let (blank, line) = line.strip_prefix("_ ").map_or((false, line), |line| (true, line));
    let parts: Vec<String> =
        line.split('|').map(|part| if blank { part.trim().to_owned() } else { unescaped(part) }).collect();
    let text = parts.join(if blank { " " } else { "" });
    (text, parts.iter().map(|part| part.trim().to_owned()).collect())
}

#[test]
fn texts_with_their_boundaries() {
    let rows = include_str!("data/sentences.txt").lines();
    let (mut report, mut count) = (String::new(), 0);
    for line in rows.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (text, expected) = row(line);
        let actual: Vec<&str> = sentences(&text).map(|span| span.of(&text)).collect();
        count += 1;
        if actual != expected {
            let _ =
                writeln!(report, "expected {:?}\n  actual {:?}", expected.join(" | "), actual.join(" | "));
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(count > 60, "{count} rows");
}

#[test]
fn line_breaks_follow_the_option() {
    let text = "one line\nanother (in\ntwo) lines. The\n\nend";
    let split = |line_breaks| -> Vec<&str> {
        SentenceSplitter::new().line_breaks(line_breaks).split(text).map(|span| span.of(text)).collect()
    };
    assert_eq!(split(LineBreaks::Always), ["one line", "another (in", "two) lines.", "The", "end"]);
    assert_eq!(split(LineBreaks::Never), ["one line\nanother (in\ntwo) lines.", "The\n\nend"]);
}

#[test]
fn nothing_but_white_space_has_no_sentence() {
    for text in ["", " ", "\n\r\n\t", "\u{3000}\u{a0}"] {
        assert_eq!(sentences(text).next(), None, "{text:?}");
    }
}

#[test]
fn public_types_can_be_shared() {
    fn shared<T: Send + Sync + Clone + std::fmt::Debug>() {}
    shared::<SentenceSplitter>();
    shared::<LineBreaks>();
    shared::<Sentences<'_>>();
}

/// Makes random texts of the pieces that the rules distinguish.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        ".",
        "。",
        "!",
        "？",
        "…",
        "...",
        ". . .",
        "\"",
        "“",
        "”",
        "'",
        "’",
        "「",
        "」",
        "《",
        "》",
        "(",
        "（",
        ")",
        "）",
        "[1]",
        "[",
        "1.",
        "1)",
        "a.",
        "Mr.",
        "U.S.",
        "etc.",
        "p.m.",
        "He",
        "she",
        "said",
        "说",
        "他说。",
        "的",
        "﹗",
        "︒",
        "﹁",
        "﹂",
        "J.K.",
        "vec! and",
        "bufio.Reader",
        "汉",
        "字",
        "I",
        "7",
        "3.5",
        "www.a.example",
        "a@b.example",
        " ",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\n\n",
        "\u{2028}",
        "•",
        "***",
        "=",
        "_",
        "😀",
        "\u{301}",
        "\u{200d}",
        "\0",
        "é",
        "の",
        "한",
        ",",
        "，",
        ":",
        "：",
        ";",
        "-",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check(text: &str, spans: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        let gap = text.get(end..span.start).expect("spans ascend on character boundaries");
        assert!(gap.chars().all(char::is_whitespace), "{gap:?} lies between the sentences of {text:?}");
        assert!(!span.is_empty() && span.trimmed(text) == span, "{:?} in {text:?}", span.of(text));
        end = span.end;
    }
    let rest = text.get(end..).expect("the last span ends inside the text");
    assert!(rest.chars().all(char::is_whitespace), "{rest:?} follows the sentences of {text:?}");
}

proptest! {
    #[test]
    fn sentences_hold_the_whole_text(text in prop_oneof![pieces(), any::<String>()]) {
        for line_breaks in [LineBreaks::Auto, LineBreaks::Always, LineBreaks::Never] {
            check(&text, SentenceSplitter::new().line_breaks(line_breaks).split(&text));
        }
    }
}

/// Texts on which an unbounded look-ahead or look-behind is quadratic. Each has a name, a prefix, and a pattern that is
/// repeated after the prefix.
const PATTERNS: [(&str, &str, &str); 91] = [
    ("straight quotes", "", "\""),
    ("opening quotes", "", "“"),
    ("closing quotes", "", "”"),
    ("single quotes", "", "'"),
    ("opening single quotes", "", "‘"),
    ("corner brackets", "", "「"),
    ("white corner brackets", "", "『"),
    ("guillemets", "", "«"),
    ("titles", "", "《"),
    ("titles with a mark", "", "《！"),
    ("round brackets", "", "("),
    ("full-width brackets with a mark", "", "（。"),
    ("lenticular brackets", "", "【"),
    ("square brackets", "", "["),
    ("closing brackets", "", ")"),
    ("notes", "", "[1]"),
    ("notes after a mark", "a.", " [1]"),
    ("notes never closed", "", ". [1"),
    ("bracket never closed", "(", "a. "),
    ("full-width bracket never closed", "（", "汉。"),
    ("title never closed", "《", "汉！"),
    ("quotation never closed", "汉“", "汉。"),
    ("straight quotation never closed", "\"", "a. "),
    ("numbered labels", "", "1."),
    ("numbered items", "", "1. "),
    ("items in a row", "", "1. a 2. b "),
    ("lettered items", "", "a. "),
    ("bullets", "", "• "),
    ("dashes of a list", "", "- a\n"),
    ("letters with full stops", "", "a.b."),
    ("words with full stops", "", "Ab."),
    ("titles of persons", "", "Mr. "),
    ("initials", "", "A. "),
    ("times of day", "", "10 a.m. "),
    ("full stops", "", "."),
    ("ellipses", "", "... "),
    ("spaced full stops", "", ". "),
    ("ellipsis characters", "", "…"),
    ("Chinese ellipses at line ends", "", "汉……\n"),
    ("exclamations", "", "?! "),
    ("exclamations without blanks", "", "!?"),
    ("speech", "", "\"a?\" Ab "),
    ("blanks", "", " "),
    ("tabs", "", "\t"),
    ("line breaks", "", "\n"),
    ("carriage returns", "", "\r"),
    ("blank lines", "", "a\n\n"),
    ("letters on lines", "", "a\n"),
    ("marks on lines", "", ".\n \n"),
    ("vertical tabs on lines", "", "a\u{b}\n"),
    ("line separators", "", "a\u{2028}"),
    ("wrapped lines", "", "the quay was wet and the men walked with care to the boats\n"),
    ("lines and a short one", "a\n", "the quay was wet and the men walked with care\nto it\n"),
    ("wrapped Chinese lines", "", "码头很湿，人们小心地走向停在岸边的那几条旧船，谁也不说话\n"),
    ("lines of two languages", "", "the quay was wet and the men walked with care\n码头很湿，人们小心地走\n"),
    ("commercial at", "", "@"),
    ("half an address", "", "a@"),
    ("addresses without an end", "", "a.b@"),
    ("schemes", "", "http://"),
    ("addresses in one", "", "http://a"),
    ("queries", "http://a", "?ab!Cd"),
    ("paths", "", "a/b"),
    ("words in straight quotes", "", "'a"),
    ("possessives", "", "a’s"),
    ("hyphens", "", "a-"),
    ("digits", "", "7"),
    ("ranges", "", "1-"),
    ("decimals", "", "1.5"),
    ("thousands", "", "1,"),
    ("one long word", "", "a"),
    ("one long capital word", "", "A"),
    ("Chinese characters", "", "汉"),
    ("Chinese full stops", "", "。"),
    ("Chinese sentences", "", "汉。"),
    ("half-width Chinese sentences", "", "汉.a"),
    ("Chinese speech", "", "说“。”"),
    ("Chinese commas", "", "，"),
    ("emoji sequences", "", "👍🏽\u{200d}"),
    ("faces", "", "😀"),
    ("faces after marks", "", "! 😀"),
    ("a run of faces after marks", "!", " 😀a"),
    ("emoticons", "", " :)"),
    ("combining marks", "", "\u{301}"),
    ("joiners", "", "\u{200d}"),
    ("small marks", "", "﹗"),
    ("vertical quotations", "", "﹁︒﹂"),
    ("initials before Chinese", "", "J.K.罗"),
    ("abbreviations before Chinese", "", "U.S. 汉"),
    ("speech tags", "", "“。”他大声说，"),
    ("titles with a mark in a sentence", "", "《！》和"),
    ("names of code", "", "a! and b! "),
];

/// Returns the prefix `once`, and about `length` bytes of a repeated pattern.
fn repeated(once: &str, pattern: &str, length: usize) -> String {
    once.to_owned() + &pattern.repeat(length / pattern.len())
}

/// Returns the shorter time of two runs, and at least a millisecond, so that noise does not matter.
fn time(mut run: impl FnMut() -> usize) -> Duration {
    let runs = (0..2).map(|_| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed()
    });
    runs.min().unwrap_or_default().max(Duration::from_millis(1))
}

fn words(text: &str, tokens: &mut Vec<Token>) -> usize {
    tokens.clear();
    EnglishTokenizer::new().tokenize_into(text, tokens);
    tokens.len()
}

#[test]
fn time_grows_with_the_length() {
    // Ten times the text may take at most 40 times as long. A quadratic pass takes 100 times as long.
    let mut report = String::new();
    let mut check = |name: &str, what: &str, run: &dyn Fn(&str) -> usize, texts: &[String; 2]| {
        // The check measures up to three times, because the machine may be busy.
        let slow = (0..3).all(|_| {
            let [short, long] = [0, 1].map(|at| time(|| run(&texts[at])));
            long > short * 40
        });
        if slow {
            let _ = writeln!(report, "{what} of {name}");
        }
    };
    for (name, once, pattern) in PATTERNS {
        let texts = [10_000, 100_000].map(|length| repeated(once, pattern, length));
        for line_breaks in [LineBreaks::Auto, LineBreaks::Never] {
            let splitter = SentenceSplitter::new().line_breaks(line_breaks);
            check(name, "sentences", &|text| splitter.split(text).count(), &texts);
        }
        check(name, "words", &|text| words(text, &mut Vec::new()), &texts);
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
#[ignore = "100 kB, 1 MB and 10 MB of each pattern: run it with --release --nocapture"]
fn times_of_long_patterns() {
    // All texts share one buffer, so that growing the buffer is not measured.
    let mut tokens = Vec::with_capacity(10_000_001);
    let (mut worst, mut above) = (0.0_f64, 0);
    for (name, once, pattern) in PATTERNS {
        let times = [100_000, 1_000_000, 10_000_000].map(|length| {
            let text = repeated(once, pattern, length);
            // Takes the minimum, because other load on the machine only adds time.
            let split = (0..8).map(|_| time(|| sentences(&text).count())).min();
            let cut = (0..8).map(|_| time(|| words(&text, &mut tokens))).min();
            [split, cut].map(|time| time.unwrap_or_default().as_secs_f64() * 1e3)
        });
        let mut line = format!("{name}:");
        for (what, at) in [("sentences", 0), ("words", 1)] {
            let growth = (times[1][at] / times[0][at]).max(times[2][at] / times[1][at]);
            worst = worst.max(growth);
            above += usize::from(growth > 12.0);
            let [a, b, c] = [times[0][at], times[1][at], times[2][at]];
            let _ = write!(line, " {what} {a:.1} {b:.1} {c:.1} ms, x{growth:.1};");
        }
        println!("{line}");
    }
    println!("{} patterns, at most x{worst:.1} a step, {above} above x12", PATTERNS.len());
}

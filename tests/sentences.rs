//! Sentences: rows of texts with their boundaries, the invariants on arbitrary texts, linear time.

use std::fmt::Write;
use std::time::{Duration, Instant};

use bitext::{EnglishTokenizer, LineBreaks, SentenceSplitter, Sentences, Span, Token, Tokenizer, sentences};
use proptest::prelude::*;

fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\r", "\r")
}

/// The text of a row and its sentences.
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
fn line_breaks_by_option() {
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

/// Pieces that meet in the rules.
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
        for line_breaks in [LineBreaks::Complete, LineBreaks::Always, LineBreaks::Never] {
            check(&text, SentenceSplitter::new().line_breaks(line_breaks).split(&text));
        }
    }
}

/// Texts that are quadratic for a splitter or tokenizer that looks too far.
const PATTERNS: [&str; 40] = [
    "\"",
    "“",
    "”",
    "「",
    "《",
    "《！",
    "(",
    "（。",
    ")",
    "[1]",
    "1.",
    "1. ",
    "a. ",
    "a.b.",
    "Ab.",
    "Mr. ",
    "...",
    ". ",
    "!? ",
    "\n",
    "\n\n",
    "a\n",
    ".\n \n",
    "a\u{2028}",
    "@",
    "a@",
    "http://",
    "http://a",
    "'",
    "'a",
    "a’s",
    "a-",
    "1-",
    "a/b",
    "汉",
    "汉。",
    "说“。”",
    "• ",
    "👍🏽\u{200d}",
    "\u{301}",
];

/// The shorter of two runs, and at least a millisecond, so that noise does not count.
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
    // Ten times the text in at most 40 times the time; a quadratic pass needs 100 times.
    let (short, long) = (10_000, 100_000);
    let mut report = String::new();
    for pattern in PATTERNS {
        let text = pattern.repeat(long / pattern.len());
        let cut = (short / pattern.len()) * pattern.len();
        for line_breaks in [LineBreaks::Complete, LineBreaks::Never] {
            let split = |text| time(|| SentenceSplitter::new().line_breaks(line_breaks).split(text).count());
            let times = (split(&text[..cut]), split(&text));
            if times.1 > times.0 * 40 {
                let _ = writeln!(report, "sentences of {pattern:?}: {:?} then {:?}", times.0, times.1);
            }
        }
        let tokenize = |text| time(|| words(text, &mut Vec::new()));
        let times = (tokenize(&text[..cut]), tokenize(&text));
        if times.1 > times.0 * 40 {
            let _ = writeln!(report, "words of {pattern:?}: {:?} then {:?}", times.0, times.1);
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
#[ignore = "100 kB, 1 MB and 10 MB of each pattern: run it with --release --nocapture"]
fn times_of_long_patterns() {
    // One buffer for all, or the time of its growth would be measured.
    let mut tokens = Vec::new();
    for pattern in PATTERNS {
        let mut line = format!("{pattern:?}");
        for length in [100_000, 1_000_000, 10_000_000] {
            let text = pattern.repeat(length / pattern.len());
            let split = time(|| sentences(&text).count());
            let words = time(|| words(&text, &mut tokens));
            let _ = write!(line, "\t{:.1} {:.1} ms", split.as_secs_f64() * 1e3, words.as_secs_f64() * 1e3);
        }
        println!("{line}");
    }
}

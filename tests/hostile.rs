//! Checks hostile input: Long texts take linear time, odd texts keep the invariants, and an error in a broken file
//! names the file and the line.
#![cfg(all(feature = "cedict", feature = "dictionary"))]

use std::ops::Range;
use std::time::{Duration, Instant};

use bitext::index::{Analyzer, TermPositions, Terms};
use bitext::{
    Aligner, Anchor, Bead, ChineseTokenizer, CutMode, Dictionary, EnglishTokenizer, ErrorKind, Lexicon,
    MixedTokenizer, Normalizer, Review, SentenceSplitter, Span, Tokenizer, detect, runs, sentences,
};

mod checks;

/// Length of a long text, in bytes. It is shorter in a debug build, so that the work takes seconds in either build.
const LONG: usize = if cfg!(debug_assertions) { 160_000 } else { 10_000_000 };
/// Length of the long text divided by the length of the short text.
const STEP: usize = 16;
/// Maximum ratio of the time of the long text to the time of the short text. Linear time gives `STEP`, and quadratic
/// time gives the square of `STEP`. The margin allows for a cold cache and a busy machine.
const SLOWER: u32 = 4 * STEP as u32;
/// The time of the short text counts as at least this time. The clock and the scheduler can change a shorter time by
/// a large factor.
const LEAST: Duration = Duration::from_millis(20);
/// Maximum number of measurements of a ratio. Load on the machine varies, but superlinear code is slow in every
/// measurement.
const ATTEMPTS: usize = 4;

/// Units that are repeated to make a long text. The text is a single line unless the unit contains a line break.
const UNITS: [&str; 33] = [
    "汉",
    "a",
    "“",
    "1",
    "漢",
    "。",
    ".",
    "\n",
    "\r\n",
    " ",
    "《",
    "(",
    "”",
    "\u{301}",
    "\u{0}",
    "👍",
    "の",
    "한",
    "я汉",
    "a汉",
    "a 7 汉",
    "这，か",
    "a.b@",
    "http://",
    "1.",
    "qzxk vvrtl. ",
    "他说：“走。”",
    "No. 1 第1条\n",
    "(a. ",
    "（好。",
    "《好。",
    "-1",
    "|",
];

/// The length of the long text in bytes, its ratio to the length of the short text, and the maximum ratio of the times.
#[derive(Clone, Copy)]
struct Length {
    bytes: usize,
    step: usize,
    slower: u32,
}

impl Length {
    const fn of(bytes: usize) -> Self {
        Self { bytes, step: STEP, slower: SLOWER }
    }
}

/// Runs `part` on a short and a long text of each unit, and compares the times.
fn linear(name: &str, part: impl Fn(&str)) {
    for unit in UNITS {
        in_step(name, Length::of(LONG), &[unit], |text| part(&text[0]));
    }
}

/// Runs `part` on short and long texts, each of one unit, and compares the times.
fn in_step(name: &str, length: Length, units: &[&str], part: impl Fn(&[String])) {
    let time = |bytes: usize| {
        let texts: Vec<String> = units.iter().map(|unit| unit.repeat(bytes / unit.len())).collect();
        let start = Instant::now();
        part(&texts);
        start.elapsed()
    };
    compare(&format!("{name} on {units:?}"), length, time);
}

/// Checks that `time(bytes)` is at most `slower` times `time(bytes / step)`, or `slower` times [`LEAST`] if that is
/// more.
fn compare(name: &str, Length { bytes, step, slower }: Length, time: impl Fn(usize) -> Duration) {
    let mut slowest = String::new();
    for _ in 0..ATTEMPTS {
        let (short, whole) = (time(bytes / step), time(bytes));
        let limit = short.max(LEAST) * slower;
        println!("{name}: {short:?}, {step} times the length {whole:?}");
        if whole <= limit {
            return;
        }
        slowest = format!("{name}, {bytes} bytes: {whole:?}, over the limit of {limit:?}");
    }
    panic!("{slowest}");
}

#[test]
fn runs_in_linear_time() {
    linear("runs", |text| {
        assert_eq!(runs(text).map(|run| run.span.len()).sum::<usize>(), text.len());
    });
}

#[test]
fn detection_in_linear_time() {
    linear("detect", |text| {
        let _ = detect(text);
    });
}

#[test]
fn normalization_in_linear_time() {
    let normalizer = Normalizer::for_search();
    linear("normalize", |text| {
        let normalized = normalizer.normalize(text);
        let all = Span::new(0, normalized.text().len());
        assert_eq!(normalized.original(all), Span::new(0, text.len()));
    });
}

#[test]
fn sentences_in_linear_time() {
    linear("sentences", |text| spans(text, &sentences(text).collect::<Vec<_>>()));
}

#[test]
fn streamed_sentences_in_linear_time() {
    linear("sentence stream", |text| {
        let mut stream = SentenceSplitter::new().stream();
        let mut found = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let end = (1_000..rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
            let (piece, after) = rest.split_at(end);
            stream.push(piece);
            rest = after;
            if rest.is_empty() {
                stream.finish();
            }
            while let Some((span, _)) = stream.next_sentence() {
                found.push(span);
            }
        }
        spans(text, &found);
    });
}

#[test]
fn english_words_in_linear_time() {
    let tokenizer = EnglishTokenizer::new();
    linear("english", |text| words(&tokenizer, text));
}

#[test]
fn chinese_words_in_linear_time() {
    for mode in [CutMode::Exact, CutMode::Search, CutMode::Full] {
        let tokenizer = ChineseTokenizer::new().mode(mode);
        linear("chinese", |text| words(&tokenizer, text));
    }
}

#[test]
fn index_terms_in_linear_time() {
    let analyzer = Analyzer::new();
    let by_word = analyzer.clone().positions(TermPositions::ByWord);
    linear("index terms", |text| {
        let mut terms = Terms::new();
        analyzer.document_into(text, &mut terms);
        analyzer.query_into(text, &mut terms);
        by_word.document_into(text, &mut terms);
    });
}

#[test]
fn mixed_words_in_linear_time() {
    let tokenizer = MixedTokenizer::new();
    linear("mixed", |text| words(&tokenizer, text));
}

/// Texts and their translations, to be repeated.
const TEXTS: [[&str; 2]; 4] = [
    ["1\n", "1\n"],
    ["Go. ", "走。"],
    ["No. 1 is open.\n", "第1条。\n"],
    ["He said: “Go.” ", "他说：“走。”"],
];

/// Words that are repeated within one sentence, so that each word has translations at very many places on the other
/// side.
const WORDS: [[&str; 2]; 5] =
    [["book ", "书"], ["Beijing 2008 ", "北京2008"], ["a.b@", "a.b@"], ["http://", "http://"], ["1 ", "1 "]];

/// Aligns repeated pairs, as two texts and as a page.
fn aligned(pairs: &[[&str; 2]], length: Length) {
    let aligner = Aligner::new();
    for units in pairs {
        in_step("texts", length, units, |texts| {
            let bitext = aligner.align_texts(&texts[0], &texts[1]);
            spans(&texts[0], bitext.english_sentences());
            spans(&texts[1], bitext.chinese_sentences());
        });
        in_step("page", length, units, |texts| one_page(&aligner, &texts.join("\n\n")));
    }
}

/// Aligns a sentence of distinct words with itself.
#[test]
fn a_sentence_of_distinct_words_in_linear_time() {
    let aligner = Aligner::new();
    for word in ["", "a"] {
        let time = |bytes: usize| {
            let text: String = (0..bytes / 8).map(|number| format!("{word}{number} ")).collect();
            let start = Instant::now();
            let bitext = aligner.align_texts(&text, &text);
            spans(&text, bitext.english_sentences());
            start.elapsed()
        };
        compare(&format!("{word}0 {word}1 {word}2 ..."), Length::of(LONG / 10), time);
    }
}

fn one_page(aligner: &Aligner, text: &str) {
    let bitext = aligner.align_page(text);
    spans(text, bitext.english_sentences());
    spans(text, bitext.chinese_sentences());
}

#[test]
fn repeated_sentences_in_linear_time() {
    // `bytes` is a number of units here, chosen so that the aligner splits even the short texts into windows. In a
    // text that is aligned as a whole, the cost per sentence grows with the number of sentences.
    let length = Length { bytes: if cfg!(debug_assertions) { 16_000 } else { 64_000 }, step: 4, slower: 10 };
    let aligner = Aligner::new();
    for units in TEXTS {
        let time = |count: usize| {
            let texts = units.map(|unit| unit.repeat(count));
            let start = Instant::now();
            let bitext = aligner.align_texts(&texts[0], &texts[1]);
            spans(&texts[0], bitext.english_sentences());
            spans(&texts[1], bitext.chinese_sentences());
            start.elapsed()
        };
        compare(&format!("texts on {units:?}"), length, time);
        let time = |count: usize| {
            let page = units.map(|unit| unit.repeat(count)).join("\n\n");
            let start = Instant::now();
            one_page(&aligner, &page);
            start.elapsed()
        };
        compare(&format!("page on {units:?}"), length, time);
    }
}

#[test]
fn repeated_words_in_linear_time() {
    aligned(&WORDS, Length::of(LONG / 10));
}

#[test]
fn pages_in_linear_time() {
    let aligner = Aligner::new();
    linear("page", |text| one_page(&aligner, text));
}

/// The text has a long word of the lexicon at each place, but for its last character.
#[test]
fn a_long_word_of_the_lexicon_takes_constant_time_at_each_place() {
    let time = |chars: usize| {
        let line = format!("{}门\tgate", "山".repeat(chars));
        let lexicon = Lexicon::from_tsv(line.as_bytes()).unwrap();
        let aligner = Aligner::with_lexicon(lexicon);
        let text = "山".repeat(4_000);
        let start = Instant::now();
        let bitext = aligner.align_texts("The gate is open.", &text);
        spans(&text, bitext.chinese_sentences());
        start.elapsed()
    };
    compare("characters of a word", Length { bytes: 3_200, step: 16, slower: 4 }, time);
}

/// The text has an added word at each place, but for its last character.
#[test]
fn a_long_added_word_takes_constant_time_at_each_unit() {
    let text = "山".repeat(4_000);
    let time = |chars: usize| {
        let mut tokenizer = MixedTokenizer::new();
        tokenizer.chinese_mut().add_word(&format!("{}门", "山".repeat(chars)), Some(1), None);
        let (analyzer, mut terms) = (Analyzer::with_tokenizer(tokenizer), Terms::new());
        let start = Instant::now();
        analyzer.document_into(&text, &mut terms);
        analyzer.query_into(&text, &mut terms);
        start.elapsed()
    };
    compare("characters of an added word", Length { bytes: 3_200, step: 16, slower: 4 }, time);
}

/// A lexicon with very many translations of one word keeps the strongest.
#[test]
fn the_translations_of_a_word_have_a_limit() {
    let lines: String = (0..2_000).map(|number| format!("山\t{number}\t.{number:04}\n")).collect();
    let lexicon = Lexicon::from_tsv(lines.as_bytes()).unwrap();
    for lexicon in [lexicon.merged(&Lexicon::embedded()), Lexicon::from_bytes(&lexicon.to_bytes()).unwrap()] {
        assert_eq!(lexicon.lookup("山").count(), 256);
        assert!(lexicon.lookup("山").any(|gloss| gloss.stem == "1999"));
        assert!(!lexicon.lookup("山").any(|gloss| gloss.stem == "1700"));
    }
}

/// Lengths for code that is quadratic if it visits all sentences for each sentence or anchor: with eight times as many,
/// it then takes 64 times as long.
const fn eightfold(count: usize) -> Length {
    Length { bytes: count, step: 8, slower: 24 }
}

/// A paragraph of one language whose sentences are all translated, each in a paragraph of its own.
#[test]
fn a_paragraph_and_a_paragraph_for_each_of_its_sentences_in_linear_time() {
    let aligner = Aligner::new();
    let english = |number: usize| format!("Room {number} is closed. ");
    let chinese = |number: usize| format!("第{number}室关门了。");
    let page = |[whole, apart]: [&dyn Fn(usize) -> String; 2], count: usize| {
        let whole: String = (0..count).map(whole).collect();
        whole + "\n\n" + &(0..count).map(|number| apart(number) + "\n\n").collect::<String>()
    };
    for sides in [[&english as &dyn Fn(usize) -> String, &chinese], [&chinese, &english]] {
        let time = |count: usize| {
            let page = page(sides, count);
            let start = Instant::now();
            one_page(&aligner, &page);
            start.elapsed()
        };
        compare("a paragraph and many", eightfold(2_000), time);
    }
}

/// Anchors that leave the same sentences without a counterpart.
#[test]
fn repeated_anchors_in_linear_time() {
    let aligner = Aligner::new();
    let time = |count: usize| {
        let (english, anchors) = (vec!["a"; count], vec![Anchor::pair(0..count, 0..0); count]);
        let start = Instant::now();
        let alignment = aligner.align_sentences_around(&english, &["好"], &anchors).unwrap();
        assert!(
            alignment
                .beads()
                .iter()
                .filter(|bead| bead.chinese.is_empty())
                .all(|bead| bead.review == Review::Checked)
        );
        start.elapsed()
    };
    compare("repeated anchors", eightfold(8_000), time);
}

/// Anchors at each mark of a long line, and anchors that begin with much white space.
#[test]
fn anchors_in_a_line_without_words_in_linear_time() {
    let aligner = Aligner::new();
    let lines: [&dyn Fn(usize) -> (String, Vec<Anchor>); 3] = [
        &|count| ("-".repeat(count), (0..count).map(|at| Anchor::pair(at..at + 1, 0..0)).collect()),
        &|count| {
            let line = "-".repeat(count) + "a" + &"-".repeat(count);
            (line, (0..2 * count).map(|at| Anchor::pair(at..at + 1, 0..0)).collect())
        },
        &|count| (" ".repeat(count) + "a", vec![Anchor::pair(0..count + 1, 0..0); count]),
    ];
    for line in lines {
        let time = |count: usize| {
            let (english, anchors) = line(count);
            let start = Instant::now();
            let bitext = aligner.align_lines_around(&english, "好", &anchors).unwrap();
            spans(&english, bitext.english_sentences());
            start.elapsed()
        };
        compare("anchors in a line without words", eightfold(16_000), time);
    }
}

fn words(tokenizer: &impl Tokenizer, text: &str) {
    let tokens = tokenizer.tokenize(text);
    assert!(tokens.iter().all(|token| text.get(token.span.range()).is_some()));
}

fn spans(text: &str, spans: &[Span]) {
    assert!(spans.iter().all(|span| text.get(span.range()).is_some()));
}

#[test]
fn empty_lines_give_no_sentences() {
    let text = "\n".repeat(200_000);
    let aligner = Aligner::new();
    assert_eq!(sentences(&text).count(), 0);
    assert_eq!(MixedTokenizer::new().tokenize(&text), []);
    assert_eq!(aligner.align_page(&text).beads(), []);
    assert_eq!(aligner.align_texts(&text, &text).beads(), []);
    assert_eq!(runs(&text).count(), 1);
    let lines: Vec<&str> = text.lines().take(if cfg!(debug_assertions) { 2_000 } else { 200_000 }).collect();
    let alignment = aligner.align_sentences(&lines, &lines);
    assert_eq!(alignment.beads().iter().map(|bead| bead.english.len()).sum::<usize>(), lines.len());
}

/// The blank run fills a window of the coarse path, and the English sentence before the window is blank.
#[test]
fn a_long_run_of_empty_lines_hides_no_pair() {
    let lines = |numbers: Range<usize>, line: fn(usize) -> String| {
        numbers.flat_map(move |number| [line(number), String::new()])
    };
    let room: fn(usize) -> String = |number| format!("第{number}室开了。");
    let english: Vec<String> = lines(0..3_000, |number| format!("Room {number} is open.")).collect();
    let blank = std::iter::repeat_n(String::new(), 3_000);
    let chinese: Vec<String> = lines(0..1_000, room).chain(blank).chain(lines(1_000..3_000, room)).collect();
    let alignment = Aligner::new().align_sentences(&english, &chinese);
    let is_right = |bead: &&Bead| {
        let (own, other) = (&english[bead.english.start], &chinese[bead.chinese.start]);
        !own.is_empty()
            && own.split(' ').nth(1) == other.strip_prefix('第').and_then(|rest| rest.split('室').next())
    };
    let right = alignment.pairs().filter(is_right).count();
    assert!(right > 2_950, "{right} pairs of 3000");
}

#[test]
fn odd_texts_keep_the_invariants() {
    for text in [
        "",
        " ",
        "\n",
        "\u{feff}",
        "\0",
        "a\0汉\0。",
        "...",
        "。",
        "？！？！",
        "“”‘’《》（）",
        "—— …… ——",
        "- - -",
        "|",
        "\u{feff}Opening hours 开放时间\r\n\r\nThe library is open on Sunday.\r\n\r\n图书馆周日开放。\r\n",
        "The library is open.\r图书馆开放。\r",
        "\u{202e}The library 图书馆\u{202c}",
        "e\u{301}\u{301}\u{301} 汉\u{301}字\u{fe0f}",
        "\u{d7ff}\u{e000}\u{fffd}\u{ffff}\u{10ffff}",
        // The lengths rule out the pair that is left after a sentence at its edge is taken away.
        "0:00:03.00,Default,,0,0,,,我们明天出发; 0:00:03.00,Default,,0,0,,,我们明天出发; \
         0:00:03.00,Default,,0,0,,,我们明天出发; 0:00:03.00,Default,,0,0,,,我们明天出发; 我们明天 tomorrow.\n\
         tomorrow\n0, 别。 umbrella",
    ] {
        println!("{text:?}");
        checks::language_runs(text);
        checks::language(text);
        checks::sentences(text);
        checks::normal_form(text);
        checks::words(text);
        checks::chinese_words(text);
        checks::index_terms(text);
        checks::page(text);
        for other in ["", "The library is open. Borrowing is free.", "图书馆开放。借阅免费。"] {
            checks::aligned_texts(text, other);
            checks::aligned_texts(other, text);
            checks::linked_words(text, other);
            checks::linked_words(other, text);
            checks::aligned_sentences(&[text.to_owned(), other.to_owned()], &[other.to_owned()]);
        }
    }
    checks::aligned_sentences(&[], &[]);
}

#[test]
fn byte_order_marks_and_line_endings_change_no_pair() {
    let page = "Opening hours 开放时间\n\nThe library is open on Sunday.\n\n图书馆周日开放。\n";
    let aligner = Aligner::new();
    let pairs = |page: &str| -> Vec<(String, String)> {
        aligner.align_page(page).pairs().map(|pair| (pair.english().into(), pair.chinese().into())).collect()
    };
    let expected = pairs(page);
    assert_eq!(expected.len(), 2);
    assert_eq!(pairs(&page.replace('\n', "\r\n")), expected, "CRLF");
    let marked: Vec<_> = pairs(&format!("\u{feff}{page}"));
    assert_eq!(marked[1], expected[1], "byte order mark");
    assert_eq!(marked[0].0.trim_start_matches('\u{feff}'), expected[0].0, "byte order mark");
}

/// Writes a broken lexicon or dictionary to a temporary file.
fn file(name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = std::env::temp_dir().join(format!("bitext-{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).expect("the temporary folder is writable");
    path
}

#[test]
fn a_broken_lexicon_names_file_and_line() {
    for (name, bytes, kind, line) in [
        ("tab.tsv", &b"\xe8\x8c\xb6\ttea\n\xe6\xb0\xb4 water\n"[..], ErrorKind::Syntax, Some(2)),
        ("weight.tsv", b"\xe8\x8c\xb6\ttea\tmuch\n", ErrorKind::Syntax, Some(1)),
        (
            "slash.u8",
            "# 茶\n茶 茶 [cha2] /tea/\n水 水 [shui3] water\n".as_bytes(),
            ErrorKind::Syntax,
            Some(3),
        ),
        ("latin.tsv", b"\xe8\x8c\xb6\ttea\ncaf\xe9\tcoffee\n", ErrorKind::Encoding, Some(2)),
    ] {
        let path = file(name, bytes);
        let error = Lexicon::from_path(&path).unwrap_err();
        assert_eq!((error.kind(), error.line()), (kind, line), "{error}");
        assert_eq!(error.path(), Some(path.as_path()), "{error}");
        assert!(error.to_string().contains(name), "{error}");
        std::fs::remove_file(path).unwrap();
    }
    let error = Lexicon::from_path("no/such/lexicon.tsv").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(error.to_string().starts_with("no/such/lexicon.tsv"), "{error}");
}

#[test]
fn a_broken_dictionary_names_file_and_line() {
    for (name, bytes, kind, line) in [
        ("frequency.txt", "石墨烯 30 n\n电池 3o n\n".as_bytes(), ErrorKind::Syntax, Some(2)),
        ("latin.txt", b"\xe6\xb0\xb4 30 n\ncaf\xe9 3 n\n", ErrorKind::Encoding, Some(2)),
    ] {
        let path = file(name, bytes);
        let error = Dictionary::from_path(&path).unwrap_err();
        assert_eq!((error.kind(), error.line()), (kind, line), "{error}");
        assert_eq!(error.path(), Some(path.as_path()), "{error}");
        std::fs::remove_file(path).unwrap();
    }
    let error = Dictionary::from_path("no/such/dictionary.txt").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
}

/// Runs `part` on a short and a long text, which `make` makes of about a number of bytes, and compares the times.
fn shaped(name: &str, length: Length, make: impl Fn(usize) -> String, part: impl Fn(&str)) {
    let time = |bytes: usize| {
        let text = make(bytes);
        let start = Instant::now();
        part(&text);
        start.elapsed()
    };
    compare(name, length, time);
}

#[test]
fn end_marks_after_a_bullet_and_a_wide_gap_in_linear_time() {
    let make = |bytes: usize| format!("•{}{}", " ".repeat(bytes / 3), ".a".repeat(bytes / 3));
    shaped("•   .a.a", Length::of(LONG), make, |text| {
        spans(text, &sentences(text).collect::<Vec<_>>());
    });
}

#[test]
fn a_chain_of_letters_that_is_no_acronym_in_linear_time() {
    let (english, mixed) = (EnglishTokenizer::new(), MixedTokenizer::new());
    for end in ["AB", "A1", "1"] {
        let make = |bytes: usize| format!("{}{end}", "A.".repeat(bytes / 2));
        shaped(&format!("A.A.{end}"), Length::of(LONG), make, |text| {
            words(&english, text);
            words(&mixed, text);
        });
    }
}

#[cfg(feature = "read")]
fn markdown(text: &str) {
    let reader = bitext::Reader::new().markup(bitext::Markup::Markdown);
    assert!(reader.decode(text.as_bytes()).is_ok());
}

#[cfg(feature = "read")]
#[test]
fn comments_on_one_line_of_markdown_in_linear_time() {
    for unit in ["<!--AB-->", "<!--AB-->x", "<!--AB CD EF.-->汉 "] {
        let make = |bytes: usize| unit.repeat(bytes / unit.len());
        shaped(unit, Length::of(LONG), make, markdown);
    }
}

#[cfg(feature = "read")]
#[test]
fn blank_lines_in_the_code_of_deep_lists_in_linear_time() {
    for (marker, code) in [("- ", "```"), ("1. ", "~~~"), ("-\t", "<!--"), ("- * ", "     a")] {
        let make = |bytes: usize| {
            let count = bytes / (marker.len() + 1);
            format!("{}{code}\n{}", marker.repeat(count), "\n".repeat(count))
        };
        shaped(&format!("{marker:?}, {code}"), Length::of(LONG / 2), make, markdown);
    }
}

#[cfg(feature = "read")]
#[test]
fn markers_of_deep_lists_are_text() {
    let page = format!("{}tea\n\nMilk\n", "- ".repeat(150));
    let text = bitext::Reader::new().markup(bitext::Markup::Markdown).decode(page.as_bytes()).unwrap();
    assert_eq!(text.as_str(), format!("{}tea\n\nMilk\n", "- ".repeat(49)));
    let at = |text: &str, word: &str| text.find(word).map(|at| Span::new(at, at + word.len())).unwrap();
    assert_eq!(text.sources(at(text.as_str(), "- tea")), [at(&page, "- tea")]);
}

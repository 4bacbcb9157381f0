//! Language runs, detection, normalization, index terms and the conversion of spans take linear time on hostile texts.
//!
//! Timings are meaningless without optimization: `cargo test --release --test linear -- --ignored`.
#![cfg(feature = "dictionary")]

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use bitext::index::{Analyzer, TermPositions, Terms};
use bitext::{Normalizer, OffsetUnit, Span, SpanConverter, detect, runs};

/// The patterns that are repeated to make the texts.
const PATTERNS: [&str; 20] = [
    "汉",
    "a",
    "“",
    "7",
    " ",
    "\n",
    "の",
    "한",
    "я",
    "\u{301}",
    "a汉",
    "a 7 汉",
    "这，か",
    "这个，",
    "я汉",
    "a. ",
    "zq ",
    "qzxk vvrtl zzpq kkwj xxq. ",
    "《の》这",
    "7《",
];

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

type Task = (&'static str, fn(&str));

fn repeated(pattern: &str, len: usize) -> String {
    pattern.repeat(len / pattern.len())
}

fn time(mut task: impl FnMut()) -> Duration {
    let once = |task: &mut dyn FnMut()| {
        let start = Instant::now();
        task();
        start.elapsed()
    };
    // The minimum of many runs, because other load on the machine only adds time.
    (0..15).map(|_| once(&mut task)).min().unwrap_or_default()
}

#[test]
#[ignore = "measures time"]
fn ten_times_the_text_takes_about_ten_times_as_long() {
    let tasks: [Task; 7] = [
        ("runs", |text| {
            black_box(runs(text).count());
        }),
        ("detect", |text| {
            black_box(detect(text));
        }),
        ("spans", |text| {
            let mut converter = SpanConverter::new(text, OffsetUnit::Utf16);
            let spans = text.char_indices().map(|(at, c)| Span::new(at, at + c.len_utf8()));
            black_box(spans.map(|span| converter.convert(span).end).max());
        }),
        ("normalize", |text| {
            black_box(Normalizer::for_search().normalize(text));
        }),
        ("terms", |text| {
            let mut terms = Terms::new();
            ANALYZER.document_into(text, &mut terms);
            black_box(&terms);
        }),
        ("words", |text| {
            let mut terms = Terms::new();
            ANALYZER.clone().positions(TermPositions::ByWord).document_into(text, &mut terms);
            black_box(&terms);
        }),
        ("query", |text| {
            let mut terms = Terms::new();
            ANALYZER.query_into(text, &mut terms);
            black_box(&terms);
        }),
    ];
    let mut slow = Vec::new();
    for pattern in PATTERNS {
        for (name, task) in tasks {
            let [small, middle, large] = [100_000, 1_000_000, 10_000_000].map(|len| {
                let text = repeated(pattern, len);
                time(|| task(&text)).as_secs_f64()
            });
            println!(
                "{name:10} {pattern:?}: {:.1} MB/s, {:.1}, {:.1} times",
                10.0 / large,
                middle / small,
                large / middle
            );
            // Linear time gives 10, and a busy machine may double it. Quadratic time would give 100.
            if large > 24.0 * middle.max(1e-3) || middle > 24.0 * small.max(1e-3) {
                slow.push(format!("{name} {pattern:?}: {small:.6} s, {middle:.6} s, {large:.6} s"));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

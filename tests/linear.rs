//! Checks that language runs, detection, normalization, index terms, the conversion of spans and the readers take
//! linear time on hostile texts.
//!
//! Timings are meaningless without optimization: `cargo test --release --features read --test linear -- --ignored`.
#![cfg(feature = "dictionary")]

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use bitext::index::{Analyzer, TermPositions, Terms};
use bitext::{Normalizer, OffsetUnit, Span, SpanConverter, detect, runs};

/// The patterns that are repeated to make the texts.
const PATTERNS: [&str; 26] = [
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
    "1\n00:00:01,000 --> 00:00:02,000\nThe ferry leaves.\n渡轮开了。\n\n",
    "[00:01.00]The ferry leaves, 渡轮开了\n",
    "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\i1}渡轮开了\n",
    "<p>渡轮<b>开了</b></p>",
    "| ferry | 渡轮 |\n",
    "> * 渡轮\n",
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
    // Takes the minimum of several runs, because other load on the machine only adds time.
    let (mut least, mut total) = (Duration::MAX, Duration::ZERO);
    for _ in 0..MOST_RUNS {
        let time = once(&mut task);
        (least, total) = (least.min(time), total + time);
        if total > ENOUGH_TIME {
            break;
        }
    }
    least
}

/// Maximum number of runs of a task on a text.
const MOST_RUNS: usize = 15;
/// Time after which a task is not run again.
const ENOUGH_TIME: Duration = Duration::from_millis(500);

/// Returns the tasks that read files with markup.
#[cfg(feature = "read")]
fn reader_tasks() -> Vec<Task> {
    fn read(markup: bitext::Markup, text: &str) {
        black_box(bitext::Reader::new().markup(markup).decode(text.as_bytes()).is_ok());
    }
    vec![
        ("markdown", |text| read(bitext::Markup::Markdown, text)),
        ("html", |text| read(bitext::Markup::Html, text)),
        ("subtitles", |text| read(bitext::Markup::Subtitles, text)),
    ]
}

#[cfg(not(feature = "read"))]
fn reader_tasks() -> Vec<Task> {
    Vec::new()
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
        for (name, task) in tasks.into_iter().chain(reader_tasks()) {
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
            // Linear time gives a ratio of 10, which a busy machine may double. Quadratic time would give a ratio of
            // 100.
            if large > 24.0 * middle.max(1e-3) || middle > 24.0 * small.max(1e-3) {
                slow.push(format!("{name} {pattern:?}: {small:.6} s, {middle:.6} s, {large:.6} s"));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

//! Checks that language runs, detection, normalization, index terms, the conversion of spans and the readers take
//! linear time on hostile texts, and that the alignment of pages takes linear time up to 20 MB.
//!
//! The measure is the processor time of the process in user mode, which other load on the machine hardly changes. On
//! systems without `/proc/self/stat`, the measure is the elapsed time.
//!
//! Timings are meaningless without optimization: `cargo test --release --features read --test linear -- --ignored`.
#![cfg(all(feature = "cedict", feature = "dictionary"))]

use std::fs;
use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use bitext::index::{Analyzer, TermPositions, Terms};
use bitext::{Aligner, Normalizer, OffsetUnit, Span, SpanConverter, detect, runs};

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

/// Returns the processor time that the process has used in user mode.
fn processor_time() -> Duration {
    /// Clock ticks per second of the times in `/proc/self/stat`. Linux reports 100 on all common architectures.
    const TICKS: u64 = 100;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let ticks = fs::read_to_string("/proc/self/stat").ok().and_then(|stat| {
        // The second field, the name of the program in parentheses, may contain spaces.
        stat.rsplit_once(')')?.1.split_whitespace().nth(11)?.parse::<u64>().ok()
    });
    ticks.map_or_else(|| START.elapsed(), |ticks| Duration::from_millis(ticks * (1000 / TICKS)))
}

/// Returns the mean processor time of a run of `task`. The task runs until the total time is much longer than a tick.
fn time(mut task: impl FnMut()) -> Duration {
    let start = processor_time();
    for runs in 1.. {
        task();
        let total = processor_time() - start;
        if runs == MAX_RUNS || total >= ENOUGH_TIME {
            return total / runs;
        }
    }
    Duration::ZERO
}

/// Maximum number of runs of a task on a text.
const MAX_RUNS: u32 = 1_000;
/// Time after which a task is not run again.
const ENOUGH_TIME: Duration = Duration::from_millis(300);

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
            // Linear time gives a ratio of 10, which cache misses may double. Quadratic time would give a ratio of 100.
            if large > 24.0 * middle.max(1e-3) || middle > 24.0 * small.max(1e-3) {
                slow.push(format!("{name} {pattern:?}: {small:.6} s, {middle:.6} s, {large:.6} s"));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// Sentences and their translations.
const PAIRS: [(&str, &str); 6] = [
    ("The ferry leaves the island at seven", "渡轮七点离开小岛"),
    ("Nobody in the village has seen the old bell", "村里没有人见过那口旧钟"),
    ("The library lends up to ten books", "图书馆最多可以借十本书"),
    ("Her brother repairs lamps and clocks", "她的哥哥修灯也修钟"),
    ("Bring bread, water and a warm coat", "请带上面包、水和厚外套"),
    ("The bridge was closed for three winters", "那座桥关了三个冬天"),
];

/// A layout of a page. `write` turns English sentences and their Chinese translations into text.
struct PageLayout {
    name: &'static str,
    write: fn(&[String], &[String]) -> String,
}

const PAGE_LAYOUTS: [PageLayout; 9] = [
    PageLayout { name: "paragraphs", write: |en, zh| format!("{}\n\n{}\n\n", en.join(" "), zh.concat()) },
    PageLayout { name: "one paragraph per sentence", write: |en, zh| zipped(en, zh, "\n\n", "\n\n") },
    PageLayout { name: "lines", write: |en, zh| zipped(en, zh, "\n", "\n") },
    PageLayout {
        name: "lines, then lines",
        write: |en, zh| format!("{}\n{}\n", en.join("\n"), zh.join("\n")),
    },
    PageLayout { name: "couplets", write: |en, zh| zipped(en, zh, "\n", "\n\n") },
    PageLayout { name: "cells", write: |en, zh| zipped(en, zh, "\t", "\n") },
    PageLayout { name: "halves of lines", write: |en, zh| zipped(en, zh, " ", "\n") },
    PageLayout { name: "one line", write: |en, zh| zipped(en, zh, " ", " ") },
    PageLayout { name: "cells of one line", write: |en, zh| zipped(en, zh, " | ", " | ") },
];

fn zipped(english: &[String], chinese: &[String], between: &str, after: &str) -> String {
    english.iter().zip(chinese).flat_map(|(english, chinese)| [english, between, chinese, after]).collect()
}

/// Returns a page of at least `len` bytes. It repeats [`PAIRS`], with another number in each repetition.
fn page(layout: &PageLayout, len: usize) -> String {
    let (mut page, mut number) = (String::new(), 10);
    while page.len() < len {
        let (english, chinese): (Vec<_>, Vec<_>) = PAIRS
            .iter()
            .map(|(english, chinese)| (format!("{english} ({number})."), format!("{chinese}（{number}）。")))
            .unzip();
        page += &(layout.write)(&english, &chinese);
        number += 1;
    }
    page
}

/// Returns the text of all English sentences, a blank line, and all Chinese sentences: one language after the other.
fn one_text_after_the_other(len: usize) -> String {
    let layout = PageLayout { name: "", write: |en, zh| zipped(en, zh, "\n", "\n") };
    let lines = page(&layout, len);
    let every_second = |first| lines.lines().skip(first).step_by(2).collect::<Vec<_>>().join("\n");
    format!("{}\n\n{}\n", every_second(0), every_second(1))
}

#[test]
#[ignore = "measures time"]
fn pages_of_up_to_20_mb_take_time_proportional_to_their_length() {
    let aligner = Aligner::new();
    let mut slow = Vec::new();
    let mut check = |name: &str, make: &dyn Fn(usize) -> String| {
        let times = [1, 2, 4, 10].map(|times| {
            let page = make(times * 2_000_000);
            time(|| {
                black_box(aligner.align_page(&page).pairs().count());
            })
            .as_secs_f64()
        });
        let [one, two, four, ten] = times;
        println!(
            "{name:26} {one:6.2} s for 2 MB, {two:6.2} for 4, {four:6.2} for 8, {ten:6.2} for 20: {:.1} times",
            ten / one
        );
        // Linear time gives a ratio of 10, which cache misses may double. Quadratic time would give a ratio of 100.
        if ten > 20.0 * one {
            slow.push(format!("{name}: {times:.2?} s"));
        }
    };
    for layout in &PAGE_LAYOUTS {
        check(layout.name, &|len| page(layout, len));
    }
    check("one text after the other", &one_text_after_the_other);
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

//! Measures the speed of language runs and of language detection, compared with `whatlang`. Throughput is in bytes.

use std::hint::black_box;

use bitext::{Detector, RunFinder};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Sentences in English.
const ENGLISH: [&str; 8] = [
    "The ferry leaves at half past seven, so we should be at the pier before that.",
    "She asked whether the library would stay open during the holidays.",
    "Prices rose by three percent last year, mostly because of the cost of energy.",
    "Nobody had told the new teacher that the classroom was on the fourth floor.",
    "If it rains tomorrow, the match will be moved to the hall behind the station.",
    "Please sign both copies and send one of them back to our office in Leeds.",
    "Although he had lived there for years, he still lost his way in the old town.",
    "The bridge was closed for repairs, and every bus had to take the longer road.",
];

/// Sentences in Chinese.
const CHINESE: [&str; 6] = [
    "渡轮七点半出发，我们最好提前到码头。",
    "她问图书馆在节假日期间是否照常开放。",
    "去年物价上涨了百分之三，主要是因为能源成本上升。",
    "没有人告诉新来的老师，教室在四楼。",
    "如果明天下雨，比赛就改到车站后面的体育馆举行。",
    "大桥正在维修，所有公交车都得绕远路。",
];

/// Sentences in a third language, with Latin letters.
const GERMAN: [&str; 4] = [
    "Die Fähre fährt um halb acht ab, wir sollten also vorher am Hafen sein.",
    "Niemand hatte der neuen Lehrerin gesagt, dass das Klassenzimmer im vierten Stock liegt.",
    "Wenn es morgen regnet, wird das Spiel in die Halle hinter dem Bahnhof verlegt.",
    "Die Brücke war wegen Bauarbeiten gesperrt, und alle Busse mussten einen Umweg fahren.",
];

fn repeated(sentences: &[&str], size: usize) -> String {
    let mut text = String::new();
    for sentence in sentences.iter().cycle() {
        if text.len() >= size {
            break;
        }
        text += sentence;
        text += " ";
    }
    text
}

/// Returns alternating English and Chinese sentences, and Chinese sentences with English names and numbers.
fn mixed(size: usize) -> String {
    let mut sentences = Vec::new();
    for (english, chinese) in ENGLISH.iter().zip(CHINESE.iter().cycle()) {
        sentences.extend([
            chinese,
            *english,
            "我们用的是 iPhone 15 Pro 和 Windows 11 系统，价格为299美元。\n",
        ]);
    }
    repeated(&sentences, size)
}

/// Length of the texts for language runs, in bytes.
const LONG: usize = 200_000;

fn runs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("runs");
    let finder = RunFinder::new();
    let texts = [
        ("mixed", mixed(LONG)),
        ("english", repeated(&ENGLISH, LONG)),
        ("chinese", repeated(&CHINESE, LONG)),
        ("german", repeated(&GERMAN, LONG)),
    ];
    for (name, text) in texts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| finder.runs(black_box(&text)).count()));
    }
    group.finish();
}

fn detect(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("detect");
    let detector = Detector::new();
    for (name, sentences) in [("english", &ENGLISH[..]), ("chinese", &CHINESE[..]), ("german", &GERMAN[..])] {
        let bytes: usize = sentences.iter().map(|sentence| sentence.len()).sum();
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(format!("{name}/bitext"), |bencher| {
            bencher.iter(|| {
                sentences
                    .iter()
                    .filter(|sentence| detector.detect(black_box(sentence)).confidence > 0.5)
                    .count()
            });
        });
        group.bench_function(format!("{name}/whatlang"), |bencher| {
            bencher.iter(|| {
                sentences.iter().filter(|sentence| whatlang::detect(black_box(sentence)).is_some()).count()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, runs, detect);
criterion_main!(benches);

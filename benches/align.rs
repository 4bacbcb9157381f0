//! Measures the speed of aligning sentences and mixed pages. Throughput counts the bytes of both languages.

use std::hint::black_box;

use bitext::{Aligner, Lexicon};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A story and its translation, one sentence per line. Some lines translate two lines of the other language, and
/// one line has no translation.
const ENGLISH: &str = include_str!("story/english.txt");
const CHINESE: &str = include_str!("story/chinese.txt");
const SEED: &str = include_str!("../seeds/003_4b8c95ad6a02e0f4.txt");

/// Numbers of repetitions of the story, for about the length of a page, of a chapter and of a book.
const TIMES: [usize; 3] = [1, 10, 100];

fn repeated(text: &str, times: usize) -> Vec<&str> {
    text.lines().cycle().take(text.lines().count() * times).collect()
}

/// Returns the story as a mixed page, with a bilingual heading and then paragraphs of five sentences in alternating
/// languages.
fn page(times: usize) -> String {
    let (english, chinese) = (repeated(ENGLISH, times), repeated(CHINESE, times));
    let mut page = "The Barometer 气压计\n\n".to_owned();
    let paragraphs = english.chunks(5).zip(chinese.chunks(5));
    for (english, chinese) in paragraphs {
        page.extend([&english.join(" "), "\n\n", &chinese.concat(), "\n\n"]);
    }
    page
}

fn sentences(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("align/sentences");
    for (name, aligner) in
        [("lexicon", Aligner::new()), ("no lexicon", Aligner::with_lexicon(Lexicon::empty()))]
    {
        for times in TIMES {
            let (english, chinese) = (repeated(ENGLISH, times), repeated(CHINESE, times));
            let bytes = (ENGLISH.len() + CHINESE.len()) * times;
            group.throughput(Throughput::Bytes(bytes as u64));
            group.sample_size(if times < 100 { 50 } else { 10 });
            group.bench_function(BenchmarkId::new(name, english.len()), |bencher| {
                bencher.iter(|| aligner.align_sentences(black_box(&english), black_box(&chinese)));
            });
        }
    }
}

fn pages(criterion: &mut Criterion) {
    let aligner = Aligner::new();
    let mut group = criterion.benchmark_group("align/page");
    group.sample_size(20);
    for (name, page) in [("seed 003", SEED.to_owned()), ("story", page(1)), ("story, ten times", page(10))] {
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| aligner.align_page(black_box(&page)));
        });
    }
}

fn load(criterion: &mut Criterion) {
    criterion.bench_function("align/load the lexicon", |bencher| bencher.iter(Aligner::new));
}

criterion_group!(benches, sentences, pages, load);
criterion_main!(benches);

//! Measures the speed of the sentence splitter and of the English tokenizer, compared with unicode-segmentation.
//! Throughput is in bytes.

use std::hint::black_box;

use bitext::{EnglishTokenizer, Tokenizer, sentences};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use unicode_segmentation::UnicodeSegmentation;

/// Returns a page of `seeds/`, repeated to about 200 kB.
fn text(seed: &str) -> String {
    let path = format!("{}/seeds/{seed}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.repeat(200_000 / text.len() + 1)
}

/// Returns the ASCII lines of `text` if `english` is true, and its other lines otherwise.
fn lines(text: &str, english: bool) -> String {
    text.lines().filter(|line| line.is_ascii() == english).fold(String::new(), |all, line| all + line + "\n")
}

fn bench(criterion: &mut Criterion) {
    let mixed = text("003_4b8c95ad6a02e0f4.txt");
    let texts = [("english", lines(&mixed, true)), ("chinese", lines(&mixed, false)), ("mixed", mixed)];

    let mut group = criterion.benchmark_group("sentences");
    for (name, text) in &texts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("{name}/bitext"), |b| b.iter(|| sentences(black_box(text)).count()));
        group.bench_function(format!("{name}/unicode-segmentation"), |b| {
            b.iter(|| black_box(text).split_sentence_bound_indices().count());
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("english-words");
    let english = &texts[0].1;
    group.throughput(Throughput::Bytes(english.len() as u64));
    let (tokenizer, mut tokens) = (EnglishTokenizer::new(), Vec::new());
    group.bench_function("bitext", |b| {
        b.iter(|| {
            tokens.clear();
            tokenizer.tokenize_into(black_box(english), &mut tokens);
            tokens.len()
        });
    });
    group.bench_function("unicode-segmentation", |b| {
        b.iter(|| black_box(english).split_word_bound_indices().count());
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).warm_up_time(std::time::Duration::from_millis(500)).measurement_time(std::time::Duration::from_secs(2));
    targets = bench
}
criterion_main!(benches);

//! Speed of matching documents. Throughput counts documents of both languages.

use std::hint::black_box;

use bitext::{Aligner, DocumentMatcher};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// A story and its translation, one sentence per line.
const ENGLISH: &str = include_str!("story/english.txt");
const CHINESE: &str = include_str!("story/chinese.txt");

/// Numbers of documents of each language.
const DOCUMENTS: [usize; 3] = [100, 400, 1600];

/// Returns documents of ten lines each. The lines are drawn from the story at random, but in the same way in each run.
/// Documents that share words are the hard case for the search: here each line is in about a third of the documents.
fn documents(story: &str, number: usize) -> Vec<String> {
    let lines: Vec<&str> = story.lines().collect();
    let mut state = 7_u64;
    let mut line = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        lines[(state >> 33) as usize % lines.len()]
    };
    (0..number).map(|_| (0..10).map(|_| line()).collect::<Vec<_>>().join("\n")).collect()
}

fn matching(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("match");
    let matcher = DocumentMatcher::new(&Aligner::new());
    for number in DOCUMENTS {
        let (english, chinese) = (documents(ENGLISH, number), documents(CHINESE, number));
        group.throughput(Throughput::Elements(2 * number as u64));
        group.sample_size(10);
        group.bench_function(BenchmarkId::new("documents", number), |bencher| {
            bencher.iter(|| matcher.find(black_box(&english), black_box(&chinese)));
        });
    }
}

criterion_group!(benches, matching);
criterion_main!(benches);

//! Measures the speed of the tokenizers on lines of English, Chinese and mixed text, compared with jieba-rs and
//! unicode-segmentation. Throughput is in bytes.

use std::hint::black_box;

use bitext::{ChineseTokenizer, CutMode, Dictionary, EnglishTokenizer, MixedTokenizer, Token, Tokenizer};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jieba_rs::Jieba;
use unicode_segmentation::UnicodeSegmentation;

/// Returns a jieba-rs with the words of `dictionary`.
fn jieba(dictionary: &Dictionary) -> Jieba {
    let words = dictionary.iter();
    let lines: String = words.map(|(word, frequency, tag)| format!("{word} {frequency} {tag}\n")).collect();
    Jieba::with_dict(&mut lines.as_bytes()).expect("the dictionary has jieba's format")
}

fn tokenize(criterion: &mut Criterion) {
    let chinese = ChineseTokenizer::new();
    let jieba = jieba(chinese.dictionary());
    let like_jieba = chinese.clone().like_jieba();
    let tokenizers: [(&str, &dyn Tokenizer); 6] = [
        ("mixed", &MixedTokenizer::new()),
        ("english", &EnglishTokenizer::new()),
        ("chinese", &chinese),
        ("like jieba", &like_jieba),
        ("like jieba, without model", &like_jieba.clone().hmm(None)),
        ("like jieba, search", &like_jieba.clone().mode(CutMode::Search)),
    ];
    let texts = [
        ("chinese", include_str!("data/chinese.txt")),
        ("english", include_str!("data/english.txt")),
        ("mixed", include_str!("data/mixed.txt")),
    ];
    for (name, text) in texts {
        let lines: Vec<&str> = text.lines().collect();
        let mut group = criterion.benchmark_group(format!("tokenize/{name}"));
        group.throughput(Throughput::Bytes(lines.iter().map(|line| line.len() as u64).sum()));
        for (name, tokenizer) in tokenizers {
            let mut tokens: Vec<Token> = Vec::new();
            group.bench_function(name, |bencher| {
                bencher.iter(|| {
                    for line in &lines {
                        tokens.clear();
                        tokenizer.tokenize_into(black_box(line), &mut tokens);
                        black_box(&tokens);
                    }
                });
            });
        }
        for (name, model) in [("jieba-rs", true), ("jieba-rs, without model", false)] {
            group.bench_function(name, |bencher| {
                bencher.iter(|| {
                    for line in &lines {
                        black_box(jieba.cut(black_box(line), model));
                    }
                });
            });
        }
        group.bench_function("jieba-rs, search", |bencher| {
            bencher.iter(|| {
                for line in &lines {
                    black_box(jieba.cut_for_search(black_box(line), true));
                }
            });
        });
        group.bench_function("unicode-segmentation", |bencher| {
            bencher.iter(|| {
                for line in &lines {
                    black_box(black_box(line).split_word_bounds().count());
                }
            });
        });
        group.finish();
    }
}

criterion_group!(benches, tokenize);
criterion_main!(benches);

//! Compares spans in UTF-16 code units and code points with a slow count of the text before each offset.

use bitext::{
    ChineseTokenizer, CutMode, MixedTokenizer, OffsetUnit, Span, SpanConverter, Tokenizer, runs, sentences,
};
use proptest::prelude::*;

const UNITS: [OffsetUnit; 2] = [OffsetUnit::Utf16, OffsetUnit::CodePoints];

/// Returns the number of units in the text before `byte`, counted from the start.
fn units_before(text: &str, byte: usize, unit: OffsetUnit) -> usize {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    match unit {
        OffsetUnit::Utf16 => text[..end].encode_utf16().count(),
        OffsetUnit::CodePoints => text[..end].chars().count(),
        _ => unreachable!("{unit:?}"),
    }
}

fn check(text: &str, spans: impl Iterator<Item = Span>) {
    let spans: Vec<Span> = spans.collect();
    for unit in UNITS {
        let mut converter = SpanConverter::new(text, unit);
        for &span in &spans {
            let expected = units_before(text, span.start, unit)..units_before(text, span.end, unit);
            assert_eq!(converter.convert(span), expected, "{span} of {text:?} in {unit:?}");
        }
    }
}

const TEXTS: [&str; 5] = [
    "",
    "plain ASCII text. Two sentences.",
    "华为 Mate 60 于2023年8月发布。It sold out 😅 in a day.",
    "👩‍❤️‍👨 和 🇨🇳，𠮷野家 cafe\u{301}",
    "我们在中华人民共和国国务院办公厅见面。",
];

#[test]
fn tokens_sentences_and_runs() {
    let overlapping = [CutMode::Search, CutMode::Full].map(|mode| ChineseTokenizer::new().mode(mode));
    for text in TEXTS {
        check(text, sentences(text));
        check(text, runs(text).map(|run| run.span));
        check(text, MixedTokenizer::new().tokenize(text).iter().map(|token| token.span));
        for tokenizer in &overlapping {
            check(text, tokenizer.tokenize(text).iter().map(|token| token.span));
        }
    }
}

#[test]
fn offsets_off_a_boundary_or_past_the_end() {
    let text = "汉😀a";
    let mut converter = SpanConverter::new(text, OffsetUnit::Utf16);
    for (span, expected) in [
        (Span::new(1, 3), 0..1),
        (Span::new(3, 5), 1..1),
        (Span::new(3, 7), 1..3),
        (Span::new(7, 99), 3..4),
        (Span::new(99, 200), 4..4),
        (Span::new(0, 8), 0..4),
    ] {
        assert_eq!(converter.convert(span), expected, "{span}");
    }
}

proptest! {
    #[test]
    fn spans_in_any_order(
        text in any::<String>(),
        offsets in prop::collection::vec((0_usize..80, 0_usize..80), 0..20),
    ) {
        check(&text, offsets.iter().map(|&(start, end)| Span::new(start, end)));
    }
}

//! Checks normalization: each option, and the invariant that offsets map to character boundaries.

use bitext::Span;
use bitext::normalize::{Case, Form, Han, Normalized, Normalizer, Quotes, Width};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn named(name: &str) -> Normalizer {
    let plain = Normalizer::new();
    match name {
        "nfc" => plain.form(Form::Nfc),
        "nfkc" => plain.form(Form::Nfkc),
        "width" => plain.width(Width::Half),
        "quotes" => plain.quotes(Quotes::Straight),
        "lower" => plain.case(Case::Lower),
        "fold" => plain.case(Case::Fold),
        "han" => plain.han(Han::Simplified),
        "search" => Normalizer::for_search(),
        _ => plain,
    }
}

/// Each case has an option, a text, the normalized text, a part of the normalized text, and the source of that part
/// in the text.
const CASES: [[&str; 5]; 17] = [
    ["none", "Ａ“é”", "Ａ“é”", "é", "é"],
    ["nfc", "cafe\u{301} au lait", "café au lait", "é", "e\u{301}"],
    ["nfc", "cafe\u{301} au lait", "café au lait", "au", "au"],
    ["nfc", "각 한", "각 한", "각", "각"],
    ["nfc", "\u{301}a", "\u{301}a", "a", "a"],
    ["nfkc", "a ﬁne 5㎏ bag", "a fine 5kg bag", "i", "ﬁ"],
    ["nfkc", "ｶﾞｽ", "ガス", "ガ", "ｶﾞ"],
    ["nfkc", "①②③", "123", "2", "②"],
    ["width", "ＡＢＣ，１２３　。", "ABC,123 。", "23", "２３"],
    ["quotes", "“It’s”", "\"It's\"", "'", "’"],
    ["lower", "ÉCOLE Straße", "école straße", "ß", "ß"],
    ["fold", "Straße 7", "strasse 7", "ss", "ß"],
    ["fold", "Straße 7", "strasse 7", "7", "7"],
    ["fold", "STRAẞE 7", "strasse 7", "ss", "ẞ"],
    ["lower", "İstanbul", "i\u{307}stanbul", "i", "İ"],
    ["han", "臺灣的書", "台湾的书", "书", "書"],
    ["search", "「ＴＯＥＦＬ」考試", "「toefl」考试", "toefl", "ＴＯＥＦＬ"],
];

#[test]
fn texts_have_the_expected_normal_forms() {
    let mut wrong = Vec::new();
    for [option, text, normalized, part, source] in CASES {
        let actual = named(option).normalize(text);
        let at = normalized.find(part).expect("a part of the normalized text");
        let back = actual.original(Span::new(at, at + part.len())).of(text);
        if (actual.text(), back) != (normalized, source) {
            wrong.push(format!(
                "{option}: {text}\nexpected {normalized} {source}\nactual   {} {back}",
                actual.text()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn any_normalizer() -> impl Strategy<Value = Normalizer> {
    let forms = proptest::sample::select(vec![Form::Keep, Form::Nfc, Form::Nfkc]);
    let cases = proptest::sample::select(vec![Case::Keep, Case::Lower, Case::Fold]);
    let others = any::<(bool, bool, bool)>();
    (forms, cases, others).prop_map(|(form, case, (width, quotes, han))| {
        Normalizer::new()
            .form(form)
            .case(case)
            .width(if width { Width::Half } else { Width::Keep })
            .quotes(if quotes { Quotes::Straight } else { Quotes::Keep })
            .han(if han { Han::Simplified } else { Han::Keep })
    })
}

fn any_text() -> impl Strategy<Value = String> {
    let parts = [
        "Tea",
        "é",
        "e\u{301}",
        "\u{301}\u{323}",
        "ﬁ",
        "㎏",
        "ｶﾞ",
        "ﾞ",
        "각",
        "한",
        "臺",
        "書",
        "山",
        "Ａ",
        "１",
        "　",
        "“",
        "’",
        "ß",
        "İ",
        "ı",
        "Σ",
        "\u{f73}",
        "\u{344}",
        "\u{958}",
        "𠮷",
        "👍🏽",
        "\0",
        " ",
    ];
    let chosen = proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..24);
    prop_oneof![chosen.prop_map(|parts| parts.concat()), any::<String>()]
}

fn assert_maps_back(text: &str, normalized: &Normalized) -> Result<(), TestCaseError> {
    let made = normalized.text();
    let whole = normalized.original(Span::new(0, made.len()));
    prop_assert_eq!(whole, Span::new(0, text.len()));
    let mut end = 0;
    for (at, c) in made.char_indices() {
        let span = normalized.original(Span::new(at, at + c.len_utf8()));
        prop_assert!(text.get(span.range()).is_some(), "{span} is not on character boundaries");
        prop_assert!(!span.is_empty());
        // The source of a character follows the source of the previous character, or equals it.
        prop_assert!(span.start <= end && span.end >= end, "{span} after {end}");
        end = span.end;
    }
    prop_assert_eq!(end, text.len());
    Ok(())
}

proptest! {
    #[test]
    fn offsets_map_to_character_boundaries(text in any_text(), normalizer in any_normalizer()) {
        assert_maps_back(&text, &normalizer.normalize(&text))?;
    }

    #[test]
    fn any_span_is_accepted(text in any_text(), start in 0..80usize, end in 0..80usize) {
        let normalized = Normalizer::for_search().normalize(&text);
        let span = normalized.original(Span::new(start, end));
        prop_assert!(text.get(span.range()).is_some());
    }

    #[test]
    fn forms_agree_with_unicode_normalization(text in any_text()) {
        let composed: String = text.nfc().collect();
        prop_assert_eq!(named("nfc").normalize(&text).into_text(), composed);
        let compatible: String = text.nfkc().collect();
        prop_assert_eq!(named("nfkc").normalize(&text).into_text(), compatible);
    }
}

#[test]
fn engines_are_shared_and_copied() {
    fn assert_auto<T: Send + Sync + Clone + std::fmt::Debug>() {}
    assert_auto::<Normalizer>();
    assert_auto::<Normalized>();
}

//! The language of whole texts, its confidence, shares and restrictions.

use bitext::{Detection, Detector, HanVariant, Language, detect};
use proptest::prelude::*;

const CASES: &str = include_str!("data/detect.txt");

#[test]
fn texts_have_the_expected_code() {
    let mut wrong = Vec::new();
    for case in CASES.lines().filter(|line| !line.starts_with('#')) {
        let (code, text) = case.split_once('\t').expect("a tab");
        let actual = detect(text);
        if actual.code() != code {
            wrong.push(format!("{text}\nexpected {code}\nactual   {actual}, {:.2}", actual.confidence()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn a_chinese_character_counts_as_three_letters() {
    let detection = detect("四川菜 is hot");
    let shares: Vec<_> = detection.shares().iter().map(|share| (share.language, share.fraction)).collect();
    // Nine bytes of three characters; six of five letters and the blank between them.
    assert_eq!(shares, [(Language::Chinese, 0.6), (Language::English, 0.4)]);
}

#[test]
fn a_second_language_lowers_the_confidence() {
    let one = detect("我们昨天去爬山了。");
    let two = detect("我们昨天去爬山了。 Then it began to rain.");
    assert!(one.confidence() > 0.9, "{one:?}");
    assert!(two.confidence() < one.confidence(), "{two:?}");
}

#[test]
fn the_variant_is_the_majority() {
    assert_eq!(detect("臺灣的书").variant(), HanVariant::Traditional);
    assert_eq!(detect("这本書很好，我们都喜欢").variant(), HanVariant::Simplified);
    assert_eq!(detect("書书").variant(), HanVariant::Common);
    assert_eq!(detect("学校へ行く").variant(), HanVariant::Common);
}

#[test]
fn results_are_restricted_to_the_requested_languages() {
    let japanese = Detector::new().languages(&[Language::Japanese]);
    assert_eq!(japanese.detect("東京").language(), Language::Japanese);
    assert_eq!(japanese.detect("Tokyo").language(), Language::Undetermined);
    let french = Detector::new().languages(&[Language::French, Language::Chinese]);
    assert_eq!(french.detect("good morning").language(), Language::French);
    let polish = Detector::new().languages(&[Language::Polish]);
    assert_eq!(polish.detect("dzień dobry").language(), Language::Polish);
    let none = Detector::new().languages(&[]);
    assert_eq!(none, Detector::new());
}

proptest! {
    #[test]
    fn shares_and_confidence_are_fractions(text in any::<String>()) {
        let detection = detect(&text);
        let total: f64 = detection.shares().iter().map(|share| share.fraction).sum();
        prop_assert!(detection.shares().is_empty() || (total - 1.0).abs() < 1e-9);
        prop_assert!((0.0..=1.0).contains(&detection.confidence()));
        let first = detection.shares().first().map_or(Language::Undetermined, |share| share.language);
        prop_assert_eq!(first, detection.language());
    }
}

#[test]
fn engines_are_shared_and_copied() {
    fn assert_auto<T: Send + Sync + Clone + std::fmt::Debug>() {}
    assert_auto::<Detector>();
    assert_auto::<Detection>();
}

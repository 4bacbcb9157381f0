//! Checks the language of whole texts, its confidence and shares, and the restriction of the results to some
//! languages.

use bitext::{Detection, Detector, HanVariant, Language, RunFinder, detect};
use proptest::prelude::*;

const CASES: &str = include_str!("data/detect.txt");

#[test]
fn texts_have_the_expected_code() {
    let mut wrong = Vec::new();
    for case in CASES.lines().filter(|line| !line.starts_with('#')) {
        let (code, text) = case.split_once('\t').expect("a tab");
        let actual = detect(text);
        if actual.code() != code {
            wrong.push(format!("{text}\nexpected {code}\nactual   {actual}, {:.2}", actual.confidence));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn a_chinese_character_counts_as_three_letters() {
    let detection = detect("四川菜 is hot");
    let shares: Vec<_> = detection.shares.iter().map(|share| (share.language, share.fraction)).collect();
    // Chinese has nine bytes for three characters. English has six: five letters and the blank between the words.
    assert_eq!(shares, [(Language::Chinese, 0.6), (Language::English, 0.4)]);
}

#[test]
fn a_second_language_lowers_the_confidence() {
    let one = detect("我们昨天去爬山了。");
    let two = detect("我们昨天去爬山了。 Then it began to rain.");
    assert!(one.confidence > 0.9, "{one:?}");
    assert!(two.confidence < one.confidence, "{two:?}");
}

#[test]
fn the_variant_is_that_of_most_characters() {
    assert_eq!(detect("臺灣的书").variant, HanVariant::Traditional);
    assert_eq!(detect("这本書很好，我们都喜欢").variant, HanVariant::Simplified);
    assert_eq!(detect("書书").variant, HanVariant::Common);
    assert_eq!(detect("学校へ行く").variant, HanVariant::Common);
}

#[test]
fn results_are_restricted_to_the_requested_languages() {
    let japanese = Detector::new().languages(&[Language::Japanese]);
    assert_eq!(japanese.detect("東京").language, Language::Japanese);
    assert_eq!(japanese.detect("Tokyo").language, Language::Undetermined);
    let french = Detector::new().languages(&[Language::French, Language::Chinese]);
    assert_eq!(french.detect("good morning").language, Language::French);
    let polish = Detector::new().languages(&[Language::Polish]);
    assert_eq!(polish.detect("dzień dobry").language, Language::Polish);
    let none = Detector::new().languages(&[]);
    assert_eq!(none, Detector::new());
}

#[test]
fn romanised_chinese_and_chats_have_no_confident_language() {
    let texts = [
        "wǒ ài nǐ",
        "Nǐ hǎo ma",
        "zhōngguó rén",
        "xièxie",
        "nǐ jiào shénme míngzi",
        "wo ai ni",
        "ni hao",
        "xiexie",
        "gong xi fa cai",
        "zai jian",
        "wo bu zhidao",
        "hahaha",
        "Hahahaha",
        "hehe",
        "jajaja",
        "hhhhh",
        "xixi",
        "kkkk",
        "lololol",
        "idk",
        "lmao",
        "omg lol",
        "ikr",
        "brb",
        "nvm",
        "haha idk",
        "LMFAO",
        "heihei",
        "ni chi le ma",
        "zhu ni shengri kuaile",
    ];
    let confident: Vec<_> = texts
        .iter()
        .map(|text| (text, detect(text)))
        .filter(|(_, found)| !matches!(found.language, Language::English | Language::Chinese))
        .filter(|(_, found)| found.confidence > 0.5)
        .map(|(text, found)| format!("{text}: {found}, {:.2}", found.confidence))
        .collect();
    assert!(confident.is_empty(), "{}", confident.join("\n"));
    for text in ["wǒ ài nǐ", "xie xie ni", "wo ai ni", "hahaha"] {
        assert!(detect(text).confidence <= 0.5, "{text}: {:?}", detect(text));
    }
}

#[test]
fn confidence_is_the_probability_among_all_languages() {
    use Language::{Chinese, English, German, Japanese, Korean, Polish, Russian};
    let cases: [(&str, &[Language]); 13] = [
        ("bonjour à tous", &[English, Chinese]),
        ("Guten Morgen, wie geht es dir?", &[English]),
        ("¿Dónde está la estación de tren?", &[English, German]),
        ("今天天气真好", &[Japanese]),
        ("今天天气真好", &[English, Korean, Japanese]),
        ("昨日は図書館で本を読んだ", &[Chinese]),
        ("역에서 만나요", &[Chinese, English]),
        ("Ми зустрінемося завтра на вокзалі, бо автобус не їздить.", &[Russian]),
        ("Jutro spotkamy się na dworcu, bo autobus już nie jeździ.", &[English, German]),
        ("dziękuję bardzo", &[English, Chinese]),
        ("The bakery opens at six.", &[Polish]),
        ("Ｈｏｔｅｌ", &[Polish]),
        ("ﬁ", &[Polish]),
    ];
    for (text, languages) in cases {
        let found = Detector::new().languages(languages).detect(text);
        assert!(found.confidence <= 0.5, "{text} in {languages:?}: {found:?}");
        assert!(languages.contains(&found.language) || found.language == Language::Undetermined, "{found:?}");
    }
    // A restriction to languages that include the language of the text changes nothing.
    for text in ["bonjour à tous", "今天天气真好", "The bakery opens at six.", "我们用 Python"] {
        let limited = Detector::new().languages(&[English, Chinese, Language::French]);
        assert_eq!(limited.detect(text), detect(text), "{text}");
    }
}

proptest! {
    #[test]
    fn results_have_only_the_requested_languages(
        text in prop_oneof![any::<String>(), "[a-zA-Zａ-ｚＡ-Ｚﬁǐàü汉这のカ한яעअ ,。]{0,30}"],
        chosen in prop::collection::vec(prop::sample::select(Language::ALL), 1..4),
    ) {
        let admitted = |language| chosen.contains(&language) || language == Language::Undetermined;
        let found = Detector::new().languages(&chosen).detect(&text);
        prop_assert!(admitted(found.language), "{found:?} of {text:?} in {chosen:?}");
        prop_assert!(found.shares.iter().all(|share| admitted(share.language)), "{found:?}");
        for run in RunFinder::new().languages(&chosen).runs(&text) {
            prop_assert!(admitted(run.language), "{run:?} of {text:?} in {chosen:?}");
        }
    }
}

proptest! {
    #[test]
    fn shares_and_confidence_are_fractions(text in any::<String>()) {
        let detection = detect(&text);
        let total: f64 = detection.shares.iter().map(|share| share.fraction).sum();
        prop_assert!(detection.shares.is_empty() || (total - 1.0).abs() < 1e-9);
        prop_assert!((0.0..=1.0).contains(&detection.confidence));
        let first = detection.shares.first().map_or(Language::Undetermined, |share| share.language);
        prop_assert_eq!(first, detection.language);
    }
}

#[test]
fn engines_are_shared_and_copied() {
    fn assert_auto<T: Send + Sync + Clone + std::fmt::Debug>() {}
    assert_auto::<Detector>();
    assert_auto::<Detection>();
}

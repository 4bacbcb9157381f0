//! Checks how the language tags of other tools are read and matched.

use bitext::{HanVariant, Language, LanguageTag};

#[test]
fn tags_of_many_tools_have_one_canonical_form() {
    let rows = [
        ("en", "en"),
        ("EN-US", "en-US"),
        ("eng", "en"),
        ("en_GB.UTF-8", "en-GB"),
        ("eng-USA", "en-US"),
        ("de-CHE", "de-che"),
        ("zh-FRA", "zh-fra"),
        ("zh-yue", "yue"),
        ("zh", "zh"),
        ("zho", "zh"),
        ("chi", "zh"),
        ("cmn", "zh"),
        ("ZH-CN", "zh-CN"),
        ("zh_TW.Big5@radical", "zh-TW"),
        ("zh-hant-hk", "zh-Hant-HK"),
        ("cmn-Hans-CN", "zh-Hans-CN"),
        ("zh-cmn-Hans-CN", "zh-Hans-CN"),
        ("zh-yue-HK", "yue-HK"),
        ("yue", "yue"),
        ("zh-CHS", "zh-Hans"),
        ("zh-CHT", "zh-Hant"),
        ("zho-CHN", "zh-CN"),
        ("zh-TWN", "zh-TW"),
        ("zh-CN-Hans", "zh-Hans-CN"),
        (" zh-Hant ", "zh-Hant"),
        ("es-419", "es-419"),
        ("de-CH-1996", "de-CH-1996"),
        ("ger", "de"),
        ("iw", "he"),
        ("isl", "isl"),
        ("und", "und"),
        ("en-x-US-abcd", "en-x-us-abcd"),
        ("x-local-CN", "x-local-cn"),
        ("zh-u-nu-hanidec", "zh-u-nu-hanidec"),
    ];
    for (tag, expected) in rows {
        let found: LanguageTag = tag.parse().unwrap();
        assert_eq!(found.to_string(), expected, "{tag}");
        assert_eq!(expected.parse::<LanguageTag>().unwrap(), found, "{tag}");
    }
    for tag in [
        "",
        " ",
        "-",
        "z",
        "english",
        "Chinese",
        "zh-",
        "zh--CN",
        "zh-中国",
        "zh CN",
        "*all*",
        "zh-abcdefghi",
    ] {
        let error = tag.parse::<LanguageTag>().unwrap_err();
        assert_eq!(error.to_string(), format!("`{tag}` is not a language tag such as `en` or `zh-Hant-HK`"));
    }
}

/// Each row of a file has the tag of the file, so a tag must not be as long as a file.
#[test]
fn a_tag_has_a_limit() {
    let tag = |length: usize| format!("zh-x{}", "-a".repeat((length - 4) / 2));
    let found: LanguageTag = tag(254).parse().unwrap();
    assert_eq!(found.to_string(), tag(254));
    let error = tag(256).parse::<LanguageTag>().unwrap_err();
    assert!(error.to_string().ends_with("is not a language tag such as `en` or `zh-Hant-HK`"), "{error}");
}

#[test]
fn languages_and_variants() {
    use HanVariant::{Simplified, Traditional};
    let rows = [
        ("zh-Hans-HK", Some(Language::Chinese), Some(Simplified)),
        ("zh-SG", Some(Language::Chinese), Some(Simplified)),
        ("zh-MO", Some(Language::Chinese), Some(Traditional)),
        ("yue-Hant", Some(Language::Chinese), Some(Traditional)),
        ("lzh", Some(Language::Chinese), None),
        ("en-HK", Some(Language::English), None),
        ("fas", Some(Language::Persian), None),
        ("isl", None, None),
    ];
    for (tag, language, variant) in rows {
        let found: LanguageTag = tag.parse().unwrap();
        assert_eq!((found.language(), found.han_variant()), (language, variant), "{tag}");
    }
}

#[test]
fn a_tag_matches_a_less_precise_tag() {
    let rows = [
        ("zh-CN", "zh-Hans", true),
        ("zh-Hans-CN", "zh-CN", true),
        ("zh-Hans", "zh-CN", false),
        ("zh", "zh-Hans", false),
        ("zh-TW", "zh-Hans", false),
        ("yue-HK", "zh", true),
        ("zh-HK", "yue", false),
        ("en-GB", "en", true),
        ("en", "en-GB", false),
        ("en", "zh", false),
    ];
    for (tag, wanted, expected) in rows {
        let parse = |tag: &str| tag.parse::<LanguageTag>().unwrap();
        assert_eq!(parse(tag).matches(&parse(wanted)), expected, "{tag} for {wanted}");
    }
}

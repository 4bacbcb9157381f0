//! Checks language runs: a case for each rule, and the invariant that runs tile any text.

use bitext::{Language, Run, RunFinder, runs};
use proptest::prelude::*;

const CASES: &str = include_str!("data/runs.txt");

fn shown(text: &str, runs: impl Iterator<Item = Run>) -> String {
    let parts: Vec<_> = runs.map(|run| format!("{}:{}", run.language, run.of(text))).collect();
    parts.join("‖").replace('\n', "⏎")
}

#[test]
fn texts_have_the_expected_runs() {
    let mut wrong = Vec::new();
    for case in CASES.lines().filter(|line| !line.starts_with('#')) {
        let text: Vec<_> = case.split('‖').map(|run| run.split_once(':').expect("a code").1).collect();
        let text = text.concat().replace('⏎', "\n");
        let actual = shown(&text, runs(&text));
        if actual != case {
            wrong.push(format!("expected {case}\nactual   {actual}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn assert_tiled(text: &str, finder: RunFinder) -> Result<(), TestCaseError> {
    let mut end = 0;
    let mut last = None;
    for run in finder.runs(text) {
        prop_assert_eq!(run.span.start, end);
        prop_assert!(!run.span.is_empty());
        prop_assert!(text.is_char_boundary(run.span.end));
        prop_assert_ne!(Some(run.language), last);
        (end, last) = (run.span.end, Some(run.language));
    }
    prop_assert_eq!(end, text.len());
    Ok(())
}

/// Makes random texts of parts in many scripts, so that runs of many kinds meet.
fn mixed() -> impl Strategy<Value = String> {
    let parts = [
        "coffee",
        "Zürich",
        "très bien",
        "山",
        "这样",
        "の",
        "カ",
        "ー",
        "한",
        "я",
        "ع",
        "ใ",
        "7",
        "12.5",
        " ",
        "\n",
        "\u{3000}",
        "，",
        "。",
        "《",
        "》",
        "“",
        "”",
        "(",
        ")",
        ".",
        "! ",
        "'",
        "’",
        "-",
        "$",
        "年",
        "\u{301}",
        "👍🏽",
        "\u{200d}",
        "𠮷",
        "ａ",
        "\0",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..40)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn runs_tile_any_text(text in any::<String>()) {
        assert_tiled(&text, RunFinder::new())?;
    }

    #[test]
    fn runs_tile_mixed_text(text in mixed()) {
        assert_tiled(&text, RunFinder::new())?;
        assert_tiled(&text, RunFinder::new().languages(&[Language::English, Language::Chinese]))?;
    }

    #[test]
    fn results_are_restricted_to_the_requested_languages(text in mixed()) {
        let limit = [Language::Japanese, Language::French];
        for run in RunFinder::new().languages(&limit).runs(&text) {
            prop_assert!(limit.contains(&run.language) || run.language == Language::Undetermined);
        }
    }
}

/// Checks letters that Unicode has only for compatibility, such as full-width letters. `whatlang` may take such a
/// letter for a letter of another script.
#[test]
fn full_width_letters_and_ligatures_are_in_the_requested_languages() {
    use Language::{Armenian, Chinese, English, German, Greek, Japanese, Korean, Polish, Russian, Thai};
    let texts = [
        "Ｈｏｔｅｌ",
        "ﬁne ﬂow",
        "ﬀﬃ",
        "𝐇𝐨𝐭𝐞𝐥",
        "𝒙 ℝ",
        "Ⓗⓞⓣⓔⓛ",
        "🄷🄾🅃🄴🄻",
        "Ⅷ",
        "ªº",
        "ʰʷ",
        "한국 Ｈｏｔｅｌ",
        "酒店Ｈｏｔｅｌ",
    ];
    let limits: [&[Language]; 7] = [
        &[Armenian, Polish],
        &[Korean],
        &[Chinese, Japanese],
        &[Greek, Russian],
        &[Thai],
        &[Polish],
        &[English, German],
    ];
    for limit in limits {
        for text in texts {
            let found = shown(text, RunFinder::new().languages(limit).runs(text));
            let allowed = |run: &Run| run.language == Language::Undetermined || limit.contains(&run.language);
            assert!(
                RunFinder::new().languages(limit).runs(text).all(|run| allowed(&run)),
                "{limit:?}: {found}"
            );
        }
    }
    let rows: [(&str, &[Language], &str); 6] = [
        ("Ｈｏｔｅｌ", &[Armenian, Polish], "und"),
        ("Ｈｏｔｅｌ", &[English, Polish], "en"),
        ("ﬁne ﬂow", &[Korean], "und"),
        ("ﬁne ﬂow", &[English], "en"),
        ("한국 Ｈｏｔｅｌ", &[Korean], "ko und"),
        ("酒店Ｈｏｔｅｌ", &[Chinese, Japanese], "zh und"),
    ];
    for (text, limit, expected) in rows {
        let runs = RunFinder::new().languages(limit).runs(text);
        let found: Vec<&str> = runs.map(|run| run.language.code()).collect();
        assert_eq!(found.join(" "), expected, "{text} in {limit:?}");
    }
}

#[test]
fn an_empty_text_has_no_runs() {
    assert_eq!(runs("").next(), None);
}

#[test]
fn engines_are_shared_and_copied() {
    fn assert_auto<T: Send + Sync + Clone + std::fmt::Debug>() {}
    assert_auto::<RunFinder>();
    assert_auto::<Run>();
    assert_auto::<bitext::Runs<'_>>();
}

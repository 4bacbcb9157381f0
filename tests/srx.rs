//! Checks segmentation rules in the format SRX.
#![cfg(feature = "srx")]
#![allow(clippy::unwrap_used, reason = "helpers outside of test functions fail the test")]

use std::time::{Duration, Instant};

use bitext::{ErrorKind, LineBreaks, SrxRules};

fn file(cascade: &str, rules: &str, maps: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><srx version=\"2.0\" xmlns=\"http://www.lisa.org/srx20\"><header cascade=\"{cascade}\"/><body>\
         <languagerules>{rules}</languagerules><maprules>{maps}</maprules></body></srx>"
    )
}

const RULES: &str = r"<languagerule languagerulename='English'>
    <rule break='no'><beforebreak>\b(Dr|ca)\.</beforebreak><afterbreak>\s</afterbreak></rule>
    <rule break='no'><beforebreak>\.\.\.</beforebreak><afterbreak>\s\p{Ll}</afterbreak></rule></languagerule>
    <languagerule languagerulename='All'>
    <rule break='yes'><beforebreak>[\.?!]+[&quot;”]?</beforebreak><afterbreak>\s</afterbreak></rule>
    <rule break='yes'><beforebreak>[。！？]</beforebreak><afterbreak/></rule></languagerule>";
const MAPS: &str = "<languagemap languagepattern='EN.*' languagerulename='English'/><languagemap languagepattern='.*' languagerulename='All'/>";

fn split(file: &str, language: &str, text: &str) -> Vec<String> {
    let splitter = SrxRules::from_reader(file.as_bytes()).unwrap().splitter(language).unwrap();
    splitter.split(text).iter().map(|span| span.of(text).to_owned()).collect()
}

#[test]
fn the_first_rule_that_matches_decides() {
    let rows: &[(&str, &str, &[&str])] = &[
        ("en", "Dr. Lee has ca. 20 rooms. He left! Why?", &["Dr. Lee has ca. 20 rooms.", "He left!", "Why?"]),
        (
            "en-GB",
            "He waited... and left. \"Gone!\" she said.",
            &["He waited... and left.", "\"Gone!\"", "she said."],
        ),
        ("zh", "他走了。她没有！Dr. Lee来了。", &["他走了。", "她没有！", "Dr.", "Lee来了。"]),
        ("en", "", &[]),
        ("en", "No end mark", &["No end mark"]),
        // A line break ends a short line, as it does for `sentences`.
        (
            "en",
            "The mill\n\nIt is old.\nWheel and\nstones",
            &["The mill", "It is old.", "Wheel and", "stones"],
        ),
    ];
    for (language, text, expected) in rows {
        assert_eq!(split(&file("yes", RULES, MAPS), language, text), *expected, "{language}: {text}");
    }
    // Without cascade, English has the rules of its own map only, none of which breaks.
    assert_eq!(split(&file("no", RULES, MAPS), "en", "He left! Why?"), ["He left! Why?"]);
    let splitter =
        SrxRules::from_reader(file("yes", RULES, MAPS).as_bytes()).unwrap().splitter("en").unwrap();
    assert_eq!(splitter.clone().line_breaks(LineBreaks::Always).split("It rains\nall day").len(), 2);
    assert_eq!(splitter.line_breaks(LineBreaks::Never).split("It rains\nall day").len(), 1);
}

#[test]
fn unusable_files_say_why() {
    let rule = |before: &str| {
        format!(
            "<languagerule languagerulename='X'><rule break='yes'><beforebreak>{before}</beforebreak></rule></languagerule>"
        )
    };
    let all = "<languagemap languagepattern='.*' languagerulename='X'/>";
    for (file, expected) in [
        (
            file("no", &rule(r"(?&lt;=a)b"), all),
            "rule 1 of `X`, `(?<=a)b`: not supported: look-ahead and look-behind",
        ),
        (file("no", &rule("[a"), all), "rule 1 of `X`, `[a`: not supported: unclosed character class"),
        (
            file("no", &rule("a"), "<languagemap languagepattern='JA' languagerulename='X'/>"),
            "there are no rules for the language `en`",
        ),
        (file("no", "", all), "there are no rules in it"),
        (
            file("no", &rule(&"a".repeat(40_000)), all),
            "not supported: an expression of more than 32768 bytes: write the rule without it",
        ),
        (
            file("no", &rule(r"\w{300}").repeat(1000), all),
            "the rules are too large: compiled, they exceed 16777216 bytes",
        ),
        (
            file("no", &rule("a"), &format!("<languagemap languagepattern='{}'/>", "e".repeat(5000))),
            "not supported: it has more than 4096 bytes",
        ),
        (
            file("no", &rule("a"), r"<languagemap languagepattern='\w{1000}' languagerulename='X'/>"),
            "not supported: ",
        ),
        (
            file("yes", &rule("a"), &all.replace(".*", r"\w{20}").repeat(2000)),
            "the languagepatterns are too large: compiled, they exceed 67108864 bytes",
        ),
        ("<srx>\n<body></srx>".to_owned(), "line 2: not well-formed XML"),
    ] {
        let error =
            SrxRules::from_reader(file.as_bytes()).and_then(|rules| rules.splitter("en")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Syntax | ErrorKind::Options), "{error:?}");
        assert!(error.to_string().contains(expected), "{error}\nexpected {expected}");
    }
}

#[test]
fn long_paragraphs_take_linear_time() {
    let rules = r"<languagerule languagerulename='X'>
        <rule break='no'><beforebreak>(\w+\s)*etc\.</beforebreak><afterbreak>.*\bend\b</afterbreak></rule>
        <rule break='yes'><beforebreak>\.</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>";
    let all = "<languagemap languagepattern='.*' languagerulename='X'/>";
    let text = "the rain, the wind etc. and more of it ".repeat(20_000);
    let start = Instant::now();
    assert_eq!(split(&file("no", rules, all), "en", &text).len(), 20_001);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

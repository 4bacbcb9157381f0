//! Checks the invariants of the crate on random texts of realistic pieces.
#![cfg(all(feature = "cedict", feature = "dictionary"))]

use proptest::prelude::*;

mod checks;

/// Pieces of random texts: words and punctuation in English and Chinese, words in other languages, emoji and
/// oddities.
const PIECES: [&str; 96] = [
    "the",
    "Library",
    "opens",
    "at",
    "9:30",
    "a.m.",
    "on",
    "Monday",
    "Dr.",
    "Lee",
    "U.S.",
    "don’t",
    "can't",
    "e-mail",
    "COVID-19",
    "$450",
    "8%",
    "3,900",
    "224.2",
    "http://example.com/a?b=1",
    "lee@mail.example",
    "#tag",
    "@you",
    "café",
    "ﬁne",
    "naïve",
    "Straße",
    "I",
    "x",
    "1.",
    "(a)",
    "...",
    "?!",
    ".",
    ",",
    ":",
    ";",
    "-",
    "–",
    "—",
    "'",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "(",
    ")",
    "[",
    "]",
    "图书馆",
    "周一",
    "上午",
    "九点",
    "开放",
    "。",
    "，",
    "！",
    "？",
    "；",
    "：",
    "、",
    "《",
    "》",
    "「",
    "」",
    "『",
    "』",
    "（",
    "）",
    "……",
    "——",
    "·",
    "圖書館",
    "臺灣",
    "三百二十",
    "〇",
    "々",
    "T恤",
    "卡拉OK",
    "4S店",
    "１９９８",
    "Ａ",
    "北京大学",
    "第一章",
    "彼女の",
    "대한민국",
    "Привет",
    "👍",
    "👨‍👩‍👧",
    "🇨🇳",
    ":-)",
    "e\u{301}",
    "\u{200b}",
    "\u{feff}",
    "\u{0}",
];

/// Separators between pieces.
const GAPS: [&str; 12] = ["", "", "", " ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u{3000}", " \u{a0}"];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        2 => "[a-zA-Z0-9]{1,8}",
        2 => "[\u{4e00}-\u{9fa5}]{1,6}",
        1 => any::<char>().prop_map(String::from),
    ]
}

fn text(pieces: usize) -> impl Strategy<Value = String> {
    let pair = (piece(), prop::sample::select(&GAPS[..]));
    prop::collection::vec(pair, 0..pieces)
        .prop_map(|pairs| pairs.into_iter().flat_map(|(piece, gap)| [piece, gap.to_owned()]).collect())
}

/// Makes texts with blank lines and lines in both languages, like pages.
fn layout() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        4 => text(12),
        1 => "[A-Z][a-z]{2,7}( [a-z]{1,8}){1,9}\\.",
        1 => "[\u{4e00}-\u{9fa5}]{2,20}。",
        1 => "[A-Z][a-z]{2,7} [a-z]{3,8} [\u{4e00}-\u{9fa5}]{2,6}",
        1 => "[-•*0-9.|\t ]{0,4}[a-z]{3,8}\t[\u{4e00}-\u{9fa5}]{2,6}",
        1 => "00:0[0-9]:1[0-9],000 --> 00:0[0-9]:2[0-9],500",
    ];
    let end = prop::sample::select(&["\n", "\n\n", "\r\n", "\n \n", " | "][..]);
    prop::collection::vec((line, end), 0..12)
        .prop_map(|lines| lines.into_iter().flat_map(|(line, end)| [line, end.to_owned()]).collect())
}

/// Returns a configuration with this number of cases, unless `PROPTEST_CASES` sets another number.
fn cases(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_some() { default } else { ProptestConfig { cases, ..default } }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn runs_tile_a_text(text in text(40)) {
        checks::language_runs(&text);
    }

    #[test]
    fn shares_sum_to_one(text in text(40)) {
        checks::language(&text);
    }

    #[test]
    fn normal_forms_map_back(text in text(40)) {
        checks::normal_form(&text);
    }

    #[test]
    fn sentences_lose_nothing_but_white_space(text in layout()) {
        checks::sentences(&text);
    }

    #[test]
    fn words_lose_nothing_but_white_space(text in text(40)) {
        checks::words(&text);
    }

    #[test]
    fn index_terms_are_found_by_their_text(text in text(24)) {
        checks::index_terms(&text);
    }

    #[test]
    fn chinese_words_lose_nothing_but_white_space(text in text(40)) {
        checks::chinese_words(&text);
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn beads_tile_two_texts(english in text(60), chinese in text(60)) {
        checks::aligned_texts(&english, &chinese);
    }

    #[test]
    fn words_tile_a_pair(english in text(60), chinese in text(60)) {
        checks::linked_words(&english, &chinese);
    }

    #[test]
    fn beads_tile_sentences(
        english in prop::collection::vec(text(8), 0..16),
        chinese in prop::collection::vec(text(8), 0..16),
    ) {
        checks::aligned_sentences(&english, &chinese);
    }

    #[test]
    fn each_sentence_of_a_page_is_in_one_bead(page in layout()) {
        checks::page(&page);
    }
}

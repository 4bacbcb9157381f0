//! Checks the words of realistic mixed texts: user words, names, numbers, tags and units.
#![cfg(feature = "dictionary")]

use std::fmt::Write;

use bitext::{ChineseTokenizer, CutMode, MixedTokenizer, Overlaps, Token, TokenKind, Tokenizer};

/// Returns the tokenizer that a line describes. A line such as `[search] C#语言|COVID-19疫苗` gives the mode and the
/// added words.
fn tokenizer(line: &str) -> MixedTokenizer {
    let (mode, words) = line.split_once(']').expect("a mode in brackets");
    let mode = match mode {
        "[exact" => CutMode::Exact,
        "[search" => CutMode::Search,
        "[full" => CutMode::Full,
        _ => panic!("unknown mode {line}"),
    };
    let mut tokenizer = MixedTokenizer::new().mode(mode);
    for word in words.trim().split('|').filter(|word| !word.is_empty()) {
        tokenizer.chinese_mut().add_word(word, Some(1_000_000), None);
    }
    tokenizer
}

/// Replaces each `\u{..}` in a text by the character with that code point.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("a closing brace");
        out.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
        out.push_str(rest);
    }
    out
}

#[test]
fn texts_have_the_expected_tokens() {
    let (mut report, mut mixed, mut count) = (String::new(), MixedTokenizer::new(), 0);
    let is_row = |line: &&str| !line.is_empty() && !line.starts_with("# ");
    for line in include_str!("data/words.txt").lines().filter(is_row) {
        let Some((text, expected)) = line.split_once('\t') else {
            mixed = tokenizer(line);
            continue;
        };
        let (text, expected) = (unescaped(text), unescaped(expected));
        let tokens = mixed.tokenize(&text);
        let actual: Vec<&str> = tokens.iter().map(|token| token.of(&text)).collect();
        count += 1;
        if actual.join("|") != expected {
            let _ = writeln!(report, "expected {expected}\n  actual {}", actual.join("|"));
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(count > 130, "{count} rows");
}

#[test]
fn kinds_of_names_and_tags() {
    for (text, word, kind) in [
        ("用ASP.NET写", "ASP.NET", TokenKind::Word),
        ("见bitext.example.net吧", "bitext.example.net", TokenKind::Url),
        ("#新年快乐#", "#新年快乐#", TokenKind::Tag),
        ("按1\u{fe0f}\u{20e3}键", "1\u{fe0f}\u{20e3}", TokenKind::Emoji),
        ("占 50%。", "50%", TokenKind::Number),
        ("电话021-12345678", "021-12345678", TokenKind::Number),
    ] {
        let tokens = MixedTokenizer::new().tokenize(text);
        let found = tokens.iter().find(|token| token.of(text) == word);
        assert_eq!(found.map(|token| token.kind), Some(kind), "{text}");
    }
}

/// A tag in the middle of a text leaves no gap in the positions of the words after it.
#[test]
fn parts_of_names_and_tags_share_a_position() {
    let found = |tokenizer: &MixedTokenizer, text: &str| {
        let word = |token: &Token| format!("{}{}", token.of(text), token.position);
        tokenizer.tokenize(text).iter().map(word).collect::<Vec<_>>().join(" ")
    };
    let exact = MixedTokenizer::new();
    assert_eq!(found(&exact, "看#C位出道#吧"), "看0 #C位出道#1 吧2");
    // White space ends a topic.
    assert_eq!(found(&exact, "看#新年 快乐#，"), "看0 #新年1 快乐2 #3 ，4");
    let search = exact.mode(CutMode::Search);
    assert_eq!(found(&search, "买F-35战机"), "买0 F1 351 F-351 战机2");
    assert_eq!(found(&search, "看#新年快乐#吧"), "看0 新年1 快乐1 新年快乐1 #新年快乐#1 吧2");
    // Nothing is joined across the end of a tag.
    assert_eq!(found(&search, "@小明0.5-ES"), "小明0 @小明00 .51 -2 ES3");
    assert_eq!(found(&search, "@小明ES.4 @小红"), "小明0 ES0 @小明ES0 .1 42 小红3 @小红3");
    assert_eq!(found(&search, "@小明5-ES.x"), "小明0 50 ES0 5-ES0 @小明5-ES0 .1 x2");
    assert_eq!(found(&search, "@小明ab.cd-ef"), "小明0 ab0 @小明ab0 .1 cd2 ef2 cd-ef2");
    let mut chinese = ChineseTokenizer::new().mode(CutMode::Search);
    chinese.add_word("#语言", None, None);
    assert_eq!(found(&MixedTokenizer::with_chinese(chinese), "#看#语言"), "看0 #看#0 语言1");
}

#[test]
fn jieba_has_fewer_overlapping_words() {
    let words = |tokenizer: ChineseTokenizer, text: &str| {
        tokenizer.tokenize(text).iter().map(|token| token.of(text).to_owned()).collect::<Vec<_>>().join(" ")
    };
    let jieba = ChineseTokenizer::new().overlaps(Overlaps::AsJieba);
    assert_eq!(words(jieba.clone().mode(CutMode::Full), "买T恤"), "买 T 恤");
    assert_eq!(words(jieba.clone().mode(CutMode::Full), "买T+\nB"), "买 T+\nB");
    assert_eq!(words(ChineseTokenizer::new().mode(CutMode::Full), "买T+\nB"), "买 T+ B");
    let search = words(jieba.mode(CutMode::Search), "中央人民政府");
    assert_eq!(search, "中央 人民 民政 政府 中央人民政府");
    let search = words(ChineseTokenizer::new().mode(CutMode::Search), "中央人民政府");
    assert_eq!(search, "中央 人民 民政 政府 人民政府 中央人民政府");
}

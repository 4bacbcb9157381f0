//! Checks the English tokenizer: the tokens of texts, the kinds of the tokens, and invariants on arbitrary texts.

use std::fmt::Write;

use bitext::{Compounds, Contractions, EnglishTokenizer, Span, Token, TokenKind, Tokenizer};
use proptest::prelude::*;

fn options(name: &str) -> EnglishTokenizer {
    match name {
        "[default]" => EnglishTokenizer::new(),
        "[whole]" => EnglishTokenizer::new().compounds(Compounds::Whole),
        "[split]" => EnglishTokenizer::new().contractions(Contractions::Split),
        _ => panic!("unknown options {name}"),
    }
}

#[test]
fn texts_have_the_expected_tokens() {
    let (mut report, mut tokenizer, mut count) = (String::new(), EnglishTokenizer::new(), 0);
    for line in
        include_str!("data/english.txt").lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
    {
        let Some((text, expected)) = line.split_once('\t') else {
            tokenizer = options(line);
            continue;
        };
        let tokens = tokenizer.tokenize(text);
        let actual: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
        count += 1;
        if actual.join(" ") != expected {
            let _ = writeln!(report, "expected {expected}\n  actual {}", actual.join(" "));
        }
    }
    assert!(report.is_empty(), "\n{report}");
    assert!(count > 40, "{count} rows");
}

#[test]
fn tokens_have_the_expected_kind() {
    use TokenKind as K;
    let cases = [
        ("coffee don’t U.S. e-mail naïve кофе B2B R&D", K::Word),
        ("224.2 30,000 2023-08-29 17:30 19th 555-0199 ７５", K::Number),
        (", . ... ?! — “ ( -- …", K::Punctuation),
        ("$ % + = € × → &", K::Symbol),
        ("https://a.example/b www.tea.example harbour.com", K::Url),
        ("tea@mail.example", K::Email),
        ("#teatime @harbour", K::Tag),
        (":-) 😀 👍🏽 🇨🇳 ❤\u{fe0f}", K::Emoji),
        ("汉 語", K::Han),
        ("\u{1} \u{e000}", K::Other),
    ];
    for (text, kind) in cases {
        for token in EnglishTokenizer::new().tokenize(text) {
            assert_eq!(token.kind, kind, "{:?}", token.of(text));
        }
    }
}

#[test]
fn a_part_is_tokenized_without_its_context() {
    let (text, mut tokens) = ("读 Mr. Moss’s e-mail 吧", Vec::new());
    let next = EnglishTokenizer::new().tokenize_part(text, Span::new(4, 23), 7, &mut tokens);
    let words: Vec<&str> = tokens.iter().map(|token| token.of(text)).collect();
    assert_eq!(words, ["Mr.", "Moss’s", "e-mail"]);
    assert_eq!((tokens[0].position, next), (7, 10));
    // A part that does not start and end on character boundaries has no tokens.
    assert_eq!(EnglishTokenizer::new().tokenize_part(text, Span::new(1, 9), 3, &mut tokens), 3);
}

#[test]
fn public_types_can_be_shared() {
    fn shared<T: Send + Sync + Clone + std::fmt::Debug>() {}
    shared::<EnglishTokenizer>();
    shared::<Compounds>();
    shared::<Contractions>();
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "B", "word", "don", "'", "’", "t", "s", "ve", "-", "e", "non", ".", "...", "U.S", "Mr.", "com",
        "@", "#", "http://", "www.", "/", "&", "(s)", "1", "23", "456", "7890", ",", ":", "%", "$", "€", "+",
        "_", "*", "=", "(", ")", "<3", ":-)", "?!", " ", " ", "\n", "\0", "\u{ad}", "é", "\u{301}",
        "\u{200d}", "\u{fe0f}", "👍🏽", "👩", "🇨🇳", "🇨", "汉", "。", "，", "の", "カ", "한", "Ａ", "１", "٣",
        "ا", "—", "…", "“", "”", "\u{3000}", "\u{feff}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check(text: &str, tokens: &[Token]) {
    let mut end = 0;
    for (at, token) in tokens.iter().enumerate() {
        let gap = text.get(end..token.span.start).expect("spans ascend on character boundaries");
        assert!(gap.chars().all(char::is_whitespace), "{gap:?} lies between the tokens of {text:?}");
        assert!(!token.span.is_empty(), "{tokens:?} of {text:?}");
        assert!(!token.of(text).contains(char::is_whitespace), "{:?} of {text:?}", token.of(text));
        assert_eq!(token.position as usize, at);
        end = token.span.end;
    }
    let rest = text.get(end..).expect("the last span ends inside the text");
    assert!(rest.chars().all(char::is_whitespace), "{rest:?} follows the tokens of {text:?}");
}

proptest! {
    #[test]
    fn only_white_space_lies_between_tokens(text in prop_oneof![pieces(), any::<String>()]) {
        for compounds in [Compounds::Split, Compounds::Whole] {
            for contractions in [Contractions::Whole, Contractions::Split] {
                let tokenizer = EnglishTokenizer::new().compounds(compounds).contractions(contractions);
                check(&text, &tokenizer.tokenize(&text));
            }
        }
    }
}

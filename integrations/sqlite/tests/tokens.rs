//! The texts, offsets and positions of the tokens that are passed to FTS5.

use std::thread;

use bitext::index::Analyzer;
use bitext_sqlite::{Options, Purpose, Tokenizer};

fn tokenizer(options: &str) -> Tokenizer {
    let options = Options::parse(options.split_whitespace()).expect("options");
    Tokenizer::new(&Analyzer::new(), options)
}

/// Writes tokens as `text[start..end]`, with `+` before a token that has the same position as the token before it.
fn tokens(tokenizer: &Tokenizer, bytes: &[u8], purpose: Purpose) -> String {
    let mut shown = Vec::new();
    let done: Result<(), ()> = tokenizer.tokenize(bytes, purpose, |token| {
        let sign = if token.colocated { "+" } else { "" };
        shown.push(format!("{sign}{}[{}..{}]", token.text, token.start, token.end));
        Ok(())
    });
    assert_eq!(done, Ok(()));
    shown.join(" ")
}

#[test]
fn documents_have_one_token_per_position() {
    let by_character = tokenizer("");
    for (text, expected) in [
        ("北京大學", "北[0..3] 京[3..6] 大[6..9] 学[9..12]"),
        ("我 love 卡拉OK！", "我[0..3] love[4..8] 卡[9..12] 拉[12..15] ok[15..17]"),
        ("天。”地", "天[0..3] .[3..9] 地[9..12]"),
        ("。天", "天[3..6]"),
        ("", ""),
        ("。", ""),
        ("a\0b", "a[0..1] b[2..3]"),
    ] {
        let found = tokens(&by_character, text.as_bytes(), Purpose::Document);
        assert_eq!(found, expected, "{text:?}");
        // As a phrase, the whole text has the same tokens.
        assert_eq!(tokens(&by_character, text.as_bytes(), Purpose::Query), found, "{text:?}");
    }
    assert_eq!(tokens(&by_character, b"\xff\xe5\x8c\x97\xe4", Purpose::Document), "北[1..4]");
}

#[test]
fn words_come_before_their_parts() {
    let by_word = tokenizer("unit word");
    // NUL is not part of a token, because FTS5 would cut the token there.
    assert_eq!(tokens(&by_word, "#汉\0#".as_bytes(), Purpose::Document), "#汉[0..4] +汉[1..4]");
    let text = "北京大學的書".as_bytes();
    assert_eq!(
        tokens(&by_word, text, Purpose::Document),
        "北京大学[0..12] +北京[0..6] +大学[6..12] 的[12..15] 书[15..18]"
    );
    assert_eq!(tokens(&by_word, text, Purpose::Query), "北京大学[0..12] 的[12..15] 书[15..18]");
    let dropped = tokenizer("unit word stop_words drop");
    assert_eq!(tokens(&dropped, text, Purpose::Query), "北京大学[0..12] .[12..15] 书[15..18]");
}

#[test]
fn the_last_word_of_a_prefix_is_not_stemmed() {
    let stems = tokenizer("stem english");
    for (text, purpose, expected) in [
        ("Libraries", Purpose::Query, "librari[0..9]"),
        ("Libraries", Purpose::Prefix, "libraries[0..9] +librari[0..9]"),
        ("open librarie", Purpose::Prefix, "open[0..4] librarie[5..13] +librari[5..13]"),
        ("lib", Purpose::Prefix, "lib[0..3]"),
        ("北京", Purpose::Prefix, "北[0..3] 京[3..6]"),
    ] {
        assert_eq!(tokens(&stems, text.as_bytes(), purpose), expected, "{text}");
    }
}

#[test]
fn dropped_stop_words_leave_a_gap() {
    let dropped = tokenizer("stop_words drop stem english");
    for (text, expected) in [
        ("the art of being late", "art[4..7] .[7..17] late[17..21]"),
        ("THE", ""),
        ("的书", "的[0..3] 书[3..6]"),
    ] {
        assert_eq!(tokens(&dropped, text.as_bytes(), Purpose::Document), expected, "{text}");
    }
}

/// After an error of SQLite, no more tokens of the text are emitted. The next text is not affected.
#[test]
fn an_error_of_the_receiver_ends_the_tokenization() {
    let tokenizer = tokenizer("");
    for stop in 1..4 {
        let mut seen = 0;
        let done = tokenizer.tokenize("北京大学".as_bytes(), Purpose::Document, |_| {
            seen += 1;
            if seen == stop { Err(seen) } else { Ok(()) }
        });
        assert_eq!((done, seen), (Err(stop), stop));
    }
    assert_eq!(tokens(&tokenizer, "京".as_bytes(), Purpose::Document), "京[0..3]");
}

/// One tokenizer may be called from several threads, and from within a call.
#[test]
fn calls_may_be_nested_and_parallel() {
    let tokenizer = tokenizer("");
    let expected = "北[0..3] 京[3..6]";
    let done: Result<(), ()> = tokenizer.tokenize("大学".as_bytes(), Purpose::Document, |_| {
        assert_eq!(tokens(&tokenizer, "北京".as_bytes(), Purpose::Document), expected);
        Ok(())
    });
    assert_eq!(done, Ok(()));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..500 {
                    assert_eq!(tokens(&tokenizer, "北京".as_bytes(), Purpose::Document), expected);
                }
            });
        }
    });
}

/// In every text, offsets ascend and are inside the text, and the first token begins a position.
#[test]
fn offsets_ascend() {
    for options in ["", "unit word", "stem english stop_words drop", "unit word stem english stop_words drop"]
    {
        let tokenizer = tokenizer(options);
        for text in [
            "他在北京大學讀書，“每天”去圖書館。The libraries, e-books: 3.14 %！",
            "卡拉OK\u{200b}é\u{301}😀🇨🇳 ﷺ",
        ] {
            let bytes = text.as_bytes();
            for from in 0..bytes.len() {
                let part = bytes.get(from..).unwrap_or_default();
                let mut last = None;
                let done: Result<(), ()> = tokenizer.tokenize(part, Purpose::Document, |token| {
                    assert!(token.start < token.end && token.end <= part.len() && !token.text.is_empty());
                    assert!(!token.colocated || last.is_some());
                    if !token.colocated {
                        assert!(last <= Some(token.start), "{text:?} from {from}");
                        last = Some(token.end);
                    }
                    Ok(())
                });
                assert_eq!(done, Ok(()));
            }
        }
    }
}

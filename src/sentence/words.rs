//! Lists of words that help to tell whether a sentence ends: openers of sentences, verbs of speech, and others.

use crate::tables::{WordList, WordTable, word_list, word_table};

/// Verbs of speech: `said`, `说`.
const SPEECH_VERBS: WordList = word_list!("speech_verbs.txt");
/// Length, in characters, of the longest Chinese verb of [`SPEECH_VERBS`].
const LONGEST_SPEECH_VERB: usize = 2;

/// Chinese words that end like a verb of speech but are not verbs of speech: `味道`.
const NOT_SPEECH: WordList = word_list!("not_speech.txt");
/// Length, in characters, of the longest word of [`NOT_SPEECH`].
const LONGEST_NOT_SPEECH: usize = 5;

/// Chinese words that continue a sentence after a quotation: `“加油！”的喊声`.
const FOLLOWERS: WordList = word_list!("quotation_followers.txt");
/// Length, in characters, of the longest word of [`FOLLOWERS`].
const LONGEST_FOLLOWER: usize = 5;

/// Chinese words that open sentences: `我`, `但`.
const CHINESE_OPENERS: WordList = word_list!("chinese_openers.txt");
/// Length, in characters, of the longest word of [`CHINESE_OPENERS`].
const LONGEST_CHINESE_OPENER: usize = 2;

/// Nouns and verbs that follow the name of a macro or method: `the println! macro`.
const CODE_NOUNS: WordList = word_list!("code_nouns.txt");
/// Length, in characters, of the longest Chinese word of [`CODE_NOUNS`].
const LONGEST_CODE_NOUN: usize = 3;

/// Verbs that take the name of a macro or method as their object, in lower case: `use vec! to`.
const CODE_VERBS: WordList = word_list!("code_verbs.txt");

/// Words that open sentences, and whether each may be part of a name.
const OPENERS: WordTable<2> = word_table!("sentence_openers.txt", 2);

/// Maximum number of letters read of a word that is looked up in [`OPENERS`] or [`TIME_FOLLOWERS`]. The longest word of
/// these lists has 10 letters.
pub(super) const LONGEST_OPENER: usize = 12;

/// Words that follow a time of day: `9 a.m. Monday`.
const TIME_FOLLOWERS: WordList = word_list!("time_followers.txt");

/// Prepositions that precede a time of day, all in lower case.
const TIME_PREPOSITIONS: WordList = word_list!("time_prepositions.txt");

/// Whether `word` is a verb of speech.
pub(super) fn is_speech_verb(word: &[u8]) -> bool {
    SPEECH_VERBS.contains(word)
}

/// Whether a Chinese clause says that somebody speaks: `她问`, but not `她不知道`. Time O(log words).
pub(super) fn says(clause: &str) -> bool {
    let ends_with =
        |list: WordList, longest: usize| suffixes(clause, longest).any(|word| list.contains(word));
    ends_with(SPEECH_VERBS, LONGEST_SPEECH_VERB) && !ends_with(NOT_SPEECH, LONGEST_NOT_SPEECH)
}

/// Whether `text` begins with a word that continues a sentence after a quotation. Time O(log words).
pub(super) fn follows_quotation(text: &str) -> bool {
    prefixes(text, LONGEST_FOLLOWER).any(|word| FOLLOWERS.contains(word))
}

/// Whether `text` begins with a Chinese word that opens a sentence. Time O(log words).
pub(super) fn opens_chinese(text: &str) -> bool {
    prefixes(text, LONGEST_CHINESE_OPENER).any(|word| CHINESE_OPENERS.contains(word))
}

/// Whether `word` is a verb of [`CODE_VERBS`], ignoring ASCII case: `use vec! to`.
pub(super) fn is_code_verb(word: &[u8]) -> bool {
    CODE_VERBS.contains_ignore_case(word)
}

/// Whether `text` begins with a Chinese word for a kind of code: `宏`, `方法`. Time O(log words).
pub(super) fn starts_with_code_noun(text: &str) -> bool {
    prefixes(text, LONGEST_CODE_NOUN).any(|word| CODE_NOUNS.contains(word))
}

/// Whether `word` is one of [`CODE_NOUNS`], which follow the name of a macro or method.
pub(super) fn is_code_noun(word: &[u8]) -> bool {
    CODE_NOUNS.contains(word)
}

/// Returns the prefixes of `text` with 1 to `longest` characters.
fn prefixes(text: &str, longest: usize) -> impl Iterator<Item = &str> {
    text.char_indices().take(longest).filter_map(|(at, c)| text.get(..at + c.len_utf8()))
}

/// Returns the suffixes of `text` with 1 to `longest` characters.
fn suffixes(text: &str, longest: usize) -> impl Iterator<Item = &str> {
    text.char_indices().rev().take(longest).filter_map(|(at, _)| text.get(at..))
}

/// Whether `word` begins a sentence far more often than it follows an abbreviation inside a sentence.
pub(super) fn opens_sentence(word: &[u8]) -> bool {
    OPENERS.find(word).is_some()
}

/// Whether `word` opens a sentence and cannot be an initial or a surname. `A`, `Will` and `So` can be names.
pub(super) fn opens_but_is_no_name(word: &[u8]) -> bool {
    OPENERS.get(word).is_some_and(|[_, kind]| kind == "word")
}

/// Whether `word` is a time zone or a day, which can follow a time of day.
pub(super) fn is_zone_or_day(word: &[u8]) -> bool {
    let zone = match word {
        // Time zones: `EST`, `PDT`, `CEST`, `JST`
        [.., b'S' | b'D' | b'E', b'T'] => {
            matches!(word.len(), 3 | 4) && word.iter().all(u8::is_ascii_uppercase)
        }
        _ => false,
    };
    zone || TIME_FOLLOWERS.contains(word)
}

/// Whether `word` is a preposition that may precede a time, ignoring ASCII case.
pub(super) fn is_time_preposition(word: &[u8]) -> bool {
    TIME_PREPOSITIONS.contains_ignore_case(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_words() {
        assert!(opens_sentence(b"The") && opens_sentence(b"Will") && !opens_sentence(b"the"));
        assert!(opens_but_is_no_name(b"The") && !opens_but_is_no_name(b"Will"));
        assert!(is_speech_verb(b"said") && !is_speech_verb(b"sad"));
        assert!(says("她问") && says("她轻声回应") && says("他不停地喊") && !says("她出门") && !says(""));
        assert!(!says("我不知道") && !says("没有人回答") && !says("这是什么味道"));
        assert!(follows_quotation("的喊声") && !follows_quotation("他笑了"));
        assert!(opens_chinese("但是") && !opens_chinese("政府"));
        for (list, longest) in [
            (NOT_SPEECH, LONGEST_NOT_SPEECH),
            (FOLLOWERS, LONGEST_FOLLOWER),
            (CHINESE_OPENERS, LONGEST_CHINESE_OPENER),
        ] {
            assert_eq!(list.iter().map(|word| word.chars().count()).max(), Some(longest));
        }
        let verbs = SPEECH_VERBS.iter().filter(|verb| !verb.is_ascii());
        assert_eq!(verbs.map(|verb| verb.chars().count()).max(), Some(LONGEST_SPEECH_VERB));
        assert!(is_zone_or_day(b"EST") && is_zone_or_day(b"Friday") && !is_zone_or_day(b"East"));
        assert!(is_time_preposition(b"At") && !is_time_preposition(b"Ate"));
    }
}

//! Words that open a sentence, and verbs of speech.

use crate::tables::{WordList, WordTable, word_list, word_table};

/// English verbs of speech, and the last characters of the Chinese ones: `said`, `说`.
const SPEECH_VERBS: WordList = word_list!("speech_verbs.txt");

/// Words that open sentences, and whether each may be part of a name.
const OPENERS: WordTable<2> = word_table!("sentence_openers.txt", 2);

/// Most letters that are read of a word to find it in [`OPENERS`] or [`TIME_FOLLOWERS`]; their longest word has 10.
pub(super) const LONGEST_OPENER: usize = 12;

/// Words after a time of day: `10 a.m. EST`, `9 a.m. Monday`.
const TIME_FOLLOWERS: WordList = word_list!("time_followers.txt");

/// Prepositions before a time of day, all in lower case.
const TIME_PREPOSITIONS: WordList = word_list!("time_prepositions.txt");

/// Whether `word` is a verb of speech.
pub(super) fn is_speech_verb(word: &[u8]) -> bool {
    SPEECH_VERBS.contains(word)
}

/// Whether a Chinese clause that ends with `c` introduces speech: `她问`.
pub(super) fn is_speech_character(c: char) -> bool {
    SPEECH_VERBS.contains(c.encode_utf8(&mut [0; 4]))
}

/// Whether `word` begins a sentence far more often than it follows an abbreviation inside one.
pub(super) fn opens_sentence(word: &[u8]) -> bool {
    OPENERS.find(word).is_some()
}

/// Whether `word` opens a sentence and cannot be an initial or a surname; `A`, `Will` and `So` can.
pub(super) fn opens_but_is_no_name(word: &[u8]) -> bool {
    OPENERS.get(word).is_some_and(|[_, kind]| kind == "word")
}

/// Whether `word` is a time zone or a day, which can follow a time of day.
pub(super) fn is_zone_or_day(word: &[u8]) -> bool {
    let zone = match word {
        // `EST`, `PDT`, `CEST`, `JST`
        [.., b'S' | b'D' | b'E', b'T'] => {
            matches!(word.len(), 3 | 4) && word.iter().all(u8::is_ascii_uppercase)
        }
        _ => false,
    };
    zone || TIME_FOLLOWERS.contains(word)
}

/// Whether `word`, in any case, is a preposition that a time may follow.
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
        assert!(is_speech_character('问') && !is_speech_character('门'));
        assert!(is_zone_or_day(b"EST") && is_zone_or_day(b"Friday") && !is_zone_or_day(b"East"));
        assert!(is_time_preposition(b"At") && !is_time_preposition(b"Ate"));
    }
}

//! Limits the margin of a window of Latin words if the word model is overconfident about these words.
//!
//! A window is a sequence of words that are scored together. The margin is the evidence, in nats, for the language of
//! the window over the next best language.

use std::slice;

use crate::Script;
use crate::tables::{CharList, char_list};

use super::window_word::WindowWord;
use super::word_model::EnglishRank;
use super::word_weight::WordWeight;

/// The letters outside ASCII that the languages of the word model use.
const LETTERS: CharList = char_list!("latin_letters.txt");

/// The limit of [`most_margin`], in nats, for a window that is classified as English. At this margin, the
/// confidence is below one half.
const UNSURE_ENGLISH: f32 = 1.2;
/// The limit of [`most_margin`], in nats, for a window that is classified as another language. At this margin,
/// the confidence is below one half.
const UNSURE_OTHER: f32 = -1.2;

/// Minimum number of words of a window that may be pinyin although each word is in the English word table:
/// `ni chi le ma`.
const MANY_WORDS: usize = 4;

/// Returns the upper limit of the margin of a window, in nats. `english` tells whether the window was classified as
/// English. Time O(length of the window).
///
/// The limit is low if all words read as pinyin and at least one is not particular to English: the window may be
/// Chinese. It is also low if a letter occurs in no language of the model, as in `dziękuję`.
///
/// Pinyin does not limit a single word that was not classified as English: it may be German or French. There is
/// no limit at all for fewer than [`MANY_WORDS`] words that are all in the English word table.
pub(super) fn most_margin(text: &str, words: &[WindowWord], english: bool) -> f32 {
    let unknown = words.len() >= MANY_WORDS || words.iter().any(|word| word.rank == EnglishRank::Unknown);
    let romanised = || {
        let shared = words.iter().any(|word| word.rank <= EnglishRank::Shared);
        (english || words.len() > 1) && shared && words.iter().all(|word| word.reads_as_pinyin(text))
    };
    if unknown && (romanised() || !is_ascii(text, words) && has_other_letter(text, words)) {
        return if english { UNSURE_ENGLISH } else { UNSURE_OTHER };
    }
    f32::MAX
}

/// Whether the window is ASCII. This test is fast, and spares most windows the slower test of each letter.
fn is_ascii(text: &str, words: &[WindowWord]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return true };
    text.get(first.start..last.end).is_some_and(str::is_ascii)
}

fn has_other_letter(text: &str, words: &[WindowWord]) -> bool {
    words.iter().any(|word| {
        let letters = text.get(word.start..word.end).unwrap_or_default();
        !letters.is_ascii() && letters.chars().any(is_other_letter)
    })
}

/// Whether a lower-case word of the window has a letter that no language of the model has, as in `był`.
///
/// Time O(length of the window).
pub(super) fn is_foreign(text: &str, words: &[WindowWord]) -> bool {
    !is_ascii(text, words)
        && words
            .iter()
            .any(|word| word.weight == WordWeight::Full && has_other_letter(text, slice::from_ref(word)))
}

/// Whether `c` is a Latin letter that no language of the model has. Full-width letters and ligatures do not count: they
/// are variants of ASCII letters.
fn is_other_letter(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
        && Script::of(c) == Script::Latin
        && !LETTERS.contains(c)
}

#[cfg(test)]
mod tests {
    use super::is_other_letter;

    #[test]
    fn letters_outside_the_model() {
        assert!("Straße déjà señor åäö şğı őű çãõ × ăâîșț ﬁ Ａ".chars().all(|c| !is_other_letter(c)));
        assert!("ęąłżćśźńřčšžěůďťňđơưạ".chars().all(is_other_letter));
    }
}

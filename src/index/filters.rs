//! The stop words and the stemmer of a search index, with a cache of stems.

use std::collections::HashMap;

use crate::english;
use crate::tables::{WordList, sequence, word_list};

const ENGLISH: WordList = word_list!("stop_words_en.txt");
const CHINESE: &[&str] = sequence!("stop_words_zh.txt");

/// Returns the words that are too frequent to be useful in a search: English words in lower case, and Chinese words
/// in simplified characters.
pub fn stop_words() -> impl Iterator<Item = &'static str> {
    ENGLISH.iter().chain(CHINESE.iter().copied())
}

/// Whether `word` is one of the [`stop_words`]. An English word must be in lower case, a Chinese word in
/// simplified characters. Time O(length of the lists).
///
/// ```
/// use bitext::index::is_stop_word;
///
/// assert!(is_stop_word("the") && is_stop_word("我们"));
/// assert!(!is_stop_word("library"));
/// ```
#[must_use]
pub fn is_stop_word(word: &str) -> bool {
    if word.is_ascii() { ENGLISH.contains(word) } else { CHINESE.contains(&word) }
}

/// Returns the stem of an English word in lower case. An irregular form is first replaced by its base form;
/// then the Snowball English stemmer (Porter 2) is applied. A word of more than 60 bytes is not stemmed.
///
/// ```
/// use bitext::index::stem;
///
/// assert_eq!(["libraries", "library", "wrote"].map(stem), ["librari", "librari", "write"]);
/// ```
#[must_use]
pub fn stem(word: &str) -> String {
    english::stem(word)
}

/// A cache of the stems of words.
#[derive(Clone, Debug, Default)]
pub(super) struct StemCache {
    stems: HashMap<Box<str>, Box<str>>,
}

impl StemCache {
    /// Maximum number of cached words. A full cache takes about a megabyte, and is emptied before the next word is
    /// added.
    const MOST_WORDS: usize = 1 << 13;
    /// Maximum length of a cached word, in bytes.
    const LONGEST: usize = 32;

    /// Replaces the word `text[start..]` with its stem.
    pub(super) fn replace(&mut self, text: &mut String, start: usize) {
        let Some(word) = text.get(start..) else { return };
        if let Some(found) = self.stems.get(word) {
            text.truncate(start);
            text.push_str(found);
            return;
        }
        let made = stem(word);
        if word.len() <= Self::LONGEST {
            if self.stems.len() >= Self::MOST_WORDS {
                self.stems.clear();
            }
            self.stems.insert(word.into(), made.as_str().into());
        }
        text.truncate(start);
        text.push_str(&made);
    }
}

//! A Latin word of a window. The words of a window are scored together.

use super::pinyin::Pinyin;
use super::word_model::EnglishRank;
use super::word_weight::WordWeight;

/// A Latin word of a window.
#[derive(Clone, Copy, Debug)]
pub(super) struct WindowWord {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rank: EnglishRank,
    pub(super) weight: WordWeight,
    /// How the word reads as pinyin. Lower-case words of the English word table and words of [`WordWeight::None`] are
    /// not checked: they have [`Pinyin::No`].
    pub(super) pinyin: Pinyin,
    /// The column of the word's language in the word model, set when the window is scored.
    pub(super) column: u8,
}

impl WindowWord {
    /// The value that fills a window before words are read.
    pub(super) const NONE: Self = Self {
        start: 0,
        end: 0,
        rank: EnglishRank::Unknown,
        weight: WordWeight::None,
        pinyin: Pinyin::No,
        column: 0,
    };

    /// Whether the word reads as pinyin.
    pub(super) fn reads_as_pinyin(&self, text: &str) -> bool {
        let unread = self.rank != EnglishRank::Unknown && self.pinyin == Pinyin::No;
        let word = if unread { text.get(self.start..self.end).unwrap_or_default() } else { "" };
        self.pinyin != Pinyin::No || Pinyin::of(word) != Pinyin::No
    }
}

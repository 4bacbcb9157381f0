//! Consecutive words that read as pinyin: a Chinese name, or a sentence of romanized Chinese.

use super::pinyin::Pinyin;
use super::quick_score::QuickScore;

/// Minimum number of capitalized words of a chain that counts as a name: `Wang Ming`.
const NAME_WORDS: u32 = 2;

/// The words in pinyin at the end of a window. A window is the Latin words that are scored together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PinyinChain {
    /// Number of words in the chain.
    len: usize,
    /// Whether any word of the chain is [`Pinyin::Clear`].
    clear: bool,
    /// Number of capitalized words in the chain.
    capitalized: u32,
    /// The quick score of the window before the chain.
    pub(super) before: QuickScore,
}

impl PinyinChain {
    /// Adds the next word of the window. `before` is the quick score of the words before it. A word that is not
    /// pinyin ends the chain.
    pub(super) fn add(&mut self, pinyin: Pinyin, capitalized: bool, before: QuickScore) {
        if pinyin == Pinyin::No {
            return self.end();
        }
        if self.len == 0 {
            *self = Self { before, ..Self::default() };
        }
        self.len += 1;
        self.clear |= pinyin == Pinyin::Clear;
        self.capitalized += u32::from(capitalized);
    }

    /// Ends the chain.
    #[inline(always)]
    pub(super) const fn end(&mut self) {
        self.len = 0;
    }

    /// Returns the number of words in the chain.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// Whether the chain is Chinese in Latin letters, and thus not evidence of any other language.
    pub(super) const fn is_chinese(&self) -> bool {
        self.len > 0 && (self.clear || self.capitalized >= NAME_WORDS)
    }
}

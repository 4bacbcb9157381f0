//! The sentences that a bead covers.

use std::ops::Range;

use super::bead::Bead;
use super::kind::{BEAD_KINDS, BeadKind, ONE_TO_ONE};

/// The sentences of a bead: a half-open range for each language.
///
/// The ranges are pairs, because `Range` is not `Copy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BeadRange {
    pub(crate) chinese: (usize, usize),
    pub(crate) english: (usize, usize),
}

impl BeadRange {
    /// Returns the bead of `kind` that ends before the Chinese sentence `chinese` and the English sentence `english`.
    pub(crate) fn ending(chinese: usize, english: usize, kind: BeadKind) -> Self {
        Self { chinese: (chinese - kind.chinese, chinese), english: (english - kind.english, english) }
    }

    /// Returns a bead with one sentence of each language.
    pub(crate) fn single(chinese: usize, english: usize) -> Self {
        Self { chinese: (chinese, chinese + 1), english: (english, english + 1) }
    }

    /// Adds `chinese` and `english` to the sentence indices of the two sides.
    pub(crate) fn shifted(self, chinese: usize, english: usize) -> Self {
        let shift = |(first, end): (usize, usize), by| (first + by, end + by);
        Self { chinese: shift(self.chinese, chinese), english: shift(self.english, english) }
    }

    /// Subtracts `chinese` and `english` from the sentence indices of the two sides. The reverse of
    /// [`shifted`](Self::shifted).
    pub(crate) fn counted_from(self, chinese: usize, english: usize) -> Self {
        let shift = |(first, end): (usize, usize), by| (first - by, end - by);
        Self { chinese: shift(self.chinese, chinese), english: shift(self.english, english) }
    }

    /// Returns the cut at the end: the first Chinese and the first English sentence after the bead.
    pub(crate) fn end(self) -> (usize, usize) {
        (self.chinese.1, self.english.1)
    }

    pub(crate) fn chinese_sentences(self) -> Range<usize> {
        self.chinese.0..self.chinese.1
    }

    pub(crate) fn english_sentences(self) -> Range<usize> {
        self.english.0..self.english.1
    }

    /// Whether each side has one sentence.
    pub(crate) fn is_single(self) -> bool {
        self.chinese.1 - self.chinese.0 == 1 && self.english.1 - self.english.0 == 1
    }

    /// Whether both sides have no sentences.
    pub(crate) fn is_boundary(self) -> bool {
        self.chinese.0 == self.chinese.1 && self.english.0 == self.english.1
    }

    /// Returns the index of the kind of the bead in [`BEAD_KINDS`], which must contain the kind.
    pub(crate) fn kind(self) -> usize {
        let kind =
            BeadKind { english: self.english.1 - self.english.0, chinese: self.chinese.1 - self.chinese.0 };
        BEAD_KINDS.iter().position(|&known| known == kind).unwrap_or(ONE_TO_ONE)
    }

    /// Returns a null bead for each sentence, first of the Chinese side.
    pub(crate) fn nulls(self) -> impl Iterator<Item = Self> + Clone {
        let Self { chinese, english } = self;
        let of_chinese = self
            .chinese_sentences()
            .map(move |at| Self { chinese: (at, at + 1), english: (english.0, english.0) });
        let of_english = self
            .english_sentences()
            .map(move |at| Self { chinese: (chinese.1, chinese.1), english: (at, at + 1) });
        of_chinese.chain(of_english)
    }

    /// Whether one side has no sentences.
    pub(crate) fn is_null(self) -> bool {
        self.chinese.0 == self.chinese.1 || self.english.0 == self.english.1
    }
}

impl From<&Bead> for BeadRange {
    fn from(bead: &Bead) -> Self {
        Self {
            chinese: (bead.chinese.start, bead.chinese.end),
            english: (bead.english.start, bead.english.end),
        }
    }
}

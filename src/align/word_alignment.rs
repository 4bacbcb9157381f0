//! The words of a pair and the links between them.

use super::reason::Reason;
use crate::Span;

/// The words of an English text and of its translation, and the links between them: the result of
/// [`Aligner::align_words`](crate::Aligner::align_words).
///
/// Words tile each text but for white space: words in letters, numbers, each punctuation mark by itself; in Chinese the
/// longest words of the lexicon, and names that sound like an English word of the text.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct WordAlignment {
    english: Vec<Span>,
    chinese: Vec<Span>,
    candidates: Vec<WordPair>,
}

/// A word of each language that may translate each other.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct WordPair {
    /// Index in [`WordAlignment::english_words`].
    pub english: usize,
    /// Index in [`WordAlignment::chinese_words`].
    pub chinese: usize,
    /// Probability that an annotator would link the two, 0 to 1.
    pub probability: f32,
    /// Why the two count as translations.
    pub reason: Reason,
}

impl WordAlignment {
    /// Smallest probability of a link in [`WordAlignment::best`]: the one with the lowest alignment error rate on 150
    /// sentence pairs of news (.237).
    pub(crate) const MIN_PROBABILITY: f32 = 0.3;

    /// `candidates` ascend by English word, then Chinese word.
    pub(crate) fn new(english: Vec<Span>, chinese: Vec<Span>, candidates: Vec<WordPair>) -> Self {
        Self { english, chinese, candidates }
    }

    /// The English words and marks, ascending, as byte ranges.
    #[must_use]
    pub fn english_words(&self) -> &[Span] {
        &self.english
    }

    /// The Chinese words and marks, ascending, as byte ranges.
    #[must_use]
    pub fn chinese_words(&self) -> &[Span] {
        &self.chinese
    }

    /// Every pair of words that may translate each other, by English word, then Chinese word.
    #[must_use]
    pub fn candidates(&self) -> &[WordPair] {
        &self.candidates
    }

    /// The most probable link of each English word that has one of at least .3, ascending.
    pub fn best(&self) -> impl Iterator<Item = &WordPair> {
        self.candidates.chunk_by(|one, other| one.english == other.english).filter_map(|links| {
            let best = links.iter().max_by(|one, other| {
                one.probability.total_cmp(&other.probability).then(other.chinese.cmp(&one.chinese))
            });
            best.filter(|link| link.probability >= Self::MIN_PROBABILITY)
        })
    }

    /// Maps the spans of the English words by `english`, those of the Chinese words by `chinese`.
    pub(crate) fn map_spans(
        mut self,
        english: impl Fn(Span) -> Span,
        chinese: impl Fn(Span) -> Span,
    ) -> Self {
        self.english.iter_mut().for_each(|span| *span = english(*span));
        self.chinese.iter_mut().for_each(|span| *span = chinese(*span));
        self
    }
}

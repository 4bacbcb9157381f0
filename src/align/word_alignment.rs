//! The words of a pair and the links between them.

use super::reason::Reason;
use crate::Span;

/// The words of an English text and of its translation, and the links between these words.
/// [`Aligner::align_words`](crate::Aligner::align_words) returns them.
///
/// The words tile each text except its white space. An English word is a sequence of letters, a number or a punctuation
/// mark. A Chinese word may also be the longest match in the lexicon, or a name that sounds like an English word of the
/// text.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct WordAlignment {
    english: Vec<Span>,
    chinese: Vec<Span>,
    candidates: Vec<WordPair>,
}

/// An English and a Chinese word that may translate each other.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct WordPair {
    /// Index in [`WordAlignment::english_words`].
    pub english: usize,
    /// Index in [`WordAlignment::chinese_words`].
    pub chinese: usize,
    /// Probability that an annotator would link the words, 0 to 1.
    pub probability: f32,
    /// Why the words count as translations of each other.
    pub reason: Reason,
}

impl WordAlignment {
    /// Minimum probability of a link in [`WordAlignment::best`]. This value has the lowest alignment error rate on 150
    /// sentence pairs of news (.237).
    pub(crate) const MIN_PROBABILITY: f32 = 0.3;

    /// Creates an alignment. `candidates` must be sorted by English word, and then by Chinese word.
    pub(crate) fn new(english: Vec<Span>, chinese: Vec<Span>, candidates: Vec<WordPair>) -> Self {
        Self { english, chinese, candidates }
    }

    /// Returns the byte ranges of the English words and marks, in ascending order.
    #[must_use]
    pub fn english_words(&self) -> &[Span] {
        &self.english
    }

    /// Returns the byte ranges of the Chinese words and marks, in ascending order.
    #[must_use]
    pub fn chinese_words(&self) -> &[Span] {
        &self.chinese
    }

    /// Returns all pairs of words that may translate each other, sorted by English word, and then by Chinese word.
    #[must_use]
    pub fn candidates(&self) -> &[WordPair] {
        &self.candidates
    }

    /// Returns the most probable link of each English word, if its probability is at least .3, in the order of the
    /// English words.
    pub fn best(&self) -> impl Iterator<Item = &WordPair> {
        self.candidates.chunk_by(|one, other| one.english == other.english).filter_map(|links| {
            let best = links.iter().max_by(|one, other| {
                one.probability.total_cmp(&other.probability).then(other.chinese.cmp(&one.chinese))
            });
            best.filter(|link| link.probability >= Self::MIN_PROBABILITY)
        })
    }

    /// Maps the spans of the English words with `english`, and the spans of the Chinese words with `chinese`.
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

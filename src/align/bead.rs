//! Beads, their word links, and the alignment that they form.

use std::ops::Range;

use super::flag::Flag;
use super::kind::BeadKind;
use super::reason::Reason;
use super::review::Review;
use crate::Span;

/// One or more sentences of each language that translate each other, or sentences of one language without a
/// counterpart.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Bead {
    /// Indices of the English sentences; empty if the Chinese sentences have no counterpart.
    pub english: Range<usize>,
    /// Indices of the Chinese sentences; empty if the English sentences have no counterpart.
    pub chinese: Range<usize>,
    /// Log-likelihood ratio, in nats, of two hypotheses: the sentences translate each other, or they do not.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::finite::deserialize"))]
    pub score: f32,
    /// Probability that exactly this bead is right, 0 to 1, given all alignments that the search considers.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::finite::deserialize"))]
    pub confidence: f32,
    /// The word pairs that support the bead, strongest first.
    pub evidence: Vec<WordLink>,
    /// Warnings for a reviewer.
    pub flags: Vec<Flag>,
    /// The mark of a reviewer.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Review::is_open"))]
    pub review: Review,
}

impl Bead {
    /// Creates a bead without evidence and flags.
    pub(crate) fn bare(english: Range<usize>, chinese: Range<usize>, score: f32, confidence: f32) -> Self {
        let (evidence, flags) = (Vec::new(), Vec::new());
        Self { english, chinese, score, confidence, evidence, flags, review: Review::Open }
    }

    /// Returns the bead with the confidence 1 and the mark [`Review::Checked`].
    pub(crate) fn checked(self) -> Self {
        Self { confidence: 1.0, review: Review::Checked, ..self }
    }

    /// Changes the sentence indices so that the two sides start at `english` and `chinese`.
    pub(crate) fn moved_to(mut self, english: usize, chinese: usize) -> Self {
        for link in &mut self.evidence {
            link.english_sentence = link.english_sentence - self.english.start + english;
            link.chinese_sentence = link.chinese_sentence - self.chinese.start + chinese;
        }
        self.english = english..english + self.english.len();
        self.chinese = chinese..chinese + self.chinese.len();
        self
    }

    /// Adds `english` and `chinese` to the sentence indices of the two sides.
    pub(crate) fn shifted(mut self, english: usize, chinese: usize) -> Self {
        let shift = |range: Range<usize>, by: usize| range.start + by..range.end + by;
        self.english = shift(self.english, english);
        self.chinese = shift(self.chinese, chinese);
        for link in &mut self.evidence {
            link.english_sentence += english;
            link.chinese_sentence += chinese;
        }
        self
    }

    /// Whether one side is empty.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.english.is_empty() || self.chinese.is_empty()
    }

    /// Returns the number of sentences on each side.
    #[must_use]
    pub fn kind(&self) -> BeadKind {
        BeadKind { english: self.english.len(), chinese: self.chinese.len() }
    }
}

/// An English and a Chinese word, and the reason why they count as translations of each other.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct WordLink {
    /// Index of the English sentence.
    pub english_sentence: usize,
    /// Byte range of the English word in the English sentence.
    pub english: Span,
    /// Index of the Chinese sentence.
    pub chinese_sentence: usize,
    /// Byte range of the Chinese word in the Chinese sentence.
    pub chinese: Span,
    /// Why the words count as translations of each other.
    pub reason: Reason,
    /// Contribution of the pair to the score of the bead, in nats.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::finite::deserialize"))]
    pub nats: f32,
}

/// The beads of two texts. They tile both sides: each sentence belongs to exactly one bead, in order, and
/// no bead is empty on both sides.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Alignment {
    beads: Vec<Bead>,
    #[cfg_attr(feature = "serde", serde(default = "certain"))]
    translation_probability: f32,
}

fn certain() -> f32 {
    1.0
}

impl Default for Alignment {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Alignment {
    pub(crate) fn new(beads: Vec<Bead>) -> Self {
        Self { beads, translation_probability: certain() }
    }

    pub(crate) fn with_translation_probability(mut self, probability: f32) -> Self {
        self.translation_probability = probability;
        self
    }

    /// Returns all beads in order, including the null beads.
    #[must_use]
    pub fn beads(&self) -> &[Bead] {
        &self.beads
    }

    /// Returns the beads with sentences on both sides.
    pub fn pairs(&self) -> impl Iterator<Item = &Bead> {
        self.beads.iter().filter(|bead| !bead.is_null())
    }

    /// Returns the probability, 0 to 1, that the two texts translate each other at all, in full or in part. The
    /// confidence of each bead takes this probability into account. The probability is 1 if one side is empty or, in a
    /// text of at most 4,000 sentences, if an [`Anchor`](crate::Anchor) fixes a pair.
    ///
    /// The estimate depends on how well the words of each side translate the words of the other side. Chinese words
    /// that the lexicon lacks do not count against a translation. With an empty lexicon, the probability is always 1.
    ///
    /// The estimate is reliable from about five sentences on. If two texts of ten sentences are unrelated, 2 % of their
    /// pairs have a confidence of .5 or more; with two sentences 6 %, and with one sentence 8 %. Translations of one or
    /// two sentences rarely have a probability near 1.
    ///
    /// ```
    /// # #[cfg(feature = "cedict")] {
    /// use bitext::Aligner;
    ///
    /// let english = ["The library is open.", "Borrowing books is free.", "Bring your library card."];
    /// let aligner = Aligner::new();
    /// let translation = aligner.align_sentences(&english, &["图书馆开放。", "借书免费。", "请带借书证。"]);
    /// let stranger = aligner.align_sentences(&english, &["昨天下雨了。", "奶奶做了红烧肉。", "他们都睡了。"]);
    /// assert!(translation.translation_probability() > 0.9);
    /// assert!(stranger.translation_probability() < 0.5);
    /// # }
    /// ```
    #[must_use]
    pub fn translation_probability(&self) -> f32 {
        self.translation_probability
    }

    /// Returns the beads.
    #[must_use]
    pub fn into_beads(self) -> Vec<Bead> {
        self.beads
    }
}

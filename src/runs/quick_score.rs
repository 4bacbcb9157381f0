//! The quick score of a window of Latin words: how English they are by the English word table, without the n-grams.
//!
//! A window is the words that are scored together.

use super::word_model::EnglishRank;

/// Quick score, in half nats, of the words of a window. Neutral words, such as laughter, are not counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct QuickScore {
    /// Sum of the words' [`EnglishRank::worth`], in half nats.
    worth: i32,
    /// Sum of the positive terms of `worth`, which are evidence of English.
    english: i32,
    /// Number of words.
    words: i32,
    /// Number of words since the last word that is evidence of English.
    doubtful: u32,
    /// Maximum number of consecutive words without evidence of English.
    most_doubtful: u32,
}

/// Minimum quick score of a clearly English window, in half nats: the worth of one unambiguously English word.
const CLEAR_TOTAL: i32 = 4;
/// Minimum quick score per word of a clearly English window, as numerator and denominator: 3/5 half nats.
const CLEAR_MEAN: (i32, i32) = (3, 5);
/// Minimum evidence of English per word for [`QuickScore::has_english`], as numerator and denominator: 4/5 half nats.
/// Two common English words in five reach the minimum.
const ENGLISH_MEAN: (i32, i32) = (4, 5);
/// Margin, in nats, of a window that is accepted as English with a quick score of 0. The quick score is added to
/// it.
const QUICK_MARGIN: f64 = 1.0;
/// Units of the quick score per nat.
const HALF_NATS: f64 = 2.0;

impl QuickScore {
    #[inline(always)]
    pub(super) fn add(&mut self, rank: EnglishRank) {
        let worth = rank.worth();
        self.worth += worth;
        self.english += worth.max(0);
        self.words += 1;
        self.doubtful = if worth > 0 { 0 } else { self.doubtful + 1 };
        self.most_doubtful = self.most_doubtful.max(self.doubtful);
    }

    /// Whether all words of the window are neutral.
    pub(super) const fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// Whether nearly all words are English, with at most `doubtful` consecutive words without evidence of English.
    pub(super) const fn is_clearly_english(&self, doubtful: u32) -> bool {
        self.most_doubtful <= doubtful
            && self.worth >= CLEAR_TOTAL
            && self.worth * CLEAR_MEAN.1 >= self.words * CLEAR_MEAN.0
    }

    /// Whether there is enough evidence of English to exclude the languages outside the model. A window with many names
    /// may fit no language of the model. For such a window, this test saves a call of `whatlang`, which is far slower.
    pub(super) const fn has_english(&self) -> bool {
        self.english * ENGLISH_MEAN.1 >= self.words * ENGLISH_MEAN.0
    }

    /// Returns the margin for English, in nats, of a window that the model does not score.
    pub(super) fn margin(&self) -> f64 {
        if self.is_empty() { 0.0 } else { QUICK_MARGIN + f64::from(self.worth) / HALF_NATS }
    }
}

//! The checks of a filter, with their bounds.

use super::measure;
use super::rejection::Rejection;
use crate::Flag;

/// The checks that a pair must pass to be kept in a corpus. [`start`](Self::start) applies the filter to the pairs of a
/// corpus.
///
/// A new filter keeps every pair. [`reject`](Self::reject) turns on a check with its default bound. A method named
/// after a bound, such as [`min_confidence`](Self::min_confidence), turns on the check with a bound of your choice.
/// Checks run in the order of the table, and the first check that fails gives the reason:
///
/// | reason | rejects | default bound |
/// |---|---|---|
/// | [`LowConfidence`](Rejection::LowConfidence) | a pair with a confidence below the bound | 0.5 |
/// | [`NearEmpty`](Rejection::NearEmpty) | a pair with fewer letters than the bound on either side | 3 |
/// | [`Language`](Rejection::Language) | a pair whose English side is not mainly English, or whose Chinese side is less than 30 % Chinese | |
/// | [`LengthRatio`](Rejection::LengthRatio) | a pair with one side longer than its expected length times the bound | 3 |
/// | [`Numbers`](Rejection::Numbers) | a pair with [`Flag::NumbersDiffer`] | |
/// | [`Duplicate`](Rejection::Duplicate) | a pair that was kept before | |
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::{Aligner, Filter, Rejection};
///
/// let bitext = Aligner::new().align_page("Ticket office 售票处\n\nLost and found 失物招领\n\nTicket office 售票处\n");
/// let mut filtering = Filter::new().reject(Rejection::Duplicate).start();
/// let kept = bitext.pairs().filter(|&pair| filtering.check(pair).is_none()).count();
/// assert_eq!((kept, filtering.summary().rejected(Rejection::Duplicate)), (2, 1));
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields, rename_all = "kebab-case"))]
pub struct Filter {
    min_confidence: Option<f32>,
    min_letters: Option<usize>,
    max_length_ratio: Option<f32>,
    language: Check,
    numbers: Check,
    duplicates: Check,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
enum Check {
    #[default]
    Off,
    On,
}

/// Default minimum confidence. A pair with less confidence is more likely wrong than right.
const MIN_CONFIDENCE: f32 = 0.5;
/// Default minimum number of letters. Shorter texts, such as `OK` and `No`, are too often paired with the wrong text.
const MIN_LETTERS: usize = 3;
/// Default maximum length ratio. `clean-corpus-n` of Moses allows 9, because it compares the word counts of any two
/// languages.
const MAX_LENGTH_RATIO: f32 = 3.0;

impl Filter {
    /// Creates a filter that keeps every pair.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a filter with every check on, each with its default bound.
    ///
    /// ```
    /// use bitext::{Filter, Rejection};
    ///
    /// let mut filtering = Filter::strict().start();
    /// let english = "The harbour was full of fishing boats, and more came in every hour.";
    /// let chinese = "港口里停满了渔船，每小时还有更多的进来。";
    /// assert_eq!(filtering.check_texts(english, chinese, 0.97, &[]), None);
    /// assert_eq!(filtering.check_texts(english, "港口。", 0.97, &[]), Some(Rejection::LengthRatio));
    /// let french = "Le port était plein de bateaux de pêche, et d’autres arrivaient.";
    /// assert_eq!(filtering.check_texts(french, chinese, 0.97, &[]), Some(Rejection::Language));
    /// ```
    #[must_use]
    pub fn strict() -> Self {
        Rejection::ALL.iter().fold(Self::new(), |filter, &reason| filter.reject(reason))
    }

    /// Turns on the check for this reason. A bound that is already set is kept.
    #[must_use]
    pub fn reject(mut self, reason: Rejection) -> Self {
        match reason {
            Rejection::LowConfidence => _ = self.min_confidence.get_or_insert(MIN_CONFIDENCE),
            Rejection::NearEmpty => _ = self.min_letters.get_or_insert(MIN_LETTERS),
            Rejection::Language => self.language = Check::On,
            Rejection::LengthRatio => _ = self.max_length_ratio.get_or_insert(MAX_LENGTH_RATIO),
            Rejection::Numbers => self.numbers = Check::On,
            Rejection::Duplicate => self.duplicates = Check::On,
        }
        self
    }

    /// Rejects pairs with a [confidence](crate::Pair::confidence) below `min`.
    #[must_use]
    pub fn min_confidence(mut self, min: f32) -> Self {
        self.min_confidence = Some(min);
        self
    }

    /// Rejects pairs with fewer than `min` letters on either side; a Chinese character counts as three.
    #[must_use]
    pub fn min_letters(mut self, min: usize) -> Self {
        self.min_letters = Some(min);
        self
    }

    /// Rejects pairs with one side more than `max` times as long as a translation of the other side would be.
    ///
    /// A Chinese character is expected to become 3.3 English characters (the mean of translations; 3.2 to 3.6 by
    /// genre). A Latin letter or digit in the Chinese text is expected to become one. Ten characters are added to both
    /// lengths, which tolerates an extra word in a heading.
    #[must_use]
    pub fn max_length_ratio(mut self, max: f32) -> Self {
        self.max_length_ratio = Some(max);
        self
    }

    /// Whether the check that rejects pairs for `reason` is on.
    #[must_use]
    pub fn rejects(&self, reason: Rejection) -> bool {
        match reason {
            Rejection::LowConfidence => self.min_confidence.is_some(),
            Rejection::NearEmpty => self.min_letters.is_some(),
            Rejection::Language => self.language == Check::On,
            Rejection::LengthRatio => self.max_length_ratio.is_some(),
            Rejection::Numbers => self.numbers == Check::On,
            Rejection::Duplicate => self.duplicates == Check::On,
        }
    }

    /// Returns the first check that the pair fails. Does not check [`Rejection::Duplicate`], which depends on earlier
    /// pairs.
    pub(super) fn judge(
        &self,
        english: &str,
        chinese: &str,
        confidence: f32,
        flags: &[Flag],
    ) -> Option<Rejection> {
        if self.min_confidence.is_some_and(|min| confidence < min) {
            return Some(Rejection::LowConfidence);
        }
        let is_short = |text: &str, min: usize| measure::letters(text, min) < min;
        if self.min_letters.is_some_and(|min| is_short(english, min) || is_short(chinese, min)) {
            return Some(Rejection::NearEmpty);
        }
        if self.language == Check::On && !(measure::is_english(english) && measure::is_chinese(chinese)) {
            return Some(Rejection::Language);
        }
        if self.max_length_ratio.is_some_and(|max| measure::length_ratio(english, chinese) > max) {
            return Some(Rejection::LengthRatio);
        }
        if self.numbers == Check::On && flags.contains(&Flag::NumbersDiffer) {
            return Some(Rejection::Numbers);
        }
        None
    }
}

/// Former names.
impl Filter {
    /// The former name of [`reject`](Self::reject).
    #[deprecated(since = "0.1.0", note = "renamed to `reject`")]
    #[must_use]
    pub fn without(self, reason: Rejection) -> Self {
        self.reject(reason)
    }

    /// The former name of [`min_confidence`](Self::min_confidence).
    #[deprecated(since = "0.1.0", note = "renamed to `min_confidence`")]
    #[must_use]
    pub fn least_confidence(self, min: f32) -> Self {
        self.min_confidence(min)
    }

    /// The former name of [`min_letters`](Self::min_letters).
    #[deprecated(since = "0.1.0", note = "renamed to `min_letters`")]
    #[must_use]
    pub fn least_letters(self, min: usize) -> Self {
        self.min_letters(min)
    }

    /// The former name of [`max_length_ratio`](Self::max_length_ratio).
    #[deprecated(since = "0.1.0", note = "renamed to `max_length_ratio`")]
    #[must_use]
    pub fn most_length_ratio(self, max: f32) -> Self {
        self.max_length_ratio(max)
    }

    /// The former name of [`rejects`](Self::rejects).
    #[deprecated(since = "0.1.0", note = "renamed to `rejects`")]
    #[must_use]
    pub fn drops(&self, reason: Rejection) -> bool {
        self.rejects(reason)
    }
}

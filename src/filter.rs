//! Which pairs of a bitext a corpus keeps, and why the others fall.

mod fault;
mod measure;
mod summary;

use std::collections::HashSet;

use crate::{Flag, Pair};
pub use fault::Fault;
pub use summary::FilterSummary;

/// Which faults a pair must not have; [`start`](Self::start) applies it to the pairs of a corpus.
///
/// By default every pair is kept. Each check is switched on by its fault, with a standard bound, or by the method
/// that sets its bound. They are made in this order, and a pair falls to the first that it fails:
///
/// | fault | falls | standard bound |
/// |---|---|---|
/// | [`LowConfidence`](Fault::LowConfidence) | a pair less probable than that | 0.5 |
/// | [`NearEmpty`](Fault::NearEmpty) | a pair with a side of fewer letters | 3 |
/// | [`Language`](Fault::Language) | a pair whose English side is in another language, or whose Chinese side is hardly Chinese | |
/// | [`LengthRatio`](Fault::LengthRatio) | a pair with a side that is so many times too long for the other | 3 |
/// | [`Numbers`](Fault::Numbers) | a pair with [`Flag::NumbersDiffer`] | |
/// | [`Duplicate`](Fault::Duplicate) | a pair that was kept before | |
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::{Aligner, Fault, Filter};
///
/// let bitext = Aligner::new().align_page("Ticket office 售票处\n\nLost and found 失物招领\n\nTicket office 售票处\n");
/// let mut filtering = Filter::new().without(Fault::Duplicate).start();
/// let kept = bitext.pairs().filter(|&pair| filtering.check(pair).is_none()).count();
/// assert_eq!((kept, filtering.summary().fallen(Fault::Duplicate)), (2, 1));
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Filter {
    least_confidence: Option<f32>,
    least_letters: Option<usize>,
    most_length_ratio: Option<f32>,
    language: Check,
    numbers: Check,
    duplicates: Check,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Check {
    #[default]
    Off,
    On,
}

/// Of pairs with this confidence as many are wrong as right.
const CONFIDENCE: f32 = 0.5;
/// `OK` and `No` are so short that they translate anything.
const LETTERS: usize = 3;
/// The bound of `clean-corpus-n` and its heirs is 9 for words of any two languages; here lengths are compared with what
/// a translation has, so that 3 is as wide.
const LENGTH_RATIO: f32 = 3.0;

impl Filter {
    /// A filter that keeps every pair.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Every check with its standard bound.
    ///
    /// ```
    /// use bitext::{Fault, Filter};
    ///
    /// let mut filtering = Filter::strict().start();
    /// let english = "The harbour was full of fishing boats.";
    /// assert_eq!(filtering.check_texts(english, "港口里停满了渔船。", 0.97, &[]), None);
    /// assert_eq!(filtering.check_texts(english, "港口。", 0.97, &[]), Some(Fault::LengthRatio));
    /// assert_eq!(filtering.check_texts("Le port était plein de bateaux de pêche.", "港口里停满了渔船。", 0.97, &[]),
    ///     Some(Fault::Language));
    /// ```
    #[must_use]
    pub fn strict() -> Self {
        Fault::ALL.iter().fold(Self::new(), |filter, &fault| filter.without(fault))
    }

    /// Drops pairs with this fault; a bound that has been set stays.
    #[must_use]
    pub fn without(mut self, fault: Fault) -> Self {
        match fault {
            Fault::LowConfidence => _ = self.least_confidence.get_or_insert(CONFIDENCE),
            Fault::NearEmpty => _ = self.least_letters.get_or_insert(LETTERS),
            Fault::Language => self.language = Check::On,
            Fault::LengthRatio => _ = self.most_length_ratio.get_or_insert(LENGTH_RATIO),
            Fault::Numbers => self.numbers = Check::On,
            Fault::Duplicate => self.duplicates = Check::On,
        }
        self
    }

    /// Drops pairs with a [confidence](Pair::confidence) under `least`.
    #[must_use]
    pub fn least_confidence(mut self, least: f32) -> Self {
        self.least_confidence = Some(least);
        self
    }

    /// Drops pairs with a side that has fewer than `least` letters; a Chinese character counts as three.
    #[must_use]
    pub fn least_letters(mut self, least: usize) -> Self {
        self.least_letters = Some(least);
        self
    }

    /// Drops pairs with a side that is more than `most` times as long as a translation of the other would be.
    ///
    /// Expected are 3.3 English characters for a Chinese one (the mean of translations, 3.2 to 3.6 by genre), and
    /// one for a Latin letter or digit in the Chinese text. Ten characters are added to both lengths, so that one
    /// word more does not make a fault of a heading.
    #[must_use]
    pub fn most_length_ratio(mut self, most: f32) -> Self {
        self.most_length_ratio = Some(most);
        self
    }

    /// Whether pairs with this fault fall.
    #[must_use]
    pub fn drops(&self, fault: Fault) -> bool {
        match fault {
            Fault::LowConfidence => self.least_confidence.is_some(),
            Fault::NearEmpty => self.least_letters.is_some(),
            Fault::Language => self.language == Check::On,
            Fault::LengthRatio => self.most_length_ratio.is_some(),
            Fault::Numbers => self.numbers == Check::On,
            Fault::Duplicate => self.duplicates == Check::On,
        }
    }

    /// Begins with a corpus: no pair has been seen, and none counted.
    #[must_use]
    pub fn start(&self) -> Filtering {
        Filtering { filter: *self, summary: FilterSummary::new(*self), kept: HashSet::new() }
    }

    /// The first fault for which nothing but the pair itself is looked at.
    fn own_fault(&self, english: &str, chinese: &str, confidence: f32, flags: &[Flag]) -> Option<Fault> {
        if self.least_confidence.is_some_and(|least| confidence < least) {
            return Some(Fault::LowConfidence);
        }
        let is_short = |text: &str, least: usize| measure::letters(text, least) < least;
        if self.least_letters.is_some_and(|least| is_short(english, least) || is_short(chinese, least)) {
            return Some(Fault::NearEmpty);
        }
        if self.language == Check::On && !(measure::is_english(english) && measure::is_chinese(chinese)) {
            return Some(Fault::Language);
        }
        if self.most_length_ratio.is_some_and(|most| measure::length_ratio(english, chinese) > most) {
            return Some(Fault::LengthRatio);
        }
        if self.numbers == Check::On && flags.contains(&Flag::NumbersDiffer) {
            return Some(Fault::Numbers);
        }
        None
    }
}

/// A filter at work on a corpus: it remembers which pairs were kept, and counts.
///
/// Memory: 9 to 18 bytes for each pair that was kept, if duplicates are dropped, for it remembers 64-bit hashes and no
/// text; else none. Of a hundred million pairs less than one in a thousand such corpora loses one to an equal hash.
#[derive(Clone, Debug)]
pub struct Filtering {
    filter: Filter,
    summary: FilterSummary,
    /// Fingerprints.
    kept: HashSet<u64>,
}

impl Filtering {
    /// The fault that the pair falls to, or None if it is kept.
    ///
    /// A bead without a counterpart is no pair: it passes, and is not counted.
    ///
    /// Time O(length of the pair).
    pub fn check(&mut self, pair: Pair<'_, '_>) -> Option<Fault> {
        self.check_texts(&pair.english(), &pair.chinese(), pair.confidence(), &pair.bead().flags)
    }

    /// The same for a pair that is not, or no longer, part of a [`Bitext`](crate::Bitext), such as a line of a file.
    /// Where a side is empty it is no pair.
    pub fn check_texts(
        &mut self,
        english: &str,
        chinese: &str,
        confidence: f32,
        flags: &[Flag],
    ) -> Option<Fault> {
        if english.is_empty() || chinese.is_empty() {
            return None;
        }
        let fault = self.filter.own_fault(english, chinese, confidence, flags).or_else(|| {
            let again = self.filter.duplicates == Check::On
                && !self.kept.insert(measure::fingerprint(english, chinese));
            again.then_some(Fault::Duplicate)
        });
        self.summary.count(fault);
        fault
    }

    /// How many pairs were kept so far, and what the others fell to.
    #[must_use]
    pub fn summary(&self) -> &FilterSummary {
        &self.summary
    }
}

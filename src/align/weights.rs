//! The parameters of the alignment model, each with its reason.
//!
//! The values come from coordinate ascent (the example `train`) over ten sets of development documents: novels, a
//! magazine article, a document of the United Nations, medical articles, verse, subtitles, Python's documentation, and
//! three sets of news. The fit also used copies of these documents that lack three quarters of their Chinese. The
//! objective was strict F1 and the log loss of the confidences. A change that this search found was kept only if it
//! helped more than one kind of text; this choice was made by hand. The mean strict F1 is .975, which is optimistic,
//! because the values were chosen on the same documents.
//!
//! `docs/alignment.md` has the ablation of the terms. Other fits were worse:
//!
//! - Maximizing the likelihood of the gold path by its gradient, as in a conditional random field, moved every weight
//!   towards the few beads that no model finds (strict F1 on novels .936, and .923 if each document is left out of its
//!   fit).
//! - Maximizing the posterior of each gold bead, with label smoothing, gave .929 to .938.
//!
//! Other terms brought no gain:
//!
//! - A share of explained tokens that is measured for each document changed the mean from .965 to .964.
//! - A penalty for badly explained sentences, in beads with several sentences on a side, gave .973. It missed 94 of 359
//!   null sentences instead of 98, but invented more.

use super::kind::BEAD_KINDS;

/// Maximum number of sentences of a bead in the first pass, on both sides together. Larger beads do not change the
/// course of the path.
pub(crate) const FIRST_PASS_SENTENCES: usize = 4;

/// English characters per Chinese character, before the document is measured. Genres have 3.2 to 3.6.
pub(crate) const LENGTH_RATIO: f32 = 3.3;
/// Weight of [`LENGTH_RATIO`] relative to the measured ratio, as a number of Chinese characters: about twenty
/// sentences.
pub(crate) const LENGTH_RATIO_PRIOR: f32 = 600.0;
/// Variance of the length difference per character, from Gale and Church (1993), who measured European languages.
/// [`Weights::length_weight`] accounts for the larger variance between English and Chinese.
pub(crate) const LENGTH_VARIANCE: f32 = 6.8;
/// Maximum length cost, in nats. A bead with a higher cost is rejected before its words are compared, unless it is one
/// to one.
pub(crate) const MAX_LENGTH_COST: f32 = 12.0;
/// Maximum length cost in the first pass, in nats. It is higher than [`MAX_LENGTH_COST`], because the length ratio of
/// the document is not known yet.
pub(crate) const MAX_LENGTH_COST_FIRST: f32 = 18.0;
/// Extra cost, in nats, of a one-to-one bead whose length cost is above the limit. It replaces the scores of the
/// words and of the times.
pub(crate) const WORDS_SKIPPED: f32 = 2.0;

/// Minimum denominator of the background probabilities, in tokens. With the true number of tokens in a text of ten
/// lines, every word would count as frequent, and every match would count as chance: strict F1 of short articles
/// would be .989 instead of .994.
pub(crate) const MIN_TOKENS: f32 = 5_000.0;

/// Number of sentences after which an open quotation counts as closed, because its closing mark is probably missing.
pub(crate) const LONGEST_QUOTE: usize = 12;

/// Share of the null beads of each language among all beads, if neither side seems to lack sentences.
pub(crate) const NULL_SHARE: f32 = 0.03;

/// Weight of [`NULL_SHARE`] relative to the measured share of null beads that follow another one, as a number of null
/// beads. From 2 to 60, strict F1 is the same to .0002.
pub(crate) const NULL_RUN_PRIOR: f32 = 30.0;

/// Coarse path: factor for the worth of a cell if the path enters the cell by a step on one side only. At .3, the
/// path tends to stay in one row in places where most sentences have no counterpart.
pub(crate) const SIDE_STEP: f32 = 0.1;
/// Coarse path: a word is rare if it occurs at most this many times in a window, or at most once per [`RARE_SHARE`]
/// sentences of the window.
pub(crate) const RARE_COUNT: usize = 5;
/// Coarse path: see [`RARE_COUNT`].
pub(crate) const RARE_SHARE: usize = 20;

/// Minimum start value of a learned pair. In a book, very many pairs of words occur together by chance. Pairs with a
/// lower start value only cost time.
pub(crate) const LEARN_SEED: f32 = 0.005;
/// Rounds of expectation maximization.
pub(crate) const LEARN_ROUNDS: usize = 2;

macro_rules! weights {
    ($($(#[doc = $doc:literal])* $name:ident: $value:expr,)*) => {
        /// The fitted weights; [`Weights::default`] has the values in use.
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(not(feature = "train"), expect(unreachable_pub, reason = "public with the feature `train`"))]
        pub struct Weights {
            $($(#[doc = $doc])* pub(crate) $name: f32,)*
            /// Prior of each of [`BEAD_KINDS`], in nats. Rare kinds have high values, because the word scores already
            /// favour smaller beads.
            pub(crate) kinds: [f32; BEAD_KINDS.len()],
            /// Weight of an English token by its class, in the order of `TokenClass`.
            pub(crate) english_class: [f32; 5],
            /// Weight of a Chinese token by its class, in the order of `TokenClass`.
            pub(crate) chinese_class: [f32; 5],
        }

        impl Default for Weights {
            fn default() -> Self {
                Self {
                    $($name: $value,)*
                    kinds: KINDS,
                    english_class: ENGLISH_CLASS,
                    chinese_class: CHINESE_CLASS,
                }
            }
        }

        #[cfg(feature = "train")]
        impl Weights {
            /// Returns the names and values, in a fixed order.
            pub fn named(&mut self) -> Vec<(String, &mut f32)> {
                let mut all: Vec<(String, &mut f32)> = vec![$((stringify!($name).to_owned(), &mut self.$name)),*];
                for (kind, value) in BEAD_KINDS.iter().zip(&mut self.kinds) {
                    all.push((format!("type_{}_{}", kind.chinese, kind.english), value));
                }
                for (class, value) in self.english_class.iter_mut().enumerate() {
                    all.push((format!("english_class_{class}"), value));
                }
                for (class, value) in self.chinese_class.iter_mut().enumerate() {
                    all.push((format!("chinese_class_{class}"), value));
                }
                all
            }
        }
    };
}

const KINDS: [f32; BEAD_KINDS.len()] = [
    -1.54, -2.10, 1.85, 1.62, 1.01, 1.28, 1.21, 1.35, 1.40, 1.19, 1.45, 2.00, 1.37, 1.47, 1.70, 1.93, 1.93,
    1.93,
];
const ENGLISH_CLASS: [f32; 5] = [0.456, 0.21, 0.0, 0.375, 0.399];
const CHINESE_CLASS: [f32; 5] = [0.270, 0.036, 0.0, 0.405, 0.0];

weights! {
    /// Weight of the length cost.
    length_weight: 0.38,
    /// The length cost is weighted by the inverse variance of the lengths in the document, to this power. At 0, the
    /// weight is the same for all documents; at 1, the cost is relative to the variance of the document.
    length_adapts: 1.4,
    /// Share of the probability of a token that comes from the other side. The rest comes from the background (the
    /// empty word of Brown et al. 1993).
    explained: 0.3,
    /// Floor of the position kernel K(x) = floor + (1 - floor) exp(-|x| / width), where x is the difference between the
    /// relative positions of two words in their bead. The kernel raises strict F1 by .02.
    kernel_floor: 0.2,
    /// Width of the position kernel, as a share of the bead; see `kernel_floor`.
    kernel_width: 0.143,
    /// Score, in nats, of a cut that is inside a quotation on only one side.
    quote_state_differs: -0.60,
    /// Scores, in nats, of a cut after a closing quote on both sides, or on only one side.
    both_close: 0.90,
    one_closes: -0.26,
    /// Score, in nats, of a cut before an opening quote on both sides.
    both_open: 0.41,
    /// Scores, in nats, of a cut after a question mark on both sides, or on only one side.
    both_ask: 0.57,
    one_asks: -0.14,
    /// Scores, in nats, of a cut after a sentence without a final mark on the Chinese side, on the English side, or
    /// on both sides.
    chinese_unfinished: 0.09,
    english_unfinished: 0.27,
    both_unfinished: 0.40,
    /// Nats that are added to the score of a null bead if its sentence repeats an earlier sentence of the same side.
    repeated: 1.0,
    /// If a side is more than this many times as long as expected from the other side, the other side is assumed to
    /// lack sentences.
    balanced: 2.1,
    /// Upper limit of the share of the null beads of one language among all beads.
    null_share_most: 0.257,
    /// Increase of the mean length of a run of null beads, in beads, per unit of the share of null beads.
    run_growth: 5.0,
    /// Inverse temperature of the posteriors, which are underconfident at 1.
    sharpness: 1.42,
    /// Weight of the translations of the parts of a Chinese word.
    parts_share: 0.237,
    /// Weight of a match with the pinyin of a Chinese word; it is divided by the length of the word.
    pinyin_share: 0.5,
    /// Weight of a numeral in digits, or of the single English word for it.
    numeral_whole: 0.5,
    /// Weight of the English words for tens, hundreds and thousands.
    numeral_tens: 0.4,
    /// Weight of the English word for the units.
    numeral_units: 0.3,
    /// Learning: number that is subtracted from each count of a pair.
    learn_discount: 0.8,
    /// Learning: start value of two frequent words that always occur together, at the same relative position.
    learn_start: 0.49,
    /// Learning: weight of the empty word.
    learn_empty_word: 0.65,
    /// Learning: smallest probability of a learned pair.
    learn_least: 0.1,
}

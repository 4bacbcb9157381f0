//! Every number of the alignment model, each with its reason.
//!
//! The values were found on hand-aligned novels, a magazine article, documents of the United Nations and medical
//! articles, and on copies of them that lost three quarters of their Chinese: searches over all of them by strict
//! F1, then a choice by hand among moves that helped more than one kind of text. So the figures below, all on those
//! documents, flatter them. With each document left out of the fitting of the weights that score it (one sweep of the
//! example `train` from the first values, which had been chosen on the same documents too): novels .942, magazine .893,
//! United Nations .980, medical .994; error of the confidences .017, .052, .018, .008; of the pairs with a confidence of
//! at least .9 right .986, .978, .987, .991.
//!
//! Tried and worse: the likelihood of the gold path by its gradient, as in a conditional random field, drew every weight
//! to the few beads that no model finds (novels .936, leave-one-document-out .923); the posterior of each
//! gold bead with a share of doubt .929 to .938.
//!
//! Strict F1 without each term, the others as they are; the last column is copies of the novels, made by the
//! trainer, of which most has no counterpart. Differences under .005 are a few beads:
//!
//! | without | novels | magazine | UN | medical | sparse |
//! |---|---|---|---|---|---|
//! | nothing | .952 | .898 | .980 | .994 | .865 |
//! | position kernel (floor 1) | .912 | .875 | .976 | .994 | .812 |
//! | lengths (Gale and Church 1993) | .917 | .854 | .975 | .994 | .849 |
//! | quotation marks | .929 | .900 | .980 | .994 | .871 |
//! | learning from the document | .938 | .890 | .980 | .994 | .857 |
//! | bead types of their own | .940 | .892 | .978 | .994 | .856 |
//! | classes of English words | .944 | .882 | .980 | .994 | .851 |
//! | classes of Chinese words | .945 | .898 | .980 | .994 | .879 |
//! | parts of words | .947 | .890 | .980 | .994 | .861 |
//! | final marks | .950 | .898 | .978 | .994 | .879 |
//! | pinyin | .951 | .898 | .980 | .994 | .852 |
//! | numerals | .952 | .898 | .980 | .994 | .869 |
//! | runs of null beads | .952 | .898 | .980 | .994 | .627 |
//! | lexicon | .322 | .411 | .971 | .971 | .117 |

/// A kind of bead: how many Chinese sentences stand for how many English ones.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BeadType {
    pub(crate) chinese: u8,
    pub(crate) english: u8,
}

const fn bead(chinese: u8, english: u8) -> BeadType {
    BeadType { chinese, english }
}

/// The two null beads come first, then one to one, then the others by their number of sentences.
pub(crate) const BEAD_TYPES: [BeadType; 18] = [
    bead(1, 0),
    bead(0, 1),
    bead(1, 1),
    bead(1, 2),
    bead(2, 1),
    bead(1, 3),
    bead(2, 2),
    bead(3, 1),
    bead(1, 4),
    bead(2, 3),
    bead(3, 2),
    bead(4, 1),
    bead(1, 5),
    bead(2, 4),
    bead(3, 3),
    bead(1, 6),
    bead(2, 5),
    bead(3, 4),
];

/// Where [`BEAD_TYPES`] has the null beads and the pair of one sentence with one.
pub(crate) const NULL_CHINESE: usize = 0;
pub(crate) const NULL_ENGLISH: usize = 1;
pub(crate) const ONE_TO_ONE: usize = 2;
/// Most Chinese sentences of a bead.
pub(crate) const MOST_CHINESE: usize = 4;
/// Sentences of a bead, both sides together, in the first pass: it only has to find the path.
pub(crate) const FIRST_PASS_SENTENCES: u8 = 4;

/// Characters of English for one of Chinese (3.2 to 3.6 by genre): where the length model starts.
pub(crate) const LENGTH_RATIO: f32 = 3.3;
/// Weight of [`LENGTH_RATIO`] in characters of Chinese when a document's own ratio is learned: about
/// twenty sentences.
pub(crate) const LENGTH_RATIO_PRIOR: f32 = 600.0;
/// Variance of a length per character (Gale and Church 1993; theirs, and [`Weights::length_weight`] makes up for
/// the larger spread of English and Chinese).
pub(crate) const LENGTH_VARIANCE: f32 = 6.8;
/// A bead whose lengths cost more than this is not looked at, but for one to one.
pub(crate) const LENGTH_LIMIT: f32 = 12.0;
pub(crate) const LENGTH_LIMIT_FIRST: f32 = 18.0;
/// What a pair of one and one costs beyond its length where the words are not looked at.
pub(crate) const UNREAD: f32 = 2.0;

/// Smoothed number of tokens below which a text is held to be a part of a longer one: without it the words of a page of
/// ten lines are all common, and its headings cannot be told from chance (strict F1 of short articles .989 to .994).
pub(crate) const LEAST_TOKENS: f32 = 5_000.0;

/// A quotation that has not been closed after so many sentences was a slip of the writer.
pub(crate) const LONGEST_QUOTE: usize = 12;

/// Share of sentences without a counterpart where the lengths are balanced.
pub(crate) const NULL_SHARE: f32 = 0.03;

/// Coarse path: what a step to the side keeps of a cell (.3 makes it too easy to stay in a row where most
/// sentences have no counterpart); which words are rare enough, as a share of the
/// sentences and as a number.
pub(crate) const SIDE_STEP: f32 = 0.1;
pub(crate) const RARE_SHARE: usize = 20;
pub(crate) const RARE_COUNT: usize = 5;
/// Width of the band around the coarse path and around the path of the first pass: no gold bead lay outside
/// either.
pub(crate) const BAND_FIRST: usize = 3;
pub(crate) const BAND_SECOND: usize = 2;
/// The same where most sentences have no counterpart (strict F1 of sparse novels .819 to .828).
pub(crate) const BAND_SPARSE: usize = 20;

/// Pairs that start with less are not followed: in a book every word has met every other.
pub(crate) const LEARN_SEED: f32 = 0.005;
pub(crate) const LEARN_ROUNDS: usize = 2;

macro_rules! weights {
    ($($(#[doc = $doc:literal])* $name:ident: $value:expr,)*) => {
        /// The weights that are fitted; [`Weights::default`] has the values in use.
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(not(feature = "train"), expect(unreachable_pub, reason = "public with the feature `train`"))]
        pub struct Weights {
            $($(#[doc = $doc])* pub(crate) $name: f32,)*
            /// What a bead of each of [`BEAD_TYPES`] is worth before its text is looked at, in nats. The rising
            /// values for rare types are real: the gain in likelihood already favours splitting.
            pub(crate) types: [f32; BEAD_TYPES.len()],
            /// How far a token counts by its class; see [`super::text::Class`].
            pub(crate) english_class: [f32; 5],
            pub(crate) chinese_class: [f32; 5],
        }

        impl Default for Weights {
            fn default() -> Self {
                Self {
                    $($name: $value,)*
                    types: TYPES,
                    english_class: ENGLISH_CLASS,
                    chinese_class: CHINESE_CLASS,
                }
            }
        }

        #[cfg(feature = "train")]
        impl Weights {
            /// Names and values, in a fixed order.
            pub fn named(&mut self) -> Vec<(String, &mut f32)> {
                let mut all: Vec<(String, &mut f32)> = vec![$((stringify!($name).to_owned(), &mut self.$name)),*];
                for (kind, value) in BEAD_TYPES.iter().zip(&mut self.types) {
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

const TYPES: [f32; BEAD_TYPES.len()] = [
    -1.84, -2.31, 1.85, 1.62, 1.01, 1.28, 1.21, 1.35, 1.40, 1.19, 1.60, 2.00, 1.37, 1.47, 1.70, 1.93, 1.93,
    1.93,
];
const ENGLISH_CLASS: [f32; 5] = [0.456, 0.21, 0.0, 0.375, 0.399];
const CHINESE_CLASS: [f32; 5] = [0.270, 0.036, 0.0, 0.405, 0.0];

weights! {
    length_weight: 0.38,
    /// Share of a token's probability that the other side explains; the rest is the background
    /// (Brown et al. 1993: the empty word).
    explained: 0.3,
    /// The position kernel K(x) = floor + (1 - floor) exp(-|x| / width), x the difference of the relative
    /// places of two words in their bead: +.02 of strict F1.
    kernel_floor: 0.2,
    kernel_width: 0.2,
    /// Cuts: the state of quotation differs; both sides end with a closing quote, or one; both go on with an
    /// opening one.
    quote_state_differs: -0.60,
    both_close: 0.69,
    one_closes: -0.71,
    both_open: 0.41,
    /// Cuts: both sides end with a question mark, or one; no final mark on the Chinese side, the English, both.
    both_ask: 0.57,
    one_asks: -0.14,
    chinese_unfinished: 0.84,
    english_unfinished: 0.57,
    both_unfinished: 0.10,
    /// How lopsided lengths may be before they speak of missing sentences.
    balanced: 2.1,
    /// The most that the balance of lengths can raise the share of sentences without a counterpart to.
    null_share_most: 0.36,
    /// By how much the mean run of sentences without a counterpart grows with their share.
    run_growth: 5.0,
    /// What the scores are multiplied with for the posteriors of beads: the weights make the best path, and are
    /// too modest about its chances (expected calibration error of novels .053 at 1, .031 at 1.2).
    sharpness: 1.2,
    /// Lexicon: what a word is given from the parts of it that are words; what pinyin gives, over the length.
    parts_share: 0.2,
    pinyin_share: 0.5,
    /// Numerals: their digits or their name as one word; tens, hundreds and thousands; units.
    numeral_whole: 0.5,
    numeral_tens: 0.4,
    numeral_units: 0.3,
    /// Learning from the document: a count is worth this much less, the learned probability this much, and
    /// one under the last is dropped.
    learn_discount: 0.8,
    learn_start: 0.35,
    learn_empty_word: 0.65,
    learn_least: 0.1,
}

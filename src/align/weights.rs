//! Every number of the alignment model, each with its reason.
//!
//! Unless something else is said, the values were fitted as a log-linear model on hand-aligned novels,
//! a magazine article and documents of the United Nations, each document scored with weights that
//! had not seen it.

/// What a bead of `chinese` by `english` sentences is worth before its text is looked at, in nats.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BeadType {
    pub(crate) chinese: u8,
    pub(crate) english: u8,
    pub(crate) prior: f32,
}

const fn bead(chinese: u8, english: u8, prior: f32) -> BeadType {
    BeadType { chinese, english, prior }
}

/// The two null beads come first, then one to one, then the others. The rising values for rare types
/// are real: the gain in likelihood already favours splitting. The types together are worth .003 to
/// .004 of strict F1.
pub(crate) const BEAD_TYPES: [BeadType; 18] = [
    bead(1, 0, -1.84),
    bead(0, 1, -2.31),
    bead(1, 1, 1.85),
    bead(1, 2, 1.62),
    bead(2, 1, 1.01),
    bead(1, 3, 1.28),
    bead(2, 2, 0.91),
    bead(3, 1, 1.35),
    bead(1, 4, 1.40),
    bead(2, 3, 1.19),
    bead(3, 2, 1.60),
    bead(4, 1, 2.00),
    bead(1, 5, 1.37),
    bead(2, 4, 1.47),
    bead(3, 3, 1.70),
    bead(1, 6, 1.93),
    bead(2, 5, 1.93),
    bead(3, 4, 1.93),
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
/// Variance of a length per character (Gale and Church 1993; theirs, and [`LENGTH_WEIGHT`] makes up for
/// the larger spread of English and Chinese).
pub(crate) const LENGTH_VARIANCE: f32 = 6.8;
pub(crate) const LENGTH_WEIGHT: f32 = 0.38;
/// A bead whose lengths cost more than this is not looked at, but for one to one.
pub(crate) const LENGTH_LIMIT: f32 = 12.0;
pub(crate) const LENGTH_LIMIT_FIRST: f32 = 18.0;
/// What a pair of one and one costs beyond its length where the words are not looked at.
pub(crate) const UNREAD: f32 = 2.0;

/// How far a token counts by its class; see [`super::text::Class`].
pub(crate) const ENGLISH_CLASS: [f32; 5] = [0.456, 0.294, 0.0, 0.375, 0.399];
pub(crate) const CHINESE_CLASS: [f32; 5] = [0.270, 0.036, 0.0, 0.405, 0.0];

/// Share of a token's probability that the other side explains; the rest is the background
/// (Brown et al. 1993: the empty word).
pub(crate) const EXPLAINED: f32 = 0.3;
pub(crate) const BACKGROUND: f32 = 1.0 - EXPLAINED;

/// Smoothed number of tokens below which a text is held to be a part of a longer one: without it the words of a page of
/// ten lines are all common, and its headings cannot be told from chance (strict F1 of short articles .989 to .994).
pub(crate) const LEAST_TOKENS: f32 = 5_000.0;

/// The position kernel K(x) = floor + (1 - floor) exp(-|x| / width), x the difference of the relative
/// places of two words in their bead: +.02 of strict F1.
pub(crate) const KERNEL_FLOOR: f32 = 0.2;
pub(crate) const KERNEL_WIDTH: f32 = 0.2;

/// Cuts: the state of quotation differs; both sides end with a closing quote, or one; both go on with an
/// opening one.
pub(crate) const QUOTE_STATE_DIFFERS: f32 = -0.60;
pub(crate) const BOTH_CLOSE: f32 = 0.69;
pub(crate) const ONE_CLOSES: f32 = -0.71;
pub(crate) const BOTH_OPEN: f32 = 0.41;
/// Cuts: both sides end with a question mark, or one; no final mark on the Chinese side, the English, both.
pub(crate) const BOTH_ASK: f32 = 0.57;
pub(crate) const ONE_ASKS: f32 = -0.14;
pub(crate) const CHINESE_UNFINISHED: f32 = 0.84;
pub(crate) const ENGLISH_UNFINISHED: f32 = 0.57;
pub(crate) const BOTH_UNFINISHED: f32 = 0.10;
/// A quotation that has not been closed after so many sentences was a slip of the writer.
pub(crate) const LONGEST_QUOTE: usize = 12;

/// Share of sentences without a counterpart where the lengths are balanced, and the most that the balance of
/// lengths can raise it to.
pub(crate) const NULL_SHARE: f32 = 0.03;
pub(crate) const NULL_SHARE_MOST: f32 = 0.6;
/// How lopsided lengths may be before they speak of missing sentences.
pub(crate) const BALANCED: f32 = 1.6;

/// By how much the mean run of sentences without a counterpart grows with their share: RG.
pub(crate) const RUN_GROWTH: f32 = 8.0;

/// Lexicon: what a word is given from the parts of it that are words; what pinyin gives, over the length.
pub(crate) const PARTS_SHARE: f32 = 0.2;
pub(crate) const PINYIN_SHARE: f32 = 0.5;
/// Numerals: their digits or their name as one word; tens, hundreds and thousands; units.
pub(crate) const NUMERAL_WHOLE: f32 = 0.5;
pub(crate) const NUMERAL_TENS: f32 = 0.4;
pub(crate) const NUMERAL_UNITS: f32 = 0.3;

/// Coarse path: what a step to the side keeps of a cell; which words are rare enough, as a share of the
/// sentences and as a number.
pub(crate) const SIDE_STEP: f32 = 0.3;
pub(crate) const RARE_SHARE: usize = 20;
pub(crate) const RARE_COUNT: usize = 5;
/// Width of the band around the coarse path and around the path of the first pass: no gold bead lay outside
/// either.
pub(crate) const BAND_FIRST: usize = 3;
pub(crate) const BAND_SECOND: usize = 2;

/// Learning from the document: a count is worth this much less, the learned probability this much, and
/// one under the last is dropped.
pub(crate) const LEARN_DISCOUNT: f32 = 0.8;
pub(crate) const LEARN_START: f32 = 0.2;
pub(crate) const LEARN_EMPTY_WORD: f32 = 0.5;
pub(crate) const LEARN_LEAST: f32 = 0.1;
pub(crate) const LEARN_ROUNDS: usize = 2;

//! The constants of the page model.
//!
//! Chosen by hand on the pages of `tests/data/pages`, in a dozen layouts. Scores are in nats, as in the alignment model.

/// Shortest Latin text, in words, that is tested for English by the share of its words in the lexicon. Shorter text counts
/// as English.
pub(crate) const MIN_ENGLISH_WORDS: usize = 4;

/// Minimum word score of two halves that count as translations, by their separator: a sign, white space, or nothing.
/// It rejects Chinese sentences that only contain a Latin name.
pub(crate) const HALVES_AT_SIGN: f32 = 0.0;
pub(crate) const HALVES_AT_BLANK: f32 = 0.5;
pub(crate) const HALVES_AT_NOTHING: f32 = 1.5;
/// Worth of a place to cut a line, by the separator there, and of each Latin word beside it that both halves have. The best
/// place has the highest sum of the word score and these.
pub(crate) const CUT_AT_BLANK: f32 = 0.5;
pub(crate) const CUT_AT_SIGN: f32 = 1.5;
pub(crate) const CUT_AT_END_MARK: f32 = 2.0;
pub(crate) const CUT_AT_BRACKET: f32 = 2.5;
pub(crate) const SHARED_WORD: f32 = 1.0;
/// The minimum on a bilingual page, whatever the separator. A page is bilingual if at least [`MIN_BILINGUAL_LINES`] of its
/// lines with halves, and at least the fraction [`BILINGUAL_SHARE`] of them, reach the minima above.
pub(crate) const HALVES_ON_BILINGUAL_PAGE: f32 = -1.2;
pub(crate) const MIN_BILINGUAL_LINES: usize = 3;
pub(crate) const BILINGUAL_SHARE: (usize, usize) = (2, 3);

/// A segment of at most so many characters without a final mark is a heading or an item, and is not split.
pub(crate) const MAX_HEADING_ENGLISH: usize = 90;
pub(crate) const MAX_HEADING_CHINESE: usize = 40;

/// Score of a sentence without a counterpart, by language. It is higher than in two texts, because most of a page may be
/// untranslated. An untranslated line of several sentences costs [`NULL_LINE`], whatever their number.
pub(crate) const NULL_CHINESE: f32 = -1.7;
pub(crate) const NULL_ENGLISH: f32 = -1.3;
pub(crate) const NULL_LINE: f32 = -2.0;
/// Score of a bead with more than two sentences, and of each line break inside a bead. Both are rare: pages are usually
/// translated line by line and sentence by sentence.
pub(crate) const NOT_ONE_TO_ONE: f32 = -1.7;
pub(crate) const ACROSS_LINES: f32 = -1.2;
/// Score of a bead in which both sides start a line, and of one in which only one side does.
pub(crate) const BOTH_START_LINES: f32 = -0.3;
pub(crate) const ONE_STARTS_LINE: f32 = -0.3;
/// Score of a bead whose lines have equal labels (`1.` and `一、`), or different ones (`1.` and `二、`).
pub(crate) const LABELS_AGREE: f32 = 0.5;
pub(crate) const LABELS_DIFFER: f32 = -3.0;
/// Score of a bead of a whole line and a part of a line.
pub(crate) const ONE_IS_WHOLE: f32 = -1.2;
/// Score of a bead in which only one side has a final mark.
pub(crate) const ONE_IS_FINISHED: f32 = -2.0;
/// Score of a bead in which only one side is in brackets.
pub(crate) const ONE_IN_BRACKETS: f32 = -6.0;

/// Score of a pair of blocks, and of each block beyond the first on a side.
pub(crate) const BLOCKS: f32 = -1.2;
pub(crate) const BLOCK_MERGED: f32 = -2.0;
/// Most English blocks that are aligned with a Chinese block because they share rare words with it.
pub(crate) const MAX_SIMILAR: usize = 4;
/// Largest distance, in blocks of either language, at which two blocks are always aligned.
pub(crate) const NEAR: usize = 2;
/// Most blocks on one side of a pair. Longer passages are chains of pairs.
pub(crate) const MAX_MERGED: usize = 3;
/// A pair of blocks with a lower score is not extended by neighbouring blocks, which could not compensate.
pub(crate) const MIN_TO_MERGE: f32 = -4.0;
/// Prior of a pair of blocks by their distance on the page: adjacent, two blocks apart, in consecutive runs, or elsewhere.
pub(crate) const NEIGHBOURS: f32 = 1.8;
pub(crate) const TWO_APART: f32 = 0.0;
pub(crate) const NEXT_RUN: f32 = -0.5;
pub(crate) const ANYWHERE: f32 = -4.0;
/// Prior of the two halves of a line.
pub(crate) const HALVES: f32 = 3.0;
/// Minimum prior of a pair of blocks that starts where the pair before it ends, and the score of a gap between the two.
pub(crate) const CONTINUES: f32 = 0.7;
pub(crate) const SKIPS: f32 = -1.7;
/// Minimum score of a pair of blocks out of reading order.
pub(crate) const OUT_OF_ORDER: f32 = 4.0;

/// Minimum worth of a pair that is kept: the score of its bead, its prior, and a share of its neighbours' worth.
pub(crate) const KEEP: f32 = 3.5;
/// Lower limit of the prior in the worth. The chain has already applied the full prior.
pub(crate) const MIN_PRIOR: f32 = -1.0;
pub(crate) const NEIGHBOUR_SHARE: f32 = 0.3;
pub(crate) const MAX_NEIGHBOUR: f32 = 6.0;
/// Log odds that a pair at the threshold is right.
pub(crate) const KEPT_LOG_ODDS: f32 = 1.0;
/// Minimum score of a certain pair, divided by the square root of its number of English characters. The 10th and 90th
/// percentiles of true pairs are .84 and 2.2; the best pairs of unrelated pages have .1 to .6.
pub(crate) const SURE_RATE: f32 = 0.75;
/// If certain pairs cover less than the share `COVERED` of the shorter side, most of the page is untranslated. Then only
/// certain pairs whose worth exceeds the threshold by `UNCOVERED` are kept.
pub(crate) const COVERED: f32 = 0.25;
pub(crate) const UNCOVERED: f32 = 1.5;

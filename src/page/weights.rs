//! Every number of the page model, each with its reason. Tuned by hand on pages that were written for the
//! purpose, in a dozen layouts; scores are nats, as in [`crate::align::weights`].

/// Null sentences cost less than in the aligner's own texts would be right for them: most of a page may have
/// no counterpart. A line that is passed over whole costs as one.
pub(crate) const NULL_CHINESE: f32 = -1.7;
pub(crate) const NULL_ENGLISH: f32 = -1.3;
pub(crate) const NULL_LINE: f32 = -2.0;
/// Pages are translated line by line and sentence by sentence.
pub(crate) const NOT_ONE_TO_ONE: f32 = -1.7;
pub(crate) const ACROSS_LINES: f32 = -1.2;
pub(crate) const BOTH_START_LINES: f32 = -0.3;
pub(crate) const ONE_STARTS_LINE: f32 = -0.3;
/// `1.` beside `一、`, and beside `二、`.
pub(crate) const LABELS_AGREE: f32 = 0.5;
pub(crate) const LABELS_DIFFER: f32 = -3.0;
/// A whole line stands for a part of one; a sentence with a final mark for a text without.
pub(crate) const ONE_IS_WHOLE: f32 = -1.2;
pub(crate) const ONE_IS_FINISHED: f32 = -2.0;
/// A remark in brackets translates a remark in brackets.
pub(crate) const ONE_IN_BRACKETS: f32 = -6.0;

/// A pair of blocks, and each block more than one on a side.
pub(crate) const BLOCKS: f32 = -1.2;
pub(crate) const BLOCK_MERGED: f32 = -2.0;
/// Where two blocks stand to each other on the page.
pub(crate) const NEIGHBOURS: f32 = 1.8;
pub(crate) const TWO_APART: f32 = 0.0;
pub(crate) const NEXT_RUN: f32 = -0.5;
pub(crate) const ANYWHERE: f32 = -4.0;
/// A pair of blocks that goes on where another ended; one that does not.
pub(crate) const CONTINUES: f32 = 0.7;
pub(crate) const SKIPS: f32 = -1.7;
/// What a pair of blocks out of order must be worth.
pub(crate) const OUT_OF_ORDER: f32 = 4.0;

/// The halves of a line; what the words must say for each other where a sign, a blank or nothing stands
/// between them.
pub(crate) const HALVES: f32 = 3.0;

/// A pair stays if its bead, its place and its neighbours are worth more than this.
pub(crate) const KEEP: f32 = 3.5;
pub(crate) const NEIGHBOUR_SHARE: f32 = 0.3;
pub(crate) const NEIGHBOUR_MOST: f32 = 6.0;
/// A pair beyond doubt scores this much for the square root of its English characters. True pairs have .84 to 2.2
/// from their lowest tenth to their highest, the best of what chance brings together on pages that have nothing to do
/// with each other .1 to .6.
pub(crate) const SURE_RATE: f32 = 0.75;
/// Where pairs beyond doubt cover less than this share of the shorter side, the page is mostly not
/// translated, and a pair must be worth more.
pub(crate) const COVERED: f32 = 0.25;
pub(crate) const UNCOVERED: f32 = 1.5;

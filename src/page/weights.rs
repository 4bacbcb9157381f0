//! The numbers of the page model, each with its reason.
//!
//! Tuned by hand on pages written for the purpose, in a dozen layouts. Scores are in nats, as in the alignment model.

/// Smallest number of words that show whether Latin text is English, by how many of them the lexicon knows.
pub(crate) const MIN_ENGLISH_WORDS: usize = 4;

/// Smallest word score of two halves that count as translations, by their separator: a sign, white space, or nothing.
/// A Chinese sentence that names something in Latin letters looks like two halves too.
pub(crate) const HALVES_AT_SIGN: f32 = 0.0;
pub(crate) const HALVES_AT_BLANK: f32 = 0.5;
pub(crate) const HALVES_AT_NOTHING: f32 = 1.5;
/// The same on a bilingual page: at least [`MIN_BILINGUAL_LINES`] lines, and [`BILINGUAL_SHARE`] of the candidates (a fraction),
/// have halves that translate each other.
pub(crate) const HALVES_ON_BILINGUAL_PAGE: f32 = -1.2;
pub(crate) const MIN_BILINGUAL_LINES: usize = 3;
pub(crate) const BILINGUAL_SHARE: (usize, usize) = (2, 3);

/// A segment of at most so many characters without a final mark is a heading or an item, and is not split.
pub(crate) const MAX_HEADING_ENGLISH: usize = 90;
pub(crate) const MAX_HEADING_CHINESE: usize = 40;

/// Null sentences. They cost less than in two texts, because most of a page may have no counterpart. A whole
/// untranslated line costs as much as one sentence.
pub(crate) const NULL_CHINESE: f32 = -1.7;
pub(crate) const NULL_ENGLISH: f32 = -1.3;
pub(crate) const NULL_LINE: f32 = -2.0;
/// A bead of more than two sentences, and each line break inside a bead. Both are rare: pages are usually translated
/// line by line and sentence by sentence.
pub(crate) const NOT_ONE_TO_ONE: f32 = -1.7;
pub(crate) const ACROSS_LINES: f32 = -1.2;
/// Both sides, or one, at the start of a line.
pub(crate) const BOTH_START_LINES: f32 = -0.3;
pub(crate) const ONE_STARTS_LINE: f32 = -0.3;
/// Labels of the lines: `1.` beside `一、`, and beside `二、`.
pub(crate) const LABELS_AGREE: f32 = 0.5;
pub(crate) const LABELS_DIFFER: f32 = -3.0;
/// A whole line beside a part of one.
pub(crate) const ONE_IS_WHOLE: f32 = -1.2;
/// A sentence with a final mark beside one without.
pub(crate) const ONE_IS_FINISHED: f32 = -2.0;
/// A remark in brackets beside a sentence without them.
pub(crate) const ONE_IN_BRACKETS: f32 = -6.0;

/// A pair of blocks, and each additional block on a side.
pub(crate) const BLOCKS: f32 = -1.2;
pub(crate) const BLOCK_MERGED: f32 = -2.0;
/// English blocks that are tried for a Chinese one because of shared words.
pub(crate) const MAX_SIMILAR: usize = 4;
/// Largest distance between blocks that are always tried, in blocks of both languages.
pub(crate) const NEAR: usize = 2;
/// Most blocks of one side in a pair: longer passages are chains of pairs.
pub(crate) const MAX_MERGED: usize = 3;
/// A pair of blocks with a lower score is not merged with its neighbours, which could not make up for it.
pub(crate) const MIN_TO_MERGE: f32 = -4.0;
/// Prior of two blocks by their distance on the page.
pub(crate) const NEIGHBOURS: f32 = 1.8;
pub(crate) const TWO_APART: f32 = 0.0;
pub(crate) const NEXT_RUN: f32 = -0.5;
pub(crate) const ANYWHERE: f32 = -4.0;
/// Prior of the two halves of a line.
pub(crate) const HALVES: f32 = 3.0;
/// A pair of blocks that starts where the one before ends, and one that does not.
pub(crate) const CONTINUES: f32 = 0.7;
pub(crate) const SKIPS: f32 = -1.7;
/// Smallest score of a pair of blocks out of reading order.
pub(crate) const OUT_OF_ORDER: f32 = 4.0;

/// Smallest worth of a pair that is kept: its bead, its prior, and a share of its neighbours.
pub(crate) const KEEP: f32 = 3.5;
/// Lowest prior that counts in the worth: it has already competed in the chain.
pub(crate) const MIN_PRIOR: f32 = -1.0;
pub(crate) const NEIGHBOUR_SHARE: f32 = 0.3;
pub(crate) const MAX_NEIGHBOUR: f32 = 6.0;
/// Log odds of a pair at the threshold: most of them are right.
pub(crate) const KEPT_LOG_ODDS: f32 = 1.0;
/// Smallest score of a certain pair per square root of its English characters. The 10th and 90th percentile of true pairs
/// are .84 and 2.2; the best pairs of unrelated pages have .1 to .6.
pub(crate) const SURE_RATE: f32 = 0.75;
/// If certain pairs cover less than this share of the shorter side, most of the page is not translated, and only certain
/// pairs that exceed the threshold by `UNCOVERED` are kept.
pub(crate) const COVERED: f32 = 0.25;
pub(crate) const UNCOVERED: f32 = 1.5;

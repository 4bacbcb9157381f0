//! Aligns one page with both languages: which of its blocks and sentences translate each other.
//!
//! 1. [`cells`]: lines and table cells, without their labels; [`line_parts`] and [`halves`] cut lines in both languages;
//! 2. [`segments`]: the cells that are aligned, each in one language; [`bilingual_lines`] chooses where lines are cut;
//! 3. [`blocks`]: the sentences of the segments, grouped into blocks of consecutive segments in one language; a
//!    [`heading`] is never split;
//! 4. [`layout`]: which [`relations`] between lines join translations, learned from the page;
//! 5. [`candidates`]: pairs of blocks that may translate each other, aligned by [`block_aligner`];
//! 6. [`chain`]: the best candidates in reading order, then the best of the rest;
//! 7. [`pair_features`]: the probability of each pair.
//!
//! [`pairs`] runs the steps and keeps the probable pairs; [`weights`] has their numbers.

mod bilingual_lines;
mod block_aligner;
mod blocks;
mod candidates;
mod cells;
mod chain;
mod features;
mod halves;
mod heading;
mod layout;
mod layout_score;
mod line_parts;
mod pair_features;
mod pairs;
mod relations;
mod segments;
#[cfg(feature = "train")]
mod training;
mod weights;

pub(crate) use pairs::align_page;
#[cfg(feature = "train")]
pub use training::PageExample;
#[cfg(feature = "train")]
pub(crate) use training::{line_examples, pair_examples};
#[cfg_attr(not(feature = "train"), expect(unreachable_pub, reason = "public with the feature `train`"))]
pub use weights::PageWeights;

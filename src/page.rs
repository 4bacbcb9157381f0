//! Aligns a page that contains both languages: finds the blocks and sentences that translate each other.
//!
//! 1. [`cells`] splits the page into lines and table cells and strips their labels, such as `Q:`. [`line_parts`] cuts
//!    lines whose sentences alternate between the languages, and [`halves`] finds the places where other bilingual
//!    lines can be cut. [`language_names`] removes cells that only name languages.
//! 2. [`segments`] selects the cells to align, each in one language. [`bilingual_lines`] chooses the place where a line
//!    is cut.
//! 3. [`blocks`] splits the segments into sentences, but never a [`heading`], and groups consecutive segments in one
//!    language into blocks.
//! 4. [`layout`] learns from the page at which relative positions ([`relations`]) an English line and a Chinese line
//!    translate each other.
//! 5. [`candidates`] lists pairs of blocks that may translate each other and aligns each pair with [`block_aligner`].
//! 6. [`chain`] chooses the best candidates in reading order, then the best of the remaining candidates.
//! 7. [`trimming`] takes untranslated sentences away from the chosen pairs, and [`pair_features`] computes the
//!    probability of each sentence pair.
//!
//! [`pairs`] runs these steps and keeps the probable pairs. [`anchored`] then corrects them by the anchors of the
//! caller. [`weights`] holds the weights and limits of all steps.

mod anchored;
mod bilingual_lines;
mod block_aligner;
mod blocks;
mod candidates;
mod cells;
mod chain;
mod features;
mod halves;
mod heading;
mod language_names;
mod layout;
mod layout_score;
mod line_parts;
mod pair_features;
mod pairs;
mod relations;
mod segments;
#[cfg(feature = "train")]
mod training;
mod trimming;
mod weights;

pub(crate) use anchored::align_page_around;
pub(crate) use pairs::align_page;
#[cfg(feature = "train")]
pub use training::PageExample;
#[cfg(feature = "train")]
pub(crate) use training::{line_examples, pair_examples};
#[cfg_attr(not(feature = "train"), expect(unreachable_pub, reason = "public with the feature `train`"))]
pub use weights::PageWeights;

//! Aligns one page with both languages: which of its blocks and sentences translate each other.
//!
//! 1. [`cells`]: lines and table cells, without their labels; [`line_parts`] and [`halves`] cut lines in both languages;
//! 2. [`segments`]: the cells that are aligned, each in one language; [`bilingual_lines`] chooses where lines are cut;
//! 3. [`blocks`]: the sentences of the segments, grouped into blocks of consecutive segments in one language; a
//!    [`heading`] is never split;
//! 4. [`candidates`]: pairs of blocks that may translate each other, aligned by [`block_aligner`];
//! 5. [`chain`]: the best candidates in reading order, then the best of the rest;
//! 6. [`keep`]: the pairs above the threshold.
//!
//! [`pairs`] runs the steps; [`weights`] has their numbers.

mod bilingual_lines;
mod block_aligner;
mod blocks;
mod candidates;
mod cells;
mod chain;
mod halves;
mod heading;
mod keep;
mod layout_score;
mod line_parts;
mod pairs;
mod segments;
mod weights;

pub(crate) use pairs::align_page;

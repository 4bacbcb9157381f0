//! Segmentation rules of the user's own, in the format SRX.
//!
//! [`file`] reads the rules, [`pattern`] translates their regular expressions, [`positions`] finds where the
//! expressions match, and [`splitter`] applies the rules to a text.

mod file;
mod paragraphs;
mod pattern;
mod positions;
mod rule;
mod splitter;

pub use file::SrxRules;
pub use splitter::SrxSplitter;

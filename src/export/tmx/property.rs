//! The property types of a translation unit. Types that are private to a tool start with `x-`.

pub(super) const DOCUMENT: &str = "x-bitext-document";
pub(super) const CONFIDENCE: &str = "x-bitext-confidence";
pub(super) const SCORE: &str = "x-bitext-score";
pub(super) const BEAD: &str = "x-bitext-bead";
pub(super) const REVIEW: &str = "x-bitext-review";
pub(super) const FLAG: &str = "x-bitext-flag";

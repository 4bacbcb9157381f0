//! A segmentation rule.

use std::sync::Arc;

/// A rule with its expressions as the file has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SrxRule {
    pub(super) is_break: bool,
    pub(super) before: String,
    pub(super) after: String,
    /// The name of the `<languagerule>` element that contains the rule, and the number of the rule in it, from 1.
    pub(super) place: (Arc<str>, usize),
}

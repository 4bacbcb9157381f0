//! Whether Chinese text is simplified or traditional, by a count of its characters.

use std::cmp::Ordering;

use crate::HanVariant;
use crate::normalize::variant;

/// The number of characters that occur only in simplified text, and the number that occur only in traditional text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct VariantCount {
    pub(crate) simplified: usize,
    pub(crate) traditional: usize,
}

impl VariantCount {
    #[inline]
    pub(crate) fn add(&mut self, c: char) {
        match variant(c) {
            HanVariant::Simplified => self.simplified += 1,
            HanVariant::Traditional => self.traditional += 1,
            HanVariant::Common => {}
        }
    }

    pub(crate) fn extend(&mut self, other: Self) {
        self.simplified += other.simplified;
        self.traditional += other.traditional;
    }

    /// Returns the variant with more characters, or [`HanVariant::Common`] on a tie.
    pub(crate) fn variant(self) -> HanVariant {
        match self.simplified.cmp(&self.traditional) {
            Ordering::Greater => HanVariant::Simplified,
            Ordering::Less => HanVariant::Traditional,
            Ordering::Equal => HanVariant::Common,
        }
    }
}

//! Which beads of a bitext are written.

use crate::{Bitext, Pair};

/// What becomes of sentences that have no counterpart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unaligned {
    /// They are left out.
    #[default]
    Dropped,
    /// They are rows with an empty side.
    Kept,
}

/// Which beads of a [`Bitext`] are written: by default all that have both sides.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Selection, Unaligned};
///
/// let bitext = Aligner::new().align_page("Ticket office 售票处\n\nThe last tram leaves at midnight.\n");
/// assert_eq!(Selection::new().of(&bitext).count(), 1);
/// assert_eq!(Selection::new().unaligned(Unaligned::Kept).of(&bitext).count(), 2);
/// assert_eq!(Selection::new().minimum_confidence(1.1).of(&bitext).count(), 0);
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Selection {
    unaligned: Unaligned,
    minimum_confidence: f32,
}

impl Selection {
    /// All beads that have both sides.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What becomes of sentences that have no counterpart.
    #[must_use]
    pub fn unaligned(mut self, unaligned: Unaligned) -> Self {
        self.unaligned = unaligned;
        self
    }

    /// Leaves out the beads of a lower confidence, 0 to 1; those without a counterpart too.
    #[must_use]
    pub fn minimum_confidence(mut self, confidence: f32) -> Self {
        self.minimum_confidence = confidence;
        self
    }

    /// The beads of `bitext` that are selected, in its order.
    pub fn of<'b, 't>(self, bitext: &'b Bitext<'t>) -> impl Iterator<Item = Pair<'b, 't>> {
        bitext.entries().filter(move |pair| {
            let wanted = self.unaligned == Unaligned::Kept || !pair.bead().is_null();
            wanted && pair.confidence() >= self.minimum_confidence
        })
    }
}

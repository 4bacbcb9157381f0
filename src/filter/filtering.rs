//! A filter applied to the pairs of a corpus.

use std::collections::HashSet;

use super::criteria::Filter;
use super::measure;
use super::rejection::Rejection;
use super::summary::FilterSummary;
use crate::{Flag, Pair};

impl Filter {
    /// Starts a corpus, with all counts at zero.
    #[must_use]
    pub fn start(&self) -> Filtering {
        Filtering { filter: *self, summary: FilterSummary::new(*self), kept: HashSet::new() }
    }
}

/// A filter applied to a corpus: it counts pairs, and remembers the pairs that were kept in order to find duplicates.
///
/// Memory: if duplicates are rejected, 9 to 18 bytes for each pair kept, since it stores 64-bit hashes rather than
/// text; otherwise none. Fewer than one in a thousand corpora of a hundred million pairs lose a pair to a hash
/// collision.
#[derive(Clone, Debug)]
pub struct Filtering {
    filter: Filter,
    summary: FilterSummary,
    /// Fingerprints of the pairs kept.
    kept: HashSet<u64>,
}

impl Filtering {
    /// Why the pair is rejected, or `None` if it is kept.
    ///
    /// A bead without a counterpart is not a pair: it is kept and not counted.
    ///
    /// Time O(length of the pair).
    pub fn check(&mut self, pair: Pair<'_, '_>) -> Option<Rejection> {
        self.check_texts(&pair.english(), &pair.chinese(), pair.confidence(), &pair.bead().flags)
    }

    /// As [`check`](Self::check), for a pair outside a [`Bitext`](crate::Bitext), such as a line of a file. Texts of
    /// which one is empty are not a pair.
    pub fn check_texts(
        &mut self,
        english: &str,
        chinese: &str,
        confidence: f32,
        flags: &[Flag],
    ) -> Option<Rejection> {
        if english.is_empty() || chinese.is_empty() {
            return None;
        }
        let reason = self.filter.judge(english, chinese, confidence, flags).or_else(|| {
            let again = self.filter.rejects(Rejection::Duplicate)
                && !self.kept.insert(measure::fingerprint(english, chinese));
            again.then_some(Rejection::Duplicate)
        });
        self.summary.count(reason);
        reason
    }

    /// How many pairs have been kept so far, and how many rejected for each reason.
    #[must_use]
    pub fn summary(&self) -> &FilterSummary {
        &self.summary
    }
}

//! A filter applied to the pairs of a corpus.

use std::collections::HashSet;

use super::criteria::Filter;
use super::measure;
use super::rejection::Rejection;
use super::summary::FilterSummary;
use crate::{Flag, Pair};

impl Filter {
    /// Starts the filtering of a corpus, with all counts at zero.
    #[must_use]
    pub fn start(&self) -> Filtering {
        Filtering { filter: *self, summary: FilterSummary::new(*self), kept: HashSet::new() }
    }
}

/// A filter applied to a corpus. It counts pairs, and it remembers the kept pairs to find duplicates.
///
/// If duplicates are rejected, 9 to 18 bytes of memory are needed for each kept pair, because 64-bit hashes are stored
/// rather than text. Fewer than one in a thousand corpora of a hundred million pairs lose a pair to a hash collision.
#[derive(Clone, Debug)]
pub struct Filtering {
    filter: Filter,
    summary: FilterSummary,
    /// Fingerprints of the kept pairs.
    kept: HashSet<u64>,
}

impl Filtering {
    /// Returns why the pair is rejected, or `None` if it is kept.
    ///
    /// A sentence without a counterpart is not a pair: it is kept, but not counted.
    ///
    /// Time O(length of the pair).
    pub fn check(&mut self, pair: Pair<'_, '_>) -> Option<Rejection> {
        self.check_texts(&pair.english(), &pair.chinese(), pair.confidence(), &pair.bead().flags)
    }

    /// Like [`check`](Self::check), for a pair outside a [`Bitext`](crate::Bitext), such as a line of a file. If one of
    /// the texts is empty, they are not a pair: they are kept, but not counted.
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

    /// The number of pairs kept so far, and the number of pairs rejected for each reason.
    #[must_use]
    pub fn summary(&self) -> &FilterSummary {
        &self.summary
    }
}

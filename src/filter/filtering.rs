//! A filter applied to the pairs of a corpus.

use std::collections::HashSet;

use super::criteria::Filter;
use super::pair_hash::pair_hash;
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
/// Rejecting duplicates takes 10 to 21 bytes of memory for each kept pair: a 64-bit hash in a hash table, not the
/// text. In a corpus of a hundred million pairs, the probability that any pair is lost to a hash collision is below
/// .001.
#[derive(Clone, Debug)]
pub struct Filtering {
    filter: Filter,
    summary: FilterSummary,
    /// Hashes of the kept pairs.
    kept: HashSet<u64>,
}

impl Filtering {
    /// Returns why the pair is rejected, or `None` if it is kept.
    ///
    /// A null bead is kept, but not counted.
    ///
    /// Time O(length of the pair).
    pub fn check(&mut self, pair: Pair<'_, '_>) -> Option<Rejection> {
        self.check_texts(&pair.english(), &pair.chinese(), pair.confidence(), &pair.bead().flags)
    }

    /// Like [`check`](Self::check), for a pair outside a [`Bitext`](crate::Bitext), such as a line of a file. If one of
    /// the texts is empty, returns `None` and counts nothing.
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
            let again =
                self.filter.rejects(Rejection::Duplicate) && !self.kept.insert(pair_hash(english, chinese));
            again.then_some(Rejection::Duplicate)
        });
        self.summary.count(reason);
        reason
    }

    /// Returns the number of pairs kept so far, and the number of pairs rejected for each reason.
    #[must_use]
    pub fn summary(&self) -> &FilterSummary {
        &self.summary
    }
}

//! How many pairs were kept, and why the others were rejected.

use std::fmt;

use super::criteria::Filter;
use super::rejection::Rejection;

/// The counts of a filter. Each pair counts once, either as kept or under the reason for its rejection.
///
/// `Display` writes a table with a line for each check that is on:
///
/// ```
/// use bitext::{Filter, Rejection};
///
/// let mut filtering = Filter::new().min_confidence(0.8).reject(Rejection::Duplicate).start();
/// for (english, chinese, confidence) in [("Tea", "茶", 0.9), ("TEA", "茶", 0.9), ("Milk", "糖", 0.2), ("Rice", "米饭", 0.9)] {
///     filtering.check_texts(english, chinese, confidence, &[]);
/// }
/// assert_eq!(filtering.summary().to_string(), "\
/// pairs           4
/// low-confidence  1   25.0 %
/// duplicate       1   25.0 %
/// kept            2   50.0 %");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FilterSummary {
    filter: Filter,
    rejected: [u64; Rejection::ALL.len()],
    kept: u64,
}

impl FilterSummary {
    pub(super) fn new(filter: Filter) -> Self {
        Self { filter, rejected: [0; Rejection::ALL.len()], kept: 0 }
    }

    pub(super) fn count(&mut self, reason: Option<Rejection>) {
        match reason {
            Some(reason) => self.rejected[reason as usize] += 1,
            None => self.kept += 1,
        }
    }

    /// Returns how many pairs were checked.
    #[must_use]
    pub fn pairs(&self) -> u64 {
        self.kept + self.rejected.iter().sum::<u64>()
    }

    /// Returns how many pairs were kept.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.kept
    }

    /// Returns how many pairs were rejected for this reason.
    #[must_use]
    pub fn rejected(&self, reason: Rejection) -> u64 {
        self.rejected[reason as usize]
    }

    /// The former name of [`rejected`](Self::rejected).
    #[deprecated(since = "0.1.0", note = "renamed to `rejected`")]
    #[must_use]
    pub fn fallen(&self, reason: Rejection) -> u64 {
        self.rejected(reason)
    }
}

impl fmt::Display for FilterSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = self.pairs();
        let names = Rejection::ALL.iter().map(|reason| reason.name().len()).max().unwrap_or(0);
        let digits = pairs.to_string().len();
        write!(f, "{:names$}  {pairs}", "pairs")?;
        let mut line = |name: &str, count: u64| {
            let share = 100.0 * count as f64 / pairs.max(1) as f64;
            write!(f, "\n{name:names$}  {count:digits$}  {share:5.1} %")
        };
        for &reason in Rejection::ALL.iter().filter(|reason| self.filter.rejects(**reason)) {
            line(reason.name(), self.rejected(reason))?;
        }
        line("kept", self.kept)
    }
}

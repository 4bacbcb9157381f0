//! How many pairs were kept, and what the others fell to.

use std::fmt;

use super::{Fault, Filter};

/// What a filter did: each pair is counted once, as kept or under the fault that it fell to.
///
/// `Display` is a table with a line for each check that is on:
///
/// ```
/// use bitext::{Fault, Filter};
///
/// let mut filtering = Filter::new().least_confidence(0.8).without(Fault::Duplicate).start();
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
    fallen: [u64; Fault::ALL.len()],
    kept: u64,
}

impl FilterSummary {
    pub(super) fn new(filter: Filter) -> Self {
        Self { filter, fallen: [0; Fault::ALL.len()], kept: 0 }
    }

    pub(super) fn count(&mut self, fault: Option<Fault>) {
        match fault {
            Some(fault) => self.fallen[fault as usize] += 1,
            None => self.kept += 1,
        }
    }

    /// Pairs that were checked.
    #[must_use]
    pub fn pairs(&self) -> u64 {
        self.kept + self.fallen.iter().sum::<u64>()
    }

    /// Pairs that were kept.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.kept
    }

    /// Pairs that fell to this fault.
    #[must_use]
    pub fn fallen(&self, fault: Fault) -> u64 {
        self.fallen[fault as usize]
    }
}

impl fmt::Display for FilterSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = self.pairs();
        let names = Fault::ALL.iter().map(|fault| fault.name().len()).max().unwrap_or(0);
        let digits = pairs.to_string().len();
        write!(f, "{:names$}  {pairs}", "pairs")?;
        let mut line = |name: &str, count: u64| {
            let share = 100.0 * count as f64 / pairs.max(1) as f64;
            write!(f, "\n{name:names$}  {count:digits$}  {share:5.1} %")
        };
        for &fault in Fault::ALL.iter().filter(|fault| self.filter.drops(**fault)) {
            line(fault.name(), self.fallen(fault))?;
        }
        line("kept", self.kept)
    }
}

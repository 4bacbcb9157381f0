//! The progress of a long alignment.

use std::convert::Infallible;
use std::ops::ControlFlow;

/// Counts the work of an alignment and reports it to the caller, who may stop the alignment with a value of type `B`.
pub(crate) struct Progress<'p, B> {
    report: Option<&'p mut dyn FnMut(f64) -> ControlFlow<B>>,
    done: usize,
    total: usize,
    /// The amount of finished work at which the next report is due.
    next: usize,
}

/// Maximum number of reports of an alignment. The work between two reports is the total divided by this number, rounded
/// up.
const REPORTS: usize = 1000;

impl Progress<'_, Infallible> {
    /// Reports to nobody, and never stops.
    pub(crate) const fn none() -> Self {
        Self { report: None, done: 0, total: 0, next: usize::MAX }
    }
}

impl<'p, B> Progress<'p, B> {
    /// Reports the share of the work that is done, 0 to 1. `total` is the sum of the work in all calls of
    /// [`advance`](Self::advance).
    pub(crate) fn new(total: usize, report: &'p mut dyn FnMut(f64) -> ControlFlow<B>) -> Self {
        Self { report: Some(report), done: 0, total, next: total.div_ceil(REPORTS) }
    }

    /// Counts an amount of work as done. Breaks if the caller stops the alignment.
    #[inline]
    pub(crate) fn advance(&mut self, work: usize) -> ControlFlow<B> {
        self.done += work;
        if self.done < self.next {
            return ControlFlow::Continue(());
        }
        self.report()
    }

    fn report(&mut self) -> ControlFlow<B> {
        // The end of the work is always reported.
        self.next = (self.done + self.total.div_ceil(REPORTS)).min(self.total);
        let share = if self.done < self.total { self.done as f64 / self.total as f64 } else { 1.0 };
        match &mut self.report {
            Some(report) => report(share),
            None => ControlFlow::Continue(()),
        }
    }
}

//! A set of numbers as the intervals that it consists of.

use std::collections::BTreeMap;
use std::ops::Range;

/// A set of numbers that only grows. Its intervals neither overlap nor touch.
#[derive(Default)]
pub(super) struct IntervalSet {
    /// Maps the start of each interval to its end.
    ends: BTreeMap<usize, usize>,
}

impl IntervalSet {
    /// Adds the numbers of a range. n calls take time O(n log n).
    pub(super) fn insert(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let Range { mut start, mut end } = range;
        while let Some((&other, &other_end)) = self.ends.range(..=end).next_back()
            && other_end >= start
        {
            start = start.min(other);
            end = end.max(other_end);
            self.ends.remove(&other);
        }
        self.ends.insert(start, end);
    }

    /// Returns the first number from `number` on that is not in the set. Time O(log n).
    pub(super) fn skip(&self, number: usize) -> usize {
        self.interval_from(number)
            .filter(|interval| interval.contains(&number))
            .map_or(number, |interval| interval.end)
    }

    /// Returns the first interval that ends after `number`. Time O(log n).
    pub(super) fn interval_from(&self, number: usize) -> Option<Range<usize>> {
        let interval = |(&start, &end): (&usize, &usize)| start..end;
        let before = self.ends.range(..=number).next_back().map(interval);
        before.filter(|before| before.end > number).or_else(|| self.ends.range(number..).next().map(interval))
    }

    /// Returns the end of the interval before the one that starts at `start`, or 0 if there is none. Time O(log n).
    pub(super) fn end_before(&self, start: usize) -> usize {
        self.ends.range(..start).next_back().map_or(0, |(_, &end)| end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_merged() {
        let mut set = IntervalSet::default();
        for range in [3..5, 8..9, 1..2, 5..6, 7..7] {
            set.insert(range);
        }
        assert_eq!(set.ends.iter().map(|(&start, &end)| start..end).collect::<Vec<_>>(), [1..2, 3..6, 8..9]);
        assert_eq!([0, 1, 2, 3, 5, 6, 8, 9].map(|number| set.skip(number)), [0, 2, 2, 6, 6, 6, 9, 9]);
        assert_eq!(
            (set.interval_from(6), set.interval_from(8), set.interval_from(9)),
            (Some(8..9), Some(8..9), None)
        );
        assert_eq!((set.end_before(1), set.end_before(8)), (0, 6));
        set.insert(2..8);
        assert_eq!(set.skip(1), 9);
    }
}

//! Offsets of a normalized text back to the original one.

/// Stretches in which the two texts advance in step.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Offsets {
    stretches: Vec<Stretch>,
    /// Length of the normalized text so far.
    len: usize,
    /// Length of the original text so far.
    source_len: usize,
}

/// Every `unit` bytes of the normalized text were made from `source_unit` bytes of the original;
/// both 0: the whole stretch is one unit, too long to be counted here.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stretch {
    start: usize,
    source_start: usize,
    unit: u16,
    source_unit: u16,
}

impl Offsets {
    pub(super) const fn new() -> Self {
        Self { stretches: Vec::new(), len: 0, source_len: 0 }
    }

    /// Adds `len` bytes whose characters are as long as those that they were made from.
    pub(super) fn push_same(&mut self, len: usize) {
        self.add(1, 1);
        self.len += len;
        self.source_len += len;
    }

    /// Adds what `source` became.
    pub(super) fn push(&mut self, made: &str, source: &str) {
        let same = made.len() == source.len()
            && (made == source || source.chars().map(char::len_utf8).eq(made.chars().map(char::len_utf8)));
        if same {
            return self.push_same(made.len());
        }
        match (u16::try_from(made.len()), u16::try_from(source.len())) {
            (Ok(unit), Ok(source_unit)) => self.add(unit, source_unit),
            _ => self.add(0, 0),
        }
        self.len += made.len();
        self.source_len += source.len();
    }

    fn add(&mut self, unit: u16, source_unit: u16) {
        let goes_on = self
            .stretches
            .last()
            .is_some_and(|last| unit > 0 && (last.unit, last.source_unit) == (unit, source_unit));
        if !goes_on {
            self.stretches.push(Stretch {
                start: self.len,
                source_start: self.source_len,
                unit,
                source_unit,
            });
        }
    }

    /// The original offset at which the unit begins that `offset` lies in.
    pub(super) fn floor(&self, offset: usize) -> usize {
        let next = self.stretches.partition_point(|stretch| stretch.start <= offset);
        let Some(stretch) = next.checked_sub(1).and_then(|at| self.stretches.get(at)) else { return 0 };
        if offset >= self.len {
            return self.source_len;
        }
        match usize::from(stretch.unit) {
            0 => stretch.source_start,
            unit => stretch.source_start + (offset - stretch.start) / unit * usize::from(stretch.source_unit),
        }
    }

    /// The original offset at which the unit ends that the byte before `offset` lies in.
    pub(super) fn ceil(&self, offset: usize) -> usize {
        let next = self.stretches.partition_point(|stretch| stretch.start < offset);
        let Some(stretch) = next.checked_sub(1).and_then(|at| self.stretches.get(at)) else { return 0 };
        match usize::from(stretch.unit) {
            0 => self.stretches.get(next).map_or(self.source_len, |after| after.source_start),
            unit => {
                stretch.source_start
                    + (offset - stretch.start).div_ceil(unit) * usize::from(stretch.source_unit)
            }
        }
    }
}

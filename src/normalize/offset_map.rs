//! The map from offsets in a normalized text to offsets in the original.

/// The map as a list of segments. Within a segment, both texts advance at a constant ratio.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct OffsetMap {
    segments: Vec<OffsetSegment>,
    /// Length of the normalized text so far, in bytes.
    len: usize,
    /// Length of the original text so far, in bytes.
    source_len: usize,
}

/// A segment, which starts at offset `start` of the normalized text and at offset `source_start` of the original.
/// Every `unit` bytes of the normalized text were made from `source_unit` bytes of the original: 2 bytes from 3 in
/// `kgkg`, made from `㎏㎏`. Both numbers of bytes are 0 if the segment is a single unit longer than `u16::MAX`
/// bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct OffsetSegment {
    start: usize,
    source_start: usize,
    unit: u16,
    source_unit: u16,
}

impl OffsetMap {
    pub(super) const fn new() -> Self {
        Self { segments: Vec::new(), len: 0, source_len: 0 }
    }

    /// Adds the next `len` bytes of both texts. Each character must have the same length in both.
    pub(super) fn push_same(&mut self, len: usize) {
        self.add(1, 1);
        self.len += len;
        self.source_len += len;
    }

    /// Adds `source`, the next part of the original text, and `made`, its normalized form.
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

    /// Starts a segment, unless the last segment has the same `unit` and `source_unit`. A segment with units of 0 is
    /// a single unit, so it is never continued.
    fn add(&mut self, unit: u16, source_unit: u16) {
        let continues = self
            .segments
            .last()
            .is_some_and(|last| unit > 0 && (last.unit, last.source_unit) == (unit, source_unit));
        if !continues {
            self.segments.push(OffsetSegment {
                start: self.len,
                source_start: self.source_len,
                unit,
                source_unit,
            });
        }
    }

    /// Returns the offset in the original text at which the unit that contains `offset` begins. At the end of the
    /// normalized text, returns the length of the original text.
    pub(super) fn floor(&self, offset: usize) -> usize {
        let next = self.segments.partition_point(|segment| segment.start <= offset);
        let Some(segment) = next.checked_sub(1).and_then(|at| self.segments.get(at)) else { return 0 };
        if offset >= self.len {
            return self.source_len;
        }
        match usize::from(segment.unit) {
            0 => segment.source_start,
            unit => segment.source_start + (offset - segment.start) / unit * usize::from(segment.source_unit),
        }
    }

    /// Returns the offset in the original text at which the unit that contains the byte before `offset` ends.
    pub(super) fn ceil(&self, offset: usize) -> usize {
        let next = self.segments.partition_point(|segment| segment.start < offset);
        let Some(segment) = next.checked_sub(1).and_then(|at| self.segments.get(at)) else { return 0 };
        match usize::from(segment.unit) {
            0 => self.segments.get(next).map_or(self.source_len, |after| after.source_start),
            unit => {
                segment.source_start
                    + (offset - segment.start).div_ceil(unit) * usize::from(segment.source_unit)
            }
        }
    }
}

//! The unit of offsets, and byte spans in that unit.

use std::ops::Range;

use bitext::{OffsetUnit, Span, SpanConverter};
use pyo3::prelude::*;

use crate::errors::invalid;

/// The unit of the offsets that Python code sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Indices into a `str`.
    #[default]
    CodePoints,
    /// Indices into the UTF-8 form of a text.
    Bytes,
    /// UTF-16 code units.
    Utf16,
}

impl Unit {
    /// The name in Python.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::CodePoints => "code-points",
            Self::Bytes => "bytes",
            Self::Utf16 => "utf16",
        }
    }

    /// The number of units of a character.
    const fn width(self, c: char) -> usize {
        match self {
            Self::CodePoints => 1,
            Self::Bytes => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }

    pub(crate) fn named(name: &str) -> PyResult<Self> {
        [Self::CodePoints, Self::Bytes, Self::Utf16]
            .into_iter()
            .find(|unit| unit.name() == name)
            .ok_or_else(|| invalid(&format!("unit: `{name}` is not `code-points`, `bytes` or `utf16`")))
    }

    /// A converter of the byte spans of `text` to this unit. Time O(length of `text`).
    pub(crate) fn offsets(self, text: &str) -> Offsets<'_> {
        let unit = match self {
            Self::Bytes => None,
            // A character is one byte in an ASCII text, in every unit.
            _ if text.is_ascii() => None,
            Self::CodePoints => Some(OffsetUnit::CodePoints),
            Self::Utf16 => Some(OffsetUnit::Utf16),
        };
        Offsets(unit.map(|unit| SpanConverter::new(text, unit)))
    }
}

impl<'py> FromPyObject<'_, 'py> for Unit {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Self::named(&object.extract::<String>()?)
    }
}

/// Converts byte spans of one text.
pub(crate) struct Offsets<'t>(Option<SpanConverter<'t>>);

impl Offsets<'_> {
    /// The start and the end of a byte span in the unit.
    pub(crate) fn of(&mut self, span: Span) -> (usize, usize) {
        match &mut self.0 {
            None => (span.start, span.end),
            Some(converter) => {
                let range = converter.convert(span);
                (range.start, range.end)
            }
        }
    }

    pub(crate) fn all(&mut self, spans: &[Span]) -> Vec<(usize, usize)> {
        spans.iter().map(|&span| self.of(span)).collect()
    }
}

/// Converts offsets in a unit to bytes of one text, and back, in constant time for each offset. The text is not kept:
/// each call takes the text of which the index was made.
#[derive(Debug)]
pub(crate) struct UnitIndex {
    unit: Unit,
    /// For each `STEP` bytes, the number of units before the first character that starts there or later. `None` if a
    /// unit is a byte.
    counts: Option<Vec<usize>>,
}

/// An index takes 8 bytes for this number of bytes of its text.
const STEP: usize = 256;

impl UnitIndex {
    /// Time O(length of `text`).
    pub(crate) fn new(text: &str, unit: Unit) -> Self {
        let has_bytes = unit == Unit::Bytes || text.is_ascii();
        let counts = (!has_bytes).then(|| {
            let mut counts = Vec::with_capacity(text.len() / STEP + 1);
            let mut units = 0;
            for (at, c) in text.char_indices() {
                if at >= counts.len() * STEP {
                    counts.push(units);
                }
                units += unit.width(c);
            }
            counts
        });
        Self { unit, counts }
    }

    /// The byte of an offset. `None` if the text has no character there.
    fn byte(&self, text: &str, offset: usize) -> Option<usize> {
        let Some(counts) = &self.counts else { return text.is_char_boundary(offset).then_some(offset) };
        let last = counts.partition_point(|&count| count <= offset).checked_sub(1)?;
        let mut byte = next_character(text, last * STEP);
        let mut rest = offset - counts[last];
        let mut characters = text.get(byte..)?.chars();
        while rest > 0 {
            let c = characters.next()?;
            rest = rest.checked_sub(self.unit.width(c))?;
            byte += c.len_utf8();
        }
        Some(byte)
    }

    /// The bytes of a span in the unit.
    pub(crate) fn range(&self, text: &str, (start, end): (usize, usize)) -> PyResult<Range<usize>> {
        let range = self.byte(text, start).zip(self.byte(text, end)).filter(|(start, end)| start <= end);
        range.map(|(start, end)| start..end).ok_or_else(|| {
            invalid(&format!("{start}..{end} is not a span of the text in {}", self.unit.name()))
        })
    }

    /// The offset of a byte at which a character starts, or of the end of the text.
    fn offset(&self, text: &str, byte: usize) -> usize {
        let Some(counts) = &self.counts else { return byte };
        let last = (byte / STEP).min(counts.len().saturating_sub(1));
        let before = text.get(next_character(text, last * STEP)..byte).unwrap_or_default();
        counts.get(last).unwrap_or(&0) + before.chars().map(|c| self.unit.width(c)).sum::<usize>()
    }

    /// The start and the end of a byte span in the unit.
    pub(crate) fn span(&self, text: &str, span: Span) -> (usize, usize) {
        (self.offset(text, span.start), self.offset(text, span.end))
    }
}

/// The first byte from `byte` on at which a character of `text` starts, or its end.
fn next_character(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|&byte| text.is_char_boundary(byte)).unwrap_or(text.len())
}

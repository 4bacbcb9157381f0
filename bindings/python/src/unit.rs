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

/// Converts offsets in a unit to bytes of one text.
pub(crate) struct ByteOffsets<'t> {
    text: &'t str,
    unit: Unit,
    /// The byte of each unit, and the length of the text; `usize::MAX` inside a character. `None` if a unit is a byte.
    bytes: Option<Vec<usize>>,
}

impl<'t> ByteOffsets<'t> {
    /// Time O(length of `text`).
    pub(crate) fn new(text: &'t str, unit: Unit) -> Self {
        let has_bytes = unit == Unit::Bytes || text.is_ascii();
        let bytes = (!has_bytes).then(|| {
            let mut bytes = Vec::with_capacity(text.len() / 2);
            for (start, c) in text.char_indices() {
                bytes.push(start);
                if unit == Unit::Utf16 && c.len_utf16() == 2 {
                    bytes.push(usize::MAX);
                }
            }
            bytes.push(text.len());
            bytes
        });
        Self { text, unit, bytes }
    }

    fn of(&self, offset: usize) -> Option<usize> {
        let byte = match &self.bytes {
            Some(bytes) => bytes.get(offset).copied()?,
            None => offset,
        };
        self.text.is_char_boundary(byte).then_some(byte)
    }

    /// The bytes of a span in the unit.
    pub(crate) fn range(&self, (start, end): (usize, usize)) -> PyResult<Range<usize>> {
        let range = self.of(start).zip(self.of(end)).filter(|(start, end)| start <= end);
        range.map(|(start, end)| start..end).ok_or_else(|| {
            invalid(&format!("{start}..{end} is not a span of the text in {}", self.unit.name()))
        })
    }
}

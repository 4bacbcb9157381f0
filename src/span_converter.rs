//! Spans in the units of other languages and formats: UTF-16 code units and code points.

use std::ops::Range;

use crate::Span;

/// A unit of offsets in a text, other than bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum OffsetUnit {
    /// UTF-16 code units, as in JavaScript, Java, C# and the Language Server Protocol. A character beyond U+FFFF has
    /// two.
    Utf16,
    /// Unicode code points, as in Python.
    CodePoints,
}

/// Converts byte spans of a text to another unit, in one pass over the text if the spans ascend.
///
/// A converter remembers the last span, and counts only the text between that span and the next one.
///
/// ```
/// use bitext::{MixedTokenizer, OffsetUnit, SpanConverter, Tokenizer};
///
/// let text = "😀 喝 coffee";
/// let tokens = MixedTokenizer::new().tokenize(text);
/// let mut converter = SpanConverter::new(text, OffsetUnit::Utf16);
/// let spans: Vec<_> = tokens.iter().map(|token| converter.convert(token.span)).collect();
/// assert_eq!(spans, [0..2, 3..4, 5..11]);
/// ```
#[derive(Clone, Debug)]
pub struct SpanConverter<'t> {
    text: &'t str,
    unit: OffsetUnit,
    start: Place,
    end: Place,
}

/// An offset in bytes and in the unit of the converter. The byte offset is on a character boundary.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    byte: usize,
    units: usize,
}

impl<'t> SpanConverter<'t> {
    /// Returns a converter for the spans of `text`.
    #[must_use]
    pub const fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let place = Place { byte: 0, units: 0 };
        Self { text, unit, start: place, end: place }
    }

    /// Converts `span` from bytes to the unit of the converter.
    ///
    /// An offset inside a character is moved to the start of the character, and an offset past the end of the text is
    /// moved to the end. If `span` ends before it starts, the result also ends before it starts.
    ///
    /// Spans may come in any order. Time O(distance from the last span + length of `span`); in total O(length of the
    /// text) if the spans ascend and do not overlap.
    ///
    /// ```
    /// use bitext::{OffsetUnit, Span, SpanConverter};
    ///
    /// let mut converter = SpanConverter::new("喝 coffee", OffsetUnit::CodePoints);
    /// assert_eq!(converter.convert(Span::new(4, 10)), 2..8);
    /// assert_eq!(converter.convert(Span::new(0, 3)), 0..1);
    /// ```
    pub fn convert(&mut self, span: Span) -> Range<usize> {
        // Count from the end of the last span, or from its start if `span` starts before that end.
        let near = if span.start >= self.end.byte { self.end } else { self.start };
        self.start = self.moved(near, span.start);
        self.end = self.moved(self.start, span.end);
        self.start.units..self.end.units
    }

    /// Returns the place at the byte offset `byte`, found by counting the units between it and `from`.
    fn moved(&self, from: Place, byte: usize) -> Place {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let count =
            |from: usize, to: usize| self.unit.count(self.text.as_bytes().get(from..to).unwrap_or(&[]));
        let units = if byte >= from.byte {
            from.units + count(from.byte, byte)
        } else {
            from.units - count(byte, from.byte)
        };
        Place { byte, units }
    }
}

impl OffsetUnit {
    /// Returns the length of `bytes` in this unit. `bytes` must be whole characters in UTF-8.
    fn count(self, bytes: &[u8]) -> usize {
        let characters = bytes.iter().filter(|&&byte| is_first(byte)).count();
        match self {
            Self::CodePoints => characters,
            // A character of four bytes is beyond U+FFFF.
            Self::Utf16 => characters + bytes.iter().filter(|&&byte| byte >= 0xf0).count(),
        }
    }
}

/// Whether `byte` is the first byte of a character.
const fn is_first(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

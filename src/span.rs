//! Byte ranges of a text, and the line and column of an offset.

use std::fmt;
use std::ops::Range;

/// A half-open range of byte offsets in a text.
///
/// Every span that this crate returns lies on character boundaries of the caller's text.
///
/// ```
/// use bitext::Span;
///
/// let text = "喝 coffee";
/// let span = Span::new(4, 10);
/// assert_eq!(span.of(text), "coffee");
/// assert_eq!(span.len(), 6);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset past the last byte.
    pub end: usize,
}

impl Span {
    /// Returns the span from `start`, inclusive, to `end`, exclusive.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the length in bytes, or 0 if `end` is not past `start`.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span has no bytes.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Returns the span as a [`Range`], to index a slice.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the part of `text` that the span covers, or an empty text if the span is out of bounds or splits a
    /// character.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Returns the span moved right by `by` bytes. Converts a span of `&text[by..]` to a span of `text`.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// Returns the span without leading and trailing white space.
    ///
    /// Time O(length of the white space).
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let part = self.of(text);
        let start = self.start + (part.len() - part.trim_start().len());
        Self { start, end: start + part.trim().len() }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.range()
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A place in a text: a byte offset, and the line and column that an editor shows for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Position {
    /// Byte offset, from 0.
    pub offset: usize,
    /// Line, from 1; lines end at `\n`.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// Returns the position of byte `offset` in `text`. An offset past the end of the text is moved to the end, and
    /// an offset inside a character is moved to the start of the character.
    ///
    /// Time O(`offset`).
    ///
    /// ```
    /// use bitext::Position;
    ///
    /// let at = Position::of("one\n二三", 7);
    /// assert_eq!((at.line, at.column), (2, 2));
    /// ```
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            offset,
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_off_a_character_boundary_are_empty() {
        assert_eq!(Span::new(1, 3).of("汉字"), "");
        assert_eq!(Span::new(5, 2).of("abcdef"), "");
        assert_eq!(Span::new(0, 99).of("abc"), "");
    }

    #[test]
    fn trimmed_spans_stay_inside() {
        assert_eq!(Span::new(0, 8).trimmed("  ab \u{3000}").range(), 2..4);
        assert!(Span::new(1, 3).trimmed("a  b").is_empty());
    }

    #[test]
    fn offsets_inside_a_character_move_to_its_start() {
        let at = Position::of("汉\r\n字", 7);
        assert_eq!((at.offset, at.line, at.column), (5, 2, 1));
    }
}

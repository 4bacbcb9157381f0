//! The list item that a sentence is in, and the label of its line.

use super::text_cursor::TextCursor;
use crate::Span;
use crate::lines::{ItemLabel, LineLabel, strip_label};

/// The label of a list item, and the offset at which the label ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListItem {
    pub(super) label: ItemLabel,
    /// The offset after the label.
    pub(super) end: usize,
}

impl ListItem {
    /// Returns the item whose label begins at `at`.
    pub(super) fn at(cursor: TextCursor<'_>, at: usize) -> Option<Self> {
        let label = ItemLabel::read(cursor.text.get(at..)?)?;
        Some(Self { label, end: at + label.len })
    }

    /// Returns the same item in a text without the first `back` bytes.
    pub(super) fn moved(self, back: usize) -> Self {
        Self { end: self.end.saturating_sub(back), ..self }
    }
}

/// Maximum length of the label of a line, in bytes.
const MAX_LABEL: usize = 24;

/// Whether a line begins with a numbered label from `start` to `end`, such as `Chapter 5.`, `5.3.` or `IV.`. The text
/// after the label begins at `next`.
pub(super) fn is_line_label(cursor: TextCursor<'_>, start: usize, end: usize, next: usize) -> bool {
    let first = cursor.char_at(next);
    if end - start > MAX_LABEL || !first.is_alphanumeric() || cursor.line_breaks(end, next) > 0 {
        return false;
    }
    let before = cursor.text.get(..start).unwrap_or("").trim_end_matches([' ', '\t']);
    if !(before.is_empty() || before.ends_with(['\n', '\r'])) {
        return false;
    }
    let (rest, label) = strip_label(cursor.text, Span::new(start, next + first.len_utf8()));
    rest.start >= end && matches!(label, Some(LineLabel::Number(_)))
}

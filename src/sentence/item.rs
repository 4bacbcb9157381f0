//! The list item that a sentence is in.

use super::text_cursor::TextCursor;
use crate::lines::ItemLabel;

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

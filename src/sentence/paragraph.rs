//! The paragraph around a line break, and the margin at which its lines are wrapped.

use std::cell::Cell;

use super::text_cursor::TextCursor;
use crate::lines::Margin;
use crate::script::{ascii, is_cjk};

/// Number of bytes after which the margin of a paragraph is measured again. A stream can then split a text
/// without blank lines.
pub(super) const LONGEST_PARAGRAPH: usize = 1 << 16;

/// Consecutive lines, without a blank line between them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    pub(super) start: usize,
    end: usize,
    pub(super) margin: Margin,
}

impl Paragraph {
    /// Returns the paragraph whose first line begins at `start`.
    ///
    /// Time O(length of the paragraph). A line that starts more than [`LONGEST_PARAGRAPH`] bytes after `start` is the
    /// last line that is read.
    pub(super) fn measure(cursor: TextCursor<'_>, start: usize) -> Self {
        let paragraph_end = Cell::new(start);
        let texts = lines(cursor, start).map(|(line, end, next)| {
            paragraph_end.set(next);
            cursor.text.get(line..end).unwrap_or("")
        });
        let margin = Margin::measure_wrapped(texts);
        Self { start, end: paragraph_end.get(), margin }
    }

    /// Returns the same paragraph in a text without the first `back` bytes.
    pub(super) fn moved(&self, back: usize) -> Self {
        Self { start: self.start.saturating_sub(back), end: self.end.saturating_sub(back), ..*self }
    }

    pub(super) const fn contains(&self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
}

/// Whether there are Chinese characters, kana or bopomofo in `from..to`.
pub(super) fn has_cjk(cursor: TextCursor<'_>, from: usize, to: usize) -> bool {
    cursor.text.get(from..to).is_some_and(|line| line.chars().any(is_cjk))
}

/// Returns the start of the line that `at` is on.
pub(super) fn line_start(cursor: TextCursor<'_>, at: usize) -> usize {
    cursor.text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |at| at + 1)
}

/// Returns the end of the line that `at` is on.
pub(super) fn line_end(cursor: TextCursor<'_>, at: usize) -> usize {
    ascii::line_end(cursor.bytes, at)
}

/// Returns the lines of the paragraph that begins at `start`: for each line its start, its end without trailing white
/// space, and the start of the text after the line.
fn lines(cursor: TextCursor<'_>, start: usize) -> impl Iterator<Item = (usize, usize, usize)> + Clone {
    let mut at = Some(start);
    std::iter::from_fn(move || {
        let line = at?;
        let end = line_end(cursor, line);
        let next = cursor.skip_space(end);
        // The first line that starts past the limit is the last line, so a paragraph of several lines yields at least
        // two.
        let long = line - start > LONGEST_PARAGRAPH;
        let follows = next < cursor.len() && !long && cursor.line_breaks(end, next) == 1;
        at = follows.then(|| line_start(cursor, next));
        Some((line, cursor.trim_end(line, end), next))
    })
}

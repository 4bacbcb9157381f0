//! The margin that the lines of a paragraph were broken at, by hand or by a mail program.

use std::ops::RangeInclusive;

use super::cursor::Cursor;
use crate::script::{closes, columns, is_cjk, is_end_mark};

/// Columns that hard-wrapped text is wrapped at; narrower lines are lines by intent, wider ones are paragraphs.
const WRAPPED: RangeInclusive<usize> = 40..=120;

/// Columns by which Chinese lines differ, since no line starts with a comma or ends with an opening mark.
const CHINESE_SLACK: usize = 4;

/// Bytes after which a paragraph is measured anew, so that a text without blank lines can be read piece by piece.
pub(super) const LONGEST_PARAGRAPH: usize = 1 << 16;

/// The lines of a paragraph, which reaches to a blank line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Margin {
    start: usize,
    end: usize,
    /// Columns of its widest line that could be broken.
    width: usize,
    /// Line breaks before which there was no room for the first word of the next line.
    full: usize,
    /// Those before which there was, though no mark ended the line.
    short: usize,
}

impl Margin {
    /// The margin of the paragraph whose first line begins at `start`.
    ///
    /// Time O(length of the paragraph, or [`LONGEST_PARAGRAPH`]).
    pub(super) fn of(cursor: Cursor<'_>, start: usize) -> Self {
        let mut margin = Self { start, end: start, ..Self::default() };
        for (line, end, next) in lines(cursor, start) {
            let line = Line::read(cursor, line, end);
            // An address that is longer than any line is not broken.
            if line.chinese || line.blanks {
                margin.width = margin.width.max(line.columns);
            }
            margin.end = next;
        }
        for (line, end, next) in lines(cursor, start) {
            if next >= margin.end {
                break;
            }
            if !margin.has_room(cursor, line, end, next) {
                margin.full += 1;
            } else if !is_end(cursor.char_before(end)) {
                margin.short += 1;
            }
        }
        margin
    }

    /// The same margin in a text that begins `back` bytes later.
    pub(super) fn moved(&self, back: usize) -> Self {
        Self { start: self.start.saturating_sub(back), end: self.end.saturating_sub(back), ..*self }
    }

    pub(super) const fn contains(&self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    pub(super) const fn start(&self) -> usize {
        self.start
    }

    /// Whether the lines look as if a margin had broken them.
    pub(super) fn is_wrapped(&self) -> bool {
        WRAPPED.contains(&self.width) && self.short <= self.full
    }

    /// Whether several lines agree about the margin and none speaks against it.
    pub(super) fn is_telling(&self) -> bool {
        self.is_wrapped() && self.full > 1 && self.short == 0
    }

    /// Whether the line `line..end` had room for the first word of the next one, at `next`.
    pub(super) fn has_room(&self, cursor: Cursor<'_>, line: usize, end: usize, next: usize) -> bool {
        let read = Line::read(cursor, line, end);
        // Between Chinese characters no blank is needed. Some fonts show quotation marks in two columns.
        let between =
            if read.chinese || is_cjk(cursor.char_at(next)) { CHINESE_SLACK + read.unsure } else { 1 };
        read.columns + between + first_word(cursor, next) <= self.width
    }
}

/// What a line takes on the screen.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    columns: usize,
    /// Whether there are Chinese characters on it.
    chinese: bool,
    /// Whether there are blanks on it.
    blanks: bool,
    /// Marks that are one or two columns wide.
    unsure: usize,
}

impl Line {
    fn read(cursor: Cursor<'_>, from: usize, to: usize) -> Self {
        let mut line = Self::default();
        for c in cursor.text.get(from..to).unwrap_or("").chars() {
            line.columns += columns(c);
            line.chinese |= is_cjk(c);
            line.blanks |= c == ' ';
            line.unsure += usize::from(matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·'));
        }
        line
    }
}

/// Whether there are Chinese characters in `from..to`.
pub(super) fn has_han(cursor: Cursor<'_>, from: usize, to: usize) -> bool {
    cursor.text.get(from..to).is_some_and(|line| line.chars().any(is_cjk))
}

/// The start of the line that `at` is on.
pub(super) fn line_start(cursor: Cursor<'_>, at: usize) -> usize {
    cursor.text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |at| at + 1)
}

/// The end of the line that `at` is on.
pub(super) fn line_end(cursor: Cursor<'_>, at: usize) -> usize {
    let rest = cursor.bytes.get(at..).unwrap_or(&[]);
    rest.iter().position(|&byte| matches!(byte, b'\n' | b'\r')).map_or(cursor.len(), |len| at + len)
}

/// The lines of the paragraph that begins at `start`: the start and the end of each, without white space after it, and
/// where what follows it begins.
fn lines(cursor: Cursor<'_>, start: usize) -> impl Iterator<Item = (usize, usize, usize)> {
    let mut at = Some(start);
    std::iter::from_fn(move || {
        let line = at?;
        let end = line_end(cursor, line);
        let next = cursor.skip_space(end);
        // Two lines at least, so that the break between them is measured.
        let long = line - start > LONGEST_PARAGRAPH;
        at = (next < cursor.len() && !long && cursor.line_breaks(end, next) == 1).then_some(next);
        Some((line, cursor.trim_end(line, end), next))
    })
}

const fn is_end(c: char) -> bool {
    is_end_mark(c) || matches!(c, '"' | '\'') || closes(c)
}

/// Columns of what cannot be broken at `at`: a word, or a Chinese character.
fn first_word(cursor: Cursor<'_>, at: usize) -> usize {
    let mut need = 0;
    for c in cursor.text.get(at..).unwrap_or("").chars().take(*WRAPPED.end()) {
        if c.is_whitespace() {
            break;
        }
        if is_cjk(c) {
            return need.max(2);
        }
        need += columns(c);
    }
    need
}

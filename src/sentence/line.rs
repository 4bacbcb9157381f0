//! Whether a line break ends a sentence.

use super::LineBreaks;
use super::cursor::Cursor;
use super::label::Label;
use super::margin::{LONGEST_PARAGRAPH, Margin, has_han, line_end, line_start};
use super::scan::{Sentences, Step};
use crate::script::{is_bullet, is_cjk};

impl Sentences<'_> {
    /// A line break after text that no end mark closes.
    pub(super) fn line_break(&mut self, at: usize) -> Step {
        let cursor = self.cursor;
        let next = cursor.skip_space(at);
        if self.line_breaks == LineBreaks::Never {
            return Step::On(next);
        }
        let end = cursor.trim_end(self.start, at);
        let blank = cursor.line_breaks(at, next) > 1 || self.line_breaks == LineBreaks::Always;
        if blank || self.complete(end, next) { Step::End(end) } else { Step::On(next) }
    }

    /// Whether the line that ends at `end` is complete, where the next one begins at `next`.
    fn complete(&mut self, end: usize, next: usize) -> bool {
        let cursor = self.cursor;
        let (last, first) = (cursor.char_before(end), cursor.char_at(next));
        if is_bullet(first) || is_quoted(cursor, next) || cursor.char_before(next) == INDENT {
            return true;
        }
        let label = Label::at(cursor, next);
        if label.is_none()
            && matches!(last, ',' | '，' | '、' | ';' | '；')
            && (first.is_lowercase() || is_cjk(first))
        {
            return false;
        }
        if !self.margin.contains(next) {
            let near = self.paragraph.filter(|&paragraph| next - paragraph <= LONGEST_PARAGRAPH);
            self.margin = Margin::of(cursor, line_start(cursor, near.unwrap_or(end)));
        }
        let margin = self.margin;
        if !margin.is_wrapped() || margin.has_room(cursor, line_start(cursor, end), end, next) {
            return true;
        }
        if let Some(label) = label {
            return label.opens_list() || self.label.is_some_and(|before| before.precedes(label));
        }
        if is_dash(first) && cursor.byte(next + first.len_utf8()) == b' ' {
            // A list of dashes, not a dash of the text.
            return cursor.char_at(cursor.skip_space(margin.start())) == first;
        }
        // The line is full, which it may be by chance where others don't say the same.
        !margin.is_telling()
            && (matches!(last, ':' | '：') && !first.is_lowercase() || changes_language(cursor, end, next))
    }
}

/// Two of these before a line open a Chinese paragraph.
const INDENT: char = '\u{3000}';

/// Whether the line at `next` has the mark of a quoted line, a heading or a table: nobody wraps text with these.
fn is_quoted(cursor: Cursor<'_>, next: usize) -> bool {
    matches!(cursor.byte(next), b'#' | b'>' | b'|') && cursor.byte(next + 1) == b' '
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '*' | '–' | '—')
}

/// Whether of two lines that meet in letters one only is Chinese.
fn changes_language(cursor: Cursor<'_>, end: usize, next: usize) -> bool {
    let (last, first) = (cursor.char_before(end), cursor.char_at(next));
    is_cjk(last) != is_cjk(first)
        && last.is_alphabetic()
        && first.is_alphabetic()
        && has_han(cursor, line_start(cursor, end), end) != has_han(cursor, next, line_end(cursor, next))
}

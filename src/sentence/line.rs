//! Whether a line break ends a sentence.

use super::cursor::{Cursor, is_han};
use super::label::Label;
use super::scan::{Sentences, Step};
use super::{LineBreaks, label};
use crate::Script;

/// The paragraph that was measured last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    start: usize,
    end: usize,
    /// Columns of its widest line.
    width: usize,
}

/// Columns that hard-wrapped text is wrapped at; narrower lines are lines by intent, wider ones
/// are paragraphs.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=120;

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
    pub(super) fn complete(&mut self, end: usize, next: usize) -> bool {
        let cursor = self.cursor;
        let (last, first) = (cursor.char_before(end), cursor.char_at(next));
        if label::is_bullet(first) || Label::at(cursor, next).is_some() || matches!(last, ':' | '：') {
            return true;
        }
        if matches!(first, '-' | '*' | '–' | '—' | '#' | '>' | '|')
            && cursor.byte(next + first.len_utf8()) == b' '
        {
            return true;
        }
        if matches!(last, ',' | '，' | '、' | ';' | '；') && (first.is_lowercase() || is_han(first)) {
            return false;
        }
        if is_han(last) != is_han(first) && last.is_alphabetic() && first.is_alphabetic() {
            return true;
        }
        let width = self.paragraph_width(end, next);
        if !WRAPPED.contains(&width) {
            return true;
        }
        let line =
            cursor.text.get(..end).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |at| at + 1);
        columns(cursor, line, end) + first_word(cursor, next) <= width
    }

    /// Columns of the widest line of the paragraph around `end`.
    fn paragraph_width(&mut self, end: usize, next: usize) -> usize {
        if next >= self.paragraph.start && next < self.paragraph.end {
            return self.paragraph.width;
        }
        let cursor = self.cursor;
        // The lines before this one were complete, or the paragraph would be known.
        let start =
            cursor.text.get(..end).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |at| at + 1);
        let (mut width, mut line) = (0, start);
        loop {
            let line_end = cursor.bytes[line..].iter().position(|&byte| matches!(byte, b'\n' | b'\r'));
            let line_end = line_end.map_or(cursor.len(), |at| line + at);
            width = width.max(columns(cursor, line, cursor.trim_end(line, line_end)));
            let following = cursor.skip_space(line_end);
            line = following;
            if following >= cursor.len() || cursor.line_breaks(line_end, following) != 1 {
                break;
            }
        }
        self.paragraph = Paragraph { start, end: line, width };
        width
    }
}

/// Columns of `from..to` as a terminal shows them: 2 for a Chinese character or full-width mark.
fn columns(cursor: Cursor<'_>, from: usize, to: usize) -> usize {
    cursor.text.get(from..to).map_or(0, |line| line.chars().map(wide).sum())
}

fn wide(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' => 2,
        '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ if c.is_ascii() => 1,
        _ => usize::from(Script::of(c) != Script::Mark),
    }
}

/// Columns that the first word at `at` needs, with the blank before it.
fn first_word(cursor: Cursor<'_>, at: usize) -> usize {
    let mut need = 0;
    for c in cursor.text.get(at..).unwrap_or("").chars().take(40) {
        if c.is_whitespace() {
            break;
        }
        if wide(c) == 2 {
            return need.max(2);
        }
        need += 1;
    }
    need + 1
}

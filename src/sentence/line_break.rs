//! Decides whether a line break without an end mark before it ends the sentence.

use super::item::ListItem;
use super::line_breaks::LineBreaks;
use super::paragraph::{LONGEST_PARAGRAPH, Paragraph, has_cjk, line_end, line_start};
use super::state::{Decision, Sentences};
use super::text_cursor::TextCursor;
use crate::Span;
use crate::lines::{LineLabel, LineShape, strip_label};
use crate::script::{is_bullet, is_cjk};

impl Sentences<'_> {
    /// Decides whether the sentence ends at the line break at `at`.
    pub(super) fn line_break(&mut self, at: usize) -> Decision {
        let cursor = self.cursor;
        let next = cursor.skip_space(at);
        if self.line_breaks == LineBreaks::Never {
            return Decision::Continue(next);
        }
        let end = cursor.trim_end(self.start, at);
        let blank = cursor.line_breaks(at, next) > 1 || self.line_breaks == LineBreaks::Always;
        if blank || self.is_complete(end, next) { Decision::End(end) } else { Decision::Continue(next) }
    }

    /// Whether the line that ends at `end` is complete, so that the sentence ends there. The next line begins at
    /// `next`.
    fn is_complete(&mut self, end: usize, next: usize) -> bool {
        let cursor = self.cursor;
        let (last, first) = (cursor.char_before(end), cursor.char_at(next));
        if is_bullet(first) || is_quoted(cursor, next) || cursor.char_before(next) == INDENT {
            return true;
        }
        let item = ListItem::at(cursor, next);
        if item.is_none()
            && matches!(last, ',' | '，' | '、' | ';' | '；')
            && (first.is_lowercase() || is_cjk(first))
        {
            return false;
        }
        if !self.paragraph.contains(next) {
            let near = self.paragraph_start.filter(|&start| next - start <= LONGEST_PARAGRAPH);
            self.paragraph = Paragraph::measure(cursor, line_start(cursor, near.unwrap_or(end)));
        }
        let margin = self.paragraph.margin;
        if !margin.is_wrapped() || !margin.explains(line_shape(cursor, end), cursor.from(next)) {
            return true;
        }
        if let Some(item) = item {
            return item.label.opens_list()
                || self.item.is_some_and(|before| before.label.precedes(item.label));
        }
        if is_dash(first) && cursor.byte(next + first.len_utf8()) == b' ' {
            // A line that begins with a dash is a list item if the line before it, the line after it or the first line
            // of the paragraph begins with the same dash. Otherwise, the dash belongs to the text.
            let begins = |line: usize| {
                let start = cursor.skip_space(line);
                cursor.char_at(start) == first && cursor.byte(start + first.len_utf8()) == b' '
            };
            return begins(self.paragraph.start)
                || begins(line_start(cursor, end))
                || begins(line_end(cursor, next));
        }
        if is_labelled(cursor, next)
            && (is_labelled(cursor, line_start(cursor, end)) || matches!(last, ':' | '：'))
        {
            return true;
        }
        // If the other lines do not confirm the margin, the line may be full by chance. A colon or a change of language
        // then ends the sentence.
        !margin.is_telling()
            && (matches!(last, ':' | '：') && !first.is_lowercase() || changes_language(cursor, end, next))
    }
}

/// Returns the shape of the line that ends at `end`.
fn line_shape(cursor: TextCursor<'_>, end: usize) -> LineShape {
    LineShape::of(cursor.text.get(line_start(cursor, end)..end).unwrap_or(""))
}

/// The ideographic space; two of them indent the first line of a Chinese paragraph.
const INDENT: char = '\u{3000}';

/// Whether the line at `next` begins with the Markdown mark of a quoted line, a heading or a table. A line with such a
/// mark does not continue the line before it.
fn is_quoted(cursor: TextCursor<'_>, next: usize) -> bool {
    matches!(cursor.byte(next), b'#' | b'>' | b'|') && cursor.byte(next + 1) == b' '
}

/// Maximum number of bytes of a line that are searched for a label.
const MAX_LABEL: usize = 64;

/// Whether the line at `start` begins with a label of a Chinese list: `1、`, `（二）`, `第三条`.
fn is_labelled(cursor: TextCursor<'_>, start: usize) -> bool {
    let start = cursor.skip_space(start);
    let mut end = line_end(cursor, start).min(start + MAX_LABEL);
    while !cursor.text.is_char_boundary(end) {
        end -= 1;
    }
    strip_label(cursor.text, Span::new(start, end))
        .1
        .is_some_and(|label| matches!(label, LineLabel::Number(_)))
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '*' | '–' | '—')
}

/// Whether the language changes between two lines: the break is between two letters, one of them Chinese, and only one
/// line has Chinese characters.
fn changes_language(cursor: TextCursor<'_>, end: usize, next: usize) -> bool {
    let (last, first) = (cursor.char_before(end), cursor.char_at(next));
    is_cjk(last) != is_cjk(first)
        && last.is_alphabetic()
        && first.is_alphabetic()
        && has_cjk(cursor, line_start(cursor, end), end) != has_cjk(cursor, next, line_end(cursor, next))
}

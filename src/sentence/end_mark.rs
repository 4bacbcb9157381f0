//! Decides whether an end mark ends the sentence.

use super::address::in_address;
use super::chinese;
use super::emoji;
use super::line_breaks::LineBreaks;
use super::mark::MarkKind;
use super::state::{Decision, Sentences};
use crate::script::is_cjk;

/// Maximum length of a spaced ellipsis, in bytes. In a longer run after a word, such as `word. . . .`, the first full
/// stop ends the sentence, and the rest is an ellipsis.
const SPACED_ELLIPSIS: usize = 6;

impl Sentences<'_> {
    /// Whether the sentence ends with the end mark at `at`.
    pub(super) fn mark(&mut self, at: usize) -> Decision {
        let mut mark = self.read_mark(at);
        let cursor = self.cursor;
        let marks_end = mark.end;
        if !self.is_item_label(mark.end) {
            mark.end = emoji::end_after(cursor, mark.end);
        }
        let next = cursor.skip_space(mark.end);
        if next >= cursor.len() {
            return Decision::End(mark.end);
        }
        if self.title_depth > 0 && self.title_closes(mark.end) {
            return Decision::Continue(mark.end);
        }
        if self.paren_depth > 0 && self.paren_start > self.start && self.paren_closes(mark.end) {
            return Decision::Continue(mark.end);
        }
        let breaks =
            if self.line_breaks == LineBreaks::Never { 0 } else { cursor.line_breaks(mark.end, next) };
        if breaks > 1 || breaks == 1 && self.line_breaks == LineBreaks::Always {
            return Decision::End(mark.end);
        }
        if mark.title && !mark.repeated && self.continues_after_title(mark, next) {
            return Decision::Continue(mark.end);
        }
        if mark.kind == MarkKind::Ellipsis && at == self.start {
            // The ellipsis opens the sentence.
            return Decision::Continue(mark.end);
        }
        if mark.run - at > SPACED_ELLIPSIS
            && cursor.bytes[at..].starts_with(b". . . .")
            && cursor.char_before(at).is_alphanumeric()
        {
            // The first full stop ends the sentence. The others are an ellipsis that opens the next sentence.
            return Decision::End(at + 1);
        }
        let ends = match mark.kind {
            MarkKind::Chinese => chinese::ends(self, mark, next),
            MarkKind::Ellipsis if mark.quote && is_cjk(cursor.char_before(at)) => {
                chinese::ends(self, mark, next)
            }
            // The ellipsis is between two Chinese characters, and a line break follows the ellipsis.
            MarkKind::Ellipsis
                if matches!(cursor.byte(mark.end), b'\n' | b'\r')
                    && is_cjk(cursor.char_before(at))
                    && is_cjk(cursor.char_at(next)) =>
            {
                chinese::ellipsis_ends(self, mark, next)
            }
            _ if mark.quote && !mark.repeated && self.continues_after_quotation(mark, next) => false,
            _ if next == marks_end => self.ends_without_blank(mark),
            _ => self.ends_before(mark, next),
        };
        let ends = ends && !(next == marks_end && in_address(cursor, self.start, at, next));
        if ends { Decision::End(mark.end) } else { Decision::Continue(mark.end) }
    }
}

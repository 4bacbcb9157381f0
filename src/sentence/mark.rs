//! Reads runs of end marks, and the quotes and brackets that close after them.

use super::state::Sentences;
use super::text_cursor::TextCursor;
use crate::script::{closes, is_cjk, is_end_mark};

/// A run of end marks with the quotes and brackets that close after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct EndMark {
    /// The offset of the run.
    pub(super) at: usize,
    /// The offset after the run.
    pub(super) run: usize,
    /// The offset after the closing quotes and brackets and the marks that follow them.
    pub(super) end: usize,
    pub(super) kind: MarkKind,
    /// Whether a quotation closes after the run.
    pub(super) quote: bool,
    /// The offset of the opening mark of the quotation that closes after the run, if known.
    pub(super) opened: Option<usize>,
    /// Whether a title closes after the run: `《为什么？》`
    pub(super) title: bool,
    /// Whether a bracket closes after the run.
    pub(super) bracket: bool,
    /// Whether more end marks follow the closing quotes and brackets: `?).`
    pub(super) repeated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A single `.` that does not follow a Chinese character.
    Stop,
    /// `...`, `…`, `. . .`
    Ellipsis,
    /// A run with `!` or `?` that belongs to no other kind.
    Exclamation,
    /// A run with `。`, `！` or `？`, or with a half-width, small or vertical form of these marks; and any run directly
    /// after a Chinese character, except an ellipsis.
    Chinese,
}

impl Sentences<'_> {
    /// Reads the run of end marks that begins at `at`, and the quotes and brackets that close after it.
    pub(super) fn read_mark(&mut self, at: usize) -> EndMark {
        let (kind, run) = read_run(self.cursor, at);
        let mut mark = EndMark {
            at,
            run,
            end: run,
            kind,
            quote: false,
            opened: None,
            title: false,
            bracket: false,
            repeated: false,
        };
        loop {
            let c = self.cursor.char_at(mark.end);
            if !self.closes(&mut mark, c) {
                break;
            }
            mark.end += c.len_utf8();
        }
        mark.end = note_end(self.cursor, mark.end);
        mark
    }

    /// Whether `c`, the character at `mark.end`, belongs to `mark`: a further end mark, or a mark that closes a
    /// quotation, title or bracket. Records in `mark` what `c` closes.
    fn closes(&mut self, mark: &mut EndMark, c: char) -> bool {
        match c {
            _ if is_end_mark(c) => mark.repeated = true,
            '"' => {
                if self.straight_quote.is_none() && self.cursor.char_at(mark.end + 1).is_alphanumeric() {
                    return false;
                }
                mark.opened = self.straight_quote.take();
                mark.quote = true;
            }
            '\'' => {
                if self.cursor.char_at(mark.end + 1).is_alphanumeric() {
                    return false;
                }
                mark.quote = true;
            }
            '》' | '〉' | '︾' | '﹀' => {
                if self.title_depth == 0 {
                    return false;
                }
                self.title_depth -= 1;
                mark.title = true;
            }
            '”' | '」' | '﹂' | '〞' | '〟' | '｣' => {
                mark.opened = self.quote_start.take();
                mark.quote = true;
            }
            '’' | '』' | '﹄' => {
                mark.opened = self.inner_quote.take();
                mark.quote = true;
            }
            '»' | '›' => mark.quote = true,
            _ if closes(c) => {
                self.paren_depth = self.paren_depth.saturating_sub(1);
                mark.bracket = true;
            }
            _ => return false,
        }
        true
    }
}

/// Returns the kind and end of the run of end marks at `at`.
fn read_run(cursor: TextCursor<'_>, at: usize) -> (MarkKind, usize) {
    let (mut stops, mut dots, mut exclaims, mut chinese) = (0, false, false, false);
    let mut end = at;
    loop {
        let c = cursor.char_at(end);
        match c {
            '.' | '．' | '﹒' => stops += 1,
            '…' | '︙' => dots = true,
            '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' => exclaims = true,
            '。' | '！' | '？' | '｡' | '﹗' | '﹖' | '︒' | '︕' | '︖' => chinese = true,
            // Blanks may separate the stops of an ellipsis.
            ' ' if stops > 0
                && cursor.byte(end + 1) == b'.'
                && cursor.byte(end - 1) == b'.'
                && !cursor.char_at(end + 2).is_alphanumeric() => {}
            _ => break,
        }
        end += c.len_utf8();
    }
    let kind = if chinese {
        MarkKind::Chinese
    } else if dots || stops > 1 && !exclaims {
        MarkKind::Ellipsis
    } else if is_cjk(cursor.char_before(at)) {
        MarkKind::Chinese
    } else if exclaims {
        MarkKind::Exclamation
    } else {
        MarkKind::Stop
    };
    (kind, end)
}

/// Maximum number of characters between the brackets of a reference to a note: `[12,13]`.
const MAX_NOTE: usize = 6;

/// Returns the end of the references to notes that begin at `at`, after a sentence: `[6]`, `[12,13]`. One blank may
/// precede each of them. A `[…]` counts too. Returns `at` if there are none.
fn note_end(cursor: TextCursor<'_>, at: usize) -> usize {
    let mut end = at;
    loop {
        let open = end + usize::from(cursor.byte(end) == b' ');
        if cursor.byte(open) != b'[' {
            return end;
        }
        let note = cursor.text.get(open + 1..).unwrap_or("");
        let inside = note
            .chars()
            .take(MAX_NOTE)
            .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '…' | ',' | '–'));
        let close = open + 1 + inside.map(char::len_utf8).sum::<usize>();
        if close == open + 1 || cursor.byte(close) != b']' {
            return end;
        }
        end = close + 1;
    }
}

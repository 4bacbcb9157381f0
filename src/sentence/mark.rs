//! End marks: how far a run of them reaches, with the quotes and brackets that close after it.

use super::cursor::Cursor;
use super::scan::Sentences;
use crate::script::{closes, is_cjk, is_end_mark};

/// A run of end marks with what closes after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Where it begins.
    pub(super) at: usize,
    /// The offset after the run.
    pub(super) run: usize,
    /// The offset after the closing quotes and brackets, and the marks after those.
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// Whether a quotation closes after it.
    pub(super) quote: bool,
    /// Where that quotation was opened, if it is known.
    pub(super) opened: Option<usize>,
    /// Whether a bracket closes after it.
    pub(super) bracket: bool,
    /// Whether more end marks stand after what closes: `?).`
    pub(super) again: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One `.` after anything but a Chinese character.
    Stop,
    /// `...`, `…`, `. . .`
    Ellipsis,
    /// Anything with `!` or `?` after anything but a Chinese character.
    Exclamation,
    /// `。`, `！`, `？`, and `.`, `!`, `?` right after a Chinese character.
    Chinese,
}

impl Sentences<'_> {
    /// Reads the run of end marks that begins at `at` and what closes after it.
    pub(super) fn read_mark(&mut self, at: usize) -> Mark {
        let (kind, run) = read_run(self.cursor, at);
        let mut mark =
            Mark { at, run, end: run, kind, quote: false, opened: None, bracket: false, again: false };
        loop {
            let c = self.cursor.char_at(mark.end);
            let closed = match c {
                _ if is_end_mark(c) => {
                    mark.again = true;
                    true
                }
                '"' => {
                    let quote = self.straight || !self.cursor.char_at(mark.end + 1).is_alphanumeric();
                    self.straight &= !quote;
                    mark.quote |= quote;
                    quote
                }
                '\'' => {
                    let quote = !self.cursor.char_at(mark.end + 1).is_alphanumeric();
                    mark.quote |= quote;
                    quote
                }
                '》' | '〉' => {
                    let title = self.title > 0;
                    self.title = self.title.saturating_sub(1);
                    title
                }
                '”' | '」' => {
                    mark.opened = self.quote_open.take();
                    mark.quote = true;
                    true
                }
                '’' | '』' | '»' | '›' | '﹂' | '﹄' | '｣' => {
                    mark.quote = true;
                    true
                }
                _ if closes(c) => {
                    self.round = self.round.saturating_sub(1);
                    mark.bracket = true;
                    true
                }
                _ => false,
            };
            if !closed {
                break;
            }
            mark.end += c.len_utf8();
        }
        mark.end = note_end(self.cursor, mark.end);
        mark
    }
}

/// The kind and the end of the run of end marks that begins at `at`.
fn read_run(cursor: Cursor<'_>, at: usize) -> (Kind, usize) {
    let (mut stops, mut dots, mut exclaims, mut chinese) = (0, false, false, false);
    let mut end = at;
    loop {
        let c = cursor.char_at(end);
        match c {
            '.' | '．' => stops += 1,
            '…' => dots = true,
            '!' | '?' | '‼' | '⁇' | '⁈' | '⁉' => exclaims = true,
            '。' | '！' | '？' | '｡' => chinese = true,
            // An ellipsis with blanks between its full stops.
            ' ' if stops > 0
                && cursor.byte(end + 1) == b'.'
                && cursor.byte(end - 1) == b'.'
                && !cursor.char_at(end + 2).is_alphanumeric() => {}
            _ => break,
        }
        end += c.len_utf8();
    }
    let kind = if chinese {
        Kind::Chinese
    } else if dots || stops > 1 && !exclaims {
        Kind::Ellipsis
    } else if is_cjk(cursor.char_before(at)) {
        Kind::Chinese
    } else if exclaims {
        Kind::Exclamation
    } else {
        Kind::Stop
    };
    (kind, end)
}

/// The end of the notes in square brackets, `[6]` or `[…]`, that follow a sentence at `at`.
fn note_end(cursor: Cursor<'_>, at: usize) -> usize {
    let mut end = at;
    loop {
        let open = end + usize::from(cursor.byte(end) == b' ');
        if cursor.byte(open) != b'[' {
            return end;
        }
        let note = cursor.text.get(open + 1..).unwrap_or("");
        // Longer ones are no numbers of notes.
        let inside =
            note.chars().take(6).take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '…' | ',' | '–'));
        let close = open + 1 + inside.map(char::len_utf8).sum::<usize>();
        if close == open + 1 || cursor.byte(close) != b']' {
            return end;
        }
        end = close + 1;
    }
}

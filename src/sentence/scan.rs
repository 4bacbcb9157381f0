//! The pass over the text: where a sentence may end, and what is open there.

use std::iter::FusedIterator;

use super::LineBreaks;
use super::cursor::Cursor;
use super::emoji;
use super::label::Label;
use super::margin::Margin;
use super::opener::starts_sentences;
use crate::Span;
use crate::script::{is_bullet, is_end_mark};

/// The sentences of a text, in order; made by [`SentenceSplitter::split`](crate::SentenceSplitter::split).
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    pub(super) cursor: Cursor<'t>,
    pub(super) line_breaks: LineBreaks,
    /// Where the next sentence is looked for.
    pub(super) at: usize,
    /// Where this sentence begins.
    pub(super) start: usize,
    /// How many round or square brackets are open, and where the outermost one stands.
    pub(super) round: u32,
    pub(super) round_open: usize,
    /// How many title marks `《` are open.
    pub(super) title: u32,
    /// Where the outermost double quotation mark that is open stands.
    pub(super) quote_open: Option<usize>,
    /// Whether a straight double quotation mark is open.
    pub(super) straight: bool,
    /// The label of the list item that this sentence is in.
    pub(super) label: Option<Label>,
    /// Where the next closing bracket and the next `》` stand, as far as they are known.
    next_round: usize,
    next_title: usize,
    /// Where this paragraph begins if that is near, and the margin that was measured last.
    pub(super) paragraph: Option<usize>,
    pub(super) margin: Margin,
}

/// What a look at a mark or a line break came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The sentence ends here.
    End(usize),
    /// It goes on; the scan goes on from here.
    On(usize),
}

/// Farthest end of a bracket or title, in bytes from an end mark inside it, that is looked for:
/// a mark that is never closed must not swallow the text after it.
const REACH: usize = 600;

impl<'t> Sentences<'t> {
    pub(super) fn new(text: &'t str, line_breaks: LineBreaks) -> Self {
        Self {
            cursor: Cursor::new(text),
            line_breaks,
            at: 0,
            start: 0,
            round: 0,
            round_open: 0,
            title: 0,
            quote_open: None,
            straight: false,
            label: None,
            next_round: 0,
            next_title: 0,
            paragraph: None,
            margin: Margin::default(),
        }
    }

    /// The same place in a text that begins `back` bytes later and may reach farther.
    pub(super) fn moved<'o>(&self, text: &'o str, back: usize) -> Sentences<'o> {
        let moved = |at: usize| at.saturating_sub(back);
        // What was not found may stand in what the other text has more.
        let known = |at: usize| if at == usize::MAX { 0 } else { moved(at) };
        Sentences {
            cursor: Cursor::new(text),
            line_breaks: self.line_breaks,
            at: moved(self.at),
            start: moved(self.start),
            round: self.round,
            round_open: moved(self.round_open),
            title: self.title,
            quote_open: self.quote_open.map(moved),
            straight: self.straight,
            label: self.label.map(|label| label.moved(back)),
            next_round: known(self.next_round),
            next_title: known(self.next_title),
            paragraph: self.paragraph.and_then(|paragraph| paragraph.checked_sub(back)),
            margin: self.margin.moved(back),
        }
    }

    fn find_end(&mut self) -> usize {
        let cursor = self.cursor;
        let mut at = self.start;
        while let Some(&byte) = cursor.bytes.get(at) {
            let step = match STOP[usize::from(byte)] {
                Stop::None => {
                    at += 1;
                    continue;
                }
                Stop::Wide => {
                    at += 3;
                    continue;
                }
                Stop::Mark => {
                    if let Some(before) = self.label_before(at) {
                        return before;
                    }
                    self.mark(at)
                }
                Stop::Line => self.line_break(at),
                Stop::Open => {
                    if let Some(end) = emoji::emoticon_around(cursor, at) {
                        self.face(end)
                    } else {
                        self.open_round(at);
                        Step::On(at + 1)
                    }
                }
                Stop::Close => {
                    if let Some(before) = self.label_before(at) {
                        return before;
                    }
                    if let Some(end) = emoji::emoticon_around(cursor, at) {
                        self.face(end)
                    } else {
                        self.round = self.round.saturating_sub(1);
                        Step::On(at + 1)
                    }
                }
                Stop::Quote => {
                    self.straight = !self.straight;
                    Step::On(at + 1)
                }
                Stop::Rule => self.rule(at, byte),
                Stop::Lead => self.beyond_ascii(at),
            };
            match step {
                Step::End(end) => return end,
                Step::On(next) => at = next,
            }
        }
        cursor.trim_end(self.start, cursor.len())
    }

    pub(super) fn open_round(&mut self, at: usize) {
        // The bracket of an emoticon opens nothing.
        if matches!(self.cursor.char_before(at), ':' | ';' | '=' | '-') {
            return;
        }
        if self.round == 0 {
            self.round_open = at;
        }
        self.round += 1;
    }

    /// Whether the bracket that is open at `at` is closed soon.
    pub(super) fn round_closes(&mut self, at: usize) -> bool {
        if self.next_round < at {
            let rest = &self.cursor.bytes[at..];
            let close = rest.iter().enumerate().position(|(i, &byte)| {
                matches!(byte, b')' | b']')
                    || byte == 0xef && rest.get(i + 1) == Some(&0xbc) && rest.get(i + 2) == Some(&0x89)
                    || byte == 0xe3
                        && rest.get(i + 1) == Some(&0x80)
                        && matches!(rest.get(i + 2), Some(0x91 | 0x95))
            });
            self.next_round = close.map_or(usize::MAX, |close| at + close);
        }
        self.next_round - at.min(self.next_round) < REACH
    }

    /// Whether the `《` that is open at `at` is closed soon.
    pub(super) fn title_closes(&mut self, at: usize) -> bool {
        if self.next_title < at {
            let close = self.cursor.text.get(at..).and_then(|rest| rest.find(['》', '〉']));
            self.next_title = close.map_or(usize::MAX, |close| at + close);
        }
        self.next_title - at.min(self.next_title) < REACH
    }

    /// Where this sentence ends if the mark at `at` is that of the next item of a list.
    fn label_before(&mut self, at: usize) -> Option<usize> {
        let label = self.label?;
        let mut start = at;
        while start > label.end && self.cursor.byte(start - 1).is_ascii_alphanumeric() && at - start < 4 {
            start -= 1;
        }
        if start <= label.end || self.cursor.byte(start - 1) != b' ' {
            return None;
        }
        let next = Label::at(self.cursor, start)?;
        label.precedes(next).then(|| self.cursor.trim_end(self.start, start))
    }

    /// A rule such as `***` or `=====` is a sentence of its own.
    fn rule(&mut self, at: usize, byte: u8) -> Step {
        let cursor = self.cursor;
        let len = cursor.bytes[at..].iter().take_while(|&&next| next == byte).count();
        let end = at + len;
        let apart = len > 2 && (end == cursor.len() || cursor.char_at(end).is_whitespace());
        if apart && at == self.start {
            return Step::End(end);
        }
        if apart && cursor.char_before(at).is_whitespace() {
            return Step::End(cursor.trim_end(self.start, at));
        }
        Step::On(end)
    }

    fn beyond_ascii(&mut self, at: usize) -> Step {
        let c = self.cursor.char_at(at);
        let next = at + c.len_utf8();
        match c {
            _ if is_end_mark(c) => return self.mark(at),
            '（' | '【' | '〔' | '［' | '｛' | '〖' => {
                self.open_round(at);
            }
            '）' | '】' | '〕' | '］' | '｝' | '〗' => self.round = self.round.saturating_sub(1),
            '《' | '〈' => self.title += 1,
            '》' | '〉' => self.title = self.title.saturating_sub(1),
            '“' | '「' => {
                self.quote_open.get_or_insert(at);
            }
            '”' | '」' => self.quote_open = None,
            // Nobody wraps a paragraph with these.
            '\u{2028}' | '\u{2029}' | '\u{85}' if self.line_breaks != LineBreaks::Never => {
                return Step::End(self.cursor.trim_end(self.start, at));
            }
            _ if emoji::is_face(c) => return self.face(next),
            _ if is_bullet(c) && at > self.start && self.cursor.char_before(at).is_whitespace() => {
                return Step::End(self.cursor.trim_end(self.start, at));
            }
            _ => {}
        }
        Step::On(next)
    }

    /// A face ends the sentence where no end mark does, if what follows it begins like one.
    fn face(&self, end: usize) -> Step {
        let next = self.cursor.skip_space(end);
        let begins = if self.cursor.char_before(end).is_ascii() {
            self.cursor.char_at(next).is_uppercase()
        } else {
            starts_sentences(self.cursor.letters(next, 12))
        };
        let free = self.round == 0 && self.title == 0 && self.cursor.byte(end) == b' ';
        let breaks = self.line_breaks != LineBreaks::Never && self.cursor.line_breaks(end, next) > 0;
        // Looked at last: a long run of faces must not be read again for each of them.
        let ends = free && begins && !breaks && emoji::end_after(self.cursor, self.start) < end;
        if ends { Step::End(end) } else { Step::On(end) }
    }

    /// Forgets what a new paragraph closes.
    pub(super) fn new_paragraph(&mut self) {
        self.quote_open = None;
        self.straight = false;
    }
}

impl Iterator for Sentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let gap = self.at;
        self.start = self.cursor.skip_space(gap);
        if self.start >= self.cursor.len() {
            self.at = self.start;
            return None;
        }
        let breaks = self.cursor.line_breaks(gap, self.start);
        if breaks > 0 {
            self.new_paragraph();
        }
        if breaks > 1 || gap == 0 {
            self.paragraph = Some(self.start);
        }
        self.round = 0;
        self.title = 0;
        self.label = Label::at(self.cursor, self.start).or(self.label);
        let end = self.find_end();
        self.at = end;
        Some(Span::new(self.start, end))
    }
}

impl FusedIterator for Sentences<'_> {}

#[derive(Clone, Copy)]
enum Stop {
    /// Nothing ends here.
    None,
    /// A character of three bytes at which nothing ends: Chinese characters.
    Wide,
    Mark,
    Line,
    Open,
    Close,
    Quote,
    /// `*`, `=`, `_`: may draw a line.
    Rule,
    /// The first byte of any other character beyond ASCII.
    Lead,
}

static STOP: [Stop; 256] = {
    let mut table = [Stop::None; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'.' | b'!' | b'?' => Stop::Mark,
            b'\n' | b'\r' => Stop::Line,
            b'(' | b'[' => Stop::Open,
            b')' | b']' => Stop::Close,
            b'"' => Stop::Quote,
            b'*' | b'=' | b'_' => Stop::Rule,
            0xe4..=0xe9 => Stop::Wide,
            0xc2 | 0xe2 | 0xe3 | 0xef | 0xf0 => Stop::Lead,
            _ => Stop::None,
        };
        byte += 1;
    }
    table
};

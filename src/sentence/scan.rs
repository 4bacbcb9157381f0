//! The pass over the text: stops where a sentence may end, and tracks open brackets and quotations.

use std::iter::FusedIterator;

use super::emoji;
use super::item::ListItem;
use super::line_breaks::LineBreaks;
use super::state::{Decision, Sentences};
use super::words::{LONGEST_OPENER, opens_sentence};
use crate::Span;
use crate::script::{is_bullet, is_end_mark};

/// Maximum length of the number or letter of a list label, in bytes.
const MAX_LABEL: usize = 4;

impl Sentences<'_> {
    /// Returns the end of the sentence that begins at `self.start`.
    fn find_end(&mut self) -> usize {
        let cursor = self.cursor;
        let mut at = self.start;
        while let Some(&byte) = cursor.bytes.get(at) {
            let decision = match SCAN_BYTES[usize::from(byte)] {
                ScanByte::Other => {
                    at += 1;
                    while cursor.bytes.get(at).is_some_and(|&byte| is_other(byte)) {
                        at += 1;
                    }
                    continue;
                }
                ScanByte::Chinese => {
                    at += 3;
                    while matches!(cursor.bytes.get(at), Some(CHINESE_START..=CHINESE_END)) {
                        at += 3;
                    }
                    continue;
                }
                ScanByte::Mark => {
                    if let Some(end) = self.end_before_item(at) {
                        return end;
                    }
                    self.mark(at)
                }
                ScanByte::Line => self.line_break(at),
                ScanByte::Open => {
                    if let Some(end) = emoji::emoticon_around(cursor, at) {
                        self.emoticon(end)
                    } else {
                        self.open_paren(at);
                        Decision::Continue(at + 1)
                    }
                }
                ScanByte::Close => {
                    if let Some(end) = self.end_before_item(at) {
                        return end;
                    }
                    if let Some(end) = emoji::emoticon_around(cursor, at) {
                        self.emoticon(end)
                    } else {
                        self.paren_depth = self.paren_depth.saturating_sub(1);
                        Decision::Continue(at + 1)
                    }
                }
                ScanByte::Quote => {
                    self.straight_quote = if self.straight_quote.is_some() { None } else { Some(at) };
                    Decision::Continue(at + 1)
                }
                ScanByte::Rule => self.rule(at, byte),
                ScanByte::Lead => self.beyond_ascii(at),
            };
            match decision {
                Decision::End(end) => return end,
                Decision::Continue(next) => at = next,
            }
        }
        cursor.trim_end(self.start, cursor.len())
    }

    /// Returns the end of this sentence, if the mark at `at` belongs to the label of the next list item.
    fn end_before_item(&self, at: usize) -> Option<usize> {
        let item = self.item?;
        let mut start = at;
        while start > item.end
            && self.cursor.byte(start - 1).is_ascii_alphanumeric()
            && at - start < MAX_LABEL
        {
            start -= 1;
        }
        if start <= item.end || self.cursor.byte(start - 1) != b' ' {
            return None;
        }
        let next = ListItem::at(self.cursor, start)?;
        item.label.precedes(next.label).then(|| self.cursor.trim_end(self.start, start))
    }

    /// Decides whether the sentence ends at the run of `byte` at `at`. A horizontal rule, such as `***` or `=====`,
    /// is a separate sentence.
    fn rule(&mut self, at: usize, byte: u8) -> Decision {
        let cursor = self.cursor;
        let len = cursor.bytes[at..].iter().take_while(|&&next| next == byte).count();
        let end = at + len;
        let apart = len > 2 && (end == cursor.len() || cursor.char_at(end).is_whitespace());
        if apart && at == self.start {
            return Decision::End(end);
        }
        if apart && cursor.char_before(at).is_whitespace() {
            return Decision::End(cursor.trim_end(self.start, at));
        }
        Decision::Continue(end)
    }

    /// Decides whether the sentence ends at the non-ASCII character at `at`.
    fn beyond_ascii(&mut self, at: usize) -> Decision {
        let c = self.cursor.char_at(at);
        let next = at + c.len_utf8();
        match c {
            _ if is_end_mark(c) => return self.mark(at),
            '（' | '【' | '〔' | '［' | '｛' | '〖' | '﹙' | '﹝' | '︵' | '︷' | '︹' | '︻' | '﹇' =>
            {
                self.open_paren(at);
            }
            '）' | '】' | '〕' | '］' | '｝' | '〗' | '﹚' | '﹞' | '︶' | '︸' | '︺' | '︼' | '﹈' =>
            {
                self.paren_depth = self.paren_depth.saturating_sub(1);
            }
            '《' | '〈' | '︽' | '︿' => self.title_depth += 1,
            '》' | '〉' | '︾' | '﹀' => self.title_depth = self.title_depth.saturating_sub(1),
            '“' | '「' | '﹁' | '〝' | '｢' => {
                self.quote_start.get_or_insert(at);
            }
            '”' | '」' | '﹂' | '〞' | '〟' | '｣' => self.quote_start = None,
            '‘' | '『' | '﹃' => {
                self.inner_quote.get_or_insert(at);
            }
            '’' | '』' | '﹄' => self.inner_quote = None,
            // Line separators are never used to hard-wrap a paragraph.
            '\u{2028}' | '\u{2029}' | '\u{85}' if self.line_breaks != LineBreaks::Never => {
                return Decision::End(self.cursor.trim_end(self.start, at));
            }
            _ if emoji::is_emoticon(c) => return self.emoticon(next),
            _ if is_bullet(c) && at > self.start && self.cursor.char_before(at).is_whitespace() => {
                return Decision::End(self.cursor.trim_end(self.start, at));
            }
            _ => {}
        }
        Decision::Continue(next)
    }

    /// Decides whether the sentence ends with an emoticon that has no end mark before it. The emoticon ends at `end`.
    /// The sentence ends there if the text after the emoticon begins like a sentence.
    fn emoticon(&self, end: usize) -> Decision {
        let next = self.cursor.skip_space(end);
        let begins = if self.cursor.char_before(end).is_ascii() {
            self.cursor.char_at(next).is_uppercase()
        } else {
            opens_sentence(self.cursor.letters(next, LONGEST_OPENER))
        };
        let free = self.paren_depth == 0 && self.title_depth == 0 && self.cursor.byte(end) == b' ';
        let breaks = self.line_breaks != LineBreaks::Never && self.cursor.line_breaks(end, next) > 0;
        // `end_after` is called last because it rereads the run of emoticons, which may be long.
        let ends = free && begins && !breaks && emoji::end_after(self.cursor, self.start) < end;
        if ends { Decision::End(end) } else { Decision::Continue(end) }
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
            self.paragraph_start = Some(self.start);
        }
        self.paren_depth = 0;
        self.title_depth = 0;
        self.item = ListItem::at(self.cursor, self.start).or(self.item);
        let end = self.find_end();
        self.at = end;
        Some(Span::new(self.start, end))
    }
}

impl FusedIterator for Sentences<'_> {}

/// What the scan does at a byte.
#[derive(Clone, Copy)]
enum ScanByte {
    /// No sentence ends here.
    Other,
    /// The first of the three bytes of a Chinese character; no sentence ends here.
    Chinese,
    Mark,
    Line,
    Open,
    Close,
    Quote,
    /// `*`, `=`, `_`: three of them may be a horizontal rule.
    Rule,
    /// The first byte of a non-ASCII character that may matter to the scan, such as `。` or `“`.
    Lead,
}

/// The lowest lead byte that is [`ScanByte::Chinese`]. The highest is [`CHINESE_END`].
const CHINESE_START: u8 = 0xe4;
const CHINESE_END: u8 = 0xe9;

/// Whether the scan passes over `byte`, because its kind is [`ScanByte::Other`].
#[inline(always)]
fn is_other(byte: u8) -> bool {
    matches!(SCAN_BYTES[usize::from(byte)], ScanByte::Other)
}

static SCAN_BYTES: [ScanByte; 256] = {
    let mut table = [ScanByte::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'.' | b'!' | b'?' => ScanByte::Mark,
            b'\n' | b'\r' => ScanByte::Line,
            b'(' | b'[' => ScanByte::Open,
            b')' | b']' => ScanByte::Close,
            b'"' => ScanByte::Quote,
            b'*' | b'=' | b'_' => ScanByte::Rule,
            CHINESE_START..=CHINESE_END => ScanByte::Chinese,
            0xc2 | 0xe2 | 0xe3 | 0xef | 0xf0 => ScanByte::Lead,
            _ => ScanByte::Other,
        };
        byte += 1;
    }
    table
};

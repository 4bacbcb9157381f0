//! Numbers with separators, dates, times, telephone numbers, and words that begin with a digit.

use super::options::Compounds;
use super::scan::Scan;
use super::units::is_unit;
use crate::{Script, TokenKind};

impl Scan<'_, '_> {
    /// Appends a token that begins with a digit.
    pub(super) fn number(&mut self, start: usize) -> usize {
        if let Some(end) = self.address(start, self.alphanumeric_end(start)) {
            return end;
        }
        if let Some(end) = self.keycap(start) {
            return self.push(start, end, TokenKind::Emoji);
        }
        let digits = self.digits(start);
        if let Some(end) = self.grouped(start, digits) {
            return self.push(start, end, TokenKind::Number);
        }
        let end = self.separated(start, digits);
        self.after_number(start, end, end > digits)
    }

    /// Returns the end of the keycap emoji (`1️⃣`) whose digit, `#` or `*` is at `start`.
    pub(super) fn keycap(&self, start: usize) -> Option<usize> {
        let key = self.bytes.get(start + 1..).unwrap_or(&[]);
        let key = key.strip_prefix("\u{fe0f}".as_bytes()).unwrap_or(key);
        let rest = key.strip_prefix("\u{20e3}".as_bytes())?;
        Some(self.bytes.len() - rest.len())
    }

    /// Returns the end of the digits that begin at `at`.
    pub(super) fn digits(&self, mut at: usize) -> usize {
        loop {
            match self.byte(at) {
                byte if byte.is_ascii_digit() => at += 1,
                0..=0x7f => return at,
                _ => match self.char_at(at) {
                    Some(c) if Script::of(c) == Script::Digit => at += c.len_utf8(),
                    _ => return at,
                },
            }
        }
    }

    /// Appends the number `start..end`, including attached text that belongs to the token: `19th`, `1990s`,
    /// `80’s`, and with [`Compounds::Whole`] also `8%` and `15-year`. A unit does not belong to the token:
    /// `375mm` is `375` `mm`. `separated` tells whether the number has separators.
    fn after_number(&mut self, start: usize, end: usize, separated: bool) -> usize {
        let byte = self.byte(end);
        if byte == b'%' && self.compounds == Compounds::Whole {
            return self.push(start, end + 1, TokenKind::Number);
        }
        if byte == b'-' && self.compounds == Compounds::Whole && self.alphanumeric_at(end + 1) {
            let mut whole = end;
            while self.byte(whole) == b'-' && self.alphanumeric_at(whole + 1) {
                whole = self.word_end(whole + 1);
            }
            return self.push(start, whole, TokenKind::Word);
        }
        let apostrophe = match &self.bytes[end..] {
            [b'\'', b's', ..] => 1,
            [0xe2, 0x80, 0x99, b's', ..] => 3,
            _ => 0,
        };
        if apostrophe > 0 && !self.alphanumeric_at(end + apostrophe + 1) {
            return self.push(start, end + apostrophe + 1, TokenKind::Word);
        }
        let end = self.small_digits_end(end);
        if !self.letter_at(end) && byte != b'_' {
            return self.push(start, end, TokenKind::Number);
        }
        let word = self.word_end(end);
        let tail = &self.bytes[end..word];
        if is_ordinal(tail) && !separated {
            return self.push(start, word, TokenKind::Number);
        }
        if separated || is_unit(&self.text[end..word]) {
            return self.push(start, end, TokenKind::Number);
        }
        if self.byte(word) == b'.'
            && self.alphanumeric_at(word + 1)
            && let Some((end, kind)) = self.dotted_name(start)
        {
            return self.push(start, end, kind);
        }
        self.push(start, word, TokenKind::Word)
    }
}

/// Whether `tail` is the ending of an ordinal (`19th`) or of a decade (`1990s`).
fn is_ordinal(tail: &[u8]) -> bool {
    [&b"st"[..], b"nd", b"rd", b"th", b"s"].iter().any(|end| tail.eq_ignore_ascii_case(end))
}

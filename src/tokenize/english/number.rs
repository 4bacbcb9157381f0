//! Numbers with separators, dates, times, telephone numbers, and words that begin with a digit.

use super::byte_class::IN_WORD;
use super::options::Compounds;
use super::scan::Scan;
use crate::tables::{WordList, word_list};
use crate::{Script, TokenKind};

impl Scan<'_, '_> {
    /// Appends a token that begins with a digit.
    pub(super) fn number(&mut self, start: usize) -> usize {
        if let Some(end) = self.address(start, self.alphanumeric_end(start)) {
            return end;
        }
        let mut end = self.digits(start);
        if let Some(end) = self.grouped(start, end) {
            return self.push(start, end, TokenKind::Number);
        }
        let mut separated = false;
        loop {
            let separator = match self.byte(end) {
                b'.' | b',' | b':' | b'/' => 1,
                _ if matches!(self.char_at(end), Some('．' | '，' | '：')) => 3,
                _ => break,
            };
            let next = self.digits(end + separator);
            if next == end + separator {
                break;
            }
            separated = true;
            end = next;
        }
        self.after_number(start, end, separated)
    }

    /// The end of the digits that begin at `at`.
    fn digits(&self, mut at: usize) -> usize {
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

    /// The end of a telephone number `713-664-7478`, postcode `16802-6601` or date `2023-08-29`: groups of
    /// digits joined by hyphens, with lengths that distinguish them from ranges. `first` is the end of the
    /// first group.
    fn grouped(&self, start: usize, first: usize) -> Option<usize> {
        if self.byte(first) != b'-' || first - start > LONGEST_GROUP {
            return None;
        }
        let mut lengths = [first - start, 0, 0, 0];
        let (mut end, mut groups) = (first, 1);
        while self.byte(end) == b'-' && self.byte(end + 1).is_ascii_digit() {
            let next = self.digits(end + 1);
            *lengths.get_mut(groups)? = next - end - 1;
            end = next;
            groups += 1;
        }
        let known = matches!(
            lengths,
            [3, 3, 4, 0]
                | [1, 3, 3, 4]
                | [3, 4, 0, 0]
                | [5, 4, 0, 0]
                | [1 | 2, 1 | 2, 4 | 2, 0]
                | [4, 2, 2, 0]
                | [1, 4, 0, 0]
        );
        (known && !IN_WORD[usize::from(self.byte(end))]).then_some(end)
    }

    /// Appends the number that ends at `end`, with the text attached to it: `19th`, `1990s`, `80’s`, `375mm`,
    /// `8%`, `15-year`. `separated`: whether the number has separators.
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
        if !self.letter_at(end) && byte != b'_' {
            return self.push(start, end, TokenKind::Number);
        }
        let word = self.word_end(end);
        let tail = &self.bytes[end..word];
        if is_ordinal(tail) && !separated {
            return self.push(start, word, TokenKind::Number);
        }
        if separated || ATTACHED_UNITS.contains(tail) {
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

/// Digits of the longest first group: a postcode.
const LONGEST_GROUP: usize = 5;

/// Units that are separate tokens even without a blank before them: `5km` is `5` `km`.
const ATTACHED_UNITS: WordList = word_list!("attached_units.txt");

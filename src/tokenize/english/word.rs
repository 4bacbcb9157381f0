//! Words: contractions, abbreviations, compounds and names with marks inside.

use super::class::IN_WORD;
use super::scan::Scan;
use super::{Compounds, Contractions, contraction};
use crate::english::{Abbreviation, abbreviation};
use crate::tables::{WordList, word_list};
use crate::{Script, TokenKind};

impl Scan<'_, '_> {
    /// A token that begins with a letter.
    pub(super) fn word(&mut self, start: usize) -> usize {
        let run = self.alphanumeric_end(start);
        if let Some(end) = self.address(start, run) {
            return end;
        }
        // Nothing else goes on a run of letters and digits.
        let goes_on = matches!(self.byte(run), b'_' | b'\'' | b'`' | 0x80..);
        let end = if goes_on { self.word_end(run) } else { run };
        match self.byte(end) {
            b' ' | b',' | b'\n' => self.push_word(start, end),
            b'.' => self.dotted(start, end),
            b'-' => self.hyphenated(start, end),
            b'\'' | 0xe2 => self.possessive(start, end),
            b'/' => self.slashed(start, end),
            b'&' => self.ampersand(start, end),
            b'(' if self.bytes[end..].starts_with(b"(s)") => self.push_word(start, end + 3),
            b'+' if end - start == 1 && self.bytes[end..].starts_with(b"++") && self.byte(start) == b'C' => {
                self.push_word(start, end + 2)
            }
            _ => self.push_word(start, end),
        }
    }

    /// The end of the letters, digits and inner apostrophes that begin at `at`.
    pub(super) fn word_end(&self, mut at: usize) -> usize {
        loop {
            at = self.alphanumeric_end(at);
            let next = match self.byte(at) {
                b'_' => {
                    at += 1;
                    continue;
                }
                b'\'' => at + 1,
                b'`' if self.clitic_at(at + 1) => at + 1,
                0..=0x7f => return at,
                _ => {
                    let Some(c) = self.char_at(at) else { return at };
                    match Script::of(c) {
                        Script::Latin | Script::Letter | Script::Hangul | Script::Mark | Script::Digit => {
                            at += c.len_utf8();
                            continue;
                        }
                        _ if c == '’' => at + c.len_utf8(),
                        // Keys beside the apostrophe.
                        _ if matches!(c, '´' | '‘' | '＇') && self.clitic_at(at + c.len_utf8()) => {
                            at + c.len_utf8()
                        }
                        _ if c == '\u{ad}' => {
                            at += c.len_utf8();
                            continue;
                        }
                        _ => return at,
                    }
                }
            };
            // An apostrophe belongs to the word if a letter follows.
            if !self.letter_at(next) {
                return at;
            }
            at = next;
        }
    }

    /// Whether the end of a contraction stands at `at`, after its apostrophe.
    fn clitic_at(&self, at: usize) -> bool {
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        let len = rest.iter().take(3).take_while(|byte| byte.is_ascii_alphabetic()).count();
        contraction::is_clitic(&rest[..len]) && !self.alphanumeric_at(at + len)
    }

    /// Whether a letter of an alphabet stands at `at`.
    pub(super) fn letter_at(&self, at: usize) -> bool {
        match self.byte(at) {
            byte @ 0..=0x7f => byte.is_ascii_alphabetic(),
            _ => matches!(self.script_at(at), Script::Latin | Script::Letter | Script::Hangul),
        }
    }

    /// Whether a letter or a digit stands at `at`.
    pub(super) fn alphanumeric_at(&self, at: usize) -> bool {
        self.byte(at).is_ascii_digit() || self.letter_at(at)
    }

    /// Appends a word, or the words that it contracts.
    pub(super) fn push_word(&mut self, start: usize, end: usize) -> usize {
        // `I’d’ve` has three parts; what has more is no contraction.
        let (mut ends, mut parts, mut first) = ([end; 3], 0, end);
        while self.contractions == Contractions::Split
            && let Some(at) = contraction::split(&self.bytes[start..first])
            && let Some(part) = ends.get_mut(parts)
        {
            *part = first;
            first = start + at;
            parts += 1;
        }
        let mut middle = self.push(start, first, TokenKind::Word);
        for &part in ends[..parts].iter().rev() {
            middle = self.push(middle, part, TokenKind::Word);
        }
        middle
    }

    /// A word before a full stop: `U.S.`, `Mr.`, `example.com`, `report.pdf`, `end.`
    fn dotted(&mut self, start: usize, end: usize) -> usize {
        if let Some(end) = self.acronym(start, end).or_else(|| self.degree(start)) {
            return self.push(start, end, TokenKind::Word);
        }
        if self.alphanumeric_at(end + 1)
            && let Some((end, kind)) = self.dotted_name(start)
        {
            return self.push(start, end, kind);
        }
        if self.abbreviates(start, end) {
            self.push(start, end + 1, TokenKind::Word)
        } else {
            self.push_word(start, end)
        }
    }

    /// The end of single letters with a full stop after each, the last one included.
    fn acronym(&self, start: usize, end: usize) -> Option<usize> {
        if end - start != 1 || !self.byte(end + 1).is_ascii_alphabetic() {
            return None;
        }
        let mut at = end + 1;
        while self.byte(at).is_ascii_alphabetic() && self.byte(at + 1) == b'.' {
            at += 2;
        }
        if self.byte(at).is_ascii_alphanumeric() {
            // `U.S` and `Ph.D` without the last full stop, but not `A.Smith`.
            let last = self.byte(at).is_ascii_alphabetic() && !IN_WORD[usize::from(self.byte(at + 1))];
            return last.then_some(at + 1);
        }
        (at > end + 1).then_some(at)
    }

    /// The end of an academic degree of two parts.
    fn degree(&self, start: usize) -> Option<usize> {
        let rest = &self.bytes[start..];
        let degree = ["Ph.D.", "Ph.D", "M.Sc.", "B.Sc.", "Ed.D.", "Ll.B."];
        let degree = degree.iter().find(|degree| rest.starts_with(degree.as_bytes()))?;
        (!self.alphanumeric_at(start + degree.len())).then_some(start + degree.len())
    }

    /// Whether the full stop at `end` belongs to the word before it.
    fn abbreviates(&self, start: usize, end: usize) -> bool {
        let word = &self.bytes[start..end];
        let mut next = end + 1;
        while self.byte(next) == b' ' {
            next += 1;
            if next > end + 3 {
                break;
            }
        }
        let follows = self.byte(next);
        if let [letter] = word {
            let name = letter.is_ascii_uppercase() && *letter != b'I' && follows.is_ascii_uppercase();
            return name && self.byte(end + 1) == b' '
                || letter.is_ascii_uppercase() && self.follows_initial(start)
                || matches!(letter, b'c' | b'p') && follows.is_ascii_digit();
        }
        if follows == b'.' {
            // An ellipsis: `etc...`
            return false;
        }
        let capital = follows.is_ascii_uppercase();
        match abbreviation(word) {
            // No blank after it: `Mr.Moss`, but not `at.Inc`.
            Some(class) if self.alphanumeric_at(end + 1) => match class {
                Abbreviation::Title => capital,
                Abbreviation::Number => follows.is_ascii_digit(),
                _ => false,
            },
            Some(Abbreviation::Title | Abbreviation::Final | Abbreviation::Listing | Abbreviation::Inner) => {
                true
            }
            Some(Abbreviation::Date) => !matches!(follows, 0 | b'\n'),
            Some(Abbreviation::Number) => follows.is_ascii_digit(),
            None => false,
        }
    }

    /// Whether an initial stands before `start`, as before the last letter of `U. S., then`.
    fn follows_initial(&self, start: usize) -> bool {
        let before = &self.bytes[start.saturating_sub(4).max(self.start)..start];
        matches!(before, [.., letter, b'.', b' '] if letter.is_ascii_uppercase())
            && !before.first().is_some_and(|&byte| before.len() == 4 && IN_WORD[usize::from(byte)])
    }

    /// A word before a hyphen.
    fn hyphenated(&mut self, start: usize, end: usize) -> usize {
        let first = &self.bytes[start..end];
        if !self.alphanumeric_at(end + 1) {
            // A first part left alone: `pre- and post-war`; a word broken off: `th-`.
            let alone = matches!(self.byte(end + 1), b' ' | b',')
                && (PREFIXES.contains_ignore_case(first) || first.len() < 3);
            let end = if alone { end + 1 } else { end };
            return self.push_word(start, end);
        }
        let whole = self.compounds == Compounds::Whole || PREFIXES.contains_ignore_case(first);
        if whole {
            let mut end = self.word_end(end + 1);
            if self.compounds == Compounds::Whole {
                while self.byte(end) == b'-' && self.alphanumeric_at(end + 1) {
                    end = self.word_end(end + 1);
                }
            }
            return self.push_word(start, end);
        }
        let next = end + 1;
        let second = &self.bytes[next..self.word_end(next)];
        if SUFFIXES.contains_ignore_case(second) {
            return self.push_word(start, next + second.len());
        }
        self.push_word(start, end)
    }

    /// A word before an apostrophe that no letter follows: `soldiers’ graves`.
    fn possessive(&mut self, start: usize, end: usize) -> usize {
        let rest = &self.bytes[end..];
        let mark = match rest {
            [b'\'', ..] => 1,
            [0xe2, 0x80, 0x99, ..] => 3,
            _ => return self.push_word(start, end),
        };
        let plural = matches!(self.byte(end - 1), b's' | b'S' | b'z' | b'x') && end - start > 2;
        if plural && !self.quoted && self.byte(end + mark) == b' ' && self.letter_at(end + mark + 1) {
            return self.push_word(start, end + mark);
        }
        self.push_word(start, end)
    }

    /// A word before a slash.
    fn slashed(&mut self, start: usize, end: usize) -> usize {
        let after = self.word_end(end + 1);
        let abbreviated = match &self.bytes[start..after] {
            b"w/" => matches!(self.byte(after), b' '),
            b"b/c" | b"w/o" | b"n/a" | b"N/A" | b"c/o" | b"b/w" => true,
            _ => false,
        };
        self.push_word(start, if abbreviated { after } else { end })
    }

    /// A word before an ampersand: `AT&T`, `R&D`.
    fn ampersand(&mut self, start: usize, end: usize) -> usize {
        let after = self.word_end(end + 1);
        let upper =
            |part: &[u8]| !part.is_empty() && part.len() < 4 && part.iter().all(u8::is_ascii_uppercase);
        let whole = upper(&self.bytes[start..end]) && upper(self.bytes.get(end + 1..after).unwrap_or(&[]));
        self.push_word(start, if whole { after } else { end })
    }
}

/// First parts that are no words by themselves, so that the compound is one token: those of the
/// guidelines of the English Web Treebank (Bies, Mott, Warner, Kulick 2012).
const PREFIXES: WordList = word_list!("compound_prefixes.txt");
/// Last parts that are no words by themselves, from the same guidelines.
const SUFFIXES: WordList = word_list!("compound_suffixes.txt");

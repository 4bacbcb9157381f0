//! Reads words: contractions, abbreviations, compounds, and names with inner marks.

use super::byte_class::IN_WORD;
use super::contraction;
use super::options::{Compounds, Contractions};
use super::scan::Scan;
use super::units::{is_small_digit, is_unit};
use crate::english::{Abbreviation, abbreviation};
use crate::script::is_invisible;
use crate::tables::{WordList, word_list};
use crate::{Script, Token, TokenKind};

impl Scan<'_, '_> {
    /// Appends a token that begins with a letter.
    pub(super) fn word(&mut self, start: usize) -> usize {
        let run = self.alphanumeric_end(start);
        if let Some(end) = self.address(start, run) {
            return end;
        }
        // After letters and digits, only these bytes can continue a word.
        let continues = matches!(self.byte(run), b'_' | b'\'' | b'`' | 0x80..);
        let end = if continues { self.word_end(run) } else { run };
        match self.byte(end) {
            b' ' | b',' | b'\n' => self.push_word(start, end),
            b'.' => self.dotted(start, end),
            b'-' => self.hyphenated(start, end),
            b'\'' | 0xe2 => self.possessive(start, end),
            b'/' => self.slashed(start, end),
            b'&' => self.ampersand(start, end),
            b'(' if self.bytes[end..].starts_with(b"(s)") => self.push_word(start, end + 3),
            b'+' => {
                let end = self.plus_plus(start, end).unwrap_or(end);
                match (self.byte(end) == b'/').then(|| self.name_with_sign(start, start + 1)).flatten() {
                    Some(end) => self.push_word(start, end),
                    None => self.push_word(start, end),
                }
            }
            b'#' => self.push_word(start, self.sharp(start, end).unwrap_or(end)),
            _ => self.push_word(start, end),
        }
    }

    /// Returns the end of the letters, digits, `_`, combining marks and inner apostrophes that begin at `at`.
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
                        // Marks that are typed in place of the apostrophe.
                        _ if matches!(c, '´' | '‘' | '＇') && self.clitic_at(at + c.len_utf8()) => {
                            at + c.len_utf8()
                        }
                        _ if is_invisible(c) || is_small_digit(c) => {
                            at += c.len_utf8();
                            continue;
                        }
                        _ => return at,
                    }
                }
            };
            // An apostrophe belongs to the word only if a letter follows.
            if !self.letter_at(next) {
                return at;
            }
            at = next;
        }
    }

    /// Returns the end of the superscript and subscript digits that begin at `at`.
    pub(super) fn small_digits_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        at + rest.len() - rest.trim_start_matches(is_small_digit).len()
    }

    /// Whether the text at `at`, after an apostrophe, is the last part of a contraction.
    fn clitic_at(&self, at: usize) -> bool {
        let rest = self.bytes.get(at..).unwrap_or(&[]);
        let len = rest.iter().take(3).take_while(|byte| byte.is_ascii_alphabetic()).count();
        contraction::is_clitic(&rest[..len]) && !self.alphanumeric_at(at + len)
    }

    /// Whether the character at `at` is a letter of an alphabet.
    pub(super) fn letter_at(&self, at: usize) -> bool {
        match self.byte(at) {
            byte @ 0..=0x7f => byte.is_ascii_alphabetic(),
            _ => matches!(self.script_at(at), Script::Latin | Script::Letter | Script::Hangul),
        }
    }

    /// Whether the character at `at` is a letter or an ASCII digit.
    pub(super) fn alphanumeric_at(&self, at: usize) -> bool {
        self.byte(at).is_ascii_digit() || self.letter_at(at)
    }

    /// Appends a word, or the words of a contraction.
    pub(super) fn push_word(&mut self, start: usize, end: usize) -> usize {
        // `ends` has the ends of all parts except the first, from the last to the second. `I’d’ve` has three parts,
        // and there is room for the ends of four.
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

    /// Appends the word before a full stop, together with the full stops that belong to it: `U.S.`, `Mr.`,
    /// `example.com`, `report.pdf`, but not `end.`
    fn dotted(&mut self, start: usize, end: usize) -> usize {
        if let Some(end) = self.acronym(start, end).or_else(|| self.degree(start)) {
            return self.push(start, end, TokenKind::Word);
        }
        if self.alphanumeric_at(end + 1)
            && let Some((end, kind)) = self.dotted_name(start)
        {
            return self.push(start, end, kind);
        }
        if let Some(end) = self.version(start, end) {
            return self.push(start, end, TokenKind::Word);
        }
        if self.abbreviates(start, end) {
            self.push(start, end + 1, TokenKind::Word)
        } else {
            self.push_word(start, end)
        }
    }

    /// Returns the end of an acronym of single letters, each with a full stop: `U.S.`
    fn acronym(&mut self, start: usize, end: usize) -> Option<usize> {
        if end - start != 1 || start < self.no_acronym || !self.byte(end + 1).is_ascii_alphabetic() {
            return None;
        }
        let mut at = end + 1;
        while self.byte(at).is_ascii_alphabetic() && self.byte(at + 1) == b'.' {
            at += 2;
        }
        if self.byte(at).is_ascii_alphanumeric() {
            // The last full stop may be missing: `U.S`. But `A.Smith` is not an acronym.
            let last = self.byte(at).is_ascii_alphabetic() && !IN_WORD[usize::from(self.byte(at + 1))];
            if !last {
                // The other letters of the chain would lead to the same end.
                self.no_acronym = at;
            }
            return last.then_some(at + 1);
        }
        (at > end + 1).then_some(at)
    }

    /// Returns the end of an academic degree that begins at `start`.
    fn degree(&self, start: usize) -> Option<usize> {
        let rest = &self.bytes[start..];
        const DEGREES: [&str; 6] = ["Ph.D.", "Ph.D", "M.Sc.", "B.Sc.", "Ed.D.", "Ll.B."];
        let degree = DEGREES.iter().find(|degree| rest.starts_with(degree.as_bytes()))?;
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
            // The full stop is the first mark of an ellipsis: `etc...`
            return false;
        }
        let capital = follows.is_ascii_uppercase();
        match abbreviation(word) {
            // No blank follows: the full stop of `Mr.Moss` belongs to an abbreviation, the full stop of
            // `Inc.Other` does not.
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

    /// Whether an initial, a full stop and a blank come before `start`, as before the `S` in `U. S., then`.
    fn follows_initial(&self, start: usize) -> bool {
        let before = &self.bytes[start.saturating_sub(4).max(self.start)..start];
        matches!(before, [.., letter, b'.', b' '] if letter.is_ascii_uppercase())
            && !before.first().is_some_and(|&byte| before.len() == 4 && IN_WORD[usize::from(byte)])
    }

    /// Appends the word before a hyphen, or the whole compound if it is one token.
    fn hyphenated(&mut self, start: usize, end: usize) -> usize {
        let first = &self.bytes[start..end];
        if !self.alphanumeric_at(end + 1) {
            // The hyphen belongs to the token if the rest of the compound comes later, as in `pre- and post-war`, or if
            // a speaker breaks off, as in `th-`.
            let alone = matches!(self.byte(end + 1), b' ' | b',')
                && (PREFIXES.contains_ignore_case(first) || first.len() < 3);
            let end = if alone { end + 1 } else { end };
            return self.push_word(start, end);
        }
        if let Some(end) = self.name_with_sign(start, end) {
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

    /// Appends a word before an apostrophe that no letter follows. The apostrophe of a plural possessive is
    /// part of the word: `soldiers’ graves`.
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

    /// Appends the word before a slash (`and` in `and/or`), or the whole abbreviation, name or unit with the
    /// slash: `w/o`, `PL/SQL`, `km/h` in `60 km/h`.
    fn slashed(&mut self, start: usize, end: usize) -> usize {
        if let Some(end) = self.name_with_sign(start, end) {
            return self.push_word(start, end);
        }
        let after = self.word_end(end + 1);
        if !self.by_unit && self.is_rate(start, end, after) {
            return self.push_word(start, after);
        }
        let abbreviated = match &self.bytes[start..after] {
            b"w/" => matches!(self.byte(after), b' '),
            b"b/c" | b"w/o" | b"n/a" | b"N/A" | b"c/o" | b"b/w" => true,
            _ => false,
        };
        self.push_word(start, if abbreviated { after } else { end })
    }

    /// Whether `start..end` and the part after the slash, which ends at `after`, are units after a number: `5 mg/L`.
    fn is_rate(&mut self, start: usize, end: usize, after: usize) -> bool {
        let second = self.text[end + 1..after].trim_end_matches(is_small_digit);
        let blank = usize::from(start > 0 && self.byte(start - 1) == b' ');
        let is_number = |token: &mut Token| token.kind == TokenKind::Number;
        is_unit(&self.text[start..end])
            && (is_unit(second) || matches!(second, "h" | "s" | "d" | "L" | "mol"))
            && self.last_token(start - blank).is_some_and(is_number)
    }

    /// Appends the word before an ampersand, or the whole name if both parts are short and in capitals: `AT&T`,
    /// `R&D`.
    fn ampersand(&mut self, start: usize, end: usize) -> usize {
        let after = self.word_end(end + 1);
        let upper =
            |part: &[u8]| !part.is_empty() && part.len() < 4 && part.iter().all(u8::is_ascii_uppercase);
        let whole = upper(&self.bytes[start..end]) && upper(self.bytes.get(end + 1..after).unwrap_or(&[]));
        self.push_word(start, if whole { after } else { end })
    }
}

/// Prefixes such as `e` and `non`. A compound whose first part is a prefix of this list is one token. The list is
/// from the tokenization guidelines of the English Web Treebank (Bies, Mott, Warner, Kulick 2012).
const PREFIXES: WordList = word_list!("compound_prefixes.txt");
/// Suffixes such as `ish` and `esque`. A word with a hyphen and a suffix of this list is one token. The list is from
/// the guidelines that are named at [`PREFIXES`].
const SUFFIXES: WordList = word_list!("compound_suffixes.txt");

//! Recognizes names of programming languages, platforms and versions: `C#`, `C++`, `.NET`, `ASP.NET`, `Python3.11`,
//! `PL/SQL`.

use super::byte_class::IN_WORD;
use super::scan::Scan;
use crate::tables::{WordList, word_list};

/// Names with a hyphen or slash, in lower case.
const WITH_SIGNS: WordList = word_list!("names_with_signs.txt");
/// Maximum length in bytes of a name in [`WITH_SIGNS`].
const LONGEST: usize = 16;

impl Scan<'_, '_> {
    /// Returns the end of a name that consists of the letter `start..end` and `#`: `C#`, `F#`. The letter must
    /// be a capital letter, or `c` or `f`. No letter, `#` or `_` may follow the name, and a digit may follow
    /// only `C#` and `F#`.
    pub(super) fn sharp(&self, start: usize, end: usize) -> Option<usize> {
        let [letter] = self.bytes[start..end] else { return None };
        let follows = self.byte(end + 1);
        let known = match letter {
            b'C' | b'F' => !follows.is_ascii_alphabetic(),
            b'A'..=b'Z' | b'c' | b'f' => !follows.is_ascii_alphanumeric(),
            _ => false,
        };
        (known && !matches!(follows, b'#' | b'_')).then_some(end + 1)
    }

    /// Returns the end of a name that consists of the letters `start..end` and `++`: `C++`, `C++17`,
    /// `Notepad++`.
    pub(super) fn plus_plus(&self, start: usize, end: usize) -> Option<usize> {
        let word = &self.bytes[start..end];
        let is_c = matches!(word, b"C" | b"c");
        let may_be = word.len() > 2 || matches!(word, [.., b'C' | b'c' | b'g' | b'G']);
        if !self.bytes[end..].starts_with(b"++") || !may_be {
            return None;
        }
        let after = end + 2;
        if is_c {
            // In `C++17`, the year of the standard is part of the name.
            let year = self.digits(after);
            if year == after + 2 && !self.alphanumeric_at(year) {
                return Some(year);
            }
        }
        let ends = !IN_WORD[usize::from(self.byte(after))] && self.byte(after) != b'+';
        (is_c || ends).then_some(after)
    }

    /// Returns the end of a name with a version number: `Python3.11`, `v2.0.1rc1`, `H.264`. The name begins
    /// with the word `start..end`, which a full stop follows.
    pub(super) fn version(&self, start: usize, end: usize) -> Option<usize> {
        let word = &self.bytes[start..end];
        let numbered = word.last().is_some_and(u8::is_ascii_digit) || matches!(word, [b'A'..=b'Z']);
        let part = |at: usize| {
            let digit = self.byte(at + 1).is_ascii_digit();
            let any = self.byte(at + 1) == b'x' && !self.alphanumeric_at(at + 2);
            self.byte(at) == b'.' && (digit || any)
        };
        if !numbered || !part(end) {
            return None;
        }
        let mut at = end;
        while part(at) {
            at = self.alphanumeric_end(at + 1);
        }
        Some(at)
    }

    /// Returns the end of the name `.NET` at `at`, including the version number if there is one: `.NET6`.
    pub(super) fn dot_net(&self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        let name = rest.get(..4).filter(|name| name.eq_ignore_ascii_case(b".NET"))?;
        let end = self.digits(at + name.len());
        let separate = !self.script_before(at).is_letter() && !IN_WORD[usize::from(self.byte(end))];
        separate.then_some(end)
    }

    /// Returns the end of a name in [`WITH_SIGNS`] whose first part is `start..end`.
    pub(super) fn name_with_sign(&self, start: usize, end: usize) -> Option<usize> {
        let mut whole = self.alphanumeric_end(end + 1);
        if self.bytes[whole..].starts_with(b"++") {
            whole = if self.byte(whole + 2) == b'/' { self.alphanumeric_end(whole + 3) } else { whole + 2 };
        }
        let name = &self.bytes[start..whole];
        (name.len() <= LONGEST && WITH_SIGNS.contains_ignore_case(name)).then_some(whole)
    }
}

//! Names of programming: `C#`, `C++`, `.NET`, `ASP.NET`, `Python3.11`, `PL/SQL`.

use super::byte_class::IN_WORD;
use super::scan::Scan;
use crate::tables::{WordList, word_list};

/// Names with a hyphen or slash, in lower case.
const WITH_SIGNS: WordList = word_list!("names_with_signs.txt");
/// Bytes of the longest of them.
const LONGEST: usize = 16;

impl Scan<'_, '_> {
    /// The end of a name that continues with `#` after the letters `start..end`: `C#`, `F#`. It is a capital, or a
    /// lower-case `c` or `f` without a letter after the sign.
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

    /// The end of a name that continues with `++` after the letters `start..end`: `C++`, `C++17`, `Notepad++`.
    pub(super) fn plus_plus(&self, start: usize, end: usize) -> Option<usize> {
        let word = &self.bytes[start..end];
        let is_c = matches!(word, b"C" | b"c");
        let may_be = word.len() > 2 || matches!(word, [.., b'C' | b'c' | b'g' | b'G']);
        if !self.bytes[end..].starts_with(b"++") || !may_be {
            return None;
        }
        let after = end + 2;
        if is_c {
            // The year of the standard.
            let year = self.digits(after);
            if year == after + 2 && !self.alphanumeric_at(year) {
                return Some(year);
            }
        }
        let ends = !IN_WORD[usize::from(self.byte(after))] && self.byte(after) != b'+';
        (is_c || ends).then_some(after)
    }

    /// The end of a version after the word `start..end`, which a full stop follows: `Python3.11`, `v2.0.1rc1`, `H.264`.
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

    /// The end of `.NET` at `at`, with a version: `.NET6`.
    pub(super) fn dot_net(&self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        let name = rest.get(..4).filter(|name| name.eq_ignore_ascii_case(b".NET"))?;
        let end = self.digits(at + name.len());
        let separate = !self.script_before(at).is_letter() && !IN_WORD[usize::from(self.byte(end))];
        separate.then_some(end)
    }

    /// The end of one of [`WITH_SIGNS`], whose first part is `start..end`.
    pub(super) fn name_with_sign(&self, start: usize, end: usize) -> Option<usize> {
        let mut whole = self.alphanumeric_end(end + 1);
        if self.bytes[whole..].starts_with(b"++") {
            whole = if self.byte(whole + 2) == b'/' { self.alphanumeric_end(whole + 3) } else { whole + 2 };
        }
        let name = &self.bytes[start..whole];
        (name.len() <= LONGEST && WITH_SIGNS.contains_ignore_case(name)).then_some(whole)
    }
}

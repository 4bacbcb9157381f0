//! How much a Latin word counts as evidence of a language, by how it is written.

use super::spelled::Spelled;

/// How much a word counts, by how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// Part of an address, or a name such as `iPhone`.
    None,
    /// In capitals: it may be an abbreviation of any language.
    Capitals,
    /// With a capital: it may be a name.
    Name,
    Full,
}

impl Weight {
    pub(super) fn of(bytes: &[u8], start: usize, word: &Spelled) -> Self {
        if is_part_of_address(bytes, start, word.end) {
            return Self::None;
        }
        match word.capitals {
            0 => Self::Full,
            1 if bytes.get(start).is_some_and(u8::is_ascii_lowercase) => Self::None,
            1 => Self::Name,
            _ => Self::Capitals,
        }
    }

    /// What the log-odds of the word are multiplied by. With all at 1, 41 of 2,000 English
    /// sentences passed for another language, most of them names; with these, 9.
    pub(super) const fn factor(self) -> f32 {
        match self {
            Self::None => 0.0,
            Self::Capitals => 0.4,
            Self::Name => 0.6,
            Self::Full => 1.0,
        }
    }
}

/// Whether a word stands in a web address, an e-mail address, a file name or an identifier.
fn is_part_of_address(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let after = bytes.get(end).copied().unwrap_or(b' ');
    if matches!((before, after), (b' ', b' ' | b',')) {
        return false;
    }
    let joined = |byte: u8| matches!(byte, b'@' | b'/' | b'_' | b'\\' | b'0'..=b'9' | b'=');
    let goes_on = |next: u8| next.is_ascii_alphanumeric() || next == b'.';
    joined(before)
        || before == b'.'
        || joined(after)
        || after == b'.' && bytes.get(end + 1).is_some_and(|&next| goes_on(next))
        || after == b':' && bytes.get(end + 1) == Some(&b'/')
}

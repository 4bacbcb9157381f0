//! What each byte is to the scanner.

/// The class of a byte at the start of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Letter,
    Digit,
    /// A mark or sign of ASCII.
    Mark,
    /// A control character.
    Control,
    /// Part of a character beyond ASCII.
    High,
}

pub(super) static CLASS: [Class; 256] = {
    let mut table = [Class::High; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t'..=b'\r' => Class::Space,
            b'!'..=b'~' => Class::Mark,
            _ => Class::Control,
        };
        byte += 1;
    }
    table
};

/// Behind letters and digits of ASCII that begin with a letter: they are a word, whatever comes next.
pub(super) const ENDS_WORD: u8 = 1;
/// Behind digits: they are a number.
pub(super) const ENDS_NUMBER: u8 = 2;

/// What each byte is behind the start of a token: marks that no address, abbreviation, contraction or
/// compound goes on with.
pub(super) static ENDS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b',' => ENDS_WORD,
            b' ' | b'\n' | b'!' | b'?' | b';' | b'"' | b')' | b'[' | b']' | b'{' | b'}' | b'<' | b'>'
            | b'=' | b'|' | b'~' | b'*' | b'\\' | b'^' | b'$' | b'#' => ENDS_WORD | ENDS_NUMBER,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// Whether the byte continues a word by itself: a letter, a digit or `_`.
pub(super) static IN_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        table[byte] = b.is_ascii_alphanumeric() || b == b'_';
        byte += 1;
    }
    table
};

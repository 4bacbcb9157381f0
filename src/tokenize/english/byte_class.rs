//! Tables of byte classes.

/// The kind of token that a byte starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenStart {
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

/// The kind of token that each byte starts.
pub(super) static STARTS: [TokenStart; 256] = {
    let mut table = [TokenStart::High; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => TokenStart::Letter,
            b'0'..=b'9' => TokenStart::Digit,
            b' ' | b'\t'..=b'\r' => TokenStart::Space,
            b'!'..=b'~' => TokenStart::Mark,
            _ => TokenStart::Control,
        };
        byte += 1;
    }
    table
};

/// The byte ends a word of ASCII letters and digits, whatever follows.
pub(super) const ENDS_WORD: u8 = 1;
/// The byte ends a number of digits, whatever follows.
pub(super) const ENDS_NUMBER: u8 = 2;

/// The tokens that each byte ends ([`ENDS_WORD`], [`ENDS_NUMBER`]): marks that never continue an address,
/// abbreviation, contraction or compound.
pub(super) static ENDS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b',' => ENDS_WORD,
            // `C#` is a word.
            b'#' => ENDS_NUMBER,
            b' ' | b'\n' | b'!' | b'?' | b';' | b'"' | b')' | b'[' | b']' | b'{' | b'}' | b'<' | b'>'
            | b'=' | b'|' | b'~' | b'*' | b'\\' | b'^' | b'$' => ENDS_WORD | ENDS_NUMBER,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// Whether the byte always continues a word: a letter, a digit or `_`.
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

//! Tables of byte classes.

/// The kind of token that a byte starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenStart {
    Space,
    Letter,
    Digit,
    /// An ASCII punctuation mark that is a token whatever is around it.
    SingleMark,
    /// Any other ASCII punctuation mark or symbol.
    Mark,
    /// An ASCII control character.
    Control,
    /// A byte of a non-ASCII character.
    High,
}

/// `STARTS[b]` is the kind of token that byte `b` starts.
pub(super) static STARTS: [TokenStart; 256] = {
    let mut table = [TokenStart::High; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => TokenStart::Letter,
            b'0'..=b'9' => TokenStart::Digit,
            b' ' | b'\t'..=b'\r' => TokenStart::Space,
            b'"' | b'(' | b')' | b',' | b'/' | b'[' | b'\\' | b']' | b'{' | b'}' => TokenStart::SingleMark,
            b'!'..=b'~' => TokenStart::Mark,
            _ => TokenStart::Control,
        };
        byte += 1;
    }
    table
};

/// Flag of [`ENDS`]: a word of ASCII letters and digits ends before this byte, whatever follows the byte.
pub(super) const ENDS_WORD: u8 = 1;
/// Flag of [`ENDS`]: a number of digits ends before this byte, whatever follows the byte.
pub(super) const ENDS_NUMBER: u8 = 2;

/// `ENDS[b]` holds the flags of byte `b` ([`ENDS_WORD`], [`ENDS_NUMBER`]). After the first letters or digits of a
/// token, a byte with a flag never continues an address, abbreviation, contraction or compound.
pub(super) static ENDS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b',' => ENDS_WORD,
            // This byte is not `ENDS_WORD`, because `C#` is a word.
            b'#' => ENDS_NUMBER,
            b' ' | b'\n' | b'!' | b'?' | b';' | b'"' | b')' | b'[' | b']' | b'{' | b'}' | b'<' | b'>'
            | b'=' | b'|' | b'~' | b'*' | b'\\' | b'^' | b'$' => ENDS_WORD | ENDS_NUMBER,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// `IN_WORD[b]` tells whether byte `b` always continues a word: an ASCII letter, a digit or `_`.
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

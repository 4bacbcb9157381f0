//! Cuts ASCII text. Most of it needs no dictionary. A block is a run of characters of the class [`class::BLOCK`].

use super::characters::{CharacterTable, class};
use super::token_writer::TokenWriter;
use crate::TokenKind;
use crate::script::ascii::alphanumeric_end;

/// Kinds of ASCII characters, as bits.
mod kind {
    /// A letter or a digit.
    pub(super) const ALPHANUMERIC: u8 = 1;
    /// Any other character that can be in a block.
    pub(super) const JOINING: u8 = 2;
    pub(super) const SPACE: u8 = 4;
}

const KINDS: [u8; 128] = {
    let mut kinds = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => kind::ALPHANUMERIC,
            b'.' | b'_' | b'-' | b'%' | b'+' | b'#' | b'&' => kind::JOINING,
            b'\t'..=b'\r' | b' ' => kind::SPACE,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// Returns the kind of `byte`, or 0 for other ASCII characters and for non-ASCII bytes.
#[inline(always)]
fn kind_of(byte: u8) -> u8 {
    KINDS.get(usize::from(byte)).copied().unwrap_or(0)
}

/// `SIGN_KINDS[byte]` is the token kind of an ASCII sign or control character.
const SIGN_KINDS: [TokenKind; 128] = {
    let mut kinds = [TokenKind::Punctuation; 128];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' => TokenKind::Symbol,
            0..=b' ' | 0x7f => TokenKind::Other,
            _ => TokenKind::Punctuation,
        };
        byte += 1;
    }
    kinds
};

/// Returns the token kind of an ASCII sign. The kind is looked up in a table, because a branch would be
/// unpredictable.
#[inline(always)]
fn sign_kind(byte: u8) -> TokenKind {
    SIGN_KINDS[usize::from(byte & 0x7f)]
}

/// The first two characters of each ASCII word of the dictionary, such as `AT&T` and `C++`. Bit `b` of `pairs[a]`
/// is set if a word begins with the bytes `a`, `b`.
#[derive(Clone)]
pub(super) struct AsciiPairs {
    pairs: Box<[u128; 128]>,
    /// Whether any of these words consists only of letters and digits.
    any_alphanumeric: bool,
}

impl std::fmt::Debug for AsciiPairs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AsciiPairs").finish_non_exhaustive()
    }
}

impl Default for AsciiPairs {
    fn default() -> Self {
        Self { pairs: Box::new([0; 128]), any_alphanumeric: false }
    }
}

impl AsciiPairs {
    /// Adds the first two characters of `word`, which must be folded. Does nothing if `word` is not ASCII.
    pub(super) fn add(&mut self, word: &str) {
        match *word.as_bytes() {
            // A single character needs no pair: it is a word without the dictionary, too.
            [first, second, ..] if word.is_ascii() => {
                self.pairs[usize::from(first)] |= 1 << second;
                self.any_alphanumeric |= word.bytes().all(|byte| byte.is_ascii_alphanumeric());
            }
            _ => {}
        }
    }

    /// Returns the set of all pairs, with which each block of two or more characters is looked up.
    pub(super) fn all() -> Self {
        Self { pairs: Box::new([u128::MAX; 128]), any_alphanumeric: true }
    }

    #[inline(always)]
    fn contain(&self, first: u8, second: u8) -> bool {
        self.pairs[usize::from(first & 0x7f)] >> (second & 0x7f) & 1 == 1
    }
}

/// Why [`AsciiCutter::cut`] stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AsciiStop {
    /// It stops at the end of the text, or where the dictionary is needed: before a non-ASCII character, or before a
    /// block that contains such a character. If [`AsciiCutter::needs_dictionary`] is set, it stops at the start.
    Dictionary,
    /// It stops at a block of ASCII that may contain a dictionary word. The block ends at [`AsciiCutter::block_end`].
    Block,
    /// It stops at a block that may continue after the `limit` of the call.
    Limit,
}

/// Cuts ASCII text that needs no dictionary.
#[derive(Clone, Copy)]
pub(super) struct AsciiCutter<'e> {
    pub(super) table: &'e CharacterTable,
    pub(super) pairs: &'e AsciiPairs,
    /// Whether all ASCII text needs the dictionary: in full mode, and with a caller's engine.
    pub(super) needs_dictionary: bool,
    /// Whether there is a model for unknown words. With it, `3.5%` is one word.
    pub(super) has_model: bool,
    /// Whether to append the parts of joined words, as search mode does.
    pub(super) adds_parts: bool,
}

impl AsciiCutter<'_> {
    /// Whether `byte` is an ASCII character outside blocks: white space, a control character, most punctuation.
    /// Always false if [`AsciiCutter::needs_dictionary`] is set.
    #[inline(always)]
    pub(super) fn ends_block(&self, byte: u8) -> bool {
        byte.is_ascii() && kind_of(byte) & (kind::ALPHANUMERIC | kind::JOINING) == 0 && !self.needs_dictionary
    }

    /// Appends the words of the ASCII text from `at` to `limit`, or to the first place where the dictionary is
    /// needed. `at` must not be inside a block. Returns the offset where the cutter stops, and why.
    pub(super) fn cut(
        &self,
        text: &str,
        (mut at, limit): (usize, usize),
        writer: &mut TokenWriter<'_>,
    ) -> (usize, AsciiStop) {
        if self.needs_dictionary {
            return (at, AsciiStop::Dictionary);
        }
        let bytes = &text.as_bytes()[..limit];
        while let Some(&byte) = bytes.get(at) {
            // The most frequent kinds of bytes are tested first, without a table look-up.
            let end = if byte == b' ' {
                Ok(at + 1)
            } else if byte.is_ascii_alphanumeric() {
                let end = alphanumeric_end(bytes, at);
                match bytes.get(end) {
                    None if limit < text.len() => Err(AsciiStop::Limit),
                    Some(&next) if !next.is_ascii() && self.continues_block(text, end) => {
                        Err(AsciiStop::Dictionary)
                    }
                    next if self.pairs.any_alphanumeric
                        || next.is_some_and(|&next| kind_of(next) == kind::JOINING) =>
                    {
                        self.cut_block(text, (at, limit), writer)
                    }
                    _ => {
                        let is_number = bytes[at..end].iter().all(u8::is_ascii_digit);
                        let kind = if is_number { TokenKind::Number } else { TokenKind::Word };
                        writer.push_of_kind(at, end, kind);
                        Ok(end)
                    }
                }
            } else {
                match kind_of(byte) {
                    kind::JOINING => self.cut_block(text, (at, limit), writer),
                    kind::SPACE => Ok(at + 1),
                    _ if byte.is_ascii() => {
                        writer.push_of_kind(at, at + 1, sign_kind(byte));
                        Ok(at + 1)
                    }
                    _ => Err(AsciiStop::Dictionary),
                }
            };
            match end {
                Ok(end) => at = end,
                Err(stop) => return (at, stop),
            }
        }
        (at, AsciiStop::Dictionary)
    }

    /// Whether the non-ASCII character at `at` can be in a block.
    #[inline(always)]
    fn continues_block(&self, text: &str, at: usize) -> bool {
        self.table.at(text, at).is_some_and(|character| character.is(class::BLOCK))
    }

    /// Returns the end of the block of ASCII at `start`.
    #[inline(always)]
    pub(super) fn block_end(bytes: &[u8], start: usize) -> usize {
        let block = bytes[start..].iter().take_while(|&&byte| kind_of(byte) & !kind::SPACE != 0);
        start + block.count()
    }

    /// Appends the words of the block at `start` and returns its end, or why nothing was appended.
    #[inline(never)]
    fn cut_block(
        &self,
        text: &str,
        (start, limit): (usize, usize),
        writer: &mut TokenWriter<'_>,
    ) -> Result<usize, AsciiStop> {
        let bytes = &text.as_bytes()[..limit];
        let end = Self::block_end(bytes, start);
        if end == limit && limit < text.len() {
            return Err(AsciiStop::Limit);
        }
        if end < limit && self.continues_block(text, end) {
            return Err(AsciiStop::Dictionary);
        }
        let pairs = bytes[start..end].windows(2);
        if pairs.into_iter().any(|pair| self.pairs.contain(pair[0], pair[1])) {
            return Err(AsciiStop::Block);
        }
        self.cut_joined(&bytes[..end], start, writer);
        Ok(end)
    }

    /// Cuts a block that contains no dictionary word. With a model, `3.5%++a_b` is cut into `3.5%`, `++` and `a_b`.
    /// Without a model, each sign and each run of letters and digits is a word: `3`, `.`, `5`, `%`.
    fn cut_joined(&self, bytes: &[u8], start: usize, writer: &mut TokenWriter<'_>) {
        let is_alphanumeric = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        let joins = self.has_model;
        let mut from = start;
        while let Some(&first) = bytes.get(from) {
            let mut to = from + 1;
            if !first.is_ascii_alphanumeric() {
                while joins && to < bytes.len() && !is_alphanumeric(to) {
                    to += 1;
                }
                writer.push_of_kind(from, to, sign_kind(first));
                from = to;
                continue;
            }
            let mut connected = false;
            loop {
                if is_alphanumeric(to) {
                    to = alphanumeric_end(bytes, to);
                }
                let connects = matches!(bytes.get(to), Some(b'.' | b'_' | b'-'));
                if !joins || !connects || !is_alphanumeric(to + 1) {
                    break;
                }
                (to, connected) = (to + 1, true);
            }
            to += usize::from(joins && bytes.get(to) == Some(&b'%'));
            if connected && self.adds_parts {
                Self::push_parts(bytes, from, to, writer);
            }
            let any_letter = bytes[from..to].iter().any(u8::is_ascii_alphabetic);
            writer.push_of_kind(from, to, if any_letter { TokenKind::Word } else { TokenKind::Number });
            from = to;
        }
    }

    /// For search mode, splits a word at `.`, `_` and `-`, and appends the parts that have a letter and at least
    /// two bytes: `v2.rust-lang` gives `v2`, `rust` and `lang`.
    fn push_parts(bytes: &[u8], start: usize, end: usize, writer: &mut TokenWriter<'_>) {
        let is_connector = |byte: &u8| matches!(byte, b'.' | b'_' | b'-');
        let mut from = start;
        for part in bytes[start..end].split(is_connector) {
            let to = from + part.len();
            if part.len() >= 2 && part.iter().any(u8::is_ascii_alphabetic) {
                writer.push_inner(from, to, class::ALPHANUMERIC | class::LETTER);
            }
            from = to + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Script;

    #[test]
    fn signs_have_the_kind_of_their_script() {
        for byte in (0..128).filter(|byte| !u8::is_ascii_alphanumeric(byte)) {
            let expected = super::super::token_writer::kind_of(Script::of(byte.into()));
            assert_eq!(sign_kind(byte), expected, "{byte}");
        }
    }
}

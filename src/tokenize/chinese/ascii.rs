//! Blocks of ASCII, most of which need no look-up.

use super::characters::class;
use super::cut::{CutMode, Cutter};
use super::scratch::Nested;
use super::sink::Sink;
use crate::script::ascii::alphanumeric_end;
use crate::{Span, TokenKind};

/// What an ASCII character is to [`Cutter::cut_ascii`].
mod kind {
    /// A letter or a digit.
    pub(super) const ALPHANUMERIC: u8 = 1;
    /// Any other character of a block.
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

/// What the character is that begins with this byte; 0 for what is not ASCII, too.
#[inline(always)]
fn kind_of(byte: u8) -> u8 {
    KINDS.get(usize::from(byte)).copied().unwrap_or(0)
}

/// The kind of token that a mark of ASCII makes, or a control character, as `Script` has them; a
/// test compares the two.
const MARKS: [TokenKind; 128] = {
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

/// A look-up, since a choice could not be guessed.
#[inline(always)]
fn mark_kind(byte: u8) -> TokenKind {
    MARKS[usize::from(byte & 0x7f)]
}

/// First two characters of the dictionary's words that are all ASCII (`AT&T`, `C++`).
#[derive(Clone)]
pub(super) struct AsciiPairs {
    pairs: Box<[u128; 128]>,
    /// Whether such a word has letters and digits only.
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
    /// Takes a word as it is looked up.
    pub(super) fn add(&mut self, word: &str) {
        match *word.as_bytes() {
            // A single character is a word by itself in any case.
            [first, second, ..] if word.is_ascii() => {
                self.pairs[usize::from(first)] |= 1 << second;
                self.any_alphanumeric |= word.bytes().all(|byte| byte.is_ascii_alphanumeric());
            }
            _ => {}
        }
    }

    /// The pairs of no dictionary: every text is looked up.
    pub(super) fn all() -> Self {
        Self { pairs: Box::new([u128::MAX; 128]), any_alphanumeric: true }
    }

    #[inline(always)]
    fn contain(&self, first: u8, second: u8) -> bool {
        self.pairs[usize::from(first & 0x7f)] >> (second & 0x7f) & 1 == 1
    }
}

/// Why ASCII is cut no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The dictionary is needed: for a block that goes on beyond ASCII, for what is no ASCII, or for all.
    /// Or nothing is left.
    Dictionary,
    /// A block may go on behind the limit.
    Limit,
}

impl Cutter<'_> {
    /// Whether no block goes on with the character that begins with `byte`: a mark or a blank of ASCII.
    #[inline(always)]
    pub(super) fn ends_block(&self, byte: u8) -> bool {
        byte.is_ascii() && kind_of(byte) & (kind::ALPHANUMERIC | kind::JOINING) == 0 && !self.looks_up_ascii()
    }

    /// Appends the words of the ASCII from `at` on, which is between blocks, as far as no dictionary is
    /// needed for it; returns where that ends, and why.
    pub(super) fn cut_ascii(
        &self,
        text: &str,
        (mut at, limit): (usize, usize),
        nested: &mut Nested,
        sink: &mut Sink<'_>,
    ) -> (usize, Stop) {
        if self.looks_up_ascii() {
            return (at, Stop::Dictionary);
        }
        let bytes = &text.as_bytes()[..limit];
        while let Some(&byte) = bytes.get(at) {
            // By far the most frequent come first, known without a table: the sooner it is known that one
            // was guessed wrong, the better.
            let end = if byte == b' ' {
                Ok(at + 1)
            } else if byte.is_ascii_alphanumeric() {
                let end = alphanumeric_end(bytes, at);
                match bytes.get(end) {
                    None if limit < text.len() => Err(Stop::Limit),
                    Some(&next) if !next.is_ascii() && self.block_goes_on(text, end) => Err(Stop::Dictionary),
                    next if self.ascii.any_alphanumeric
                        || next.is_some_and(|&next| kind_of(next) == kind::JOINING) =>
                    {
                        self.cut_ascii_block(text, (at, limit), nested, sink)
                    }
                    _ => {
                        let is_number = bytes[at..end].iter().all(u8::is_ascii_digit);
                        let kind = if is_number { TokenKind::Number } else { TokenKind::Word };
                        sink.push_of_kind(at, end, kind);
                        Ok(end)
                    }
                }
            } else {
                match kind_of(byte) {
                    kind::JOINING => self.cut_ascii_block(text, (at, limit), nested, sink),
                    kind::SPACE => Ok(at + 1),
                    _ if byte.is_ascii() => {
                        sink.push_of_kind(at, at + 1, mark_kind(byte));
                        Ok(at + 1)
                    }
                    _ => Err(Stop::Dictionary),
                }
            };
            match end {
                Ok(end) => at = end,
                Err(stop) => return (at, stop),
            }
        }
        (at, Stop::Dictionary)
    }

    /// Whether a block goes on with the character at `at`, which is not ASCII.
    #[inline(always)]
    fn block_goes_on(&self, text: &str, at: usize) -> bool {
        self.table.at(text, at).is_some_and(|character| character.is(class::BLOCK))
    }

    /// Appends the words of the block that begins at `start`, and returns its end.
    #[inline(never)]
    fn cut_ascii_block(
        &self,
        text: &str,
        (start, limit): (usize, usize),
        nested: &mut Nested,
        sink: &mut Sink<'_>,
    ) -> Result<usize, Stop> {
        let bytes = &text.as_bytes()[..limit];
        let block = bytes[start..].iter().take_while(|&&byte| kind_of(byte) & !kind::SPACE != 0);
        let end = start + block.count();
        if end == limit && limit < text.len() {
            return Err(Stop::Limit);
        }
        if end < limit && self.block_goes_on(text, end) {
            return Err(Stop::Dictionary);
        }
        let pairs = bytes[start..end].windows(2);
        if pairs.into_iter().any(|pair| self.ascii.contain(pair[0], pair[1])) {
            self.cut_block(Span::new(start, end), nested.get_or_insert_default(), sink);
        } else {
            self.cut_joined(&bytes[..end], start, sink);
        }
        Ok(end)
    }

    /// Whether all ASCII is looked up, too: the full mode has blocks of its own, and so may have an engine
    /// of the caller's.
    #[inline(always)]
    fn looks_up_ascii(&self) -> bool {
        #[cfg(feature = "jieba")]
        if self.jieba.is_some() {
            return true;
        }
        self.mode == CutMode::Full
    }

    /// Cuts a block that holds no word of the dictionary: with a model, runs of letters and digits
    /// joined by `.`, `_` or `-` and with `%` after them, and what stands between; without one, letters
    /// and digits together and anything else by itself.
    fn cut_joined(&self, bytes: &[u8], start: usize, sink: &mut Sink<'_>) {
        let is_alphanumeric = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        let joins = self.hmm.is_some();
        let mut from = start;
        while let Some(&first) = bytes.get(from) {
            let mut to = from + 1;
            if !first.is_ascii_alphanumeric() {
                while joins && to < bytes.len() && !is_alphanumeric(to) {
                    to += 1;
                }
                sink.push_of_kind(from, to, mark_kind(first));
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
            if connected && self.mode == CutMode::Search {
                self.ascii_parts(bytes, from, to, sink);
            }
            let any_letter = bytes[from..to].iter().any(u8::is_ascii_alphabetic);
            sink.push_of_kind(from, to, if any_letter { TokenKind::Word } else { TokenKind::Number });
            from = to;
        }
    }

    /// The parts of a word joined by connectors that could be searched for by themselves: those with
    /// a letter and at least two bytes.
    fn ascii_parts(&self, bytes: &[u8], start: usize, end: usize, sink: &mut Sink<'_>) {
        let is_connector = |byte: &u8| matches!(byte, b'.' | b'_' | b'-');
        let mut from = start;
        for part in bytes[start..end].split(is_connector) {
            let to = from + part.len();
            if part.len() >= 2 && part.iter().any(u8::is_ascii_alphabetic) {
                sink.push_inner(from, to, class::ALPHANUMERIC | class::LETTER);
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
    fn marks_are_of_the_kind_of_their_script() {
        for byte in (0..128).filter(|byte| !u8::is_ascii_alphanumeric(byte)) {
            let expected = super::super::sink::kind_of(Script::of(byte.into()));
            assert_eq!(mark_kind(byte), expected, "{byte}");
        }
    }
}

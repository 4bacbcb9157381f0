//! Blocks of ASCII, most of which need no look-up.

use super::super::ascii::{alphanumeric_end, ascii_end};
use super::characters::class;
use super::cut::{CutMode, Cutter, Nested};
use super::sink::Sink;
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
#[inline(always)]
fn mark_kind(byte: u8) -> TokenKind {
    match byte {
        b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' => TokenKind::Symbol,
        0..=b' ' | 0x7f => TokenKind::Other,
        _ => TokenKind::Punctuation,
    }
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

impl Cutter<'_> {
    /// Whether a mark or a blank of ASCII stands at `at`, behind which no block goes on.
    #[inline(always)]
    pub(super) fn ends_block(&self, text: &str, at: usize) -> bool {
        let ends = |&byte: &u8| byte.is_ascii() && kind_of(byte) & (kind::ALPHANUMERIC | kind::JOINING) == 0;
        !self.cuts_all() && text.as_bytes().get(at).is_some_and(ends)
    }

    /// The end of the ASCII from `start` on, which is between blocks, that no dictionary is needed for.
    /// What it holds is cut by [`Cutter::cut_ascii`].
    #[inline(always)]
    pub(super) fn plain_ascii_end(&self, text: &str, start: usize) -> usize {
        let bytes = text.as_bytes();
        if self.cuts_all() || !bytes.get(start).is_some_and(u8::is_ascii) {
            return start;
        }
        let mut end = ascii_end(bytes, start);
        if self.table.at(text, end).is_some_and(|character| character.is(class::BLOCK)) {
            // The last block goes on.
            while end > start && kind_of(bytes[end - 1]) & (kind::ALPHANUMERIC | kind::JOINING) != 0 {
                end -= 1;
            }
        }
        end
    }

    /// Appends the words of ASCII that [`Cutter::plain_ascii_end`] found.
    pub(super) fn cut_ascii(&self, text: &str, span: Span, nested: &mut Nested, sink: &mut Sink<'_>) {
        let bytes = &text.as_bytes()[..span.end];
        let mut at = span.start;
        loop {
            // Behind a word mostly one blank: passed over without a branch.
            at += usize::from(bytes.get(at) == Some(&b' '));
            let Some(&byte) = bytes.get(at) else { break };
            match kind_of(byte) {
                kind::ALPHANUMERIC | kind::JOINING => {
                    let end = alphanumeric_end(bytes, at);
                    let is_plain = bytes.get(end).is_none_or(|&byte| kind_of(byte) != kind::JOINING);
                    if is_plain && !self.ascii.any_alphanumeric {
                        let is_number = bytes[at..end].iter().all(u8::is_ascii_digit);
                        let kind = if is_number { TokenKind::Number } else { TokenKind::Word };
                        sink.push_of_kind(at, end, kind);
                        at = end;
                    } else {
                        at = self.cut_ascii_block(bytes, at, nested, sink);
                    }
                }
                kind::SPACE => at += 1,
                _ => {
                    sink.push_of_kind(at, at + 1, mark_kind(byte));
                    at += 1;
                }
            }
        }
    }

    /// Appends the words of the block that begins at `start`, and returns its end.
    fn cut_ascii_block(&self, bytes: &[u8], start: usize, nested: &mut Nested, sink: &mut Sink<'_>) -> usize {
        let block = bytes[start..].iter().take_while(|&&byte| kind_of(byte) & !kind::SPACE != 0);
        let end = start + block.count();
        let pairs = bytes[start..end].windows(2);
        if pairs.into_iter().any(|pair| self.ascii.contain(pair[0], pair[1])) {
            self.cut_block(Span::new(start, end), nested.get_or_insert_default(), sink);
        } else {
            self.cut_joined(&bytes[..end], start, sink);
        }
        end
    }

    /// Whether nothing may be cut without the dictionary: the full mode has blocks of its own, and so
    /// may have an engine of the caller's.
    #[inline(always)]
    fn cuts_all(&self) -> bool {
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
        let end = bytes.len();
        let is =
            |at: usize, class: u32| bytes.get(at).is_some_and(|&byte| self.table.of(byte.into()).is(class));
        let joins = self.hmm.is_some();
        let mut from = start;
        while from < end {
            let mut to = from;
            if is(from, class::ALPHANUMERIC) {
                loop {
                    while is(to, class::ALPHANUMERIC) {
                        to += 1;
                    }
                    if !joins || !is(to, class::CONNECTOR) || !is(to + 1, class::ALPHANUMERIC) {
                        break;
                    }
                    to += 1;
                }
                to += usize::from(joins && is(to, class::PERCENT));
            } else {
                to += 1;
                while joins && to < end && !is(to, class::ALPHANUMERIC) {
                    to += 1;
                }
            }
            let classes = bytes[from..to]
                .iter()
                .fold(0, |classes, &byte| classes | self.table.of(byte.into()).classes());
            if self.mode == CutMode::Search && to - from > 1 && classes & class::CONNECTOR != 0 {
                self.ascii_parts(bytes, from, to, sink);
            }
            sink.push(from, to, classes);
            from = to;
        }
    }

    /// The parts of a word joined by connectors that could be searched for by themselves: those with
    /// a letter and at least two bytes.
    fn ascii_parts(&self, bytes: &[u8], start: usize, end: usize, sink: &mut Sink<'_>) {
        let of = |at: usize| self.table.of(bytes[at].into());
        let mut from = start;
        for to in (start..end).filter(|&at| of(at).is(class::CONNECTOR)).chain([end]) {
            let classes = (from..to).fold(0, |classes, at| classes | of(at).classes());
            let is_letter = |at: usize| of(at).is(class::ALPHANUMERIC) && of(at).is(class::LETTER);
            if to - from >= 2 && (from..to).any(is_letter) {
                sink.push_inner(from, to, classes);
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
        for byte in (0..128).filter(|&byte| kind_of(byte) == 0) {
            let expected = super::super::sink::kind_of(Script::of(byte.into()));
            assert_eq!(mark_kind(byte), expected, "{byte}");
        }
    }
}

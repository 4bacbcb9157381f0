//! Blocks of ASCII, most of which need no look-up.

use super::characters::class;
use super::cut::{CutMode, Cutter};
use super::sink::Sink;

/// First two characters of the dictionary's words that are all ASCII (`AT&T`, `C++`).
#[derive(Clone, Debug)]
pub(super) struct AsciiPairs(Box<[u128; 128]>);

impl Default for AsciiPairs {
    fn default() -> Self {
        Self(Box::new([0; 128]))
    }
}

impl AsciiPairs {
    pub(super) fn add(&mut self, word: &str) {
        match *word.as_bytes() {
            // A single character is a word by itself in any case.
            [first, second, ..] if word.is_ascii() => self.0[usize::from(first)] |= 1 << second,
            _ => {}
        }
    }

    /// The pairs of no dictionary: every text is looked up.
    pub(super) fn all() -> Self {
        Self(Box::new([u128::MAX; 128]))
    }

    #[inline(always)]
    fn contain(&self, first: u8, second: u8) -> bool {
        self.0[usize::from(first & 0x7f)] >> (second & 0x7f) & 1 == 1
    }
}

impl Cutter<'_> {
    /// Appends the words of what can be cut without the dictionary from `at` on, and returns its end.
    #[inline]
    pub(super) fn skip_ascii(&self, text: &str, mut at: usize, sink: &mut Sink<'_>) -> usize {
        while let Some(end) = self.ascii_block(text, at) {
            self.cut_ascii(text, at, end, sink);
            at = end;
            // What stands between blocks.
            while let Some(&byte) = text.as_bytes().get(at).filter(|byte| byte.is_ascii()) {
                let character = self.table.of(byte.into());
                if character.is(class::BLOCK) {
                    break;
                }
                sink.push(at, at + 1, character.classes());
                at += 1;
            }
        }
        at
    }

    /// The end of the block that begins at `start`, if it is all ASCII and holds no word of the
    /// dictionary, so that [`Cutter::cut_ascii`] may cut it. Not for the full mode, which has
    /// blocks of its own.
    #[inline]
    pub(super) fn ascii_block(&self, text: &str, start: usize) -> Option<usize> {
        if self.mode == CutMode::Full {
            return None;
        }
        #[cfg(feature = "jieba")]
        if self.jieba.is_some() {
            return None;
        }
        let bytes = text.as_bytes();
        let mut at = start;
        let mut last = 0;
        while let Some(&byte) = bytes.get(at)
            && byte.is_ascii()
            && self.table.of(byte.into()).is(class::BLOCK)
        {
            if self.ascii.contain(last, byte) {
                return None;
            }
            last = byte;
            at += 1;
        }
        let ends = !self.table.at(text, at).is_some_and(|character| character.is(class::BLOCK));
        (ends && at > start).then_some(at)
    }

    /// Cuts such a block: with a model, runs of letters and digits joined by `.`, `_` or `-` and with
    /// `%` after them, and what stands between; without one, letters and digits together and
    /// anything else by itself.
    pub(super) fn cut_ascii(&self, text: &str, start: usize, end: usize, sink: &mut Sink<'_>) {
        let bytes = &text.as_bytes()[..end];
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

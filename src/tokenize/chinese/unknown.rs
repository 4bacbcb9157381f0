//! Words that the dictionary does not have: by the hidden Markov model, and runs of letters and
//! digits.

use super::block::Block;
use super::characters::{Character, class};
use super::cut::Cutter;

impl Cutter<'_> {
    /// Cuts a run of characters that the dictionary left single.
    #[inline]
    pub(super) fn cut_singles(
        &self,
        text: &str,
        run: Block<'_>,
        choices: &mut Vec<u8>,
        emit: &mut impl FnMut(Block<'_>),
    ) {
        if run.len() == 1 || self.hmm.is_none() {
            return emit(run);
        }
        if self.words.contain(run.characters, run.chars) {
            // A word that the best way passed over: its characters were more probable.
            return run.each(emit);
        }
        self.cut_unknown(text, run, choices, emit);
    }

    /// Cuts characters by the model, and those that it does not know into runs of letters and
    /// digits and what stands between them.
    pub(super) fn cut_unknown(
        &self,
        text: &str,
        run: Block<'_>,
        choices: &mut Vec<u8>,
        emit: &mut impl FnMut(Block<'_>),
    ) {
        let (mut from, mut start) = (0, run.start);
        while let Some(first) = run.characters.get(from) {
            let of_model = first.is(class::MODEL);
            let len = run.characters[from..].iter().take_while(|c| c.is(class::MODEL) == of_model).count();
            let part = run.part(from, from + len, start);
            match self.hmm {
                Some(hmm) if of_model && len > 1 => {
                    let (mut at, mut byte) = (0, part.start);
                    let mut before = None;
                    let chars = text[part.start..part.end].chars().map(|c| {
                        let c = self.folded(c, before);
                        before = Some(c);
                        c
                    });
                    hmm.cut(chars, choices, |length| {
                        let word = part.part(at, at + length, byte);
                        (at, byte) = (at + length, word.end);
                        self.emit_unknown(word, emit);
                    });
                }
                _ if of_model => emit(part),
                _ => self.cut_alphanumeric(part, emit),
            }
            (from, start) = (from + len, part.end);
        }
    }

    /// A word that nothing but statistics made, unless it is longer than any word can be.
    #[inline]
    fn emit_unknown(&self, word: Block<'_>, emit: &mut impl FnMut(Block<'_>)) {
        if word.len() > self.longest && word.characters.iter().any(|c| c.is(class::HAN)) {
            word.each(emit);
        } else {
            emit(word);
        }
    }

    /// Letters and digits, joined by `.`, `_` or `-` and with `%` after them, are one word each;
    /// so is whatever stands between.
    fn cut_alphanumeric(&self, run: Block<'_>, emit: &mut impl FnMut(Block<'_>)) {
        let is = |at: usize, class: u32| run.characters.get(at).is_some_and(|c: &Character| c.is(class));
        let (mut from, mut start) = (0, run.start);
        while from < run.len() {
            let mut to = from;
            if is(from, class::ALPHANUMERIC) {
                loop {
                    while is(to, class::ALPHANUMERIC) {
                        to += 1;
                    }
                    if !is(to, class::CONNECTOR) || !is(to + 1, class::ALPHANUMERIC) {
                        break;
                    }
                    to += 1;
                }
                to += usize::from(is(to, class::PERCENT));
            } else {
                while to < run.len() && !is(to, class::ALPHANUMERIC) {
                    to += 1;
                }
            }
            let word = run.part(from, to, start);
            (from, start) = (to, word.end);
            self.emit_unknown(word, emit);
        }
    }
}

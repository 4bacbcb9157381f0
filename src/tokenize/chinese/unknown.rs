//! Words that the dictionary does not have: by the hidden Markov model, and runs of letters and
//! digits.

use std::sync::Arc;

use super::characters::{Character, class};
use super::cut::Cutter;
use super::hmm::{Emissions, Hmm, NEVER};
use super::lattice::Run;

/// The model, ready for the codes of one tokenizer.
pub(super) struct UnknownWords {
    pub(super) hmm: Arc<Hmm>,
    /// By code: the model's probabilities of a character.
    by_code: Vec<Emissions>,
}

impl std::fmt::Debug for UnknownWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnknownWords").field("hmm", &self.hmm).finish_non_exhaustive()
    }
}

impl UnknownWords {
    /// `alphabet` holds the characters that have codes, that with code 1 first: among them must be all
    /// that the model knows.
    pub(super) fn new(hmm: Arc<Hmm>, alphabet: &[char]) -> Self {
        let known = alphabet.iter().map(|&c| *hmm.emissions(c));
        Self { by_code: std::iter::once(NEVER).chain(known).collect(), hmm }
    }

    #[inline(always)]
    fn of(&self, character: Character) -> &Emissions {
        self.by_code.get(character.code() as usize).unwrap_or(&NEVER)
    }
}

impl Cutter<'_> {
    /// Cuts a run of at least two characters that the dictionary left single, and leaves in `ends`
    /// where each word ends.
    pub(super) fn cut_singles(&self, run: Run<'_>, choices: &mut Vec<u8>, ends: &mut Vec<u32>) {
        ends.clear();
        let Some(model) = self.hmm else { return ends.push(run.to as u32) };
        if self.words.contain(run) {
            // A word that the best way passed over: its characters were more probable.
            return ends.extend(run.from as u32 + 1..=run.to as u32);
        }
        let lattice = run.lattice();
        let of_model = |at: usize| lattice.character(at).is(class::MODEL);
        let mut from = run.from;
        while from < run.to {
            let to = (from + 1..run.to).find(|&at| of_model(at) != of_model(from)).unwrap_or(run.to);
            let part = lattice.run(from, to);
            if !of_model(from) {
                self.cut_alphanumeric(part, ends);
            } else if part.len() == 1 {
                ends.push(to as u32);
            } else {
                self.cut_by_model(model, part, choices, ends);
            }
            from = to;
        }
    }

    /// Cuts Chinese characters by the model.
    #[inline(always)]
    fn cut_by_model(&self, model: &UnknownWords, run: Run<'_>, choices: &mut Vec<u8>, ends: &mut Vec<u32>) {
        let (lattice, known) = (run.lattice(), ends.len());
        model.hmm.cut(run.from..run.to, |at| model.of(lattice.character(at)), choices, ends);
        if run.len() > self.longest {
            let mut from = run.from;
            for end in ends.split_off(known) {
                self.end_unknown(lattice.run(from, end as usize), ends);
                from = end as usize;
            }
        }
    }

    /// A word that nothing but statistics made, unless it is longer than any word can be.
    #[inline]
    fn end_unknown(&self, word: Run<'_>, ends: &mut Vec<u32>) {
        if word.len() > self.longest && word.characters().any(|c| c.is(class::HAN)) {
            ends.extend(word.from as u32 + 1..=word.to as u32);
        } else {
            ends.push(word.to as u32);
        }
    }

    /// Letters and digits, joined by `.`, `_` or `-` and with `%` after them, are one word each;
    /// so is whatever stands between.
    fn cut_alphanumeric(&self, run: Run<'_>, ends: &mut Vec<u32>) {
        let lattice = run.lattice();
        let is = |at: usize, class: u32| at < run.to && lattice.character(at).is(class);
        let mut from = run.from;
        while from < run.to {
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
                while to < run.to && !is(to, class::ALPHANUMERIC) {
                    to += 1;
                }
            }
            self.end_unknown(lattice.run(from, to), ends);
            from = to;
        }
    }
}

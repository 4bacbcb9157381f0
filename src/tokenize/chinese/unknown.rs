//! Cuts words that the dictionary does not have: Chinese words by the hidden Markov model, and runs of letters and
//! digits.

use std::sync::Arc;

use super::characters::{CharacterTable, class};
use super::hmm::{Emissions, Hmm, NEVER};
use super::lattice::CharacterRange;

/// The model, indexed by the codes of one tokenizer.
pub(super) struct UnknownWords {
    pub(super) hmm: Arc<Hmm>,
    /// `by_code[code]` is a copy of the emissions of the character. Frequent characters are adjacent in it. Without the
    /// copy, cutting takes 4 % longer.
    by_code: Vec<Emissions>,
}

impl std::fmt::Debug for UnknownWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnknownWords").field("hmm", &self.hmm).finish_non_exhaustive()
    }
}

impl UnknownWords {
    /// Copies the emissions of `hmm`. All characters of the model must have codes in `table`.
    pub(super) fn new(hmm: Arc<Hmm>, table: &CharacterTable) -> Self {
        let mut by_code = vec![NEVER; table.codes()];
        // A character that is folded to another character is never looked up by its own code.
        for c in hmm.characters().filter(|&c| table.folded(c) == c) {
            if let Some(emissions) = by_code.get_mut(table.of(c).code() as usize) {
                *emissions = hmm.emissions(c);
            }
        }
        Self { by_code, hmm }
    }

    #[inline(always)]
    fn emissions(&self, code: u32) -> &Emissions {
        self.by_code.get(code as usize).unwrap_or(&NEVER)
    }

    /// Cuts two to 32 Chinese characters, given by their codes, by the model. Bit `i` of the result, except bit 0, is
    /// set if a word ends before character `i`.
    pub(super) fn boundaries(&self, codes: &[u32]) -> u32 {
        self.hmm.boundaries(codes.len(), |at| self.emissions(codes[at]))
    }
}

/// Scratch buffers for [`UnknownWords::cut`].
#[derive(Debug, Default)]
pub(super) struct UnknownScratch {
    /// The choices of the hidden Markov model.
    choices: Vec<u8>,
    /// The end of each word: the index of the character after it.
    pub(super) ends: Vec<u32>,
}

impl UnknownScratch {
    /// Frees each buffer that has room for more than `kept` characters.
    pub(super) fn shrink(&mut self, kept: usize) {
        if self.choices.capacity() > kept {
            self.choices = Vec::new();
        }
        if self.ends.capacity() > kept {
            self.ends = Vec::new();
        }
    }
}

impl UnknownWords {
    /// Cuts a run of at least two single characters of the best path. Appends the ends of the resulting words to
    /// `scratch`. A word with Chinese characters that is longer than `longest` is cut into single characters.
    pub(super) fn cut(&self, range: CharacterRange<'_>, longest: usize, scratch: &mut UnknownScratch) {
        let lattice = range.lattice();
        let of_model = |at: usize| lattice.character(at).is(class::MODEL);
        let mut from = range.from;
        while from < range.to {
            let to = (from + 1..range.to).find(|&at| of_model(at) != of_model(from)).unwrap_or(range.to);
            let part = lattice.range(from, to);
            if !of_model(from) {
                cut_alphanumeric(part, longest, &mut scratch.ends);
            } else if part.len() == 1 {
                scratch.ends.push(to as u32);
            } else {
                self.cut_by_model(part, longest, scratch);
            }
            from = to;
        }
    }

    /// Cuts Chinese characters by the model.
    #[inline(always)]
    fn cut_by_model(&self, range: CharacterRange<'_>, longest: usize, scratch: &mut UnknownScratch) {
        let UnknownScratch { choices, ends } = scratch;
        let (lattice, known) = (range.lattice(), ends.len());
        self.hmm.cut(range.from..range.to, |at| self.emissions(lattice.character(at).code()), choices, ends);
        if range.len() > longest {
            let mut from = range.from;
            for end in ends.split_off(known) {
                end_word(lattice.range(from, end as usize), longest, ends);
                from = end as usize;
            }
        }
    }
}

/// Appends the end of a word. If the word has Chinese characters and is longer than `longest`, appends the end of
/// each character instead.
#[inline]
fn end_word(word: CharacterRange<'_>, longest: usize, ends: &mut Vec<u32>) {
    if word.len() > longest && word.characters().any(|c| c.is(class::HAN)) {
        ends.extend(word.from as u32 + 1..=word.to as u32);
    } else {
        ends.push(word.to as u32);
    }
}

/// Cuts letters, digits and signs: `3.5%++a_b` into `3.5%`, `++` and `a_b`.
fn cut_alphanumeric(range: CharacterRange<'_>, longest: usize, ends: &mut Vec<u32>) {
    let lattice = range.lattice();
    let is = |at: usize, class: u32| at < range.to && lattice.character(at).is(class);
    let mut from = range.from;
    while from < range.to {
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
            while to < range.to && !is(to, class::ALPHANUMERIC) {
                to += 1;
            }
        }
        end_word(lattice.range(from, to), longest, ends);
        from = to;
    }
}

//! Words that the dictionary does not have: by the hidden Markov model, and runs of letters and
//! digits.

use super::characters::class;
use super::cut::Cutter;
use super::lattice::Run;

impl Cutter<'_> {
    /// Cuts a run of characters that the dictionary left single, and leaves in `ends` where each word
    /// ends.
    pub(super) fn cut_singles(&self, text: &str, run: Run<'_>, choices: &mut Vec<u8>, ends: &mut Vec<u32>) {
        if run.len() == 1 || self.hmm.is_none() {
            return ends.push(run.to as u32);
        }
        if self.words.contain(run) {
            // A word that the best way passed over: its characters were more probable.
            return ends.extend(run.from as u32 + 1..=run.to as u32);
        }
        self.cut_unknown(text, run, choices, ends);
    }

    /// Cuts characters by the model, and those that it does not know into runs of letters and
    /// digits and what stands between them.
    fn cut_unknown(&self, text: &str, run: Run<'_>, choices: &mut Vec<u8>, ends: &mut Vec<u32>) {
        let lattice = run.lattice();
        let of_model = |at: usize| lattice.character(at).is(class::MODEL);
        let mut from = run.from;
        while from < run.to {
            let to = (from + 1..run.to).find(|&at| of_model(at) != of_model(from)).unwrap_or(run.to);
            let part = lattice.run(from, to);
            match self.hmm {
                Some(hmm) if of_model(from) && part.len() > 1 => {
                    let chars = self.spelled(&text[part.start()..part.end()]);
                    let mut at = 0;
                    hmm.cut(chars, choices, |length| {
                        self.end_unknown(part.part(at, at + length), ends);
                        at += length;
                    });
                }
                _ if of_model(from) => ends.push(to as u32),
                _ => self.cut_alphanumeric(part, ends),
            }
            from = to;
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

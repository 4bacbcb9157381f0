//! Words that the dictionary does not have: by the hidden Markov model, and runs of letters and
//! digits.

use super::characters::class;
use super::cut::Cutter;
use super::lattice::Run;

impl Cutter<'_> {
    /// Cuts a run of characters that the dictionary left single.
    #[inline]
    pub(super) fn cut_singles(
        &self,
        text: &str,
        run: Run<'_>,
        choices: &mut Vec<u8>,
        emit: &mut impl FnMut(Run<'_>),
    ) {
        if run.len() == 1 || self.hmm.is_none() {
            return emit(run);
        }
        if self.words.contain(run) {
            // A word that the best way passed over: its characters were more probable.
            return run.singles().for_each(emit);
        }
        self.cut_unknown(text, run, choices, emit);
    }

    /// Cuts characters by the model, and those that it does not know into runs of letters and
    /// digits and what stands between them.
    fn cut_unknown(&self, text: &str, run: Run<'_>, choices: &mut Vec<u8>, emit: &mut impl FnMut(Run<'_>)) {
        let lattice = run.lattice();
        let of_model = |at: usize| lattice.character(at).is(class::MODEL);
        let mut from = run.from;
        while from < run.to {
            let to = (from + 1..run.to).find(|&at| of_model(at) != of_model(from)).unwrap_or(run.to);
            let part = lattice.run(from, to);
            match self.hmm {
                Some(hmm) if of_model(from) && part.len() > 1 => {
                    let mut before = None;
                    let chars = text[part.start()..part.end()].chars().map(|c| {
                        let c = self.folded(c, before);
                        before = Some(c);
                        c
                    });
                    let mut at = 0;
                    hmm.cut(chars, choices, |length| {
                        self.emit_unknown(part.part(at, at + length), emit);
                        at += length;
                    });
                }
                _ if of_model(from) => emit(part),
                _ => self.cut_alphanumeric(part, emit),
            }
            from = to;
        }
    }

    /// A word that nothing but statistics made, unless it is longer than any word can be.
    #[inline]
    fn emit_unknown(&self, word: Run<'_>, emit: &mut impl FnMut(Run<'_>)) {
        if word.len() > self.longest && word.characters().any(|c| c.is(class::HAN)) {
            word.singles().for_each(emit);
        } else {
            emit(word);
        }
    }

    /// Letters and digits, joined by `.`, `_` or `-` and with `%` after them, are one word each;
    /// so is whatever stands between.
    fn cut_alphanumeric(&self, run: Run<'_>, emit: &mut impl FnMut(Run<'_>)) {
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
            self.emit_unknown(lattice.run(from, to), emit);
            from = to;
        }
    }
}

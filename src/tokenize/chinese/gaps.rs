//! The words between blocks, which are known before those of the blocks around them are.

use super::sink::Sink;
use crate::Token;

/// The words of the gaps in a lattice, until those before each are known. Positions are counted from the
/// start of a gap.
#[derive(Debug, Default)]
pub(crate) struct Gaps {
    tokens: Vec<Token>,
    gaps: Vec<Gap>,
    /// How many of the gaps, and of the tokens, were handed over.
    done: (usize, usize),
}

#[derive(Clone, Copy, Debug)]
struct Gap {
    /// How many tokens there are up to the end of this gap.
    tokens: usize,
    /// How many positions its words take.
    positions: u32,
}

impl Gaps {
    pub(super) fn clear(&mut self) {
        self.tokens.clear();
        self.gaps.clear();
        self.done = (0, 0);
    }

    /// Takes the words of a gap that begins at `at`; `cut` appends them and returns where it ends, and
    /// whatever else there is to say. If that is `at`, there is no gap.
    #[inline(always)]
    pub(super) fn read<R>(
        &mut self,
        text: &str,
        at: usize,
        cut: impl FnOnce(&mut Sink<'_>) -> (usize, R),
    ) -> (usize, R) {
        let mut sink = Sink { text, out: &mut self.tokens, position: 0 };
        let (end, result) = cut(&mut sink);
        let positions = sink.position;
        if end > at {
            self.gaps.push(Gap { tokens: self.tokens.len(), positions });
        }
        (end, result)
    }

    /// Hands over the words of the next gap.
    #[inline(always)]
    pub(super) fn push_next(&mut self, sink: &mut Sink<'_>) {
        let (gap, from) = self.done;
        let Some(&Gap { tokens, positions }) = self.gaps.get(gap) else { return };
        let base = sink.position;
        let moved = |token: &Token| Token { position: base.wrapping_add(token.position), ..*token };
        sink.out.extend(self.tokens[from..tokens].iter().map(moved));
        sink.position = base.wrapping_add(positions);
        self.done = (gap + 1, tokens);
    }
}

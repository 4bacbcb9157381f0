//! Holds the tokens of gaps until the text before them is cut. A gap is a part of a chunk that is cut without the
//! dictionary.

use super::token_writer::TokenWriter;
use crate::Token;

/// The tokens of the gaps in a chunk. In each gap, the positions of the tokens start from 0.
#[derive(Debug, Default)]
pub(crate) struct DeferredTokens {
    tokens: Vec<Token>,
    gaps: Vec<DeferredGap>,
    /// Number of gaps and of tokens already appended to the caller's buffer.
    done: (usize, usize),
}

#[derive(Clone, Copy, Debug)]
struct DeferredGap {
    /// Number of deferred tokens up to the end of this gap.
    tokens: usize,
    /// Number of positions that the words of the gap take.
    positions: u32,
}

impl DeferredTokens {
    pub(super) fn clear(&mut self) {
        self.tokens.clear();
        self.gaps.clear();
        self.done = (0, 0);
    }

    /// Records the tokens of a gap that begins at `at`. `cut` appends the tokens and returns the end of the
    /// gap and a value for the caller. If the end is `at`, there is no gap.
    #[inline(always)]
    pub(super) fn defer<R>(
        &mut self,
        text: &str,
        at: usize,
        cut: impl FnOnce(&mut TokenWriter<'_>) -> (usize, R),
    ) -> (usize, R) {
        let mut writer = TokenWriter { text, out: &mut self.tokens, position: 0 };
        let (end, result) = cut(&mut writer);
        let positions = writer.position;
        if end > at {
            self.gaps.push(DeferredGap { tokens: self.tokens.len(), positions });
        }
        (end, result)
    }

    /// Appends the tokens of the next gap.
    #[inline(always)]
    pub(super) fn push_next(&mut self, writer: &mut TokenWriter<'_>) {
        let (gap, from) = self.done;
        let Some(&DeferredGap { tokens, positions }) = self.gaps.get(gap) else { return };
        let base = writer.position;
        let moved = |token: &Token| Token { position: base.wrapping_add(token.position), ..*token };
        writer.out.extend(self.tokens[from..tokens].iter().map(moved));
        writer.position = base.wrapping_add(positions);
        self.done = (gap + 1, tokens);
    }
}

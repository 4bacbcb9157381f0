//! The tokens of one side that have a link. The other tokens add nothing to the gain of a bead, so the inner loops skip
//! them.

use super::side::{Side, TokenClass};

/// A token with a link.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LinkedToken {
    /// [`SideToken::middle`](super::side::SideToken::middle).
    pub(crate) middle: u32,
    pub(crate) class: TokenClass,
    /// Index of the token in its sentence.
    pub(crate) index: u32,
}

/// The linked tokens of a range of sentences.
#[derive(Debug, Default)]
pub(crate) struct LinkedTokens {
    tokens: Vec<LinkedToken>,
    /// `starts[i]` is the index of the first linked token of sentence `first + i`. One entry more than sentences: the
    /// last is `tokens.len()`.
    starts: Vec<u32>,
    first: usize,
}

impl LinkedTokens {
    /// Copies the tokens of the sentences `first..end` of a side that are marked in `linked`, which has an entry for
    /// each token of these sentences. Replaces the mark of each token by the number of linked tokens before it in its
    /// sentence.
    pub(crate) fn new(side: &Side, (first, end): (usize, usize), linked: &mut [u32]) -> Self {
        let mut tokens = Vec::new();
        let mut starts = Vec::with_capacity(end - first + 1);
        starts.push(0);
        let mut marks = linked.iter_mut();
        for sentence in first..end {
            let start = tokens.len();
            for (index, token) in side.tokens_of(sentence).iter().enumerate() {
                let Some(mark) = marks.next() else { break };
                let is_linked = *mark != 0;
                *mark = (tokens.len() - start) as u32;
                if is_linked {
                    tokens.push(LinkedToken {
                        middle: token.middle,
                        class: token.class,
                        index: index as u32,
                    });
                }
            }
            starts.push(tokens.len() as u32);
        }
        Self { tokens, starts, first }
    }

    /// Returns the linked tokens of a half-open range of sentences.
    pub(crate) fn within(&self, (first, end): (usize, usize)) -> &[LinkedToken] {
        &self.tokens[self.start(first)..self.start(end)]
    }

    /// Returns the number of linked tokens before a sentence.
    pub(crate) fn start(&self, sentence: usize) -> usize {
        self.starts[sentence - self.first] as usize
    }
}

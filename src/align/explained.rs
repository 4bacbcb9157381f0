//! How well each token of a bead is explained by the other side. A translation on the other side explains a token.

use super::kernel::{Kernel, KernelPosition, Scale};
use super::linked_tokens::LinkedToken;
use super::side::Side;

/// A linked token of a bead.
#[derive(Clone, Copy)]
pub(crate) struct ExplainedToken {
    /// Sum over the links of the token: the translation probability divided by the background probability of the token,
    /// times the position kernel. 0 without links.
    pub(crate) explained: f32,
    pub(crate) position: KernelPosition,
}

/// The linked tokens of one side of a bead, and how well the other side explains them.
#[derive(Clone, Copy)]
pub(crate) struct ExplainedTokens<'s> {
    pub(crate) tokens: &'s [LinkedToken],
    pub(crate) placed: &'s [ExplainedToken],
    /// Number of tokens on the other side.
    pub(crate) others: f32,
}

impl ExplainedTokens<'_> {
    /// Returns the nats that the explained tokens add to the score of the bead. Many tokens on the other side explain
    /// more by chance, so `explained` is divided by the number of these tokens and by the mean of the kernel.
    pub(crate) fn gains(self, kernel: &Kernel, odds: f32, weights: &ClassWeights) -> f32 {
        let odds = odds / self.others;
        // To save logarithms, the likelihoods of the tokens of a class are multiplied first.
        let mut products = [1.0_f32; 5];
        let mut total = 0.0;
        for (token, placed) in self.tokens.iter().zip(self.placed) {
            if placed.explained > 0.0 {
                let product = &mut products[token.class as usize];
                *product *= likelihood(odds, placed.explained * kernel.inverse_mass(placed.position));
                // At this size, one more factor cannot overflow an f32.
                if *product > 1e25 {
                    total += product.ln() * weights[token.class as usize];
                    *product = 1.0;
                }
            }
        }
        for (product, weight) in products.into_iter().zip(weights) {
            if product > 1.0 {
                total += product.ln() * weight;
            }
        }
        total
    }
}

/// A weight for each class of token.
pub(crate) type ClassWeights = [f32; 5];

/// Returns the likelihood of a token, divided by the likelihood of an unexplained token. `odds` are the odds that a
/// token comes from the other side, divided by the number of tokens there. `ratio` is [`ExplainedToken::explained`],
/// divided by the mean of the kernel.
pub(crate) fn likelihood(odds: f32, ratio: f32) -> f32 {
    1.0 + odds * ratio
}

/// Fills `out` with the positions of the linked tokens of one side of a bead. All tokens start as unexplained.
pub(crate) fn fill_positions(
    side: &Side,
    sentences: (usize, usize),
    linked: &[LinkedToken],
    out: &mut Vec<ExplainedToken>,
) {
    let start = side.scale[sentences.0];
    let scale = Scale::of(side.scale[sentences.1].wrapping_sub(start));
    out.clear();
    out.extend(linked.iter().map(|token| ExplainedToken {
        explained: 0.0,
        position: scale.position(token.middle.wrapping_sub(start)),
    }));
}

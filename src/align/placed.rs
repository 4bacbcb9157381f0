//! The positions of the tokens of one side of a bead.

use super::kernel::{KernelPosition, Scale};
use super::side::{Side, SideToken};

/// Returns the tokens of the sentences `first..end`, each with its relative position in these sentences.
#[inline(always)]
pub(crate) fn placed(
    side: &Side,
    (first, end): (usize, usize),
) -> impl ExactSizeIterator<Item = (&SideToken, KernelPosition)> {
    let start = side.scale[first];
    let scale = Scale::of(side.scale[end].wrapping_sub(start));
    side.tokens_within((first, end))
        .iter()
        .map(move |token| (token, scale.position(token.middle.wrapping_sub(start))))
}

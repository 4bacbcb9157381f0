//! Memory that the calls on one thread hand on to each other, from text to text.

use std::cell::Cell;

use super::edges::Edges;
use super::gaps::Gaps;
use super::lattice::Lattice;
use super::review::Review;

/// Room for everything that a text is cut with.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) lattice: Lattice,
    pub(super) edges: Edges,
    /// What the hidden Markov model chose.
    pub(super) choices: Vec<u8>,
    /// Where the words end that a run of single characters makes, by number of the character.
    pub(super) ends: Vec<u32>,
    /// Of one stretch, and so never large.
    pub(super) gaps: Gaps,
    pub(super) nested: Nested,
    /// What was met that must be looked at once more when all is cut.
    pub(crate) review: Review,
}

impl Scratch {
    /// Bytes of a text up to which none of this can have become too large to keep.
    const KEPT: usize = Lattice::KEPT;

    fn shrink(&mut self) {
        self.lattice.shrink();
        if self.choices.capacity() > Lattice::KEPT {
            self.choices = Vec::new();
        }
        if self.ends.capacity() > Lattice::KEPT {
            self.ends = Vec::new();
        }
        if self.review.dots.capacity() > Lattice::KEPT {
            self.review.dots = Vec::new();
        }
        if let Some(nested) = &mut self.nested {
            nested.shrink();
        }
    }
}

/// Memory for a stretch that is cut while another one is read; hardly any text needs it.
pub(crate) type Nested = Option<Box<Scratch>>;

thread_local! {
    /// Nothing that a call finds there but room. With a lock in the tokenizer in its place a line of one
    /// letter took half as long again, and of the threads that share a tokenizer all but one had none.
    static SCRATCH: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

/// Calls with the scratch memory of the thread, for a text of `len` bytes; with a new one inside such a
/// call and while the thread ends.
#[inline]
pub(crate) fn with_scratch<R>(len: usize, call: impl FnOnce(&mut Scratch) -> R) -> R {
    let mut scratch = SCRATCH.try_with(Cell::take).ok().flatten().unwrap_or_default();
    let result = call(&mut scratch);
    if len > Scratch::KEPT {
        scratch.shrink();
    }
    // A thread that ends needs none.
    let _ = SCRATCH.try_with(|room| room.set(Some(scratch)));
    result
}

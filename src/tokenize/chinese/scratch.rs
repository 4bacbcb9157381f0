//! Per-thread scratch buffers, reused between calls.

use std::cell::Cell;

use super::best_path::PathSolver;
use super::deferred::DeferredTokens;
use super::edges::WordEdges;
use super::lattice::CharacterLattice;
use super::postprocess::Postprocess;
use super::unknown::UnknownScratch;

/// Buffers for everything that cutting a text needs.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) lattice: CharacterLattice,
    pub(super) edges: WordEdges,
    pub(super) solver: PathSolver,
    pub(super) unknown: UnknownScratch,
    /// The tokens of one chunk, and so never large.
    pub(super) deferred: DeferredTokens,
    pub(super) nested: NestedScratch,
    pub(crate) postprocess: Postprocess,
}

impl Scratch {
    /// Bytes of a text up to which no buffer can have grown too large to keep.
    const KEPT: usize = CharacterLattice::KEPT;

    fn shrink(&mut self) {
        self.lattice.shrink();
        self.solver.shrink();
        self.unknown.shrink(CharacterLattice::KEPT);
        self.postprocess.shrink(CharacterLattice::KEPT);
        if let Some(nested) = &mut self.nested {
            nested.shrink();
        }
    }
}

/// Buffers for a block that is cut while a chunk is read; hardly any text needs them.
pub(crate) type NestedScratch = Option<Box<Scratch>>;

thread_local! {
    /// Buffers without content. With a lock in the tokenizer in place of a thread-local, a line of one letter
    /// took half as long again, and only one of the threads that share a tokenizer could use the buffers.
    static SCRATCH: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

/// Calls `call` with the buffers of the thread, for a text of `len` bytes. Inside such a call, and while the
/// thread ends, the buffers are new ones.
#[inline]
pub(crate) fn with_scratch<R>(len: usize, call: impl FnOnce(&mut Scratch) -> R) -> R {
    let mut scratch = SCRATCH.try_with(Cell::take).ok().flatten().unwrap_or_default();
    let result = call(&mut scratch);
    if len > Scratch::KEPT {
        scratch.shrink();
    }
    // Fails while the thread ends; the buffers are dropped then.
    let _ = SCRATCH.try_with(|room| room.set(Some(scratch)));
    result
}

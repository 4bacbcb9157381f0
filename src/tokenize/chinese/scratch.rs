//! Per-thread scratch buffers, reused between calls.

use std::cell::Cell;

use super::best_path::PathSolver;
use super::deferred::DeferredTokens;
use super::edges::WordEdges;
use super::lattice::CharacterLattice;
use super::postprocess::Postprocess;
use super::unknown::UnknownScratch;

/// All buffers that are needed to cut a text.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) lattice: CharacterLattice,
    pub(super) edges: WordEdges,
    pub(super) solver: PathSolver,
    pub(super) unknown: UnknownScratch,
    /// The tokens of one chunk. This buffer is never large.
    pub(super) deferred: DeferredTokens,
    pub(super) nested: NestedScratch,
    pub(crate) postprocess: Postprocess,
}

impl Scratch {
    /// Maximum length in bytes of a text after which all buffers are kept. After a longer text, large buffers
    /// are freed.
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

/// Buffers for a block of ASCII that may contain a dictionary word, such as `AT&T`: the other buffers may hold an
/// unfinished chunk. Few texts contain such a block.
pub(crate) type NestedScratch = Option<Box<Scratch>>;

thread_local! {
    /// The buffers of this thread while no call uses them. With a lock in the tokenizer instead, cutting a line of one
    /// letter takes 1.5 times as long, and only one thread at a time can use the buffers.
    static SCRATCH: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

/// Calls `call` with the buffers of this thread, for a text of `len` bytes. A nested call gets new buffers, and
/// so does a call while the thread exits.
#[inline]
pub(crate) fn with_scratch<R>(len: usize, call: impl FnOnce(&mut Scratch) -> R) -> R {
    let mut scratch = SCRATCH.try_with(Cell::take).ok().flatten().unwrap_or_default();
    let result = call(&mut scratch);
    if len > Scratch::KEPT {
        scratch.shrink();
    }
    // While the thread exits, this fails and drops the buffers.
    let _ = SCRATCH.try_with(|room| room.set(Some(scratch)));
    result
}

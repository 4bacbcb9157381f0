//! Memory that the calls on one thread hand on to each other.

use std::cell::Cell;

use super::cut::Scratch;

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

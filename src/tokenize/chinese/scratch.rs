//! Memory that the calls of one tokenizer hand on to each other.

use std::sync::{Mutex, TryLockError};

use super::cut::Scratch;

/// One scratch memory: whoever finds it taken makes another one. A clone starts with none, so
/// that threads with a clone each never meet.
#[derive(Debug, Default)]
pub(crate) struct ScratchPool(Mutex<Scratch>);

impl Clone for ScratchPool {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl ScratchPool {
    pub(crate) fn with<R>(&self, call: impl FnOnce(&mut Scratch) -> R) -> R {
        let mut own = match self.0.try_lock() {
            Ok(scratch) => scratch,
            // A call that panicked left nothing behind that could be wrong.
            Err(TryLockError::Poisoned(scratch)) => scratch.into_inner(),
            Err(TryLockError::WouldBlock) => return call(&mut Scratch::default()),
        };
        let result = call(&mut own);
        own.shrink();
        result
    }
}

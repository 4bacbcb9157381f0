//! Memory that the calls of one tokenizer hand on to each other.

use std::sync::{Mutex, TryLockError};

use super::cut::Scratch;

/// One scratch memory: whoever finds it taken makes another one. A clone starts with none, so
/// that threads with a clone each never meet.
#[derive(Debug, Default)]
pub(crate) struct ScratchPool(Mutex<Option<Box<Scratch>>>);

impl Clone for ScratchPool {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl ScratchPool {
    pub(crate) fn with<R>(&self, call: impl FnOnce(&mut Scratch) -> R) -> R {
        let mut scratch = match self.0.try_lock() {
            Ok(mut place) => place.take(),
            // A call that panicked left nothing behind that could be wrong.
            Err(TryLockError::Poisoned(place)) => place.into_inner().take(),
            Err(TryLockError::WouldBlock) => None,
        }
        .unwrap_or_default();
        let result = call(&mut scratch);
        scratch.shrink();
        if let Ok(mut place) = self.0.try_lock() {
            *place = Some(scratch);
        }
        result
    }
}

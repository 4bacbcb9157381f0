//! Which interpreter of the process uses the module.
#![expect(unsafe_code, reason = "pyo3 has no safe function for the interpreter")]

use std::sync::atomic::{AtomicI64, Ordering};

use pyo3::exceptions::PyImportError;
use pyo3::ffi;
use pyo3::prelude::*;

/// Fails in every interpreter except the first one that imports the module, because all interpreters of a process would
/// share the classes of the module. From Python 3.12 on, Python itself rejects the import in most sub-interpreters, but
/// not in legacy ones or in those of programs that embed Python.
pub(crate) fn check(_py: Python<'_>) -> PyResult<()> {
    /// No interpreter has this number.
    const NONE: i64 = -1;
    static FIRST: AtomicI64 = AtomicI64::new(NONE);
    // SAFETY: the thread is attached to an interpreter, which is therefore valid.
    let this = unsafe { ffi::PyInterpreterState_GetID(ffi::PyInterpreterState_Get()) };
    match FIRST.compare_exchange(NONE, this, Ordering::SeqCst, Ordering::SeqCst) {
        Err(first) if first != this => {
            Err(PyImportError::new_err("bitext does not support sub-interpreters: use threads or processes"))
        }
        _ => Ok(()),
    }
}

//! A long text as one Python string, however often it is read.

use std::fmt;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyString;

/// The Python string of a text, made when it is first read. A property that made a string each time would copy the whole
/// text for each sentence of `[found.text[one.start:one.end] for one in sentences]`.
pub(crate) struct SharedString(PyOnceLock<Py<PyString>>);

impl Default for SharedString {
    fn default() -> Self {
        Self(PyOnceLock::new())
    }
}

impl SharedString {
    /// The string of `text`, which must be the same in each call.
    pub(crate) fn of<'py>(&self, py: Python<'py>, text: &str) -> Bound<'py, PyString> {
        self.0.get_or_init(py, || PyString::new(py, text).unbind()).bind(py).clone()
    }
}

impl fmt::Debug for SharedString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedString").finish_non_exhaustive()
    }
}

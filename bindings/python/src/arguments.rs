//! Arguments whose errors say what is expected.

use std::path::PathBuf;

use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::PyString;

use crate::errors::invalid;

/// The exception for a value of a wrong type. `expected` says what the value should be.
pub(crate) fn wrong_type(expected: &str, object: Borrowed<'_, '_, PyAny>) -> PyErr {
    let name = object.get_type().name();
    let name = name.map_or_else(|_| "an object".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("expected {expected}, not {name}"))
}

/// Several `str`, such as sentences. One `str` is not taken for its characters.
#[derive(Debug)]
pub(crate) struct Strings(pub(crate) Vec<PyBackedStr>);

impl Strings {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|text| &**text)
    }

    pub(crate) fn to_vec(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }
}

impl<'py> FromPyObject<'_, 'py> for Strings {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        const EXPECTED: &str = "several texts, such as a list of str";
        if object.is_instance_of::<PyString>() {
            return Err(wrong_type(EXPECTED, object));
        }
        let texts = object.try_iter().map_err(|_| wrong_type(EXPECTED, object))?;
        texts.map(|text| string(text?.as_borrowed(), "a str")).collect::<PyResult<_>>().map(Self)
    }
}

/// A `str`. A lone surrogate in it raises a `UnicodeEncodeError`.
pub(crate) fn string(object: Borrowed<'_, '_, PyAny>, expected: &str) -> PyResult<PyBackedStr> {
    let text = object.cast::<PyString>().map_err(|_| wrong_type(expected, object))?;
    text.extract()
}

/// Beads as index lists of English and Chinese sentences.
pub(crate) type Beads = Vec<(Vec<usize>, Vec<usize>)>;

/// `expected` says what else may be in the place of the beads.
pub(crate) fn beads(object: Borrowed<'_, '_, PyAny>, expected: &str) -> PyResult<Beads> {
    object.extract::<Beads>().map_err(|error: PyErr| {
        if error.is_instance_of::<PyOverflowError>(object.py()) {
            return invalid("a bead has an index that is negative or too large");
        }
        let beads = "a list of beads, which are tuples of two lists of indices, such as ([0, 1], [0])";
        let mut message = format!("expected {expected}{beads}");
        if let Ok(text) = object.repr() {
            let text = text.to_string();
            let start: String = text.chars().take(60).collect();
            let dots = if start.len() < text.len() { "..." } else { "" };
            message.push_str(&format!(", not {start}{dots}"));
        }
        PyTypeError::new_err(message)
    })
}

/// One path or several, at least one.
#[derive(Debug)]
pub(crate) struct Inputs(pub(crate) Vec<PathBuf>);

impl<'py> FromPyObject<'_, 'py> for Inputs {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        const EXPECTED: &str = "a path or several, as str or os.PathLike";
        if let Ok(path) = object.extract::<PathBuf>() {
            return Ok(Self(vec![path]));
        }
        let paths = object.try_iter().map_err(|_| wrong_type(EXPECTED, object))?;
        let path = |path: PyResult<Bound<'py, PyAny>>| {
            let path = path?;
            path.extract::<PathBuf>().map_err(|_| wrong_type(EXPECTED, path.as_borrowed()))
        };
        let paths: Vec<PathBuf> = paths.map(path).collect::<PyResult<_>>()?;
        // Without inputs, the program would read its standard input.
        if paths.is_empty() { Err(invalid("inputs: name a file")) } else { Ok(Self(paths)) }
    }
}

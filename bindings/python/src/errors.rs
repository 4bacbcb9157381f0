//! Errors of the crate as Python exceptions.

use std::path::{Path, PathBuf};

use bitext::ErrorKind;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// The exception for an error of the crate: `BitextIOError` if a file cannot be read or written, otherwise
/// `BitextError`.
pub(crate) fn exception(error: &bitext::Error) -> PyErr {
    let path = error.path().map(|path| path.to_string_lossy().into_owned());
    raised(&error.to_string(), error.kind(), path, error.line(), error.offset())
}

/// The exception for an error in a file whose name the crate does not know.
pub(crate) fn exception_in(path: &Path, error: &bitext::Error) -> PyErr {
    let name = path.to_string_lossy().into_owned();
    let message = format!("{name}, {error}");
    raised(&message, error.kind(), Some(name), error.line(), error.offset())
}

/// The exception for an argument with an invalid value.
pub(crate) fn invalid(message: &str) -> PyErr {
    raised(message, ErrorKind::Options, None, None, None)
}

/// The exception for a file that cannot be read or written.
pub(crate) fn io(path: &Path, error: &std::io::Error) -> PyErr {
    let message = format!("{}: {error}", path.display());
    raised(&message, ErrorKind::Io, Some(path.to_string_lossy().into_owned()), None, None)
}

/// The exception for a command of the program that failed with an exit status and messages, the last of which says why.
pub(crate) fn failed(status: u8, messages: &[String], inputs: &[PathBuf]) -> PyErr {
    let message = messages.iter().rev().find_map(|message| message.strip_prefix("error: "));
    let message = message.unwrap_or("the command failed");
    // The program begins a message with the file, and the line if there is one.
    let place = inputs.iter().find_map(|path| {
        let path = path.to_string_lossy();
        let rest = message.strip_prefix(&*path)?;
        let digits =
            rest.strip_prefix(", line ").and_then(|rest| rest.split(|c: char| !c.is_ascii_digit()).next());
        Some((path.into_owned(), digits.and_then(|digits| digits.parse().ok())))
    });
    let (path, line) = place.map_or((None, None), |(path, line)| (Some(path), line));
    let kind = if status == 2 { ErrorKind::Options } else { ErrorKind::Format };
    raised(message, kind, path, line, None)
}

fn raised(
    message: &str,
    kind: ErrorKind,
    path: Option<String>,
    line: Option<usize>,
    offset: Option<usize>,
) -> PyErr {
    static ERROR: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static IO_ERROR: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let name = match kind {
        ErrorKind::Io => "io",
        ErrorKind::Encoding => "encoding",
        ErrorKind::Syntax => "syntax",
        ErrorKind::Table => "table",
        ErrorKind::Options => "options",
        ErrorKind::Feature => "feature",
        ErrorKind::Serialize => "serialize",
        ErrorKind::Format => "format",
        _ => "other",
    };
    Python::attach(|py| {
        let class = match kind {
            ErrorKind::Io => IO_ERROR.import(py, "bitext._errors", "BitextIOError"),
            _ => ERROR.import(py, "bitext._errors", "BitextError"),
        };
        class
            .and_then(|class| class.call1((message, name, path, line, offset)))
            .map_or_else(|error| error, PyErr::from_value)
    })
}

//! Errors of the crate as Python exceptions.

use std::error::Error as _;
use std::io;
use std::path::{Path, PathBuf};

use bitext::ErrorKind;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// The exception for an error of the crate: `BitextIOError` if a file cannot be read or written, otherwise
/// `BitextError`.
pub(crate) fn exception(error: &bitext::Error) -> PyErr {
    let path = error.path().map(|path| path.to_string_lossy().into_owned());
    let place = Place { path, line: error.line(), offset: error.offset(), errno: errno(error) };
    raised(&error.to_string(), error.kind(), place)
}

/// The exception for an error in a file whose name the crate does not know.
pub(crate) fn exception_in(path: &Path, error: &bitext::Error) -> PyErr {
    let name = path.to_string_lossy().into_owned();
    let message = format!("{name}, {error}");
    let place = Place { path: Some(name), line: error.line(), offset: error.offset(), errno: errno(error) };
    raised(&message, error.kind(), place)
}

/// The exception for an argument with an invalid value.
pub(crate) fn invalid(message: &str) -> PyErr {
    raised(message, ErrorKind::Options, Place::default())
}

/// The exception for a file that cannot be read or written.
pub(crate) fn io(path: &Path, error: &io::Error) -> PyErr {
    let message = format!("{}: {error}", path.display());
    let path = Some(path.to_string_lossy().into_owned());
    raised(&message, ErrorKind::Io, Place { path, errno: code(error), ..Place::default() })
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
    raised(message, kind, Place { path, line, ..Place::default() })
}

/// What an exception says besides its message.
#[derive(Debug, Default)]
struct Place {
    path: Option<String>,
    line: Option<usize>,
    offset: Option<usize>,
    /// The error number of the system.
    errno: Option<i32>,
}

/// The error number of an error of the crate that has one.
fn errno(error: &bitext::Error) -> Option<i32> {
    error.source()?.downcast_ref::<io::Error>().and_then(code)
}

/// The error number, by which Python names the class of an error. The crate replaces the messages of frequent errors of
/// the system, and with them their numbers. These three are the same on all systems.
fn code(error: &io::Error) -> Option<i32> {
    const ENOENT: i32 = 2;
    const EACCES: i32 = 13;
    const EISDIR: i32 = 21;
    match error.kind() {
        io::ErrorKind::NotFound => Some(ENOENT),
        io::ErrorKind::PermissionDenied => Some(EACCES),
        io::ErrorKind::IsADirectory => Some(EISDIR),
        _ => error.raw_os_error(),
    }
}

fn raised(message: &str, kind: ErrorKind, place: Place) -> PyErr {
    static ERROR: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static IO_ERROR: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let Place { path, line, offset, errno } = place;
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
        let error = match kind {
            ErrorKind::Io => {
                let make = IO_ERROR.get_or_try_init(py, || {
                    Ok::<_, PyErr>(py.import("bitext._errors")?.getattr("_io_error")?.unbind())
                });
                make.and_then(|make| make.bind(py).call1((message, path, errno)))
            }
            _ => ERROR
                .import(py, "bitext._errors", "BitextError")
                .and_then(|class| class.call1((message, name, path, line, offset))),
        };
        error.map_or_else(|error| error, PyErr::from_value)
    })
}

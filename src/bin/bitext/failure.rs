//! Failures of a command, and their exit status.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use bitext::ErrorKind;

use crate::printable::printable;

/// Why a command failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An input is invalid, or a file cannot be read or written. The message names the input or file.
    Input(String),
    /// The command line is invalid.
    Usage(String),
    /// The reader of the output, such as `head`, has closed the output.
    Closed,
    /// Everything has already been reported.
    Reported,
}

impl Failure {
    /// Creates a failure for an error in reading or writing a file.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            io::ErrorKind::ReadOnlyFilesystem => Self::Input(format!(
                "{}: the file system is read-only: write to another folder",
                path.display()
            )),
            io::ErrorKind::FileTooLarge | io::ErrorKind::QuotaExceeded => {
                Self::Input(format!("{}: {error}: raise the limit or write to another disk", path.display()))
            }
            io::ErrorKind::StorageFull => Self::Input(format!(
                "{}: the disk is full: free some space and run the command again",
                path.display()
            )),
            io::ErrorKind::PermissionDenied => Self::Input(format!(
                "{}: permission denied: change the permissions or choose another file",
                path.display()
            )),
            _ => Self::Input(format!("{}: {error}", path.display())),
        }
    }

    /// Returns the exit status, as documented in `bitext --help`.
    pub(crate) fn status(&self) -> u8 {
        match self {
            Self::Closed => 0,
            Self::Input(_) | Self::Reported => 1,
            Self::Usage(_) => 2,
        }
    }

    /// Whether no error message is to be printed.
    pub(crate) fn is_silent(&self) -> bool {
        matches!(self, Self::Closed | Self::Reported)
    }
}

thread_local! {
    /// The messages of this thread while `collect` runs.
    static MESSAGES: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Calls `work`. What it reports on this thread is appended to `messages`, and not written.
pub(crate) fn collect<R>(messages: &mut Vec<String>, work: impl FnOnce() -> R) -> R {
    MESSAGES.set(Some(Vec::new()));
    let result = work();
    messages.extend(MESSAGES.take().unwrap_or_default());
    result
}

/// Whether messages of this thread are collected.
pub(crate) fn is_collecting() -> bool {
    MESSAGES.with_borrow(Option::is_some)
}

/// Writes a line to standard error, with control characters escaped. If standard error is closed, does nothing, whereas
/// `eprintln!` would panic.
pub(crate) fn report(line: impl fmt::Display) {
    let line = line.to_string();
    let line = printable(&line);
    MESSAGES.with_borrow_mut(|messages| match messages {
        Some(messages) => messages.push(line.into_owned()),
        None => _ = writeln!(io::stderr().lock(), "{line}"),
    });
}

/// Returns the number with the noun in singular or plural: `1 document`, `2 documents`.
pub(crate) fn counted<N: fmt::Display + From<u8> + PartialEq + Copy>(number: N, noun: &str) -> String {
    format!("{number} {noun}{}", if number == N::from(1) { "" } else { "s" })
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(message) | Self::Usage(message) => f.write_str(message),
            Self::Closed => f.write_str("the output was closed"),
            Self::Reported => f.write_str("some inputs failed"),
        }
    }
}

impl From<bitext::Error> for Failure {
    fn from(error: bitext::Error) -> Self {
        let source = std::error::Error::source(&error).and_then(|source| source.downcast_ref::<io::Error>());
        if source.is_some_and(|source| source.kind() == io::ErrorKind::BrokenPipe) {
            return Self::Closed;
        }
        match error.kind() {
            ErrorKind::Options => Self::Usage(error.to_string()),
            _ => Self::Input(error.to_string()),
        }
    }
}

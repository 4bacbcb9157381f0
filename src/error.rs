//! The error type of the crate. An error says what failed, where it failed, and what the remedy is.

use std::fmt;
use std::path::{Path, PathBuf};

/// The kind of an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be read or written.
    Io,
    /// Bytes that are not text in the expected encoding.
    Encoding,
    /// A file in a format that is not read, such as PDF, or a damaged document.
    Format,
    /// A malformed part of a file, such as a line of a lexicon.
    Syntax,
    /// A packed table that is damaged, or of another version.
    Table,
    /// Options or arguments that are invalid or contradict each other.
    Options,
    /// A feature that this build lacks.
    Feature,
    /// A value that a format cannot represent.
    Serialize,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Io => "input/output error",
            Self::Encoding => "not valid text",
            Self::Format => "unsupported format",
            Self::Syntax => "malformed line",
            Self::Table => "damaged table",
            Self::Options => "invalid options",
            Self::Feature => "feature is off",
            Self::Serialize => "cannot be written",
        })
    }
}

/// An opaque error. [`Error::kind`] tells what failed; [`Error::path`], [`Error::line`] and [`Error::offset`] tell
/// where. `Display` writes the file, the position, the problem and the remedy on one line.
///
/// ```
/// use bitext::{ErrorKind, Lexicon};
///
/// let error = Lexicon::from_tsv("苹果\tapple\n香蕉 banana\n".as_bytes()).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Syntax);
/// assert_eq!(error.line(), Some(2));
/// ```
#[derive(thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<ErrorDetails>);

#[derive(Debug, thiserror::Error)]
#[error("{}{message}", place(.path.as_deref(), *.line, *.offset))]
struct ErrorDetails {
    kind: ErrorKind,
    path: Option<PathBuf>,
    line: Option<usize>,
    offset: Option<usize>,
    message: String,
    source: Option<std::io::Error>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(ErrorDetails {
            kind,
            path: None,
            line: None,
            offset: None,
            message: message.into(),
            source: None,
        }))
    }

    /// Creates an error for a malformed line. `line` is the number of the line, from 1.
    pub(crate) fn syntax(line: usize, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Syntax, message).at_line(line)
    }

    pub(crate) fn at_line(mut self, line: usize) -> Self {
        self.0.line = Some(line);
        self
    }

    pub(crate) fn at_offset(mut self, offset: usize) -> Self {
        self.0.offset = Some(offset);
        self
    }

    /// Adds the path of the file, unless the error has a path already.
    pub(crate) fn in_file(mut self, path: &Path) -> Self {
        self.0.path.get_or_insert_with(|| path.to_owned());
        self
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the path of the file that was read or written, if any.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.0.path.as_deref()
    }

    /// Returns the line in the file, from 1, if known.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.0.line
    }

    /// Returns the byte offset in the file, from 0, if known.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }
}

/// Returns the start of a message, such as `lexicon.tsv, line 17: `. Empty if neither the file nor the position is
/// known.
fn place(path: Option<&Path>, line: Option<usize>, offset: Option<usize>) -> String {
    let at = match (line, offset) {
        (Some(line), _) => Some(format!("line {line}: ")),
        (None, Some(offset)) => Some(format!("byte {offset}: ")),
        (None, None) => None,
    };
    match (path, at) {
        (Some(path), Some(at)) => format!("{}, {at}", one_line(path)),
        (Some(path), None) => format!("{}: ", one_line(path)),
        (None, at) => at.unwrap_or_default(),
    }
}

/// Returns a path with its control characters escaped, because a file name may contain line breaks.
fn one_line(path: &Path) -> String {
    let mut line = String::new();
    for c in path.to_string_lossy().chars() {
        if c.is_control() { line.extend(c.escape_default()) } else { line.push(c) }
    }
    line
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<std::io::Error> for Error {
    /// Creates an error of kind [`ErrorKind::Encoding`] if the bytes are not UTF-8, and of kind [`ErrorKind::Io`]
    /// otherwise.
    fn from(source: std::io::Error) -> Self {
        let mut error = if source.kind() == std::io::ErrorKind::InvalidData {
            Self::new(ErrorKind::Encoding, format!("{source}: save the file as UTF-8"))
        } else {
            Self::new(ErrorKind::Io, source.to_string())
        };
        error.0.source = Some(source);
        error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_start_with_file_and_position() {
        let error = Error::syntax(17, "no tab").in_file(Path::new("lexicon.tsv"));
        assert_eq!(error.to_string(), "lexicon.tsv, line 17: no tab");
        let error = Error::new(ErrorKind::Encoding, "not UTF-8").at_offset(4).in_file(Path::new("a.txt"));
        assert_eq!(error.to_string(), "a.txt, byte 4: not UTF-8");
        let error = Error::new(ErrorKind::Io, "not found").in_file(Path::new("a.txt"));
        assert_eq!(error.to_string(), "a.txt: not found");
        let error = Error::new(ErrorKind::Io, "not found").in_file(Path::new("a\nb\u{1b}.txt"));
        assert_eq!(error.to_string(), "a\\nb\\u{1b}.txt: not found");
    }
}

//! Reads a file line by line, and adds the line number to errors.

use std::io::BufRead;

use crate::{Error, ErrorKind};

/// The non-blank lines of a file, without trailing white space.
#[derive(Debug)]
pub(super) struct LineReader<R> {
    reader: R,
    /// The current line; reused for the next one.
    buffer: Vec<u8>,
    line: usize,
    failed: bool,
    /// Whether the last line that was read has no line break.
    is_open: bool,
}

impl<R: BufRead> LineReader<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), line: 0, failed: false, is_open: false }
    }

    /// The number of the last line that was read, from 1; 0 before the first line.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Whether reading failed.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }

    /// Whether the last line that was read has no line break: it is the last one, and the file may end too early.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Parses the next non-blank line, and adds the line number to an error.
    pub(super) fn next_as<T>(
        &mut self,
        parse: impl FnOnce(&str) -> Result<T, Error>,
    ) -> Option<Result<T, Error>> {
        while !self.failed {
            self.buffer.clear();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut self.buffer) {
                Ok(0) => return None,
                Ok(_) if self.buffer.trim_ascii().is_empty() => {}
                Ok(_) => {
                    self.is_open = !self.buffer.ends_with(b"\n");
                    let parsed = decoded(&self.buffer).and_then(parse);
                    return Some(parsed.map_err(|error| error.at_line(self.line)));
                }
                // Stop, because the reader might return the same error forever.
                Err(error) => {
                    self.failed = true;
                    return Some(Err(Error::from(error).at_line(self.line)));
                }
            }
        }
        None
    }
}

fn decoded(line: &[u8]) -> Result<&str, Error> {
    let line = std::str::from_utf8(line).map_err(|error| {
        let column = error.valid_up_to() + 1;
        Error::new(ErrorKind::Encoding, format!("not UTF-8 at byte {column}: save the file as UTF-8"))
    })?;
    Ok(line.strip_prefix('\u{feff}').unwrap_or(line).trim_end())
}

//! Reads text line by line, without holding the whole text in memory.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::decode::{CHUNK, DecodeErrors, TextDecoder};
use super::encoding::Encoding;
use super::file::read_error;
use super::{guess, refused};
use crate::Error;

/// The decoded lines of a text; made by [`Reader::lines`](crate::Reader::lines).
///
/// Needs memory for the longest line, plus about 256 KiB. If the encoding is detected, the first 64 KiB are read up
/// front. If these are all ASCII, the text is assumed to be UTF-8, and a later byte that is not UTF-8 is an error.
pub struct Lines<R> {
    reader: R,
    path: Option<PathBuf>,
    decoder: TextDecoder,
    bytes: Vec<u8>,
    /// Decoded text. The part from byte `start` on has not been returned yet.
    text: String,
    start: usize,
    line: usize,
    ended: bool,
    /// An error found while reading ahead. It is returned after the lines before it.
    error: Option<Error>,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(
        mut reader: R,
        encoding: Option<Encoding>,
        decode_errors: DecodeErrors,
    ) -> Result<Self, Error> {
        let mut bytes = vec![0; CHUNK];
        // A byte-order mark is shorter than the signature of a document.
        let wanted = if encoding.is_some() { refused::SIGNATURE } else { CHUNK };
        let len = fill(&mut reader, &mut bytes[..wanted]).map_err(read_error)?;
        let ended = len < wanted;
        refused::refuse_documents(&bytes[..len])?;
        let (encoding, mark) = match encoding {
            Some(encoding) => (encoding, encoding.mark_len(&bytes[..len])),
            None => guess::start(&bytes[..len], ended)?,
        };
        let decoder = TextDecoder::new(encoding, mark, decode_errors);
        let (path, text, error) = (None, String::new(), None);
        let mut lines = Self { reader, path, decoder, bytes, text, start: 0, line: 0, ended, error };
        lines.decode(mark, len);
        Ok(lines)
    }

    /// Sets the file that errors name.
    pub(super) fn in_file(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// Replaces `line` with the next line, including its `\n` or `\r\n`. All lines concatenated are the text. At the
    /// end of the text, returns false and leaves `line` empty.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if the reader fails; [`ErrorKind::Encoding`](crate::ErrorKind::Encoding)
    /// if the line has bytes that are not valid in the encoding, with the line number and the byte offset. No line can
    /// be read after an error.
    pub fn read_line(&mut self, line: &mut String) -> Result<bool, Error> {
        line.clear();
        loop {
            let rest = self.text.get(self.start..).unwrap_or_default();
            if let Some(len) = rest.find('\n') {
                line.push_str(&rest[..=len]);
                self.start += len + 1;
                self.line += 1;
                return Ok(true);
            }
            line.push_str(rest);
            self.text.clear();
            self.start = 0;
            if let Some(error) = self.error.take() {
                line.clear();
                self.ended = true;
                return Err(match &self.path {
                    Some(path) => error.in_file(path),
                    None => error,
                });
            }
            if self.ended {
                self.line += usize::from(!line.is_empty());
                return Ok(!line.is_empty());
            }
            self.refill();
        }
    }

    /// Returns the number of the last line read, from 1, or 0 before the first line.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Returns the encoding that was set or detected.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.decoder.encoding()
    }

    /// Returns the number of U+FFFD that replace bytes that could not be decoded, including those in text that was
    /// read ahead.
    #[must_use]
    pub fn replaced(&self) -> usize {
        self.decoder.replaced()
    }

    fn refill(&mut self) {
        match read(&mut self.reader, &mut self.bytes) {
            Ok(len) => {
                self.ended = len == 0;
                self.decode(0, len);
            }
            Err(error) => self.error = Some(read_error(error).at_line(self.line + 1)),
        }
    }

    fn decode(&mut self, from: usize, to: usize) {
        let bytes = self.bytes.get(from..to).unwrap_or_default();
        self.error = self.decoder.push(bytes, self.ended, &mut self.text).err();
    }
}

impl<R> fmt::Debug for Lines<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines")
            .field("encoding", &self.decoder.encoding())
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

/// Reads until the buffer is full or the input ends.
fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut len = 0;
    while len < buffer.len() {
        match read(reader, &mut buffer[len..])? {
            0 => break,
            more => len += more,
        }
    }
    Ok(len)
}

fn read(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

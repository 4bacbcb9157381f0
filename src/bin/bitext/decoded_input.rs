//! An input in any encoding, as UTF-8.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use bitext::{Encoding, Lines, Reader};

use crate::failure::Failure;
use crate::input;

/// Number of bytes from which the format and the encoding of an input are detected.
const HEAD: usize = 64 << 10;

/// An input and its first bytes.
pub(crate) struct InputBytes {
    reader: BufReader<Box<dyn Read>>,
    pub(crate) head: Vec<u8>,
}

impl InputBytes {
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let source: Box<dyn Read> = if input::is_standard(path) {
            Box::new(io::stdin().lock())
        } else {
            input::check(path)?;
            Box::new(File::open(path).map_err(|error| Failure::file(path, &error))?)
        };
        let mut reader = BufReader::with_capacity(HEAD, source);
        let head = reader.fill_buf().map_err(|error| Failure::file(path, &error))?.to_vec();
        Ok(Self { reader, head })
    }

    /// Returns all bytes of the input.
    pub(crate) fn whole(mut self, path: &Path) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        self.reader.read_to_end(&mut bytes).map_err(|error| Failure::file(path, &error))?;
        Ok(bytes)
    }

    /// Returns the input as UTF-8. A reader of a format converts UTF-16 itself.
    pub(crate) fn decoded(
        self,
        path: &Path,
        encoding: Option<Encoding>,
    ) -> Result<Box<dyn BufRead>, Failure> {
        let encoding = encoding.or_else(|| declared(&self.head));
        let is_utf16 =
            matches!(*self.head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'<', 0, ..] | [0, b'<', ..]);
        if encoding.is_none() && (is_utf16 || is_utf8(&self.head)) || encoding == Some(Encoding::Utf8) {
            return Ok(Box::new(self.reader));
        }
        let reader = encoding.map_or_else(Reader::new, |encoding| Reader::new().encoding(encoding));
        let lines = reader.lines(Box::new(self.reader) as Box<dyn Read>);
        let lines = lines.map_err(|error| input::failure(path, &error))?;
        Ok(Box::new(DecodedLines { lines, line: String::new(), read: 0 }))
    }
}

/// Whether bytes are UTF-8 that may be cut off.
fn is_utf8(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        // The last character may be cut off.
        Err(error) => error.error_len().is_none(),
    }
}

/// Returns the encoding that an XML declaration names, if it is not UTF-8 or UTF-16, which the reader of XML knows.
fn declared(head: &[u8]) -> Option<Encoding> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|&byte| byte == b'>')?;
    let declaration = std::str::from_utf8(&declaration[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = value[1..].split(quote).next()?.to_lowercase();
    let name = if name == "gb2312" { "gb18030" } else { &name };
    name.parse()
        .ok()
        .filter(|encoding| !matches!(encoding, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be))
}

/// Decoded lines as bytes.
struct DecodedLines {
    lines: Lines<Box<dyn Read>>,
    line: String,
    /// How many bytes of the line have been read.
    read: usize,
}

impl BufRead for DecodedLines {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read == self.line.len() {
            self.read = 0;
            self.lines
                .read_line(&mut self.line)
                .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
        }
        Ok(&self.line.as_bytes()[self.read..])
    }

    fn consume(&mut self, read: usize) {
        self.read = self.line.len().min(self.read + read);
    }
}

impl Read for DecodedLines {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

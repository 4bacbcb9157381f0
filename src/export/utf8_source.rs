//! The bytes of an XML file as UTF-8, with a line count.

use std::io::{self, BufRead, Read};

/// A reader that converts UTF-16 to UTF-8 and counts lines. Translation tools write both encodings.
#[derive(Debug)]
pub(super) struct Utf8Source<R> {
    inner: R,
    form: SourceEncoding,
    line: usize,
    /// Converted bytes.
    decoded: Vec<u8>,
    /// Number of bytes of `decoded` that have been consumed.
    read: usize,
    /// In UTF-16, the first byte of a code unit whose second byte has not been read yet.
    byte: Option<u8>,
    /// In UTF-16, a leading surrogate whose trailing surrogate has not been read yet.
    surrogate: Option<u16>,
}

/// The encoding of the file.
#[derive(Clone, Copy, Debug)]
enum SourceEncoding {
    /// Nothing has been read yet.
    Unknown,
    /// UTF-8, which is passed through. The parser reports bytes that are not UTF-8.
    Utf8,
    /// UTF-16, which is converted. The function combines two bytes to a code unit.
    Utf16(fn([u8; 2]) -> u16),
}

impl<R: BufRead> Utf8Source<R> {
    pub(super) fn new(inner: R) -> Self {
        let (form, decoded) = (SourceEncoding::Unknown, Vec::new());
        Self { inner, form, line: 1, decoded, read: 0, byte: None, surrogate: None }
    }

    /// Returns the line of the next byte, from 1.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Detects the encoding from a byte-order mark, which is skipped, or from the `<` at the start of XML.
    fn begin(&mut self) -> io::Result<()> {
        let mut head = Vec::new();
        (&mut self.inner).take(2).read_to_end(&mut head)?;
        if head == [0xef, 0xbb] {
            (&mut self.inner).take(1).read_to_end(&mut head)?;
        }
        self.form = match *head {
            [0xff, 0xfe] | [b'<', 0] => SourceEncoding::Utf16(u16::from_le_bytes),
            [0xfe, 0xff] | [0, b'<'] => SourceEncoding::Utf16(u16::from_be_bytes),
            _ => SourceEncoding::Utf8,
        };
        self.decoded = match *head {
            [0xff, 0xfe] | [0xfe, 0xff] | [0xef, 0xbb, 0xbf] => Vec::new(),
            [b'<', 0] | [0, b'<'] => vec![b'<'],
            _ => head,
        };
        Ok(())
    }

    /// Converts the bytes that `inner` has buffered. The result is at least one character, except at the end of the
    /// input.
    fn refill(&mut self, unit: fn([u8; 2]) -> u16) -> io::Result<()> {
        self.decoded.clear();
        self.read = 0;
        while self.decoded.is_empty() {
            let bytes = self.inner.fill_buf()?.to_vec();
            if bytes.is_empty() {
                let whole = self.byte.is_none() && self.surrogate.is_none();
                return if whole { Ok(()) } else { Err(broken()) };
            }
            self.inner.consume(bytes.len());
            for other in bytes {
                match self.byte.take() {
                    Some(one) => self.decode(unit([one, other]))?,
                    None => self.byte = Some(other),
                }
            }
        }
        Ok(())
    }

    fn decode(&mut self, unit: u16) -> io::Result<()> {
        let first = self.surrogate.take();
        if first.is_none() && (0xd800..0xdc00).contains(&unit) {
            self.surrogate = Some(unit);
            return Ok(());
        }
        for c in char::decode_utf16(first.into_iter().chain([unit])) {
            let c = c.map_err(|_| broken())?;
            self.decoded.extend(c.encode_utf8(&mut [0; 4]).bytes());
        }
        Ok(())
    }
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "UTF-16 that is cut off or broken inside a character")
}

impl<R: BufRead> Read for Utf8Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Utf8Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if let SourceEncoding::Unknown = self.form {
            self.begin()?;
        }
        match self.form {
            _ if self.read < self.decoded.len() => {}
            SourceEncoding::Utf16(unit) => self.refill(unit)?,
            _ => return self.inner.fill_buf(),
        }
        Ok(&self.decoded[self.read..])
    }

    fn consume(&mut self, read: usize) {
        // The bytes to consume are already in a buffer, so this call reads nothing.
        let lines = self
            .fill_buf()
            .map_or(0, |filled| filled.iter().take(read).filter(|&&byte| byte == b'\n').count());
        self.line += lines;
        if self.read < self.decoded.len() {
            self.read = self.decoded.len().min(self.read + read);
        } else {
            self.inner.consume(read);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encodings_are_read_in_pieces_of_any_size() {
        let text = "<?xml?>\n<a>茶𠮷\n🙂</a>";
        let units = |order: fn(u16) -> [u8; 2], mark: &[u16]| {
            mark.iter().copied().chain(text.encode_utf16()).flat_map(order).collect::<Vec<u8>>()
        };
        let files = [
            text.as_bytes().to_vec(),
            ["\u{feff}", text].concat().into_bytes(),
            units(u16::to_le_bytes, &[0xfeff]),
            units(u16::to_be_bytes, &[0xfeff]),
            units(u16::to_le_bytes, &[]),
            units(u16::to_be_bytes, &[]),
        ];
        for file in &files {
            for capacity in [1, 2, 3, 7, 1000] {
                let mut source = Utf8Source::new(io::BufReader::with_capacity(capacity, file.as_slice()));
                let mut read = String::new();
                source.read_to_string(&mut read).unwrap();
                assert_eq!(read, text, "{file:x?} by {capacity}");
                assert_eq!(source.line(), 3);
            }
        }
    }

    #[test]
    fn invalid_utf_16_is_an_error() {
        let rows: [&[u8]; 4] = [b"<\0a\0>", b"<\0\x3d\xd8", b"<\0\x3d\xd8a\0", b"<\0\x42\xdf"];
        for file in rows {
            let error = Utf8Source::new(file).read_to_end(&mut Vec::new()).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData, "{file:x?}");
        }
        for file in [&b""[..], b"a", b"<", b"\xef\xbb"] {
            let mut read = Vec::new();
            Utf8Source::new(file).read_to_end(&mut read).unwrap();
            assert_eq!(read, file);
        }
    }
}

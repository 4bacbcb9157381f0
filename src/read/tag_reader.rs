//! Input for the HTML tokenizer that bounds the tokenizer's stack depth.

use std::convert::Infallible;

use html5gum::{Readable, Reader, StringReader};

/// Reads a page, but skips the white space after a quoted attribute value.
///
/// In html5gum, the state function for a double-quoted value calls the one for the white space after the value, which
/// calls the one for the next attribute: the stack grows with the number of attributes of a tag. Without white
/// space, the tokenizer returns to its loop. The standard calls missing white space a parse error, but the tokens are the
/// same.
pub(super) struct TagReader<'p> {
    page: StringReader<'p>,
    /// Whether the last byte read closed a double-quoted value.
    closed: bool,
}

impl<'p> TagReader<'p> {
    pub(super) fn new(page: &'p str) -> Self {
        Self { page: page.to_reader(), closed: false }
    }
}

impl Reader for TagReader<'_> {
    type Error = Infallible;

    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let closed = std::mem::take(&mut self.closed);
        loop {
            match self.page.read_byte()? {
                Some(b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') if closed => {}
                byte => return Ok(byte),
            }
        }
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        self.closed = false;
        self.page.try_read_string(text, case_sensitive)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        let chunk = self.page.read_until(needle, buffer)?;
        // Only inside double quotes does a double quote end a chunk and a single quote not.
        self.closed = chunk == Some(b"\"") && !needle.contains(&b'\'');
        Ok(chunk)
    }
}

//! Input for the HTML tokenizer that bounds the tokenizer's stack depth.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use html5gum::{Readable, Reader, StringReader};

/// Reads a page, but skips the white space after a double-quoted attribute value.
///
/// In html5gum, the state function for a double-quoted value calls the one for the white space after it, which
/// calls the one for the next attribute. The stack therefore grows with the number of attributes of a tag.
/// Without white space, the tokenizer returns to its loop and finds the same attributes.
pub(super) struct TagReader<'p> {
    page: StringReader<'p>,
    /// Whether the last byte read closed a double-quoted value.
    closed: bool,
    /// Number of bytes delivered to the tokenizer.
    delivered: usize,
    skipped: Rc<RefCell<SkippedBytes>>,
}

/// The places where bytes were skipped, to convert positions of the tokenizer to offsets in the page.
#[derive(Debug, Default)]
pub(super) struct SkippedBytes {
    /// For each place: the number of bytes delivered before it, and the number of bytes skipped up to it.
    places: Vec<(usize, usize)>,
}

impl SkippedBytes {
    /// Converts a position of the tokenizer to an offset in the page. Positions must ascend from call to call.
    pub(super) fn offset(&mut self, position: usize) -> usize {
        let passed = self.places.partition_point(|&(delivered, _)| delivered <= position);
        let Some(last) = passed.checked_sub(1) else { return position };
        // Positions ascend, so earlier places are no longer needed.
        self.places.drain(..last);
        self.places.first().map_or(position, |&(_, skipped)| position + skipped)
    }

    fn skip(&mut self, delivered: usize) {
        let total = self.places.last().map_or(0, |&(_, skipped)| skipped) + 1;
        match self.places.last_mut() {
            Some(last) if last.0 == delivered => last.1 = total,
            _ => self.places.push((delivered, total)),
        }
    }
}

impl<'p> TagReader<'p> {
    pub(super) fn new(page: &'p str, skipped: Rc<RefCell<SkippedBytes>>) -> Self {
        Self { page: page.to_reader(), closed: false, delivered: 0, skipped }
    }
}

impl Reader for TagReader<'_> {
    type Error = Infallible;

    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let closed = std::mem::take(&mut self.closed);
        loop {
            match self.page.read_byte()? {
                Some(b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') if closed => {
                    self.skipped.borrow_mut().skip(self.delivered);
                }
                byte => {
                    self.delivered += usize::from(byte.is_some());
                    return Ok(byte);
                }
            }
        }
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        self.closed = false;
        let found = self.page.try_read_string(text, case_sensitive)?;
        self.delivered += if found { text.len() } else { 0 };
        Ok(found)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        let chunk = self.page.read_until(needle, buffer)?;
        self.delivered += chunk.map_or(0, <[u8]>::len);
        // A chunk `"` closes a double-quoted value. In unquoted values the tokenizer searches for `'` as well as `"`.
        self.closed = chunk == Some(b"\"") && !needle.contains(&b'\'');
        Ok(chunk)
    }
}

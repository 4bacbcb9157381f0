//! The container of the packed tables of `data/`: a header with a checksum, then variable-length numbers and
//! text.
//!
//! ```text
//! "bitext" kind:u8 version:u8 length:u64 checksum:u64 payload
//! ```
//! All numbers are little-endian. A variable-length number (LEB128) has seven bits a byte, low bits first;
//! the high bit is set on every byte except the last.

use crate::{Error, ErrorKind};

pub(crate) const MAGIC: &[u8; 6] = b"bitext";
const HEADER: usize = 24;

/// The kind of a table. A reader rejects tables of another kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableKind {
    /// Identifies the kind in the header.
    pub(crate) letter: u8,
    /// Incremented with every change of the payload's layout.
    pub(crate) version: u8,
    /// Name of the table in errors.
    pub(crate) name: &'static str,
}

/// Writes a table.
#[derive(Debug, Default)]
pub(crate) struct TableWriter {
    payload: Vec<u8>,
}

impl TableWriter {
    /// Appends a variable-length number.
    pub(crate) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.payload.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.payload.push(value as u8);
    }

    pub(crate) fn byte(&mut self, value: u8) {
        self.payload.push(value);
    }

    /// Appends a signed number; small ones of either sign take few bytes (zigzag coding).
    pub(crate) fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)) as u64);
    }

    /// Appends a floating-point number without loss.
    pub(crate) fn float(&mut self, value: f64) {
        self.payload.extend_from_slice(&value.to_le_bytes());
    }

    /// Appends the length of `text` in bytes, and the text.
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.payload.extend_from_slice(text.as_bytes());
    }

    /// The table with its header.
    pub(crate) fn finish(self, kind: TableKind) -> Vec<u8> {
        let mut table = Vec::with_capacity(HEADER + self.payload.len());
        table.extend_from_slice(MAGIC);
        table.extend_from_slice(&[kind.letter, kind.version]);
        table.extend_from_slice(&(self.payload.len() as u64).to_le_bytes());
        table.extend_from_slice(&checksum(&self.payload).to_le_bytes());
        table.extend_from_slice(&self.payload);
        table
    }
}

/// Reads the output of [`TableWriter`]. Every deviation is an error of [`ErrorKind::Table`] with its offset.
#[derive(Debug)]
pub(crate) struct TableReader<'t> {
    kind: TableKind,
    payload: &'t [u8],
    at: usize,
}

impl<'t> TableReader<'t> {
    /// Verifies the header and the checksum. Time O(length of the table).
    pub(crate) fn new(table: &'t [u8], kind: TableKind) -> Result<Self, Error> {
        let fail = |offset: usize, what: &str| {
            let message = format!("{what}: not a {} of this version, make it again", kind.name);
            Err(Error::new(ErrorKind::Table, message).at_offset(offset))
        };
        let Some((header, payload)) = table.split_at_checked(HEADER) else {
            return fail(table.len(), "the table ends inside its header");
        };
        let number =
            |at: usize| header[at..at + 8].iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte));
        if &header[..6] != MAGIC || header[6] != kind.letter {
            return fail(0, "unknown header");
        }
        if header[7] != kind.version {
            return fail(7, &format!("version {} where {} is expected", header[7], kind.version));
        }
        if number(8) != payload.len() as u64 {
            return fail(8, &format!("{} bytes follow where {} are expected", payload.len(), number(8)));
        }
        if number(16) != checksum(payload) {
            return fail(16, "the checksum differs");
        }
        Ok(Self { kind, payload, at: 0 })
    }

    /// An error at the current offset.
    pub(crate) fn error(&self, what: &str) -> Error {
        let message = format!("damaged {}: {what}; make it again", self.kind.name);
        Error::new(ErrorKind::Table, message).at_offset(HEADER + self.at)
    }

    /// Number of bytes left.
    pub(crate) fn remaining(&self) -> usize {
        self.payload.len() - self.at
    }

    /// Reads a variable-length number.
    #[inline(always)]
    pub(crate) fn number(&mut self) -> Result<u64, Error> {
        // Nearly all numbers have one or two bytes. Which of the two is unpredictable, so both cases share
        // one path without a branch.
        if let Some(&[low, high]) = self.payload.get(self.at..).and_then(<[u8]>::first_chunk)
            && low & high < 0x80
        {
            let has_two = u64::from(low >> 7);
            self.at += 1 + has_two as usize;
            return Ok(u64::from(low & 0x7f) | (u64::from(high) & has_two.wrapping_neg()) << 7);
        }
        self.long_number()
    }

    #[inline]
    pub(crate) fn byte(&mut self) -> Result<u8, Error> {
        let byte = self.payload.get(self.at).copied().ok_or_else(|| self.error("it ends too early"))?;
        self.at += 1;
        Ok(byte)
    }

    #[inline(never)]
    fn long_number(&mut self) -> Result<u64, Error> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let Some(&byte) = self.payload.get(self.at) else {
                return Err(self.error("it ends inside a number"));
            };
            self.at += 1;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.error("a number is too long"))
    }

    #[inline]
    pub(crate) fn signed(&mut self) -> Result<i64, Error> {
        let value = self.number()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// Reads the number of the items that follow, each at least `bytes` bytes long. A count that the rest of
    /// the table is too short for is an error, so a damaged table cannot cause a huge allocation.
    pub(crate) fn count(&mut self, bytes: usize) -> Result<usize, Error> {
        let count = self.number()?;
        if count > (self.remaining() / bytes.max(1)) as u64 {
            return Err(self.error("a count is larger than the table"));
        }
        Ok(count as usize)
    }

    pub(crate) fn float(&mut self) -> Result<f64, Error> {
        let bytes = self.payload[self.at..].first_chunk::<8>();
        let value = bytes.map(|&bytes| f64::from_le_bytes(bytes));
        let value = value.ok_or_else(|| self.error("it ends inside a number"))?;
        self.at += 8;
        Ok(value)
    }

    pub(crate) fn text(&mut self) -> Result<&'t str, Error> {
        let len = self.count(1)?;
        let bytes = &self.payload[self.at..self.at + len];
        let text = std::str::from_utf8(bytes).map_err(|_| self.error("text that is not UTF-8"))?;
        self.at += len;
        Ok(text)
    }

    /// Checks that no bytes are left.
    pub(crate) fn finish(self) -> Result<(), Error> {
        if self.remaining() > 0 { Err(self.error("trailing bytes")) } else { Ok(()) }
    }
}

/// A checksum that takes one multiplication per eight bytes.
fn checksum(bytes: &[u8]) -> u64 {
    // The multiplier of Fibonacci hashing: 2^64 divided by the golden ratio, rounded to an odd number.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |sum: u64, word: u64| (sum ^ word).wrapping_mul(FACTOR).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let sum = words.iter().fold(bytes.len() as u64, |sum, word| mix(sum, u64::from_le_bytes(*word)));
    rest.iter().fold(sum, |sum, &byte| mix(sum, byte.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: TableKind = TableKind { letter: b'T', version: 3, name: "test table" };

    #[test]
    fn tables_round_trip() {
        let numbers = [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), u64::MAX];
        let mut writer = TableWriter::default();
        for number in numbers {
            writer.number(number);
            writer.signed(number as i64);
            writer.signed(-(number as i64 / 2));
        }
        writer.float(-3.14e100);
        writer.text("词典");
        let table = writer.finish(KIND);
        let mut reader = TableReader::new(&table, KIND).unwrap();
        for number in numbers {
            assert_eq!(reader.number().unwrap(), number);
            assert_eq!(reader.signed().unwrap(), number as i64);
            assert_eq!(reader.signed().unwrap(), -(number as i64 / 2));
        }
        assert_eq!(reader.float().unwrap(), -3.14e100);
        assert_eq!(reader.text().unwrap(), "词典");
        reader.finish().unwrap();
    }

    #[test]
    fn damaged_tables_are_errors() {
        let mut writer = TableWriter::default();
        writer.text("一二三");
        let table = writer.finish(KIND);
        for len in 0..table.len() {
            assert_eq!(TableReader::new(&table[..len], KIND).unwrap_err().kind(), ErrorKind::Table);
        }
        for at in 0..table.len() {
            let mut damaged = table.clone();
            damaged[at] ^= 1;
            assert!(TableReader::new(&damaged, KIND).is_err(), "byte {at}");
        }
        let other = TableKind { version: 4, ..KIND };
        let error = TableReader::new(&table, other).unwrap_err();
        assert!(error.to_string().contains("version 3 where 4"), "{error}");
    }
}

//! The container of the packed tables of `data/`: a header with a checksum, then variable-length numbers,
//! text and arrays.
//!
//! ```text
//! "bitext" kind:u8 version:u8 length:u64 checksum:u64 payload
//! ```
//! All numbers are little-endian. A variable-length number (LEB128) has seven bits a byte, low bits first;
//! the high bit is set on every byte except the last. An array starts at the next multiple of 64 bytes, so
//! that it can be used in place.

use std::borrow::Cow;

use super::arrays::{ARRAY_ALIGNMENT, PackedArray};

use crate::{Error, ErrorKind};

pub(crate) const MAGIC: &[u8; 6] = b"bitext";
const HEADER: usize = 24;

/// The kind of a table. A reader rejects tables of another kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableKind {
    /// Identifies the kind in the header.
    pub(crate) letter: u8,
    /// Version of the layout of the payload. Every change of the layout increments the version.
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

    /// Appends a floating-point number without loss.
    pub(crate) fn float(&mut self, value: f64) {
        self.payload.extend_from_slice(&value.to_le_bytes());
    }

    /// Appends the items of an array. The reader must know their number.
    pub(crate) fn array<const N: usize>(&mut self, items: &[[u8; N]]) {
        let start = array_start(self.payload.len());
        self.payload.resize(start, 0);
        self.payload.extend_from_slice(items.as_flattened());
    }

    /// Appends the length of `text` in bytes, then `text`.
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.payload.extend_from_slice(text.as_bytes());
    }

    /// Returns the table with its header.
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

/// Returns the first offset in the payload, from `at` on, at which an array may begin. Counted from the start of the
/// table, this offset is a multiple of [`ARRAY_ALIGNMENT`].
fn array_start(at: usize) -> usize {
    (HEADER + at).next_multiple_of(ARRAY_ALIGNMENT) - HEADER
}

/// Reads the output of [`TableWriter`]. Malformed input is an error of [`ErrorKind::Table`] with the offset of
/// the defect.
#[derive(Debug)]
pub(crate) struct TableReader<'t> {
    kind: TableKind,
    payload: &'t [u8],
    /// The payload of an embedded table, from which arrays are borrowed; `None` for any other table.
    embedded: Option<&'static [u8]>,
    at: usize,
}

#[cfg(any(feature = "cedict", feature = "dictionary", test))]
impl TableReader<'static> {
    /// Opens a table of [`embedded_table!`](super::embedded_table), whose arrays are not copied. Does not verify
    /// the checksum, which would take too long. A test must read the same table with [`TableReader::new`].
    pub(crate) fn embedded(table: &'static [u8], kind: TableKind) -> Result<Self, Error> {
        let (payload, _) = open(table, kind)?;
        Ok(Self { kind, payload, embedded: Some(payload), at: 0 })
    }
}

impl<'t> TableReader<'t> {
    /// Opens a table, and verifies its header and its checksum. Time O(length of the table).
    pub(crate) fn new(table: &'t [u8], kind: TableKind) -> Result<Self, Error> {
        let (payload, expected) = open(table, kind)?;
        if expected != checksum(payload) {
            return Err(not_a_table(kind, 16, "the checksum differs"));
        }
        Ok(Self { kind, payload, embedded: None, at: 0 })
    }

    /// Returns an error at the current offset.
    pub(crate) fn error(&self, what: &str) -> Error {
        let message = format!("damaged {}: {what}; make it again", self.kind.name);
        Error::new(ErrorKind::Table, message).at_offset(HEADER + self.at)
    }

    /// Returns the number of bytes left.
    pub(crate) fn remaining(&self) -> usize {
        self.payload.len() - self.at
    }

    /// Reads a variable-length number.
    pub(crate) fn number(&mut self) -> Result<u64, Error> {
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

    /// Reads the number of items that follow, each at least `bytes` bytes long. Fails if the rest of the table
    /// is too short for them: a damaged table must not cause a huge allocation.
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

    /// Reads an array of `count` items: borrowed from an embedded table, copied from any other.
    pub(crate) fn array<const N: usize>(&mut self, count: usize) -> Result<PackedArray<N>, Error> {
        let start = array_start(self.at);
        let end = count.checked_mul(N).and_then(|len| start.checked_add(len));
        let range = start..end.unwrap_or(usize::MAX);
        let Some(bytes) = self.payload.get(range.clone()) else {
            return Err(self.error("it ends inside an array"));
        };
        self.at = range.end;
        let embedded = self.embedded.and_then(|payload| payload.get(range));
        Ok(match embedded {
            Some(bytes) => Cow::Borrowed(bytes.as_chunks().0),
            None => Cow::Owned(bytes.as_chunks().0.to_vec()),
        })
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

/// Verifies the header of a table. Returns the payload, and the checksum from the header.
fn open(table: &[u8], kind: TableKind) -> Result<(&[u8], u64), Error> {
    let fail = |offset: usize, what: &str| Err(not_a_table(kind, offset, what));
    let Some((header, payload)) = table.split_at_checked(HEADER) else {
        return fail(table.len(), "the table ends inside its header");
    };
    let number = |at: usize| header[at..at + 8].iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte));
    if &header[..6] != MAGIC || header[6] != kind.letter {
        return fail(0, "unknown header");
    }
    if header[7] != kind.version {
        return fail(7, &format!("version {} where {} is expected", header[7], kind.version));
    }
    if number(8) != payload.len() as u64 {
        return fail(8, &format!("{} bytes follow where {} are expected", payload.len(), number(8)));
    }
    Ok((payload, number(16)))
}

fn not_a_table(kind: TableKind, offset: usize, what: &str) -> Error {
    let message = format!("{what}: not a {} of this version, make it again", kind.name);
    Error::new(ErrorKind::Table, message).at_offset(offset)
}

/// Computes a checksum with one multiplication per eight bytes.
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
        }
        writer.float(-3.14e100);
        writer.text("词典");
        writer.array(&[[1, 2, 3], [4, 5, 6]]);
        writer.array(&[7_u32.to_le_bytes()]);
        let table = writer.finish(KIND);
        let mut reader = TableReader::new(&table, KIND).unwrap();
        for number in numbers {
            assert_eq!(reader.number().unwrap(), number);
        }
        assert_eq!(reader.float().unwrap(), -3.14e100);
        assert_eq!(reader.text().unwrap(), "词典");
        assert_eq!(*reader.array(2).unwrap(), [[1, 2, 3], [4, 5, 6]]);
        assert_eq!(HEADER + array_start(reader.at), table.len() - 4, "a multiple of 64");
        assert_eq!(*reader.array(1).unwrap(), [7_u32.to_le_bytes()]);
        assert!(reader.array::<8>(1).is_err() && reader.array::<8>(usize::MAX).is_err());
        reader.finish().unwrap();
    }

    #[test]
    fn arrays_of_embedded_tables_are_not_copied() {
        let mut writer = TableWriter::default();
        writer.array(&[[1, 2, 3]]);
        let mut table = writer.finish(KIND);
        *table.last_mut().unwrap() = 4;
        assert!(TableReader::new(&table, KIND).is_err(), "the checksum is verified");
        let table: &'static [u8] = table.leak();
        let array = TableReader::embedded(table, KIND).unwrap().array::<3>(1).unwrap();
        assert!(matches!(array, Cow::Borrowed([[1, 2, 4]])), "{array:?}");
        assert!(TableReader::embedded(table, TableKind { letter: b'U', ..KIND }).is_err());
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

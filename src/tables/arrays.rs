//! Arrays of fixed-size items in packed tables. The arrays of an embedded table are borrowed, not copied.

use std::borrow::Cow;

/// An array of items of `N` bytes, borrowed from the executable or owned. Numbers in items are little-endian.
pub(crate) type PackedArray<const N: usize> = Cow<'static, [[u8; N]]>;

/// Alignment of the arrays in a table, in bytes: a cache line, so that few items straddle two cache lines.
pub(super) const ARRAY_ALIGNMENT: usize = 64;

/// A table whose address is a multiple of [`ARRAY_ALIGNMENT`].
#[cfg(any(feature = "cedict", feature = "dictionary"))]
#[derive(Debug)]
#[repr(C, align(64))]
pub(crate) struct CacheAligned<T>(pub(crate) T);

/// Expands to the bytes of a packed table in `data/`, as a `&'static [u8]`. Example:
/// `embedded_table!("lexicon.bin")`.
#[cfg(any(feature = "cedict", feature = "dictionary"))]
macro_rules! embedded_table {
    ($file:literal) => {{
        const BYTES: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $file));
        static TABLE: $crate::tables::CacheAligned<[u8; BYTES.len()]> = $crate::tables::CacheAligned(
            *include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $file)),
        );
        &TABLE.0
    }};
}

#[cfg(any(feature = "cedict", feature = "dictionary"))]
pub(crate) use embedded_table;

/// A list of texts, stored in two arrays.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PackedTexts {
    /// All texts, concatenated.
    pub(crate) bytes: PackedArray<1>,
    /// `starts[i]` is the offset of text `i` in `bytes`, as a `u32`. There is one entry more than texts; the
    /// last is `bytes.len()`.
    pub(crate) starts: PackedArray<4>,
}

impl PackedTexts {
    pub(crate) fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let (mut bytes, mut starts) = (Vec::new(), vec![[0; 4]]);
        for text in texts {
            bytes.extend_from_slice(text.as_bytes().as_chunks().0);
            starts.push((bytes.len() as u32).to_le_bytes());
        }
        Self { bytes: bytes.into(), starts: starts.into() }
    }

    /// Returns the number of texts.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Returns the bytes of text `at`.
    pub(crate) fn bytes(&self, at: usize) -> &[u8] {
        let [start, end] = [at, at + 1].map(|at| u32::from_le_bytes(self.starts[at]) as usize);
        self.bytes[start..end].as_flattened()
    }

    /// Returns text `at`, or `""` if it is not UTF-8. Time O(length of the text).
    pub(crate) fn get(&self, at: usize) -> &str {
        std::str::from_utf8(self.bytes(at)).unwrap_or("")
    }

    /// Whether `starts` ascends from 0 to the length of `bytes`, and all texts are UTF-8.
    pub(crate) fn is_sound(&self) -> bool {
        let starts = || self.starts.iter().map(|&start| u32::from_le_bytes(start) as usize);
        starts().next() == Some(0)
            && starts().is_sorted()
            && starts().next_back() == Some(self.bytes.len())
            && (0..self.len()).all(|at| std::str::from_utf8(self.bytes(at)).is_ok())
    }
}

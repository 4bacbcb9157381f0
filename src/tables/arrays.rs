//! Arrays of fixed-size items in packed tables, which an embedded table lends without copying them.

use std::borrow::Cow;

/// An array of items of `N` bytes: a part of the executable, or owned. Numbers in items are little-endian.
pub(crate) type PackedArray<const N: usize> = Cow<'static, [[u8; N]]>;

/// The alignment of arrays in a table: 64 bytes, a cache line, so that few items lie on two of them.
pub(super) const ARRAY_ALIGNMENT: usize = 64;

/// A table at a multiple of [`ARRAY_ALIGNMENT`].
#[cfg(any(feature = "cedict", feature = "dictionary"))]
#[derive(Debug)]
#[repr(C, align(64))]
pub(crate) struct CacheAligned<T>(pub(crate) T);

/// The bytes of a packed table of `data/`, as a `&'static [u8]`: `embedded_table!("lexicon.bin")`.
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

/// Texts by index, in two arrays.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PackedTexts {
    /// All texts, concatenated.
    pub(crate) bytes: PackedArray<1>,
    /// The start of each text in `bytes`, then the length of `bytes`. Four bytes a number.
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

    /// Number of texts.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The bytes of a text.
    pub(crate) fn bytes(&self, at: usize) -> &[u8] {
        let [start, end] = [at, at + 1].map(|at| u32::from_le_bytes(self.starts[at]) as usize);
        self.bytes[start..end].as_flattened()
    }

    /// A text. Checks its UTF-8, so time O(length).
    pub(crate) fn get(&self, at: usize) -> &str {
        std::str::from_utf8(self.bytes(at)).unwrap_or("")
    }

    /// Whether all texts are UTF-8, and fill `bytes`.
    pub(crate) fn is_sound(&self) -> bool {
        let starts = || self.starts.iter().map(|&start| u32::from_le_bytes(start) as usize);
        starts().next() == Some(0)
            && starts().is_sorted()
            && starts().next_back() == Some(self.bytes.len())
            && (0..self.len()).all(|at| std::str::from_utf8(self.bytes(at)).is_ok())
    }
}

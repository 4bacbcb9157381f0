//! Arrays of fixed-size items in packed tables, which an embedded table lends without copying them.

use std::borrow::Cow;

/// An array of items of `N` bytes: a part of the executable, or owned. Numbers in items are little-endian.
pub(crate) type PackedArray<const N: usize> = Cow<'static, [[u8; N]]>;

/// Bytes that begin at a cache line, so that no item of an array crosses two of them.
#[derive(Debug)]
#[repr(C, align(64))]
pub(crate) struct CacheAligned<T>(pub(crate) T);

/// The alignment of arrays in a table, in bytes.
pub(super) const ARRAY_ALIGNMENT: usize = align_of::<CacheAligned<u8>>();

/// The bytes of a packed table of `data/`, as a `&'static [u8]`: `embedded_table!("lexicon.bin")`.
macro_rules! embedded_table {
    ($file:literal) => {{
        const BYTES: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $file));
        static TABLE: $crate::tables::CacheAligned<[u8; BYTES.len()]> = $crate::tables::CacheAligned(
            *include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $file)),
        );
        &TABLE.0
    }};
}

pub(crate) use embedded_table;

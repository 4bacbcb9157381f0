//! The formats of `data/`: packed binary tables, and text lists compiled into sorted arrays.

mod arrays;
mod binary;
mod fnv;
mod hash;
mod list;
mod list_parser;

#[cfg(any(feature = "cedict", feature = "dictionary"))]
pub(crate) use arrays::{CacheAligned, embedded_table};
pub(crate) use arrays::{PackedArray, PackedTexts};
pub(crate) use binary::{MAGIC, TableKind, TableReader, TableWriter};
pub(crate) use fnv::Fnv1a;
pub(crate) use hash::FastHash;
pub(crate) use list::{CharList, WordList, WordTable, char_list, rows, sequence, word_list, word_table};
pub(crate) use list_parser::{RowOrder, chars, decode, first_column, parse_rows, row_count};

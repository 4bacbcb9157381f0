//! The formats of `data/`: packed binary tables, and text lists compiled into sorted arrays.

mod binary;
mod list;

pub(crate) use binary::{MAGIC, TableKind, TableReader, TableWriter};
pub(crate) use list::{
    CharList, RowOrder, WordList, WordTable, char_list, chars, decode, first_column, parse_rows, row_count,
    rows, sequence, word_list, word_table,
};

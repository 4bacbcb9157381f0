//! Reads tables of two languages: comma-separated and tab-separated values.

mod by_content;
mod fields;
mod header;
mod read;
mod records;

#[cfg(feature = "serde")]
pub(crate) use header::{Column, columns, text_columns};
pub use read::{TableUnits, read_table};

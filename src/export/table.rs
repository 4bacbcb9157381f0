//! Reads tables of two languages: comma-separated and tab-separated values.

mod by_content;
mod header;
mod read;
mod records;

pub use read::{TableUnits, read_table};

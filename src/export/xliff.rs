//! XLIFF 1.2 and 2.1, the exchange formats of translation tools.

mod code_points;
mod copies;
mod file;
mod read;
mod score_note;
mod unit1;
mod unit2;
mod version2;
mod write;

pub use read::{XliffUnits, read_xliff};
pub use write::{Xliff, XliffVersion};

//! PO: the messages of gettext.

mod escape;
mod read;

pub use read::{PoUnits, read_po};

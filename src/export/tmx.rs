//! TMX 1.4, the exchange format of translation memories.

mod header;
mod property;
mod read;
mod unit;
mod write;
mod write_notes;

#[expect(deprecated, reason = "the old name is kept for one version")]
pub use read::Units;
pub use read::{TmxRows, TmxUnits, read_tmx, read_tmx_units};
pub use write::Tmx;

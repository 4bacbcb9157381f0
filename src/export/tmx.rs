//! TMX 1.4, the exchange format of translation memories.

mod property;
mod read;
mod unit;
mod write;

#[expect(deprecated, reason = "the old name is kept for one version")]
pub use read::Units;
pub use read::{TmxRows, TmxUnits, read_tmx, read_tmx_units};
pub use write::Tmx;

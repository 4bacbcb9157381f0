//! TMX 1.4, the exchange format of translation memories.

mod property;
mod read;
mod source;
mod write;

#[expect(deprecated, reason = "the old name is kept for one version")]
pub use read::Units;
pub use read::{TmxRows, read_tmx};
pub use write::Tmx;

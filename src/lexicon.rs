//! A lexicon of Chinese words with the weighted stems of their English translations.

mod builder;
mod cedict;
mod gloss_stems;
mod handle;
mod packed;
mod stem_weight;
mod table;
mod tsv;

pub use handle::{Gloss, Lexicon};
pub(crate) use stem_weight::StemId;

//! Normalization of Unicode form, character width, quotes, case and traditional characters, with a map back to
//! the offsets of the original text.

mod cluster;
mod folding;
mod normal_text;
mod normalized;
mod normalizer;
mod offset_map;
mod options;
mod unified;
mod variants;

pub use normalized::Normalized;
pub use normalizer::Normalizer;
pub use options::{Case, Form, Han, Quotes, Width};
pub(crate) use variants::folded_han;
pub use variants::{simplified, variant};

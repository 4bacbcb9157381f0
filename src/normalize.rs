//! Normalization: Unicode form, width, quotes, case, traditional to simplified, with a map back to the
//! original offsets.

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

//! English tokens by the conventions of Universal Dependencies, in one pass over the bytes.

mod address;
mod byte_class;
mod contraction;
mod number;
mod options;
mod scan;
mod sign;
mod tokenizer;
mod word;

pub use options::{Compounds, Contractions};
pub use tokenizer::EnglishTokenizer;

//! Cuts English text into tokens by the conventions of Universal Dependencies, in one pass over the bytes.

mod address;
mod byte_class;
mod context;
mod contraction;
mod groups;
mod names;
mod number;
mod options;
mod scan;
mod separators;
mod sign;
mod tag;
mod tokenizer;
mod units;
mod word;

pub use options::{Compounds, Contractions};
pub use tokenizer::EnglishTokenizer;

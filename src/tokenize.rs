//! The tokenizers: English, Chinese, and mixed text.

mod english;

pub use english::{Compounds, Contractions, EnglishTokenizer};

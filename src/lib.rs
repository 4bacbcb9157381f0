//! English and Chinese text: which language each stretch is in, its sentences and words, and the
//! alignment of a text with its translation.

mod error;
mod language;
pub mod normalize;
mod script;
mod sentence;
mod span;
mod token;
mod tokenize;

pub use error::{Error, ErrorKind};
pub use language::{HanVariant, Language};
pub use script::Script;
pub use sentence::{LineBreaks, SentenceSplitter, Sentences, sentences};
pub use span::{Position, Span};
pub use token::{Token, TokenKind, Tokenizer};
pub use tokenize::{Compounds, Contractions, EnglishTokenizer};

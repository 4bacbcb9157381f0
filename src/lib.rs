//! English and Chinese text: which language each stretch is in, its sentences and words, and the
//! alignment of a text with its translation.

mod align;
mod error;
mod language;
mod lexicon;
pub mod normalize;
mod script;
mod sentence;
mod span;
mod token;
mod tokenize;

pub use align::{Aligner, Alignment, Bead, BeadKind, Reason, WordLink};
pub use error::{Error, ErrorKind};
pub use language::{HanVariant, Language};
pub use lexicon::{Gloss, Lexicon};
pub use script::Script;
pub use sentence::{LineBreaks, SentenceSplitter, Sentences, sentences};
pub use span::{Position, Span};
pub use token::{Token, TokenKind, Tokenizer};
pub use tokenize::{Compounds, Contractions, EnglishTokenizer};

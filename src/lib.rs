//! English and Chinese text: which language each stretch is in, its sentences and words, and the
//! alignment of a text with its translation.

mod align;
mod bitext;
mod detect;
mod error;
mod language;
mod lexicon;
pub mod normalize;
mod page;
mod runs;
mod script;
mod sentence;
mod span;
mod tables;
mod token;
mod tokenize;

pub use align::{Aligner, Alignment, Bead, BeadKind, Reason, WordLink};
pub use bitext::{Bitext, Evidence, Pair};
pub use detect::{Detection, Detector, Share, detect};
pub use error::{Error, ErrorKind};
pub use language::{HanVariant, Language};
pub use lexicon::{Gloss, Lexicon};
pub use normalize::{Normalized, Normalizer};
pub use runs::{Run, RunFinder, Runs, runs};
pub use script::Script;
pub use sentence::{LineBreaks, SentenceSplitter, Sentences, sentences};
pub use span::{Position, Span};
pub use token::{Token, TokenKind, Tokenizer};
pub use tokenize::{
    ChineseTokenizer, Compounds, Contractions, CutMode, Dictionary, EnglishTokenizer, Folding, HanSigns, Hmm,
    MixedTokenizer, Names,
};

//! The tokenizers: English, Chinese, and mixed text.

mod chinese;
mod english;
mod mixed;

pub(crate) use chinese::TextCharacters;
pub use chinese::{
    AddedWord, ChineseOptions, ChineseTokenizer, CutMode, Dictionary, Folding, HanSigns, Hmm, Names,
    Overlaps, UnknownModel,
};
pub use english::{Compounds, Contractions, EnglishTokenizer};
pub use mixed::{MixedOptions, MixedTokenizer};

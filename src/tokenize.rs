//! The tokenizers: English, Chinese, and mixed text.

mod chinese;
mod english;
mod mixed;

pub(crate) use chinese::TextCharacters;
pub use chinese::{ChineseTokenizer, CutMode, Dictionary, Folding, HanSigns, Hmm, Names, Overlaps};
pub use english::{Compounds, Contractions, EnglishTokenizer};
pub use mixed::MixedTokenizer;

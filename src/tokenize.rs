//! The tokenizers: English, Chinese, and mixed text.

mod ascii;
mod chinese;
mod english;
mod mixed;

pub use chinese::{ChineseTokenizer, CutMode, Dictionary, Folding, HanSigns, Hmm, Names};
pub(crate) use english::emoticon;
pub use english::{Compounds, Contractions, EnglishTokenizer};
pub use mixed::MixedTokenizer;

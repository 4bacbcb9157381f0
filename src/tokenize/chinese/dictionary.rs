//! The words of a dictionary, their frequencies and parts of speech.

mod compiled;
mod double_array;
mod line;
mod packed;
mod user_words;
mod word_list;

pub(super) use self::compiled::{CompiledDictionary, WordValue};
pub(super) use self::double_array::{DoubleArray, DoubleArrayView, Slot, TrieNode};
pub(super) use self::line::DictionaryLine;
pub(super) use self::user_words::{NodeHasher, UserWord, UserWords, UserWordsCursor};
pub use self::word_list::Dictionary;
pub(super) use self::word_list::TagNumbers;

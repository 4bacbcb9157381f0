//! Recognizes the words, stems, abbreviations and emoticons of English text.

mod abbreviations;
mod emoticon;
mod stems;
mod words;

pub(crate) use abbreviations::{Abbreviation, abbreviation};
pub(crate) use emoticon::emoticon;
pub(crate) use stems::{is_stop_stem, stem, stems};
pub(crate) use words::{
    WordOrNumber, expand, for_each_word, is_alphabetic, is_apostrophe, number_len, word_len,
};

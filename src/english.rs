//! English words: stems, abbreviations, emoticons.

mod abbreviations;
mod emoticon;
mod stems;

pub(crate) use abbreviations::{Abbreviation, abbreviation};
pub(crate) use emoticon::emoticon;
pub(crate) use stems::{
    Word, expand, for_each_word, is_alphabetic, is_apostrophe, is_stop_stem, number_len, stem, stems,
    word_len,
};

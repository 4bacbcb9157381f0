//! Words of text in both languages: each part goes to the tokenizer of its language.

mod compounds;
mod crossing;
mod numeral;
mod tokenizer;

pub use self::tokenizer::MixedTokenizer;

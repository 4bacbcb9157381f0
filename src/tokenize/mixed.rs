//! Tokens of text in both languages: each part of a text is cut by the tokenizer of its language.

mod compounds;
mod crossing;
mod mixed_options;
mod numeral;
mod tokenizer;

pub use self::mixed_options::MixedOptions;
pub use self::tokenizer::MixedTokenizer;

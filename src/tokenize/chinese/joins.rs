//! Joins several tokens that are one word: foreign names with dots, and numbers with `〇`.

mod digits;
mod names;

pub(super) use self::digits::join_digits;
pub(super) use self::names::NameJoiner;

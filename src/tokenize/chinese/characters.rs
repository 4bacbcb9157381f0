//! The code of each character in the dictionary, and its classes.

mod character;
pub(crate) mod class;
mod table;

pub(crate) use self::character::{
    APPROXIMATIONS, Character, MODEL_FIRST, MODEL_LAST, MULTIPLIERS, is_name_dot,
};
pub(crate) use self::class::{CODE_BITS, CODE_MASK};
pub(crate) use self::table::{CharacterTable, folded, is_ideograph};

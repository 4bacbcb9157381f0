//! The code that a character has in the dictionary, and the classes of the character.

mod character;
pub(crate) mod class;
mod table;

pub(crate) use self::character::{
    APPROXIMATIONS, Character, MODEL_FIRST, MODEL_LAST, MULTIPLIERS, is_name_dot,
};
pub(crate) use self::class::{CODE_BITS, CODE_MASK};
pub(crate) use self::table::{CharacterTable, folded, is_ideograph};

//! Properties of characters: class, function of punctuation marks, width in columns of a terminal, half-width form.

pub(crate) mod ascii;
mod class;
pub(crate) mod columns;
#[cfg(test)]
mod computed;
mod half_width;
mod han;
mod invisible;
mod marks;

pub use class::Script;
pub(crate) use columns::columns;
pub(crate) use half_width::{FULL_WIDTH_OFFSET, half_width};
pub(crate) use han::{is_cjk, is_han};
pub(crate) use invisible::{extends_character, is_invisible};
pub(crate) use marks::{closes, is_bullet, is_end_mark, opens};

//! What a character is: the only code-point tables.

pub(crate) mod ascii;
mod class;
#[cfg(test)]
mod computed;

pub use class::Script;

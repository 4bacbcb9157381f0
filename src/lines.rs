//! What a line is: its label, and how wrapped lines are joined.

mod join;
mod label;

pub use join::one_line;
pub(crate) use label::{Label, strip};

//! Lines: their language, their labels, the margin that breaks a paragraph into them, and how they are joined again.

mod cells;
mod join;
mod label;
mod language;
mod margin;
mod wrap;

pub(crate) use cells::cut_cells;
pub use join::one_line;
pub(crate) use join::{append_line, needs_blank};
pub(crate) use label::{ItemLabel, LineLabel, strip_label};
pub(crate) use language::{LineLanguage, LineLetters};
pub(crate) use margin::{LineShape, Margin, is_full};
pub(crate) use wrap::{PageLine, continued, page_lines};

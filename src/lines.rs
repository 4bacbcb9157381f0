//! The language and the labels of lines, whether lines are hard-wrapped, and how wrapped lines are joined.

mod cells;
mod hard_wrap;
mod join;
mod join_sentences;
mod label;
mod language;
mod line_shape;
mod page_lines;
#[cfg(feature = "read")]
mod rule;
mod text_order;

pub(crate) use cells::cut_cells;
pub(crate) use hard_wrap::Margin;
#[cfg(feature = "html")]
pub(crate) use join::append_line;
#[cfg(feature = "read")]
pub(crate) use join::needs_blank;
pub use join::one_line;
pub(crate) use join_sentences::join_sentences;
pub(crate) use label::{ItemLabel, LineLabel, strip_label};
pub(crate) use language::{LineLanguage, LineLetters};
pub(crate) use line_shape::LineShape;
pub(crate) use page_lines::{PageLine, continued, page_lines};
#[cfg(feature = "read")]
pub(crate) use rule::{after_directive, is_rule};
pub use text_order::{TextOrder, text_order};

//! Labels before the text of a line: numbers, numbers of clauses, bullets, `Q:`, time codes.

mod item;
mod line_label;
mod number;
mod price;
mod strip;

pub(crate) use item::ItemLabel;
pub(crate) use line_label::LineLabel;
pub(crate) use strip::strip_label;

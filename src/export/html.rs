//! An HTML page that shows both languages side by side, with the confidence, the evidence and the flags of each bead,
//! and in which the alignment can be corrected.

mod bead;
mod flags;
mod frame;
mod heading;
mod marked;
mod order;
mod page;
mod page_document;
mod plot;
mod read;
mod sentence_place;
mod simplified_pairs;
mod tag;

pub use page::{Html, html};
pub use read::{HtmlRows, read_html};

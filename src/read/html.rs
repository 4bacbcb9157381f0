//! Extracts the text of HTML.
//!
//! The page is tokenized as the HTML standard requires, but no tree is built. The reader only keeps track of whether
//! a text is inside a skipped element, a preformatted element or a table. Misnested tags of other elements therefore
//! do no harm, and the cost does not depend on nesting depth.

mod attributes;
mod copies;
mod element;
mod hidden;
mod page_reader;
mod tag_reader;

pub(super) use page_reader::{PageReader, extract, extract_at};

//! Extracts the text of HTML.
//!
//! The page is tokenized as the HTML standard requires, but no tree is built. The text of a block does not depend on
//! its ancestors, so misnested tags do no harm, and cost does not depend on nesting depth.

mod attributes;
mod copies;
mod element;
mod hidden;
mod page_reader;
mod tag_reader;

pub(super) use page_reader::{PageReader, extract};

//! Extracts the text of HTML.
//!
//! The page is tokenized as the HTML standard requires, but no tree is built. Of the elements around a text, only
//! skipped elements, preformatted elements and tables matter, so misnested tags of other elements do no harm, and the
//! cost does not depend on nesting depth.

mod attributes;
mod copies;
mod element;
mod hidden;
mod page_reader;
mod tag_reader;

pub(super) use page_reader::{PageReader, extract};

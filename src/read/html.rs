//! Extracts the text of HTML.
//!
//! The page is tokenized as the HTML standard requires, but no tree is built. Only skipped elements, preformatted
//! elements and tables matter to the text in them. Misnested tags of other elements therefore do no harm, and the
//! cost does not depend on nesting depth.

mod attributes;
mod copies;
mod element;
mod hidden;
mod page_reader;
mod tag_reader;

pub(super) use page_reader::{PageReader, extract};

//! Extracts the text of documents that are ZIP archives of XML: Word files and EPUB books.
//!
//! [`archive`] unpacks the parts of a document, in bounded memory, and [`relations`] finds them. [`word`] reads the
//! paragraphs of a Word file. [`book`] reads the chapters of a book, which are HTML.

mod archive;
mod book;
mod document;
mod paths;
mod relations;
mod text_part;
mod word;
mod word_fields;

pub(super) use archive::is_zip;
pub(super) use document::{PackageText, extract};
pub use text_part::TextPart;

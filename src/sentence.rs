//! Sentence boundaries of English, Chinese and mixed text.
//!
//! [`scan`] reads the text once and stops at end marks, brackets and line breaks. [`end_mark`] applies the rules of
//! [`english`] and [`chinese`] to an end mark; [`line_break`] decides whether a line break ends the sentence.

mod address;
mod chinese;
#[cfg(feature = "read")]
mod document;
mod emoji;
mod end_mark;
mod english;
mod item;
mod line_break;
mod line_breaks;
mod mark;
mod paragraph;
mod quotation;
mod scan;
mod splitter;
#[cfg(feature = "srx")]
mod srx;
mod state;
mod stream;
mod text_cursor;
mod words;

#[cfg(feature = "read")]
#[cfg(all(feature = "read", feature = "srx"))]
pub(crate) use document::cells_of;
#[cfg(feature = "read")]
pub(crate) use document::document_sentences;
pub use line_breaks::LineBreaks;
pub use splitter::{SentenceSplitter, sentences};
#[cfg(feature = "srx")]
pub use srx::{SrxRules, SrxSplitter};
pub use state::Sentences;
pub use stream::SentenceStream;

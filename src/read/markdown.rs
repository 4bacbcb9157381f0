//! Extracts the text of Markdown.
//!
//! - [`directives`] rewrites syntax of Markdown dialects that the parser does not know.
//! - [`comments`] turns HTML comments that hold English source text into paragraphs.
//! - [`events`] reads the events of the parser.

mod comments;
mod directives;
mod edit;
mod events;
mod fences;
mod nesting;
mod soft_breaks;

pub(super) use events::extract;

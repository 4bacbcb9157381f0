//! Extracts the text of Markdown.
//!
//! [`directives`] and [`comments`] rewrite syntax that the parser does not know; [`events`] reads the parser's events.

mod comments;
mod directives;
mod edit;
mod events;
mod fences;
mod soft_breaks;

pub(super) use events::extract;

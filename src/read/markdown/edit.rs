//! Edits of a page before it is parsed.

use crate::Span;
use crate::read::extracted::Extracted;

/// A replacement for a part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) insert: String,
}

impl Edit {
    pub(super) fn delete(span: Span) -> Self {
        Self { span, insert: String::new() }
    }

    pub(super) fn replace(span: Span, insert: impl Into<String>) -> Self {
        Self { span, insert: insert.into() }
    }
}

/// Returns the edited page. If two edits overlap, only the first is applied.
///
/// Time O(length of the page + edits · log edits).
pub(super) fn apply(page: &str, mut edits: Vec<Edit>) -> Extracted {
    edits.sort_by_key(|edit| edit.span);
    let mut edited = Extracted::default();
    let mut done = 0;
    for edit in edits {
        if edit.span.start < done {
            continue;
        }
        edited.copy(page, Span::new(done, edit.span.start));
        edited.insert(&edit.insert);
        done = edit.span.end;
    }
    edited.copy(page, Span::new(done, page.len()));
    edited
}

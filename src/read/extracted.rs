//! Text built from pieces of a source, with a map from the text to the source.

use super::source_map::{Source, SourceMap};
use crate::Span;
use crate::lines::needs_blank;
use crate::script::is_han;

/// Text built from pieces of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Extracted {
    pub(super) text: String,
    pub(super) map: SourceMap,
    /// Whether the next piece gets a source span of its own: see [`Self::split`].
    apart: bool,
}

impl Extracted {
    /// Returns a text that is a copy of the whole source.
    pub(super) fn whole(source: String) -> Self {
        let mut map = SourceMap::default();
        map.push(Span::new(0, source.len()), Source::Copy(0), false);
        Self { text: source, map, apart: false }
    }

    /// Appends a copy of a part of `source`.
    pub(super) fn copy(&mut self, source: &str, part: Span) {
        self.push(part.of(source), Source::Copy(part.start));
    }

    /// Appends text that comes from `source`.
    pub(super) fn push(&mut self, text: &str, source: Source) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.map.push(Span::new(start, self.text.len()), source, std::mem::take(&mut self.apart));
    }

    /// Appends text that has no source.
    pub(super) fn insert(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends another text without white space at its ends, on the same line. Inserts a blank where
    /// [`needs_blank`] requires one, and also between two Han characters, to keep two sentences apart.
    pub(super) fn join(&mut self, other: &Self) {
        let part = Span::new(0, other.text.len()).trimmed(&other.text);
        let text = part.of(&other.text);
        if text.is_empty() {
            return;
        }
        let last = self.text.chars().next_back().filter(|&last| last != '\n');
        if last.is_some_and(|last| needs_blank(&self.text, text) || is_han(last) && text.starts_with(is_han))
        {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.map.extend(&other.map, part, start, std::mem::take(&mut self.apart));
    }

    /// Appends another text, with a blank line before it. This text must end with a line break, unless it is empty.
    pub(super) fn append_block(&mut self, other: &Self) {
        if other.text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.insert("\n");
        }
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.map.extend(&other.map, Span::new(0, other.text.len()), start, false);
    }

    /// Keeps the source of the next piece apart from the source of the text before that piece.
    pub(super) fn split(&mut self) {
        self.apart = true;
    }
}

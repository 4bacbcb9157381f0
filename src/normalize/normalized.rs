//! A normalized text with its offset map.

use std::fmt;

use super::normal_text::NormalText;
use super::offset_map::OffsetMap;
use super::options::Case;
use crate::Span;

/// A normalized text, and a map from its offsets to offsets in the original text.
#[derive(Clone, PartialEq, Eq)]
pub struct Normalized {
    text: String,
    offsets: OffsetMap,
}

impl Normalized {
    /// Creates an empty text with room for `capacity` bytes.
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self { text: String::with_capacity(capacity), offsets: OffsetMap::new() }
    }

    /// Returns the normalized text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the normalized text, without the map.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// Returns the span of the original text from which `span` of the normalized text was made, extended to
    /// character boundaries. Where `㎏` became `kg`, the `k` alone maps to `㎏`. An empty span maps to an empty
    /// span.
    ///
    /// ```
    /// use bitext::Span;
    /// use bitext::normalize::{Form, Normalizer};
    ///
    /// let text = "2 ㎏ of cafe\u{301} beans";
    /// let normalized = Normalizer::new().form(Form::Nfkc).normalize(text);
    /// assert_eq!(normalized.text(), "2 kg of café beans");
    /// assert_eq!(normalized.original(Span::new(3, 4)).of(text), "㎏");
    /// assert_eq!(normalized.original(Span::new(8, 13)).of(text), "cafe\u{301}");
    /// ```
    ///
    /// Time O(log n) for n places where the length in bytes changes.
    #[must_use]
    pub fn original(&self, span: Span) -> Span {
        let start = floor(&self.text, span.start);
        if span.end <= span.start {
            let at = self.offsets.floor(start);
            return Span::new(at, at);
        }
        Span::new(self.offsets.floor(start), self.offsets.ceil(ceil(&self.text, span.end)))
    }
}

impl NormalText for Normalized {
    fn push_ascii(&mut self, ascii: &str, case: Case) {
        self.text.push_ascii(ascii, case);
        self.offsets.push_same(ascii.len());
    }

    fn push_with(&mut self, push: impl FnOnce(&mut String) -> Option<usize>) -> Option<usize> {
        let len = push(&mut self.text)?;
        self.offsets.push_same(len);
        Some(len)
    }

    fn push_folded(&mut self, source: &str, fold: impl FnOnce(&str, &mut String)) {
        let start = self.text.len();
        fold(source, &mut self.text);
        self.offsets.push(&self.text[start..], source);
    }
}

impl fmt::Debug for Normalized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Normalized").field("text", &self.text).finish_non_exhaustive()
    }
}

impl AsRef<str> for Normalized {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// Returns the last character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Returns the first character boundary at or after `offset`.
fn ceil(text: &str, offset: usize) -> usize {
    (offset.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

//! The splitter: its options, and the ways to split a text.

use super::line_breaks::LineBreaks;
use super::state::Sentences;
use super::stream::SentenceStream;

/// Finds the sentences of English, Chinese and mixed text in one pass.
///
/// An English or Chinese end mark ends a sentence. Closing quotes and brackets after the mark belong to the sentence.
/// No sentence ends at these marks:
///
/// - full stops of abbreviations and initials, unless a new sentence clearly follows,
/// - marks in decimals and addresses,
/// - ellipses inside a sentence,
/// - marks in titles, such as `《摔跤吧！爸爸》`, and in remarks in brackets,
/// - marks at the end of a quotation before `she said` or `他说`.
///
/// ```
/// use bitext::SentenceSplitter;
///
/// let text = "Dr. Lee paid $4.50. “还有票吗？”她问。没有了！";
/// let found: Vec<_> = SentenceSplitter::new().split(text).map(|span| span.of(text)).collect();
/// assert_eq!(found, ["Dr. Lee paid $4.50.", "“还有票吗？”她问。", "没有了！"]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields, rename_all = "kebab-case"))]
pub struct SentenceSplitter {
    line_breaks: LineBreaks,
}

impl SentenceSplitter {
    /// Returns a splitter with [`LineBreaks::Auto`].
    #[must_use]
    pub const fn new() -> Self {
        Self { line_breaks: LineBreaks::Auto }
    }

    /// Sets which line breaks end a sentence.
    #[must_use]
    pub const fn line_breaks(mut self, line_breaks: LineBreaks) -> Self {
        self.line_breaks = line_breaks;
        self
    }

    /// Returns the sentences of `text`, as spans that neither begin nor end with white space. The spans ascend and do
    /// not overlap, and only white space lies between them.
    ///
    /// Time O(length of `text`) for all sentences together; no memory is allocated.
    #[must_use]
    pub fn split<'t>(&self, text: &'t str) -> Sentences<'t> {
        Sentences::new(text, self.line_breaks)
    }

    /// Splits a text that arrives in pieces, so that it need not fit in memory.
    #[must_use]
    pub fn stream(&self) -> SentenceStream {
        SentenceStream::new(self.line_breaks)
    }
}

/// Returns the sentences of `text` with the default options of [`SentenceSplitter`].
///
/// ```
/// let text = "Hello. 你好！";
/// assert_eq!(bitext::sentences(text).map(|span| span.of(text)).collect::<Vec<_>>(), ["Hello.", "你好！"]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Sentences<'_> {
    SentenceSplitter::new().split(text)
}

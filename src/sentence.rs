//! Sentence boundaries of English, Chinese and mixed text.

mod address;
mod chinese;
mod cursor;
mod emoji;
mod english;
mod label;
mod line;
mod margin;
mod mark;
mod opener;
mod scan;
mod stream;

pub use scan::Sentences;
pub use stream::SentenceStream;

/// Which line breaks end a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LineBreaks {
    /// A blank line always; a single break when the line before it looks complete: it would have
    /// had room for the next word, or a heading, a list item or text in the other script meets it.
    #[default]
    Complete,
    /// Every line break.
    Always,
    /// None: a line break is a blank.
    Never,
}

/// Finds the sentences of English, Chinese and mixed text in one pass.
///
/// Both families of end marks count in any mix, with the closing quotes and brackets after them.
/// Abbreviations, initials, decimals, addresses, ellipses inside a sentence, titles such as
/// `《摔跤吧！爸爸》` and what is said in brackets do not end a sentence; nor does a quotation that
/// `she said` or `他说` follows.
///
/// ```
/// use bitext::SentenceSplitter;
///
/// let text = "Dr. Lee paid $4.50. “还有票吗？”她问。没有了！";
/// let found: Vec<_> = SentenceSplitter::new().split(text).map(|span| span.of(text)).collect();
/// assert_eq!(found, ["Dr. Lee paid $4.50.", "“还有票吗？”她问。", "没有了！"]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SentenceSplitter {
    line_breaks: LineBreaks,
}

impl SentenceSplitter {
    /// A splitter for which a line break ends a sentence when the line looks complete.
    #[must_use]
    pub const fn new() -> Self {
        Self { line_breaks: LineBreaks::Complete }
    }

    /// Which line breaks end a sentence.
    #[must_use]
    pub const fn line_breaks(mut self, line_breaks: LineBreaks) -> Self {
        self.line_breaks = line_breaks;
        self
    }

    /// The sentences of `text`, as spans without white space at their ends. They ascend, do not
    /// overlap, and only white space lies between them.
    ///
    /// Time O(length of `text`) for all of them; no memory is allocated.
    #[must_use]
    pub fn split<'t>(&self, text: &'t str) -> Sentences<'t> {
        Sentences::new(text, self.line_breaks)
    }

    /// Splits a text that comes in pieces, so that it need not be in memory as a whole.
    #[must_use]
    pub fn stream(&self) -> SentenceStream {
        SentenceStream::new(*self)
    }
}

/// The sentences of `text`, found with the default options of [`SentenceSplitter`].
///
/// ```
/// let text = "Hello. 你好！";
/// assert_eq!(bitext::sentences(text).map(|span| span.of(text)).collect::<Vec<_>>(), ["Hello.", "你好！"]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Sentences<'_> {
    SentenceSplitter::new().split(text)
}

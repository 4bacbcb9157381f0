//! Tokens, and the trait of all tokenizers.

use crate::Span;

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum TokenKind {
    /// A word without Chinese characters: `coffee`, `don’t`, `U.S.`, `кофе`.
    Word,
    /// A word with at least one Chinese character: `咖啡`, `T恤`, `卡拉OK`.
    Han,
    /// A number, date or time in digits: `224.2`, `30,000`, `2023-08-29`, `17:30`.
    Number,
    /// A punctuation mark, or a run of marks: `,`, `。`, `...`, `?!`.
    Punctuation,
    /// A symbol: `$`, `%`, `+`, `→`.
    Symbol,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// `#hashtag` or `@mention`, without white space.
    Tag,
    /// An emoji as one grapheme, or an emoticon such as `:-)`.
    Emoji,
    /// Anything else, such as control characters and unassigned code points.
    Other,
}

/// A word or sign of a text: its bytes, its kind and its position.
///
/// White space has no tokens. Tokens ascend and do not overlap, except in two modes of
/// [`ChineseTokenizer`](crate::ChineseTokenizer). In search mode, the parts of a word come before the word and
/// share its position. In full mode, words may overlap, and each word has a separate position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Token {
    /// The byte range of the token in the tokenized text.
    pub span: Span,
    /// Number of the word or sign in the text, from 0. A search index uses it for phrase queries.
    pub position: u32,
    /// The kind of the token.
    pub kind: TokenKind,
}

impl Token {
    /// Returns a token at `span` with a kind and a position.
    #[must_use]
    pub const fn new(span: Span, kind: TokenKind, position: u32) -> Self {
        Self { span, position, kind }
    }

    /// Returns the part of `text` that the token covers, like [`Span::of`].
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }
}

/// Cuts a text into tokens. The trait is object safe. The tokenizers of this crate are immutable and cheap to clone,
/// and threads can share them.
///
/// ```
/// use bitext::{EnglishTokenizer, Tokenizer};
///
/// let tokenizer: Box<dyn Tokenizer> = Box::new(EnglishTokenizer::new());
/// let text = "Masks cost $20.";
/// let words: Vec<_> = tokenizer.tokenize(text).iter().map(|token| token.of(text)).collect();
/// assert_eq!(words, ["Masks", "cost", "$", "20", "."]);
/// ```
pub trait Tokenizer: Send + Sync {
    /// Appends the tokens of `text` to `out`, with positions from 0.
    ///
    /// The tokens that `out` already holds are kept; clear `out` first to reuse its memory for another text.
    /// Every text is valid; an empty text has no tokens. Time and memory O(length of `text`).
    fn tokenize_into(&self, text: &str, out: &mut Vec<Token>);

    /// Returns the tokens of `text` in a new vector.
    fn tokenize(&self, text: &str) -> Vec<Token> {
        let mut out = Vec::new();
        self.tokenize_into(text, &mut out);
        out
    }
}

impl<T: Tokenizer + ?Sized> Tokenizer for &T {
    fn tokenize_into(&self, text: &str, out: &mut Vec<Token>) {
        (**self).tokenize_into(text, out);
    }
}

impl<T: Tokenizer + ?Sized> Tokenizer for Box<T> {
    fn tokenize_into(&self, text: &str, out: &mut Vec<Token>) {
        (**self).tokenize_into(text, out);
    }
}

impl<T: Tokenizer + ?Sized> Tokenizer for std::sync::Arc<T> {
    fn tokenize_into(&self, text: &str, out: &mut Vec<Token>) {
        (**self).tokenize_into(text, out);
    }
}

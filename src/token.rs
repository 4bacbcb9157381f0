//! What a token is, and the one trait that all tokenizers share.

use crate::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum TokenKind {
    /// A word in an alphabetic script: `coffee`, `don’t`, `U.S.`, `кофе`.
    Word,
    /// A word with at least one Chinese character: `咖啡`, `T恤`, `卡拉OK`.
    Han,
    /// Digits with what belongs to them: `224.2`, `30,000`, `2023-08-29`, `17:30`.
    Number,
    /// A mark of punctuation, or a run of the same mark: `,`, `。`, `...`.
    Punctuation,
    /// Any other sign: `$`, `%`, `+`, `→`.
    Symbol,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// `#hashtag` or `@mention`.
    Tag,
    /// An emoji as one grapheme, or an emoticon such as `:-)`.
    Emoji,
    /// Anything else: control characters, unassigned code points.
    Other,
}

/// One token: where it stands, what it is made of, and which word of the text it belongs to.
///
/// There is no token for white space. Tokens ascend and do not overlap, except in the search and
/// full modes of Chinese, whose extra tokens overlap the word that they lie in and carry its
/// position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Token {
    /// Bytes of the text that was given to the tokenizer.
    pub span: Span,
    /// Number of the word, from 0, as phrase queries of a search index count it.
    pub position: u32,
    /// What the token is made of.
    pub kind: TokenKind,
}

impl Token {
    /// The token at `span`, as word number `position`.
    #[must_use]
    pub const fn new(span: Span, kind: TokenKind, position: u32) -> Self {
        Self { span, position, kind }
    }

    /// The token's part of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }
}

/// Cuts a text into words. Object safe; an implementation is an immutable engine that is cheap to
/// clone and to share between threads.
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
    /// Appends the tokens of `text` to `out`, their positions counted from 0.
    ///
    /// What `out` held stays; clear it first to reuse its memory for another text. Never fails:
    /// any text has tokens, and an empty one has none. Time and memory O(length of `text`).
    fn tokenize_into(&self, text: &str, out: &mut Vec<Token>);

    /// The tokens of `text` in a vector of their own.
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

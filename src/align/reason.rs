//! Why two words count as translations of each other.

use std::fmt;

/// Why two words count as translations of each other. `Display` uses the form `same-word`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Reason {
    /// The pair is in the lexicon, for the Chinese word or for a part of it, or in the built-in table of function
    /// words.
    Lexicon,
    /// The English word is the pinyin of the Chinese word or of a part of it, or the two words sound alike.
    Name,
    /// Both words are the same number, or the English word is a part of the number in words, such as `thirty` in 32.
    Number,
    /// Both texts have the same word in Latin letters.
    SameWord,
    /// The aligner learned the pair from this document, in which the two words occur together repeatedly.
    Learned,
    /// Both are punctuation marks, of the same or a similar kind, at corresponding places.
    Punctuation,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Lexicon => "lexicon",
            Self::Name => "name",
            Self::Number => "number",
            Self::SameWord => "same-word",
            Self::Learned => "learned",
            Self::Punctuation => "punctuation",
        })
    }
}

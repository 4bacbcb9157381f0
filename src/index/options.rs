//! The options of an analyzer.

use crate::normalize::Normalizer;

/// How the positions of terms are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum TermPositions {
    /// Each unit takes one position. A unit is one Chinese character, or one token without Chinese characters.
    /// The position length of a term is the number of its units. An added word of more than 64 characters is not a
    /// term; its units and the shorter words in it are, so that queries find it.
    #[default]
    ByUnit,
    /// Each word of the tokenizer takes one position. The parts of a word, which search mode adds, have the
    /// position of that word. Every position length is 1.
    ByWord,
}

/// How marks are treated. A mark is a token of kind [`Punctuation`](crate::TokenKind::Punctuation) or
/// [`Other`](crate::TokenKind::Other).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum MarkTerms {
    /// A mark is not a term, but takes a position: `天。地` does not match the phrase `天地`.
    #[default]
    Gap,
    /// A mark is not a term, and takes no position: `天。地` matches the phrase `天地`.
    Skip,
    /// A mark is a term.
    Term,
}

/// How English words are treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum TermStems {
    /// Words are not stemmed.
    #[default]
    Off,
    /// Words of ASCII letters are replaced by their [`stem`](super::stem): `libraries` becomes `librari`.
    English,
}

/// How [stop words](super::stop_words) are treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum StopWords {
    /// Stop words are terms.
    #[default]
    Keep,
    /// Stop words are not terms, but still take positions.
    Drop,
}

/// The terms of a query if positions are counted by unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum QueryTerms {
    /// The fewest terms that cover the query. This makes a search fast, because there are few terms to look
    /// up, and a long word occurs in few documents.
    #[default]
    Fewest,
    /// One term for each unit, so that no term takes more than one position. This suits engines that
    /// ignore position lengths, such as FTS5 of `SQLite`.
    Units,
}

/// All options of an [`Analyzer`](super::Analyzer) except the options of the tokenizer, as one value that can be
/// stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields, rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct AnalyzerOptions {
    /// Set by [`Analyzer::normalizer`](super::Analyzer::normalizer).
    pub normalizer: Normalizer,
    /// Set by [`Analyzer::positions`](super::Analyzer::positions).
    pub positions: TermPositions,
    /// Set by [`Analyzer::marks`](super::Analyzer::marks).
    pub marks: MarkTerms,
    /// Set by [`Analyzer::stems`](super::Analyzer::stems).
    pub stems: TermStems,
    /// Set by [`Analyzer::stop_words`](super::Analyzer::stop_words).
    pub stop_words: StopWords,
    /// Set by [`Analyzer::query_terms`](super::Analyzer::query_terms).
    pub query_terms: QueryTerms,
}

impl Default for AnalyzerOptions {
    fn default() -> Self {
        Self {
            normalizer: Normalizer::for_search(),
            positions: TermPositions::default(),
            marks: MarkTerms::default(),
            stems: TermStems::default(),
            stop_words: StopWords::default(),
            query_terms: QueryTerms::default(),
        }
    }
}

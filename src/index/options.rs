//! The options of an analyzer.

use crate::normalize::Normalizer;

/// How the positions of terms are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum TermPositions {
    /// Each Chinese character is one position, and any other token is one. A term of several units has their number as its
    /// position length.
    #[default]
    ByUnit,
    /// Each word of the tokenizer is one position; the parts of a word that search mode adds have its position. Every position
    /// length is 1.
    ByWord,
}

/// Treatment of punctuation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum MarkTerms {
    /// A mark is no term, but takes a position: `天。地` does not match the phrase `天地`.
    #[default]
    Gap,
    /// A mark is no term and takes no position: `天。地` matches the phrase `天地`.
    Skip,
    /// A mark is a term.
    Term,
}

/// Treatment of English words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum TermStems {
    /// Words as they are.
    #[default]
    Off,
    /// The [`stem`](super::stem) of each word in the letters of English: `libraries` becomes `librari`.
    English,
}

/// Treatment of [stop words](super::stop_words).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum StopWords {
    /// They are terms.
    #[default]
    Keep,
    /// They are no terms, but take their positions.
    Drop,
}

/// The terms of a query by unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum QueryTerms {
    /// The fewest terms that cover the query: long words have short posting lists.
    #[default]
    Fewest,
    /// One term for each unit, so that each term is one position after the term before it: for engines that ignore position
    /// lengths, such as FTS5 of `SQLite`.
    Units,
}

/// The options of an [`Analyzer`](super::Analyzer) as one value that can be kept; its tokenizer has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields, rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct AnalyzerOptions {
    /// [`Analyzer::normalizer`](super::Analyzer::normalizer).
    pub normalizer: Normalizer,
    /// [`Analyzer::positions`](super::Analyzer::positions).
    pub positions: TermPositions,
    /// [`Analyzer::marks`](super::Analyzer::marks).
    pub marks: MarkTerms,
    /// [`Analyzer::stems`](super::Analyzer::stems).
    pub stems: TermStems,
    /// [`Analyzer::stop_words`](super::Analyzer::stop_words).
    pub stop_words: StopWords,
    /// [`Analyzer::query_terms`](super::Analyzer::query_terms).
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

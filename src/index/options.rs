//! The options of an analyzer.

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
    /// lengths, such as FTS5 of SQLite.
    Units,
}

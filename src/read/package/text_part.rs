//! A part of a document that is an archive.

use crate::Span;

/// A part of a Word file or of a book, from which text was read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct TextPart {
    /// The name of the part in the archive, such as `word/document.xml`.
    pub name: String,
    /// The byte range of the part, unpacked and in UTF-8, in the sequence of all parts that were read.
    pub span: Span,
}

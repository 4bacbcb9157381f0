//! A pair as the file of a translation tool stores it.

use super::inline::InlineText;
use super::row::Row;
use crate::{Error, LanguageTag, Span};

/// A pair that was read from a file: its row, its line, and the details that a row cannot hold.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Unit {
    /// The texts, and what this crate stores of a pair. Spans are empty unless the file has them.
    pub row: Row<'static>,
    /// The line of the file on which the unit begins, from 1; 0 if unknown.
    pub line: usize,
    /// The details that the row cannot hold.
    pub details: UnitDetails,
}

/// The header of a file, which describes all its units. TMX has one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileHeader {
    /// Attributes: name and value, such as `creationtool` and `OmegaT`.
    pub attributes: Vec<(String, String)>,
    /// Properties: name and value.
    pub properties: Vec<(String, String)>,
    /// Notes.
    pub notes: Vec<String>,
}

/// The details of a unit that a [`Row`] cannot hold. TMX and XLIFF write them.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct UnitDetails {
    /// Whether the file states the confidence of the pair. This crate writes it with the score and the type of the bead.
    pub scored: bool,
    /// The name of the unit: `tuid` of TMX, `id` or `resname` of XLIFF, `msgctxt` of PO; empty if there is none.
    pub id: String,
    /// Further attributes of a TMX unit, such as `creationdate` and `srclang`.
    pub attributes: Vec<(String, String)>,
    /// Properties: name and value.
    pub properties: Vec<(String, String)>,
    /// Notes and comments.
    pub notes: Vec<String>,
    /// The English side.
    pub english: SideDetails,
    /// The Chinese side.
    pub chinese: SideDetails,
}

/// The details of one side of a unit.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SideDetails {
    /// The language tag.
    pub tag: Option<LanguageTag>,
    /// The byte spans of the sentences in their original text, as the file gives them.
    pub spans: Vec<Span>,
    /// The text with its inline codes; `None` if it has no code.
    pub inline: Option<InlineText>,
    /// Further attributes of a TMX variant, such as `changeid`.
    pub attributes: Vec<(String, String)>,
    /// Properties of a TMX variant: name and value.
    pub properties: Vec<(String, String)>,
    /// Notes of a TMX variant.
    pub notes: Vec<String>,
}

impl Unit {
    /// Creates a unit with nothing but its row.
    #[must_use]
    pub fn new(row: Row<'static>, line: usize) -> Self {
        Self { row, line, details: UnitDetails::default() }
    }

    /// Returns the row and the details. The spans of the row move to the details, because the text of the row becomes
    /// part of another text, to which the spans do not refer.
    #[must_use]
    pub fn into_parts(mut self) -> (Row<'static>, UnitDetails) {
        self.details.english.spans = self.row.english_spans.to_vec();
        self.details.chinese.spans = self.row.chinese_spans.to_vec();
        (self.row, self.details)
    }
}

/// The units of a file, one by one. Only the current unit is in memory.
///
/// An error is an item. If it concerns one unit only, the next item is the next unit.
pub trait UnitReader: Iterator<Item = Result<Unit, Error>> {
    /// Whether reading ended before the end of the file. The last item was the error that ended it.
    fn is_cut_off(&self) -> bool;

    /// Returns the header of the file, if the format has one and it has been read. The header comes before the first
    /// unit.
    fn header(&self) -> Option<&FileHeader> {
        None
    }

    /// Returns what has been left out so far, such as texts in other languages: descriptions, each with a count.
    fn left_out(&self) -> Vec<(String, usize)> {
        Vec::new()
    }
}

//! A pair as a file of a translation tool has it.

use super::inline::InlineText;
use super::row::Row;
use crate::{Error, LanguageTag, Span};

/// A pair as a file has it: its row, its line, and what a translation tool says of it beyond a row.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Unit {
    /// The texts, and what this crate stores of a pair. Spans are empty unless the file has them.
    pub row: Row<'static>,
    /// The line of the file on which the unit begins, from 1; 0 if unknown.
    pub line: usize,
    /// What else the file says.
    pub details: UnitDetails,
}

/// What a file says of a unit beyond a [`Row`]. TMX and XLIFF write it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct UnitDetails {
    /// Whether this crate wrote the confidence, the score and the type of the bead.
    pub scored: bool,
    /// The name of the unit: `tuid` of TMX, `id` or `resname` of XLIFF, `msgctxt` of PO; empty if there is none.
    pub id: String,
    /// Further attributes of a TMX unit, such as `creationdate`.
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

/// What a file says of one side of a unit.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SideDetails {
    /// The language tag.
    pub tag: Option<LanguageTag>,
    /// The byte spans that the file has for the sentences of the side, which refer to the text that they come from.
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

    /// Returns the row, and what else the file says. The spans of the row are kept in the details: the text of the row
    /// becomes a part of another text, to which they do not refer.
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

    /// Returns what was read and left out so far, such as texts in other languages, with its number.
    fn left_out(&self) -> Vec<(String, usize)> {
        Vec::new()
    }
}

//! A document of a page that is read.

use super::tag::attribute;
use crate::export::document_name::document_name;

/// What the rows of a document have in common.
#[derive(Clone, Debug)]
pub(super) struct PageDocument {
    pub(super) name: String,
    /// Whether the document was built from rows. A line break in a side of a row is part of the text, not layout.
    pub(super) rows: bool,
}

impl PageDocument {
    /// Reads the attributes of a section. Returns the document, and a message if its name is too long; the document has
    /// no name then. Returns `None` if the section is not a document.
    pub(super) fn read(attributes: &str) -> Option<(Self, Option<String>)> {
        attribute(attributes, "data-zh")?;
        let rows = attribute(attributes, "data-rows").is_some();
        let name = document_name(&attribute(attributes, "data-name").unwrap_or_default());
        let fault = name.as_ref().err().cloned();
        Some((Self { name: name.unwrap_or_default(), rows }, fault))
    }
}

//! Reads the fields of a Word file. The result of a field is text, unless the field is a table of contents or an index.

/// The open fields at a place of a document.
#[derive(Debug, Default)]
pub(super) struct OpenFields {
    fields: Vec<FieldKind>,
    /// How many open fields are tables of contents or indexes.
    listings: usize,
    /// The instruction of the innermost field, as far as it is known.
    instruction: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FieldKind {
    /// The instruction is being read.
    Unknown,
    Text,
    /// A table of contents or an index.
    Listing,
}

/// Number of bytes after which an instruction is not read further. Only the first word of an instruction is needed.
const MAX_INSTRUCTION: usize = 64;

impl OpenFields {
    /// Whether the text at this place is in a table of contents or an index.
    pub(super) fn is_listing(&self) -> bool {
        self.listings > 0
    }

    /// Reads a mark of a field: `begin`, `separate` or `end`.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.instruction.clear();
                self.fields.push(FieldKind::Unknown);
            }
            "separate" => self.known(),
            "end" => self.listings -= usize::from(self.fields.pop() == Some(FieldKind::Listing)),
            _ => {}
        }
    }

    /// Reads a part of the instruction of the innermost field.
    pub(super) fn instruction(&mut self, text: &str) {
        if self.fields.last() == Some(&FieldKind::Unknown) && self.instruction.len() < MAX_INSTRUCTION {
            self.instruction.push_str(text);
        }
    }

    fn known(&mut self) {
        if let Some(field) = self.fields.last_mut()
            && *field == FieldKind::Unknown
        {
            let is_listing = is_listing(&self.instruction);
            *field = if is_listing { FieldKind::Listing } else { FieldKind::Text };
            self.listings += usize::from(is_listing);
        }
    }
}

/// Whether an instruction makes a table of contents, of authorities or of figures, or an index.
pub(super) fn is_listing(instruction: &str) -> bool {
    let name = instruction.split_ascii_whitespace().next().unwrap_or_default();
    ["TOC", "TOA", "INDEX"].iter().any(|listing| name.eq_ignore_ascii_case(listing))
}

//! The documents of a corrected file, or of any file with pairs.

use std::path::Path;

use bitext::export::{Row, Unit};
use bitext::{BeadKind, OwnedBitext, sentences};

use crate::arguments::SourceOptions;
use crate::failure::Failure;
use crate::input;
use crate::unit_source::units;

/// A document of a file with pairs.
pub(crate) struct CorrectedDocument {
    /// The name that the file has for the document; may be empty.
    pub(crate) name: String,
    pub(crate) bitext: OwnedBitext,
}

/// Reads the documents of a file in any format that `bitext convert` reads. Adjacent rows with the same document name
/// form a document. Fails if a unit is broken, or if the file has no unit.
pub(crate) fn corrected_documents(path: &Path) -> Result<Vec<CorrectedDocument>, Failure> {
    let name = input::name(path);
    let mut rows: Vec<Row<'static>> = Vec::new();
    for unit in units(path, &SourceOptions::default())? {
        let unit = unit.map_err(|error| Failure::Input(format!("{name}, {error}")))?;
        rows.push(with_kind(unit));
    }
    if rows.is_empty() {
        return Err(Failure::Input(format!("{name}: there is no pair in the file")));
    }
    let documents = rows.chunk_by(|one, other| one.document == other.document);
    let document = |rows: &[Row<'static>]| CorrectedDocument {
        name: rows.first().map(|row| row.document.clone().into_owned()).unwrap_or_default(),
        bitext: OwnedBitext::from_rows(rows.iter().cloned()),
    };
    Ok(documents.map(document).collect())
}

/// Returns the row of a unit. Files of other tools need not say how many sentences a text has, so the sentences are
/// counted.
fn with_kind(unit: Unit) -> Row<'static> {
    let mut row = unit.row;
    if !unit.details.scored || row.kind.english + row.kind.chinese == 0 {
        row.kind =
            BeadKind { english: sentences(&row.english).count(), chinese: sentences(&row.chinese).count() };
    }
    row
}

//! Writes notes and properties.

use std::io;

use crate::export::xml::XmlWriter;

/// Writes notes and properties, as a header, a unit and a variant may have them.
pub(super) fn write_notes(
    xml: &mut XmlWriter<'_>,
    depth: usize,
    notes: &[String],
    properties: &[(String, String)],
) -> io::Result<()> {
    for note in notes {
        xml.leaf(depth, "note", &[], note)?;
    }
    for (name, value) in properties {
        xml.leaf(depth, "prop", &[("type", name)], value)?;
    }
    Ok(())
}

//! Reads a document that is a ZIP archive.

use super::archive::{Archive, refused};
use super::text_part::TextPart;
use super::{book, word};
use crate::Error;
use crate::read::extracted::Extracted;
use crate::read::markup::Markup;

/// The text of a document that is an archive.
pub(crate) struct PackageText {
    pub(crate) extracted: Extracted,
    pub(crate) parts: Vec<TextPart>,
    pub(crate) markup: Markup,
}

/// Returns the text of an archive that is a Word file or an EPUB book.
///
/// Time and memory O(length of the unpacked parts), which is bounded.
pub(crate) fn extract(bytes: &[u8]) -> Result<PackageText, Error> {
    let mut archive = Archive::open(bytes)?;
    let (extracted, markup) = if archive.has("META-INF/container.xml") && !archive.has("content.xml") {
        (book::extract(&mut archive)?, Markup::Epub)
    } else if archive.has_any("word/") {
        (word::extract(&mut archive)?, Markup::Docx)
    } else {
        return Err(refused(other_kind(&archive)));
    };
    Ok(PackageText { extracted, parts: archive.into_parts(), markup })
}

/// Returns the message for an archive that is neither a Word file nor a book.
fn other_kind(archive: &Archive<'_>) -> &'static str {
    if archive.has_any("xl/") {
        "this is an Excel file: save the sheet as CSV or as text with tabs"
    } else if archive.has_any("ppt/") {
        "this is a PowerPoint file: save it as PDF, and convert that with `pdftotext`"
    } else if archive.has("content.xml") {
        "this is an OpenDocument file: save it as .docx"
    } else if archive.has_any("Index/") {
        "this is a file of Apple Pages, Numbers or Keynote: export it as .docx or as text"
    } else {
        "this is a ZIP archive: unpack it, and name the files in it"
    }
}

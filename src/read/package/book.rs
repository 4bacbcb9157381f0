//! Reads the chapters of an EPUB book.

use super::archive::Archive;
use super::relations::chapters;
use crate::Error;
use crate::read::extracted::Extracted;
use crate::read::html;
use crate::read::markup::Markup;

/// Returns the text of a book: its chapters in the order of reading, with a blank line between them.
pub(super) fn extract(archive: &mut Archive<'_>) -> Result<Extracted, Error> {
    let mut book = Extracted::default();
    for name in chapters(archive)? {
        if let Some(chapter) = archive.text(&name, Markup::Html)? {
            book.append_block(&html::extract_at(&chapter.text, chapter.start));
        }
    }
    Ok(book)
}

//! The interface of file formats, which write documents one after another.

use std::fmt::Debug;
use std::io::{BufWriter, Write};

use super::document::Document;
use crate::{Bitext, Error};

/// Whether a file can hold several documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Capacity {
    /// Any number of documents.
    Many,
    /// One document, because the format identifies sentences only by number.
    One,
}

/// A file format for documents.
///
/// To write a file, call [`begin`](Format::begin), then [`document`](Format::document) for each document, then
/// [`end`](Format::end). [`write`](Format::write) does all of this for one document. Only the current document is in
/// memory. The methods `begin`, `document` and `end` write many small pieces, so `out` should be buffered.
///
/// # Errors
/// Each method fails with [`ErrorKind::Io`](crate::ErrorKind::Io) if the writer fails.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, Tsv};
///
/// let aligner = Aligner::new();
/// let format: &dyn Format = &Tsv::new();
/// let mut table = Vec::new();
/// format.begin(&mut table)?;
/// for (name, page) in [("a.txt", "Lost and found 失物招领\n"), ("b.txt", "Ticket office 售票处\n")] {
///     let bitext = aligner.align_page(page);
///     format.document(&Document::new(&bitext).name(name), &mut table)?;
/// }
/// format.end(&mut table)?;
/// assert_eq!(String::from_utf8_lossy(&table).lines().count(), 3);
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
pub trait Format: Debug + Send + Sync {
    /// Writes the start of the file, before the first document.
    ///
    /// # Errors
    /// See [`Format`].
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        let _ = out;
        Ok(())
    }

    /// Writes a document.
    ///
    /// # Errors
    /// See [`Format`].
    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error>;

    /// Writes the end of the file, after the last document.
    ///
    /// # Errors
    /// See [`Format`].
    fn end(&self, out: &mut dyn Write) -> Result<(), Error> {
        let _ = out;
        Ok(())
    }

    /// Whether a file can hold several documents.
    fn capacity(&self) -> Capacity {
        Capacity::Many
    }

    /// Whether a character of a text is written as U+FFFD, because no file in this format can hold the character.
    /// Formats that write each pair on one line write a control character as a space instead.
    fn replaces(&self, c: char) -> bool {
        let _ = c;
        false
    }

    /// Writes a file with one document. `out` need not be buffered.
    ///
    /// # Errors
    /// See [`Format`].
    fn write(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let mut out = BufWriter::new(out);
        self.begin(&mut out)?;
        self.document(document, &mut out)?;
        self.end(&mut out)?;
        Ok(out.flush()?)
    }
}

/// Writes a file with the beads that have both sides.
pub(super) fn write_pairs(
    format: &impl Format,
    bitext: &Bitext<'_>,
    mut out: impl Write,
) -> Result<(), Error> {
    format.write(&Document::new(bitext), &mut out)
}

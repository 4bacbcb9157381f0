//! Moses: English lines, Chinese lines, and their sentence ids.

use std::io::{self, Write};

use super::document::Document;
use super::document::sentence_ids;
use super::field::write_field;
use crate::Error;

/// Writes three parallel files: English texts, Chinese texts, and sentence ids.
///
/// Each bead is one line in each file. A line of ids has four tab-separated columns: the names of the English and the
/// Chinese text, and their sentence numbers, from 1 and separated by spaces. In a text, each tab, line break or other
/// control character becomes a space. Sentences without a counterpart, which [`Document::whole`] includes, have an
/// empty line on the other side.
///
/// This is not a [`Format`](super::Format), because it needs three files. Documents are written one after another. The
/// writers should be buffered, and flushed at the end.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Moses};
///
/// let aligner = Aligner::new();
/// let (mut english, mut chinese, mut ids) = (Vec::new(), Vec::new(), Vec::new());
/// for (name, page) in [("a.txt", "Lost and found 失物招领\n"), ("b.txt", "Ticket office 售票处\n")] {
///     let bitext = aligner.align_page(page);
///     let document = Document::new(&bitext).name(name);
///     Moses::new().write(&document, &mut english, &mut chinese, &mut ids)?;
/// }
/// assert_eq!(String::from_utf8_lossy(&english), "Lost and found\nTicket office\n");
/// assert_eq!(String::from_utf8_lossy(&chinese), "失物招领\n售票处\n");
/// assert_eq!(String::from_utf8_lossy(&ids), "a.txt\ta.txt\t1\t1\nb.txt\tb.txt\t1\t1\n");
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Moses {}

impl Moses {
    /// The format; it has no options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes the lines of a document.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if a writer fails; the files may then differ in length.
    pub fn write(
        &self,
        document: &Document<'_, '_>,
        english: &mut dyn Write,
        chinese: &mut dyn Write,
        ids: &mut dyn Write,
    ) -> Result<(), Error> {
        for pair in document.pairs() {
            write_line(english, &pair.english())?;
            write_line(chinese, &pair.chinese())?;
            write_field(ids, document.english_file())?;
            ids.write_all(b"\t")?;
            write_field(ids, document.chinese_file())?;
            let bead = pair.bead();
            writeln!(ids, "\t{}\t{}", sentence_ids(&bead.english), sentence_ids(&bead.chinese))?;
        }
        Ok(())
    }
}

fn write_line(out: &mut dyn Write, text: &str) -> io::Result<()> {
    write_field(out, text)?;
    out.write_all(b"\n")
}

//! Moses: English lines, Chinese lines, and their sentence ids.

use std::io::{self, BufRead, Write};

use super::document::Document;
use super::document::sentence_ids;
use super::field::write_field;
use super::row::Row;
use super::unit::{Unit, UnitReader};
use crate::{BeadKind, Error, ErrorKind};

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
    /// Creates the format, which has no options.
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

/// Reads parallel files, one pair per line: English, Chinese and, if there are any, the sentence ids that [`Moses`]
/// writes.
///
/// The type of a bead is the number of its sentence ids; without ids, it is unknown. If one file ends before another,
/// reading ends with an error ([`ErrorKind::Syntax`]).
///
/// ```
/// use bitext::export::read_moses;
///
/// let no_ids: Option<&[u8]> = None;
/// let unit = read_moses("Mind the gap.\n".as_bytes(), "小心站台间隙。\n".as_bytes(), no_ids).next().unwrap()?;
/// assert_eq!((&*unit.row.english, &*unit.row.chinese), ("Mind the gap.", "小心站台间隙。"));
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_moses<E: BufRead, C: BufRead, I: BufRead>(
    english: E,
    chinese: C,
    ids: Option<I>,
) -> MosesUnits<E, C, I> {
    MosesUnits { english, chinese, ids, line: 0, ended: false, cut_off: false }
}

/// The iterator that [`read_moses`] returns.
#[derive(Debug)]
pub struct MosesUnits<E, C, I> {
    english: E,
    chinese: C,
    ids: Option<I>,
    line: usize,
    ended: bool,
    cut_off: bool,
}

impl<E: BufRead, C: BufRead, I: BufRead> MosesUnits<E, C, I> {
    fn advance(&mut self) -> Result<Option<Unit>, Error> {
        let english = next_line(&mut self.english)?;
        let chinese = next_line(&mut self.chinese)?;
        let ids = self.ids.as_mut().map(next_line).transpose()?;
        let missing = match (&english, &chinese, &ids) {
            (None, None, None | Some(None)) => return Ok(None),
            (Some(_), Some(_), None | Some(Some(_))) => None,
            (None, ..) => Some("English"),
            (_, None, _) => Some("Chinese"),
            _ => Some("ids"),
        };
        if let Some(missing) = missing {
            let message = format!(
                "the file of the {missing} ends before this line: the files must have the same number of lines"
            );
            return Err(Error::new(ErrorKind::Syntax, message));
        }
        let mut row = Row::new(english.unwrap_or_default(), chinese.unwrap_or_default());
        let ids = ids.flatten().unwrap_or_default();
        let mut fields = ids.split('\t');
        if let (Some(one), Some(other), Some(english), Some(chinese)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        {
            let count = |ids: &str| ids.split_whitespace().count();
            row.kind = BeadKind { english: count(english), chinese: count(chinese) };
            row.document = if one == other { one.to_owned() } else { format!("{one} and {other}") }.into();
        }
        Ok(Some(Unit::new(row, self.line)))
    }
}

impl<E: BufRead, C: BufRead, I: BufRead> Iterator for MosesUnits<E, C, I> {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.line += 1;
        let next = self.advance().map_err(|error| error.at_line(self.line));
        self.cut_off = next.is_err();
        self.ended = !matches!(next, Ok(Some(_)));
        next.transpose()
    }
}

impl<E: BufRead, C: BufRead, I: BufRead> std::iter::FusedIterator for MosesUnits<E, C, I> {}

impl<E: BufRead, C: BufRead, I: BufRead> UnitReader for MosesUnits<E, C, I> {
    fn is_cut_off(&self) -> bool {
        self.cut_off
    }
}

/// Returns the next line, without its line ending; `None` at the end.
fn next_line(reader: &mut impl BufRead) -> Result<Option<String>, Error> {
    let mut bytes = Vec::new();
    if reader.read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.pop_if(|byte| *byte == b'\n').is_some() {
        bytes.pop_if(|byte| *byte == b'\r');
    }
    let line = String::from_utf8(bytes);
    line.map(Some).map_err(|_| Error::new(ErrorKind::Encoding, "not UTF-8: save the file as UTF-8"))
}

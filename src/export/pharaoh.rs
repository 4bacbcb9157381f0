//! Writes the Pharaoh format: the words of each pair and the links between the words, in three parallel files.

use std::io::{self, Write};

use super::document::Document;
use crate::{Error, ErrorKind, Span};

/// Writes three parallel files with a line for each pair. The first has the English words and the second the Chinese
/// words, separated by spaces. The third has the links between the words, such as `0-0 1-2`.
///
/// A link is the number of an English word and the number of a Chinese word, from 0. Only the best link of each English
/// word is written; see [`WordAlignment::best`](crate::WordAlignment::best). Each white space or control character
/// inside a word, as in `5 million`, becomes `_`. Word aligners such as eflomal write and read this format.
///
/// This is not a [`Format`](super::Format), because it needs three files. Documents are written one after another. The
/// writers should be buffered, and flushed at the end.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Pharaoh};
///
/// let aligner = Aligner::new();
/// let bitext = aligner.align_page("The ticket office is open. 售票处开放。\n");
/// let words = aligner.align_words_of(&bitext);
/// let (mut english, mut chinese, mut links) = (Vec::new(), Vec::new(), Vec::new());
/// let document = Document::new(&bitext).word_alignments(&words)?;
/// Pharaoh::new().write(&document, &mut english, &mut chinese, &mut links)?;
/// assert_eq!(String::from_utf8_lossy(&english), "The ticket office is open .\n");
/// assert_eq!(String::from_utf8_lossy(&chinese), "售票处 开放 。\n");
/// assert_eq!(String::from_utf8_lossy(&links), "1-0 2-0 4-1 5-2\n");
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Pharaoh {}

impl Pharaoh {
    /// Creates the format, which has no options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes the lines of a document. Beads without a counterpart have no line.
    ///
    /// # Errors
    /// [`ErrorKind::Options`] if the document has no [word alignments](Document::word_alignments);
    /// [`ErrorKind::Io`] if a writer fails: the files may then differ in length.
    pub fn write(
        &self,
        document: &Document<'_, '_>,
        english: &mut dyn Write,
        chinese: &mut dyn Write,
        links: &mut dyn Write,
    ) -> Result<(), Error> {
        let texts = (document.bitext().english_text(), document.bitext().chinese_text());
        for (number, pair) in document.pairs().iter().enumerate() {
            if pair.bead().is_null() {
                continue;
            }
            let words = document.words(number).ok_or_else(|| {
                let message = "the document has no word alignments: call `Document::word_alignments` first";
                Error::new(ErrorKind::Options, message)
            })?;
            write_words(english, texts.0, words.english_words())?;
            write_words(chinese, texts.1, words.chinese_words())?;
            for (index, link) in words.best().enumerate() {
                let separator = if index == 0 { "" } else { " " };
                write!(links, "{separator}{}-{}", link.english, link.chinese)?;
            }
            links.write_all(b"\n")?;
        }
        Ok(())
    }
}

fn write_words(out: &mut dyn Write, text: &str, words: &[Span]) -> io::Result<()> {
    let is_break = |c: char| c.is_whitespace() || c.is_control();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            out.write_all(b" ")?;
        }
        for (number, part) in word.of(text).split(is_break).enumerate() {
            if number > 0 {
                out.write_all(b"_")?;
            }
            out.write_all(part.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

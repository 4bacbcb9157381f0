//! XCES: links between sentences, a format in which parallel corpora are distributed.

use std::io::{BufRead, Write};

use super::document::Document;
use super::document::sentence_ids;
use super::entities::{Entities, shown};
use super::format::Format;
use super::ladder::LadderRow;
use super::xml::XmlWriter;
use super::xml_pieces::{XmlPiece, XmlPieces, local_name};
use super::xml_unit::{attribute, tag_attributes};
use crate::Error;

/// Writes XCES links in UTF-8: a `linkGrp` per document, a `link` per bead.
///
/// `xtargets` has the numbers of the English sentences, a semicolon, and the numbers of the Chinese sentences, as in
/// `1 2;1`. A number is the position of the sentence in
/// [`Bitext::english_sentences`](crate::Bitext::english_sentences) or
/// [`Bitext::chinese_sentences`](crate::Bitext::chinese_sentences), counted from 1, plus the number that
/// [`Document::first_sentences`] sets. A missing side is empty. `certainty` is the confidence. `fromDoc` and `toDoc`
/// name the texts; see [`Document::files`].
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, Xces};
///
/// let bitext = Aligner::new().align_texts("The museum is closed on Monday.", "博物馆周一闭馆。");
/// let mut links = Vec::new();
/// Xces::new().write(&Document::new(&bitext).files("museum.en", "museum.zh"), &mut links)?;
/// let links = String::from_utf8_lossy(&links);
/// assert!(links.contains("fromDoc=\"museum.en\" toDoc=\"museum.zh\""));
/// assert!(links.contains("xtargets=\"1;1\""));
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Xces {}

impl Xces {
    /// Creates the format, which has no options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Format for Xces {
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        let mut xml = XmlWriter::new(out);
        xml.declare(Some("cesAlign PUBLIC \"-//CES//DTD XML cesAlign//EN\" \"\""))?;
        Ok(xml.open(0, "cesAlign", &[("version", "1.0")])?)
    }

    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let mut xml = XmlWriter::new(out);
        let group =
            [("targType", "s"), ("fromDoc", document.english_file()), ("toDoc", document.chinese_file())];
        xml.open(1, "linkGrp", &group)?;
        for (number, pair) in (1..).zip(document.pairs()) {
            let bead = pair.bead();
            let (english, chinese) = document.numbers(bead);
            let targets = format!("{};{}", sentence_ids(&english), sentence_ids(&chinese));
            let link = [
                ("id", &*format!("SL{number}")),
                ("xtargets", &targets),
                ("certainty", &format!("{:.4}", bead.confidence)),
            ];
            xml.empty(2, "link", &link)?;
        }
        Ok(xml.close(1, "linkGrp")?)
    }

    fn end(&self, out: &mut dyn Write) -> Result<(), Error> {
        Ok(XmlWriter::new(out).close(0, "cesAlign")?)
    }
}

/// Reads XCES links one by one: the sentence numbers, which count from 0, and the `certainty`. The sentences are
/// positions, as [`Xces`] writes them, so a file should have one `linkGrp`.
///
/// Errors have a line number. After a link with other ids ([`ErrorKind::Syntax`](crate::ErrorKind::Syntax)), reading
/// continues with the next link; after any other error, it ends.
///
/// ```
/// use bitext::export::read_xces;
///
/// let file = r#"<cesAlign><linkGrp><link xtargets="1 2;1" certainty="0.97"/></linkGrp></cesAlign>"#;
/// let row = read_xces(file.as_bytes()).next().unwrap()?;
/// assert_eq!((row.english, row.chinese, row.score), (vec![0, 1], vec![0], Some(0.97)));
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_xces<R: BufRead>(reader: R) -> XcesLinks<R> {
    XcesLinks { pieces: XmlPieces::new(reader, &[]), has_root: false, ended: false, cut_off: false, line: 0 }
}

/// The iterator that [`read_xces`] returns.
#[derive(Debug)]
pub struct XcesLinks<R> {
    pieces: XmlPieces<R>,
    has_root: bool,
    ended: bool,
    cut_off: bool,
    /// The line of the last link.
    line: usize,
}

impl<R: BufRead> XcesLinks<R> {
    /// Returns the line on which the last link begins, from 1; 0 before the first link.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Whether reading ended before the end of the file. The last item was the error that ended it.
    #[must_use]
    pub fn is_cut_off(&self) -> bool {
        self.cut_off
    }

    fn advance(&mut self) -> Result<Option<Result<LadderRow, Error>>, Error> {
        while let Some((piece, line)) = self.pieces.next()? {
            match piece {
                XmlPiece::Start(tag) if local_name(tag) == b"link" => {
                    self.line = line;
                    let attributes = tag_attributes(tag, &Entities::default());
                    let targets = attribute(&attributes, "xtargets").unwrap_or_default();
                    let score = attribute(&attributes, "certainty")
                        .and_then(|score| score.parse().ok())
                        .filter(|score: &f32| score.is_finite());
                    let row = link(targets, score).ok_or_else(|| {
                        let message =
                            format!("`{}` is not a list of sentence numbers such as `1 2;1`", shown(targets));
                        Error::syntax(line, message)
                    });
                    return Ok(Some(row));
                }
                XmlPiece::Start(tag) if !self.has_root && local_name(tag) != b"cesAlign" => {
                    return Err(Error::syntax(line, "not XCES: the root element is not `cesAlign`"));
                }
                XmlPiece::Start(_) => self.has_root = true,
                XmlPiece::End(tag) if local_name(tag) == b"cesAlign" => return Ok(None),
                _ => {}
            }
        }
        Err(Error::syntax(self.pieces.line(), "the file ends before `</cesAlign>`: it is truncated"))
    }
}

/// Reads the sentence numbers of a link, which count from 1, as numbers that count from 0.
fn link(targets: &str, score: Option<f32>) -> Option<LadderRow> {
    let (english, chinese) = targets.split_once(';')?;
    let numbers = |ids: &str| -> Option<Vec<usize>> {
        ids.split_whitespace().map(|id| id.parse::<usize>().ok()?.checked_sub(1)).collect()
    };
    Some(LadderRow { english: numbers(english)?, chinese: numbers(chinese)?, score })
}

impl<R: BufRead> Iterator for XcesLinks<R> {
    type Item = Result<LadderRow, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.advance();
        self.ended = !matches!(next, Ok(Some(_)));
        self.cut_off = next.is_err();
        match next {
            Ok(row) => row,
            Err(error) => Some(Err(error)),
        }
    }
}

impl<R: BufRead> std::iter::FusedIterator for XcesLinks<R> {}

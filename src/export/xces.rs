//! XCES: links between sentences, a format in which parallel corpora are distributed.

use std::io::Write;

use super::document::Document;
use super::document::sentence_ids;
use super::format::Format;
use super::xml::XmlWriter;
use crate::Error;

/// Writes XCES links in UTF-8: a `linkGrp` per document, a `link` per bead.
///
/// `xtargets` has the numbers of the English sentences, a semicolon, and the numbers of the Chinese sentences, as in
/// `1 2;1`. The numbers are positions, from 1, in [`Bitext::english_sentences`](crate::Bitext::english_sentences) and
/// [`Bitext::chinese_sentences`](crate::Bitext::chinese_sentences). A missing side is empty. `certainty` is the
/// confidence. `fromDoc` and `toDoc` name the texts; see [`Document::files`].
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
    /// The format; it has no options.
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
            let targets = format!("{};{}", sentence_ids(&bead.english), sentence_ids(&bead.chinese));
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

//! Writes the HTML page of a document.

use std::io::{BufWriter, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::heading::{counted, heading, id, name};
use super::{bead, frame, order};
use crate::export::document::Document;
use crate::export::format::Format;
use crate::{Bitext, Error};

/// Writes a self-contained HTML file: English and Chinese side by side, bead by bead.
///
/// In a browser the page shows which words support each other, filters by confidence, bead type and text, and works
/// with mouse, touch and keyboard. Without JavaScript it is a plain page of two columns. Beads are in reading order.
/// Beads without a counterpart are included if the document was made by [`Document::whole`]. A file may hold several
/// documents.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Document, Format, Html};
///
/// let bitext = Aligner::new().align_page("Ticket office 售票处\n\nThe last tram leaves at midnight.\n");
/// let mut page = Vec::new();
/// Html::new().write(&Document::whole(&bitext).name("trams.txt"), &mut page)?;
/// let page = String::from_utf8_lossy(&page);
/// assert!(page.contains("<title>trams.txt: 1 pair of English and Chinese</title>"));
/// assert!(page.contains("<p>The last tram leaves at midnight.</p>"));
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    title: String,
}

impl Html {
    /// Creates a page whose title [`Format::write`] makes from the name of the document and the number of pairs.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the title of the page; useful if the file holds several documents.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    fn head(&self, title: &str, out: &mut dyn Write) -> Result<(), Error> {
        let title = if self.title.is_empty() { title } else { &self.title };
        put(
            out,
            &html! { (DOCTYPE) (PreEscaped("<html lang=\"en\">")) (frame::head(title)) (PreEscaped("<body>")) (frame::toolbar()) },
        )?;
        Ok(out.write_all(b"<main id=\"beads\">\n")?)
    }
}

impl Format for Html {
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        self.head("English and Chinese, sentence by sentence", out)
    }

    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let beads = order::reading(document);
        let id = id(document);
        writeln!(out, "<section id=\"{id}\" aria-labelledby=\"{id}-0\">")?;
        put(out, &heading(document, &beads, &id))?;
        out.write_all(b"<ol>\n")?;
        let chinese = document.chinese_code();
        for (at, pair) in beads.iter().enumerate() {
            put(out, &bead::bead(document.bitext(), *pair, &format!("{id}-{}", at + 1), at + 1, chinese))?;
        }
        Ok(out.write_all(b"</ol>\n</section>\n")?)
    }

    fn end(&self, out: &mut dyn Write) -> Result<(), Error> {
        put(out, &html! { (PreEscaped("</main>")) (frame::foot()) (PreEscaped("</body></html>")) })
    }

    fn write(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let pairs = document.pairs().iter().filter(|pair| !pair.bead().is_null()).count();
        let title = format!("{}: {} of English and Chinese", name(document), counted(pairs, "pair"));
        let mut out = BufWriter::new(out);
        self.head(&title, &mut out)?;
        self.document(document, &mut out)?;
        self.end(&mut out)?;
        Ok(out.flush()?)
    }
}

/// Writes all pairs, and the sentences without a counterpart, as an HTML page. `writer` need not be buffered; pass
/// `&mut writer` to keep using it.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) if the writer fails.
pub fn html(bitext: &Bitext<'_>, mut writer: impl Write) -> Result<(), Error> {
    Html::new().write(&Document::whole(bitext), &mut writer)
}

fn put(out: &mut dyn Write, markup: &Markup) -> Result<(), Error> {
    out.write_all(markup.0.as_bytes())?;
    Ok(out.write_all(b"\n")?)
}

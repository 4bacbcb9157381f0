//! Writes the HTML page of a document.

use std::io::{BufWriter, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::heading::{counted, heading, id, name};
use super::marked::{SafeText, is_forbidden};
use super::simplified_pairs::simplified_pairs;
use super::{bead, frame, order};
use crate::export::document::Document;
use crate::export::format::Format;
use crate::{Bitext, Error};

/// Maximum number of rows in a list of the page. A browser lays out the rows of a list only when the list comes into
/// view, so many lists are quicker than one.
const ROWS_PER_LIST: usize = 50;

/// Writes a self-contained HTML file: English and Chinese side by side, bead by bead.
///
/// In a browser the page is an editor: rows are merged, split, paired and marked, sentences are moved and corrected,
/// and the result is saved as TMX, TSV, CSV, JSON Lines or as the page itself, which [`read_html`](super::read_html)
/// reads. The page shows which words support each other, filters by confidence, bead type and text, and works with
/// mouse, touch and keyboard. Without JavaScript it is a plain page of two columns. Beads are in reading order,
/// including those without a counterpart, which only [`Document::whole`] has. A file may hold several documents.
///
/// A control character becomes U+FFFD, because HTML forbids it.
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
    window_title: String,
}

/// The heading of a page without a title.
const HEADING: &str = "English and Chinese, sentence by sentence";

impl Html {
    /// Creates a page with a general heading. [`Format::write`] makes the title of its window from the name of the
    /// document and the number of pairs.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the title of the page: its heading, and the title of its window.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Sets the title of the window only; useful if the file holds several documents.
    #[must_use]
    pub fn window_title(mut self, title: impl Into<String>) -> Self {
        self.window_title = title.into();
        self
    }

    fn head(&self, window_title: &str, out: &mut dyn Write) -> Result<(), Error> {
        let titles = [&self.window_title, &self.title].map(String::as_str).into_iter();
        let window_title = titles.chain([window_title]).find(|title| !title.is_empty()).unwrap_or(HEADING);
        let heading = if self.title.is_empty() { HEADING } else { &self.title };
        put(
            out,
            &html! {
                (DOCTYPE) (PreEscaped("<html lang=\"en\">")) (frame::head(window_title))
                (PreEscaped("<body>")) (frame::top(heading))
            },
        )?;
        Ok(out.write_all(b"<main id=\"beads\">\n")?)
    }
}

impl Format for Html {
    fn begin(&self, out: &mut dyn Write) -> Result<(), Error> {
        self.head(HEADING, out)
    }

    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let beads = order::reading(document);
        let id = id(document);
        out.write_all(section(document, &id).as_bytes())?;
        put(out, &heading(document, &beads, &id))?;
        let codes = (document.english_code(), document.chinese_code());
        for (list, beads) in beads.chunks(ROWS_PER_LIST).enumerate() {
            let first = ROWS_PER_LIST * list + 1;
            writeln!(out, "<ol start=\"{first}\" style=\"--rows:{}\">", beads.len())?;
            for (number, pair) in (first..).zip(beads) {
                put(out, &bead::bead(document.bitext(), *pair, &format!("{id}-{number}"), number, codes))?;
            }
            out.write_all(b"</ol>\n")?;
        }
        Ok(out.write_all(b"</section>\n")?)
    }

    fn replaces(&self, c: char) -> bool {
        is_forbidden(c)
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

/// Returns the start tag of a document. Its attributes have the data that the page writes to the files that it saves.
fn section(document: &Document<'_, '_>, id: &str) -> String {
    let bitext = document.bitext();
    let (name, english, chinese) = (document.title(), document.english_file(), document.chinese_file());
    let text = bitext.chinese_text();
    let pairs = simplified_pairs(bitext.chinese_sentences().iter().map(|span| span.of(text)));
    let rows = !bitext.text_kind().is_running();
    let markup = html! {
        section id=(id) aria-labelledby={ (id) "-0" } data-name=[(!name.is_empty()).then_some(SafeText(name))]
            data-en-name=[(english != name).then_some(SafeText(english))]
            data-zh-name=[(chinese != name).then_some(SafeText(chinese))]
            data-en=(document.english_code()) data-zh=(document.chinese_code()) data-rows[rows]
            data-han=[(!pairs.is_empty()).then_some(pairs)] {}
    };
    // The content of the element is written piece by piece.
    format!("{}\n", markup.0.trim_end_matches("</section>"))
}

fn put(out: &mut dyn Write, markup: &Markup) -> Result<(), Error> {
    out.write_all(markup.0.as_bytes())?;
    Ok(out.write_all(b"\n")?)
}

//! Markup languages.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// The markup language of a page. `Display` and `FromStr` use `plain`, `paged`, `markdown`, `html`, `subtitles`,
/// `docx` and `epub`.
///
/// Blank lines separate the blocks in the text of a page. A list item is a line. A table row is also a line, with tabs
/// between the cells, unless a cell has several lines. White space collapses to one space, and a line break between
/// Chinese characters disappears, as in a browser. Link targets, image descriptions, source code and hidden content are
/// dropped. Offsets refer to the text; [`Text::sources`](crate::Text::sources) converts them to offsets in the file.
///
/// ```
/// use std::path::Path;
///
/// use bitext::Markup;
///
/// assert_eq!(Markup::of_path(Path::new("docs/README.md")), Markup::Markdown);
/// assert_eq!("html".parse::<Markup>()?, Markup::Html);
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Markup {
    /// No markup: the text is the file.
    #[default]
    Plain,
    /// The text of printed pages, as `pdftotext` writes it.
    ///
    /// Wrapped lines are joined. So are the parts of a paragraph before and after a page number, a running head or a
    /// form feed, and the parts of a word hyphenated at the end of a line. Page numbers and running heads are left
    /// out. Uncertain cases are left unchanged.
    Paged,
    /// Markdown ([CommonMark](https://commonmark.org)) with tables, footnotes, definition lists, strikethrough and task
    /// lists.
    ///
    /// The line breaks of a paragraph are kept if the language changes at one of them, or if the lines are verse, a
    /// list or a dialogue. Otherwise they are white space. Source code and front matter are dropped. So are the marks,
    /// but not the titles, of containers (`:::tip`), alerts (`[!NOTE]`), admonitions (`!!! note`) and short codes
    /// (`{{< note >}}`). An HTML comment is text if it holds the English source of the Chinese text after it.
    Markdown,
    /// HTML, or XHTML that starts with `<?xml`. Scripts, styles, navigation, the title, ruby annotations (`<rt>`),
    /// source code (`<pre><code>`), hidden elements, and blocks whose `lang` is neither English nor Chinese are
    /// dropped.
    Html,
    /// Subtitles and lyrics in the formats SubRip, WebVTT, SubStation Alpha and LRC, which are told apart by their
    /// content.
    ///
    /// Numbers, times, notes and style codes are dropped. A cue is the text that is shown during one interval of
    /// time. A sentence that continues over several cues is one line. A cue in two languages has one line for each
    /// language. A blank line separates cues that are not joined.
    Subtitles,
    /// A Word file (.docx).
    ///
    /// The text is the paragraphs, headings, list items and tables of the document, the text boxes after the paragraphs
    /// that hold them, and at the end the footnotes and endnotes. Insertions are text. Deletions, hidden text,
    /// comments, headers and footers, tables of contents, indexes and ruby annotations are dropped. The numbers of
    /// lists and notes are not in the text, because the file does not contain them.
    Docx,
    /// An EPUB book: its chapters in the order of reading, each as in [`Markup::Html`]. The table of contents is
    /// dropped.
    Epub,
}

impl Markup {
    /// Every markup language.
    const ALL: [Self; 7] =
        [Self::Plain, Self::Paged, Self::Markdown, Self::Html, Self::Subtitles, Self::Docx, Self::Epub];

    /// Returns whether a file is an archive of parts.
    pub(super) const fn is_package(self) -> bool {
        matches!(self, Self::Docx | Self::Epub)
    }

    /// Returns the markup for a file extension, ignoring case: Markdown for `md`, `markdown` and `mdx`, HTML for
    /// `html`, `htm` and `xhtml`, subtitles for `srt`, `vtt`, `ass`, `ssa` and `lrc`, Word for `docx`, `docm` and
    /// `dotx`, EPUB for `epub`, otherwise plain.
    #[must_use]
    pub fn of_path(path: &Path) -> Self {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        match extension.to_str() {
            Some("md" | "markdown" | "mdx") => Self::Markdown,
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("srt" | "vtt" | "ass" | "ssa" | "lrc") => Self::Subtitles,
            Some("docx" | "docm" | "dotx") => Self::Docx,
            Some("epub") => Self::Epub,
            _ => Self::Plain,
        }
    }

    /// Returns the name that `Display` writes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Paged => "paged",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Subtitles => "subtitles",
            Self::Docx => "docx",
            Self::Epub => "epub",
        }
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Markup {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|markup| markup.name() == name).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|markup| format!("`{markup}`")).collect();
            Error::new(
                ErrorKind::Options,
                format!("`{name}` is not a markup: use one of {}", names.join(", ")),
            )
        })
    }
}

//! Markup languages.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// The markup language of a page. `Display` and `FromStr` use `plain`, `markdown` and `html`.
///
/// The text of a page has its blocks separated by blank lines. A list item is a line, and so is a table row, with tabs
/// between the cells. White space collapses to one space, and a line break between Chinese characters disappears, as
/// in a browser. Link targets, image descriptions and hidden content are dropped. Offsets are into the text, not the
/// file.
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
#[non_exhaustive]
pub enum Markup {
    /// No markup: the text is the file.
    #[default]
    Plain,
    /// Markdown ([CommonMark](https://commonmark.org)) with tables, footnotes, strikethrough, task lists and front
    /// matter, which is dropped.
    Markdown,
    /// HTML, or XHTML that starts with `<?xml`. Scripts, styles, the title, ruby annotations (`<rt>`) and hidden
    /// elements are dropped.
    Html,
}

impl Markup {
    /// The markup for a file extension, ignoring case: Markdown for `md` and `markdown`, HTML for `html`, `htm` and
    /// `xhtml`, otherwise plain.
    #[must_use]
    pub fn of_path(path: &Path) -> Self {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        match extension.to_str() {
            Some("md" | "markdown") => Self::Markdown,
            Some("html" | "htm" | "xhtml") => Self::Html,
            _ => Self::Plain,
        }
    }

    /// The name that `Display` writes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Html => "html",
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
        [Self::Plain, Self::Markdown, Self::Html].into_iter().find(|markup| markup.name() == name).ok_or_else(
            || {
                Error::new(
                    ErrorKind::Options,
                    format!("`{name}` is not a markup: use `plain`, `markdown` or `html`"),
                )
            },
        )
    }
}

//! What marks up the text of a page.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// What marks up the text of a page. `Display` and `FromStr` use `plain`, `markdown` and `html`.
///
/// The text of a marked-up page comes in blocks with a blank line between them. An item of a list is a line, and so is
/// a row of a table, with a tab between its cells. Runs of white space are one blank, and a line break between
/// Chinese characters is nothing, as a browser shows them. Addresses of links, what stands for images, and what a
/// browser hides are left out. Offsets are those of the text, not of the file.
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
    /// None: the text is the file.
    #[default]
    Plain,
    /// Markdown ([CommonMark](https://commonmark.org)) with tables, footnotes, strikethrough, task lists and front matter, which is left out.
    Markdown,
    /// HTML, without scripts, styles, the title, readings of characters (`<rt>`), and hidden elements.
    Html,
}

impl Markup {
    /// The markup that the extension of a file's name stands for: Markdown for `md` and `markdown`, HTML for `html`,
    /// `htm` and `xhtml`, in either case; else none.
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
            || Error::new(ErrorKind::Options, format!("`{name}` is not `plain`, `markdown` or `html`")),
        )
    }
}

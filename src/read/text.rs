//! The text of a file.

use super::encoding::Encoding;
use super::markup::Markup;

/// Text that was read, with its encoding and markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    text: String,
    encoding: Encoding,
    replaced: usize,
    markup: Markup,
}

impl Text {
    pub(super) fn new(text: String, encoding: Encoding, replaced: usize, markup: Markup) -> Self {
        Self { text, encoding, replaced, markup }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, owned.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }

    /// The encoding that was set or detected; pure ASCII is UTF-8.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many U+FFFD replace bytes that could not be decoded.
    #[must_use]
    pub fn replaced(&self) -> usize {
        self.replaced
    }

    /// The markup that was removed.
    #[must_use]
    pub fn markup(&self) -> Markup {
        self.markup
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

//! Text with the inline codes of a translation tool.

use crate::Span;

/// A text and the inline codes between its characters, as in a translation memory or an XLIFF file: tags of the
/// original document, and marks.
///
/// The [text](Self::text) is what a [`Row`](super::Row) holds. TMX and XLIFF write the codes too, in their own
/// elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineText {
    format: CodeFormat,
    parts: Vec<InlinePart>,
}

/// The format that defines the elements of the codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CodeFormat {
    /// TMX 1.4: `bpt`, `ept`, `it`, `ph`, `ut`, `hi`, and in them `sub`.
    Tmx,
    /// XLIFF 1.2: `g`, `x`, `bx`, `ex`, `bpt`, `ept`, `it`, `ph`, `mrk`, and in them `sub`.
    Xliff1,
    /// XLIFF 2: `pc`, `ph`, `sc`, `ec`, `mrk`, `sm`, `em`.
    Xliff2,
}

/// A part of an [`InlineText`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlinePart {
    /// Text.
    Text(String),
    /// A code.
    Code(InlineCode),
}

/// An element inside a text: a tag of the original document, or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InlineCode {
    /// Whether the code begins or ends something.
    pub kind: CodeKind,
    /// The name of the element.
    pub element: String,
    /// The attributes of the element, in order. The end of an element that holds text has those of its start.
    pub attributes: Vec<(String, String)>,
    /// The code of the original document, such as `<b>`; empty if the file does not hold it.
    pub content: String,
    /// The texts inside the code, in order.
    pub subs: Vec<InlineSub>,
}

/// A text inside a code, such as the description of an image: the element `sub` of TMX and XLIFF 1.2.
///
/// XLIFF 2 has no such element: there the text is a part of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InlineSub {
    /// The place of the text in the [content](InlineCode::content) of the code, in bytes.
    pub span: Span,
    /// The attributes of the element, in order.
    pub attributes: Vec<(String, String)>,
    /// The text with its own codes.
    pub text: InlineText,
}

/// Whether a code begins or ends something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// The start of something, such as bold type.
    Open,
    /// The end of something, such as bold type.
    Close,
    /// A code without a counterpart in this text: an image, for example, or the start of bold type that ends in another
    /// text.
    Alone,
}

impl InlineText {
    #[cfg(feature = "xml")]
    pub(super) fn new(format: CodeFormat) -> Self {
        Self { format, parts: Vec::new() }
    }

    /// Returns the format of the elements.
    #[must_use]
    pub fn format(&self) -> CodeFormat {
        self.format
    }

    /// Returns the text and the codes, in order.
    #[must_use]
    pub fn parts(&self) -> &[InlinePart] {
        &self.parts
    }

    /// Returns the text without the codes.
    #[must_use]
    pub fn text(&self) -> String {
        let text = |part: &InlinePart| match part {
            InlinePart::Text(text) => Some(text.clone()),
            InlinePart::Code(_) => None,
        };
        self.parts.iter().filter_map(text).collect()
    }

    /// Returns the text and the content of the codes.
    #[cfg(feature = "xml")]
    pub(super) fn with_content(&self) -> String {
        let text = |part: &InlinePart| match part {
            InlinePart::Text(text) => text.clone(),
            InlinePart::Code(code) => code.content.clone(),
        };
        self.parts.iter().map(text).collect()
    }

    /// Returns the codes, in order.
    pub fn codes(&self) -> impl Iterator<Item = &InlineCode> {
        self.parts.iter().filter_map(|part| match part {
            InlinePart::Text(_) => None,
            InlinePart::Code(code) => Some(code),
        })
    }

    #[cfg(feature = "xml")]
    pub(super) fn push_text(&mut self, text: &str) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some(InlinePart::Text(last)) => last.push_str(text),
            _ => self.parts.push(InlinePart::Text(text.to_owned())),
        }
    }

    #[cfg(feature = "xml")]
    pub(super) fn push_code(&mut self, code: InlineCode) {
        self.parts.push(InlinePart::Code(code));
    }

    #[cfg(feature = "xml")]
    pub(super) fn codes_mut(&mut self) -> impl Iterator<Item = &mut InlineCode> {
        self.parts.iter_mut().filter_map(|part| match part {
            InlinePart::Text(_) => None,
            InlinePart::Code(code) => Some(code),
        })
    }
}

impl InlineCode {
    /// Returns the value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| &**value)
    }

    /// Returns the id by which a start and its end are paired.
    #[cfg(feature = "xml")]
    pub(super) fn key(&self) -> Option<&str> {
        ["startRef", "i", "rid", "id", "x"].into_iter().find_map(|name| self.attribute(name))
    }
}

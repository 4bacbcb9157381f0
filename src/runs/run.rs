//! A language run: a span of text and its language.

use crate::{HanVariant, Language, Span};

/// A part of a text in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Run {
    /// Bytes of the text, including the neutral characters that attach to the run.
    pub span: Span,
    /// The language of its letters; [`Language::Undetermined`] if the text has no letters, or none in
    /// the [requested languages](crate::RunFinder::languages).
    pub language: Language,
    /// Simplified or traditional; [`HanVariant::Common`] for languages other than Chinese.
    pub variant: HanVariant,
}

impl Run {
    /// The run's part of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }

    /// The BCP-47 code: `en`, `ja`, `und`, ...; for Chinese with the script, `zh-Hans` or
    /// `zh-Hant`, where its characters differ.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self.language {
            Language::Chinese => self.variant.code(),
            other => other.code(),
        }
    }
}

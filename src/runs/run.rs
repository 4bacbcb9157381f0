//! A language run: a span of text and its language.

use crate::{HanVariant, Language, Span};

/// A part of a text in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Run {
    /// Byte range in the text, including the digits, punctuation and white space that are assigned to the run.
    pub span: Span,
    /// The language of the run's letters. [`Language::Undetermined`] if the letters are in none of the
    /// [requested languages](crate::RunFinder::languages), or if the text has no letters.
    pub language: Language,
    /// Simplified or traditional; [`HanVariant::Common`] for languages other than Chinese.
    pub variant: HanVariant,
}

impl Run {
    /// Returns the run's part of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }

    /// Returns the BCP-47 code, such as `en`, `ja` or `und`. For Chinese, the code of the [variant](Self::variant):
    /// `zh-Hans`, `zh-Hant` or `zh`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self.language {
            Language::Chinese => self.variant.code(),
            other => other.code(),
        }
    }
}

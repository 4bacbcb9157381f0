//! What the elements around the units of an XLIFF file say.

use crate::LanguageTag;
use crate::export::language_choice::{LanguageChoice, TextSide, tag_of};

/// What the elements around a unit say.
#[derive(Clone, Debug, Default)]
pub(super) struct XliffFile {
    pub(super) is_version_2: bool,
    pub(super) name: String,
    /// Codes and tags of the source and the target.
    pub(super) source: Option<LanguageTag>,
    pub(super) target: Option<LanguageTag>,
    source_code: String,
    target_code: String,
    /// Whether the source is English and the target Chinese, or the other way round; `None` for other languages.
    pub(super) english_is_source: Option<bool>,
    /// Whether this crate wrote the file, so that the numbers of its units are not names.
    pub(super) is_own: bool,
}

impl XliffFile {
    pub(super) fn of_version(version: &str) -> Self {
        Self { is_version_2: version.starts_with('2'), ..Self::default() }
    }

    /// Returns the codes of the languages, for a message.
    pub(super) fn languages(&self) -> String {
        format!("{} to {}", self.source_code, self.target_code)
    }

    pub(super) fn set_languages(
        &mut self,
        source: Option<&str>,
        target: Option<&str>,
        choice: &LanguageChoice,
    ) {
        if let Some(code) = source {
            (self.source, self.source_code) = (tag_of(code), code.to_owned());
        }
        if let Some(code) = target {
            (self.target, self.target_code) = (tag_of(code), code.to_owned());
        }
        let side = |tag: &Option<LanguageTag>| tag.as_ref().and_then(|tag| choice.side(tag));
        // A file without a target language has no translations yet.
        self.english_is_source = match (side(&self.source), side(&self.target)) {
            (Some(TextSide::English), Some(TextSide::Chinese)) => Some(true),
            (Some(TextSide::Chinese), Some(TextSide::English)) => Some(false),
            (Some(side), None) if self.target_code.is_empty() => Some(side == TextSide::English),
            _ => None,
        };
    }
}

//! The set of languages that a caller restricts the results to.

use crate::Language;

/// A set of languages, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "Vec<Language>", into = "Vec<Language>"))]
pub(crate) struct LanguageSet(u128);

const _: () = assert!(Language::ALL.len() < 128, "one bit for each language");

impl Default for LanguageSet {
    fn default() -> Self {
        Self(u128::MAX)
    }
}

/// An empty list becomes the set of all languages.
impl From<Vec<Language>> for LanguageSet {
    fn from(languages: Vec<Language>) -> Self {
        Self::of(&languages)
    }
}

/// The set of all languages becomes an empty list.
impl From<LanguageSet> for Vec<Language> {
    fn from(set: LanguageSet) -> Self {
        let languages = Language::ALL.iter().copied();
        if set == LanguageSet::default() {
            Self::new()
        } else {
            languages.filter(|&language| set.has(language)).collect()
        }
    }
}

impl LanguageSet {
    /// Returns the set of `languages`, or of all languages if the slice is empty.
    pub(crate) fn of(languages: &[Language]) -> Self {
        let bits = languages.iter().fold(0, |bits, &language| bits | Self::bit(language));
        if bits == 0 { Self::default() } else { Self(bits) }
    }

    const fn bit(language: Language) -> u128 {
        match language {
            Language::Undetermined => 0,
            known => 1 << known as u32,
        }
    }

    pub(crate) const fn has(self, language: Language) -> bool {
        self.0 & Self::bit(language) != 0
    }

    /// Returns `language` if it is in the set, otherwise `other`.
    pub(crate) const fn prefer(self, language: Language, other: Language) -> Language {
        if self.has(language) { language } else { other }
    }

    /// Returns `language` if it is in the set, otherwise [`Language::Undetermined`].
    pub(crate) const fn admit(self, language: Language) -> Language {
        if self.has(language) { language } else { Language::Undetermined }
    }
}

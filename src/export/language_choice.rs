//! Chooses the English and the Chinese text among the languages of a file.

use std::collections::BTreeMap;

use crate::{HanVariant, Language, LanguageTag};

/// Chooses the English and the Chinese text of each unit, and counts the other texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct LanguageChoice {
    /// The variants that are wanted. If a language has none here, all of its variants are wanted.
    wanted: Vec<LanguageTag>,
    /// How many texts were left out, by language.
    left_out: BTreeMap<String, usize>,
}

/// Maximum length of a language code in a message, in characters.
const MAX_SHOWN: usize = 40;

/// The place of a text in a bitext.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextSide {
    English,
    Chinese,
}

impl LanguageChoice {
    pub(super) fn want(&mut self, tag: LanguageTag) {
        self.wanted.push(tag);
    }

    /// Returns the side of a text with this language tag. Returns `None` for other languages, and for a variant that is
    /// not wanted.
    pub(super) fn side(&self, tag: &LanguageTag) -> Option<TextSide> {
        let side = match tag.language()? {
            Language::English => TextSide::English,
            Language::Chinese => TextSide::Chinese,
            _ => return None,
        };
        let mut of_language =
            self.wanted.iter().filter(|wanted| wanted.language() == tag.language()).peekable();
        (of_language.peek().is_none() || of_language.any(|wanted| tag.matches(wanted))).then_some(side)
    }

    /// Counts a text that is left out.
    pub(super) fn leave_out(&mut self, language: &str) {
        *self.left_out.entry(language.to_owned()).or_default() += 1;
    }

    /// Returns descriptions of the texts that were left out, each with the number of such texts.
    pub(super) fn left_out(&self) -> Vec<(String, usize)> {
        let what = |(language, &count): (&String, &usize)| match &**language {
            "" => ("text without a language".to_owned(), count),
            language => {
                (format!("text in `{}`", language.chars().take(MAX_SHOWN).collect::<String>()), count)
            }
        };
        self.left_out.iter().map(what).collect()
    }
}

/// Returns the tag for a language code in a file. Names such as `Chinese (Simplified)`, which some tools write, have a
/// tag too.
pub(super) fn tag_of(code: &str) -> Option<LanguageTag> {
    if let Ok(tag) = code.parse() {
        return Some(tag);
    }
    let name = code.trim().to_lowercase();
    if name.starts_with("english") {
        return Some(Language::English.into());
    }
    name.starts_with("chinese").then(|| {
        if name.contains("simplified") {
            HanVariant::Simplified.into()
        } else if name.contains("traditional") {
            HanVariant::Traditional.into()
        } else {
            Language::Chinese.into()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wanted_variants_are_chosen() {
        let tag = |tag: &str| tag_of(tag).unwrap();
        let mut choice = LanguageChoice::default();
        assert_eq!(choice.side(&tag("zh-HK")), Some(TextSide::Chinese));
        choice.want(tag("zh-Hant"));
        for (code, expected) in [
            ("zh-TW", Some(TextSide::Chinese)),
            ("Chinese (Traditional)", Some(TextSide::Chinese)),
            ("zh-CN", None),
            ("Chinese (Simplified)", None),
            ("chinese", None),
            ("ENGLISH", Some(TextSide::English)),
            ("en-US", Some(TextSide::English)),
            ("fr", None),
        ] {
            assert_eq!(choice.side(&tag(code)), expected, "{code}");
        }
        assert_eq!(tag_of("*all*"), None);
    }
}

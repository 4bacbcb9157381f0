//! Language tags with script and region (BCP 47).

use std::fmt;
use std::str::FromStr;

use crate::language::region_of;
use crate::{Error, ErrorKind, HanVariant, Language};

/// A language tag such as `en`, `en-GB` or `zh-Hant-HK`: a language with its script and region (BCP 47, RFC 5646).
///
/// `FromStr` also takes the tags of other tools: in upper or lower case, with `_`, and with an encoding
/// (`zh_TW.UTF-8`). It takes three-letter codes of languages (ISO 639-2 and 639-3: `eng`, `chi`, `cmn-Hans-CN`) and
/// of twelve regions (ISO 3166: `zho-CHN`), extended languages (`zh-cmn`), and the older `zh-CHS` and `zh-CHT`.
/// `Display` writes the canonical form, which parses as the same tag. A tag has at most 255 characters.
///
/// ```
/// use bitext::{HanVariant, Language, LanguageTag};
///
/// let tag: LanguageTag = "cmn_hant_hk".parse()?;
/// assert_eq!(tag.to_string(), "zh-Hant-HK");
/// assert_eq!((tag.language(), tag.script(), tag.region()), (Some(Language::Chinese), Some("Hant"), Some("HK")));
/// assert_eq!("zh-TW".parse::<LanguageTag>()?.han_variant(), Some(HanVariant::Traditional));
/// assert_eq!("eng".parse::<LanguageTag>()?.as_str(), "en");
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(into = "String", try_from = "String"))]
pub struct LanguageTag {
    /// The canonical form.
    text: String,
    /// Length of the primary subtag in bytes.
    primary: usize,
    /// Byte offset of the script in `text`. A script has four letters.
    script: Option<usize>,
    /// Byte offsets of the start and the end of the region in `text`.
    region: Option<(usize, usize)>,
}

/// Maximum length of a subtag in characters (RFC 5646).
const MAX_SUBTAG: usize = 8;
/// Maximum length of a tag in characters. Nearly all tags have at most 35 (RFC 5646, section 4.4.1), but each row of a
/// file keeps the tags of the file, which must not be as long as the file.
const MAX_TAG: usize = 255;

impl LanguageTag {
    /// Returns the canonical form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the language; `None` if this crate does not know it. Each Chinese language, such as Cantonese (`yue`),
    /// is [`Language::Chinese`].
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        Language::of_subtag(self.primary())
    }

    /// Returns the subtag of the language, in lower case: the code of two letters if this crate knows one.
    #[must_use]
    pub fn primary(&self) -> &str {
        &self.text[..self.primary]
    }

    /// Returns the script, such as `Hant`.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.script.map(|at| &self.text[at..at + 4])
    }

    /// Returns the region, such as `HK`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.map(|(start, end)| &self.text[start..end])
    }

    /// Returns the variant of written Chinese, by the script or, without a script, by the region: `zh-TW` is
    /// traditional. Returns `None` if neither tells, or if the language is not Chinese.
    #[must_use]
    pub fn han_variant(&self) -> Option<HanVariant> {
        if self.language() != Some(Language::Chinese) {
            return None;
        }
        match (self.script(), self.region()) {
            (Some("Hans"), _) | (None, Some("CN" | "SG" | "MY")) => Some(HanVariant::Simplified),
            (Some("Hant"), _) | (None, Some("TW" | "HK" | "MO")) => Some(HanVariant::Traditional),
            _ => None,
        }
    }

    /// Whether a text with this tag fits a request for `wanted`: the tag has the language, the script and the region
    /// that `wanted` names. Without a script, the region decides: `zh-TW` fits `zh-Hant`.
    ///
    /// ```
    /// use bitext::LanguageTag;
    ///
    /// let tag: LanguageTag = "zh-TW".parse()?;
    /// assert!(tag.matches(&"zh-Hant".parse()?) && tag.matches(&"zh".parse()?));
    /// assert!(!tag.matches(&"zh-HK".parse()?) && !tag.matches(&"zh-Hans".parse()?));
    /// # Ok::<(), bitext::Error>(())
    /// ```
    #[must_use]
    pub fn matches(&self, wanted: &Self) -> bool {
        let script = match wanted.script() {
            None => true,
            Some(script) => {
                self.script() == Some(script)
                    || self.script().is_none()
                        && self.han_variant().is_some()
                        && self.han_variant() == wanted.han_variant()
            }
        };
        let language = self.primary() == wanted.primary()
            || wanted.primary() == "zh" && self.language() == Some(Language::Chinese);
        language && script && (wanted.region().is_none() || self.region() == wanted.region())
    }
}

impl FromStr for LanguageTag {
    type Err = Error;

    fn from_str(tag: &str) -> Result<Self, Error> {
        parse(tag).ok_or_else(|| {
            let start: String = tag.chars().take(40).collect();
            Error::new(
                ErrorKind::Options,
                format!("`{start}` is not a language tag such as `en` or `zh-Hant-HK`"),
            )
        })
    }
}

fn parse(tag: &str) -> Option<LanguageTag> {
    // A locale of POSIX may name an encoding and a modifier: `zh_TW.UTF-8@radical`.
    let tag = tag.trim().split(['.', '@']).next().unwrap_or_default();
    if tag.len() > MAX_TAG {
        return None;
    }
    let mut subtags = Vec::new();
    for subtag in tag.split(['-', '_']) {
        let is_valid = (1..=MAX_SUBTAG).contains(&subtag.len())
            && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric());
        subtags.push(if is_valid { subtag.to_ascii_lowercase() } else { return None });
    }
    let mut subtags = subtags.into_iter().peekable();
    let mut primary = subtags.next().filter(|primary| is_primary(primary))?;
    let (mut script, mut region, mut rest) = (None, None, Vec::new());
    if let Some(next) = subtags.next_if(|next| next.len() == 3 && is_alphabetic(next)) {
        match (&*next, region_of(&next)) {
            ("chs", _) => script = Some("Hans".to_owned()),
            ("cht", _) => script = Some("Hant".to_owned()),
            (_, Some(short)) => region = Some(short.to_owned()),
            _ if is_extended_language(&primary, &next) => primary = next,
            _ => rest.push(next),
        }
    }
    for subtag in subtags {
        let is_region = if subtag.len() == 3 {
            subtag.bytes().all(|byte| byte.is_ascii_digit())
        } else {
            subtag.len() == 2 && is_alphabetic(&subtag)
        };
        // A subtag of one letter begins an extension, whose subtags are neither script nor region.
        let before_rest = rest.is_empty() && primary != "x" && primary != "i";
        if before_rest && script.is_none() && subtag.len() == 4 && is_alphabetic(&subtag) {
            script = Some(subtag[..1].to_ascii_uppercase() + &subtag[1..]);
        } else if before_rest && region.is_none() && is_region {
            region = Some(subtag.to_ascii_uppercase());
        } else {
            rest.push(subtag);
        }
    }
    Some(assembled(canonical(&primary), script, region, &rest))
}

/// Whether a subtag of three letters after `primary` names a language, as in `zh-yue`. Only the languages in this
/// function have extended languages (RFC 5646, section 2.2.2, and its registry).
fn is_extended_language(primary: &str, subtag: &str) -> bool {
    match Language::of_subtag(primary) {
        Some(Language::Chinese) => Language::of_subtag(subtag) == Some(Language::Chinese),
        _ => matches!(primary, "ar" | "kok" | "lv" | "ms" | "sgn" | "sw" | "uz"),
    }
}

fn is_alphabetic(subtag: &str) -> bool {
    subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_primary(subtag: &str) -> bool {
    matches!(subtag, "x" | "i") || matches!(subtag.len(), 2 | 3) && is_alphabetic(subtag)
}

/// Returns the canonical form of a primary subtag: the code of two letters (ISO 639-1) if this crate knows one. `cmn`
/// becomes `zh`, as in the CLDR. Other Chinese languages keep their code.
fn canonical(primary: &str) -> &str {
    match Language::of_subtag(primary) {
        Some(Language::Chinese) if !matches!(primary, "zho" | "chi" | "cmn") => primary,
        Some(language) => language.code(),
        None => primary,
    }
}

fn assembled(primary: &str, script: Option<String>, region: Option<String>, rest: &[String]) -> LanguageTag {
    let mut tag =
        LanguageTag { text: primary.to_owned(), primary: primary.len(), script: None, region: None };
    if let Some(script) = script {
        tag.text.push('-');
        tag.script = Some(tag.text.len());
        tag.text.push_str(&script);
    }
    if let Some(region) = region {
        tag.text.push('-');
        tag.region = Some((tag.text.len(), tag.text.len() + region.len()));
        tag.text.push_str(&region);
    }
    for subtag in rest {
        tag.text.push('-');
        tag.text.push_str(subtag);
    }
    tag
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl From<Language> for LanguageTag {
    fn from(language: Language) -> Self {
        assembled(language.code(), None, None, &[])
    }
}

impl From<HanVariant> for LanguageTag {
    fn from(variant: HanVariant) -> Self {
        let script = match variant {
            HanVariant::Simplified => Some("Hans".to_owned()),
            HanVariant::Traditional => Some("Hant".to_owned()),
            HanVariant::Common => None,
        };
        assembled(Language::Chinese.code(), script, None, &[])
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.text
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = Error;

    fn try_from(tag: String) -> Result<Self, Error> {
        tag.parse()
    }
}

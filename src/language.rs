//! Languages with their names and BCP-47 codes, and the variants of written Chinese.

use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind};

macro_rules! languages {
    ($($name:ident, $code:literal, $whatlang:ident;)*) => {
        /// A language, or [`Language::Undetermined`].
        ///
        /// `Display` and `FromStr` use the BCP-47 code.
        ///
        /// ```
        /// use bitext::Language;
        ///
        /// assert_eq!(Language::Chinese.code(), "zh");
        /// assert_eq!("en".parse::<Language>()?, Language::English);
        /// # Ok::<(), bitext::Error>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(into = "&'static str", try_from = "String"))]
        #[non_exhaustive]
        pub enum Language {
            $(
                #[doc = concat!("`", $code, "`")]
                $name,
            )*
            /// `und`: a text without letters, or without letters in the requested languages.
            Undetermined,
        }

        impl Language {
            /// All languages except [`Language::Undetermined`].
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Returns the BCP-47 code: `en`, `zh`, `und`, ...
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                    Self::Undetermined => "und",
                }
            }

            /// Returns the English name: `English`, `Chinese`, `Undetermined`, ...
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                    Self::Undetermined => "Undetermined",
                }
            }

            /// Returns the corresponding language of `whatlang`.
            pub(crate) const fn to_whatlang(self) -> Option<whatlang::Lang> {
                match self {
                    $(Self::$name => Some(whatlang::Lang::$whatlang),)*
                    Self::Undetermined => None,
                }
            }

            /// Returns the language that corresponds to a language of `whatlang`.
            pub(crate) const fn from_whatlang(lang: whatlang::Lang) -> Self {
                match lang {
                    $(whatlang::Lang::$whatlang => Self::$name,)*
                }
            }
        }
    };
}

languages! {
    English, "en", Eng;
    Chinese, "zh", Cmn;
    Afrikaans, "af", Afr;
    Akan, "ak", Aka;
    Amharic, "am", Amh;
    Arabic, "ar", Ara;
    Armenian, "hy", Hye;
    Azerbaijani, "az", Aze;
    Belarusian, "be", Bel;
    Bengali, "bn", Ben;
    Norwegian, "nb", Nob;
    Bulgarian, "bg", Bul;
    Burmese, "my", Mya;
    Catalan, "ca", Cat;
    Croatian, "hr", Hrv;
    Czech, "cs", Ces;
    Danish, "da", Dan;
    Dutch, "nl", Nld;
    Esperanto, "eo", Epo;
    Estonian, "et", Est;
    Finnish, "fi", Fin;
    French, "fr", Fra;
    Georgian, "ka", Kat;
    German, "de", Deu;
    Greek, "el", Ell;
    Gujarati, "gu", Guj;
    Hebrew, "he", Heb;
    Hindi, "hi", Hin;
    Hungarian, "hu", Hun;
    Indonesian, "id", Ind;
    Italian, "it", Ita;
    Japanese, "ja", Jpn;
    Javanese, "jv", Jav;
    Kannada, "kn", Kan;
    Khmer, "km", Khm;
    Korean, "ko", Kor;
    Latin, "la", Lat;
    Latvian, "lv", Lav;
    Lithuanian, "lt", Lit;
    Macedonian, "mk", Mkd;
    Malayalam, "ml", Mal;
    Marathi, "mr", Mar;
    Nepali, "ne", Nep;
    Oriya, "or", Ori;
    Persian, "fa", Pes;
    Polish, "pl", Pol;
    Portuguese, "pt", Por;
    Punjabi, "pa", Pan;
    Romanian, "ro", Ron;
    Russian, "ru", Rus;
    Serbian, "sr", Srp;
    Shona, "sn", Sna;
    Sinhalese, "si", Sin;
    Slovak, "sk", Slk;
    Slovenian, "sl", Slv;
    Spanish, "es", Spa;
    Swedish, "sv", Swe;
    Tagalog, "tl", Tgl;
    Tamil, "ta", Tam;
    Telugu, "te", Tel;
    Thai, "th", Tha;
    Turkish, "tr", Tur;
    Turkmen, "tk", Tuk;
    Ukrainian, "uk", Ukr;
    Urdu, "ur", Urd;
    Uzbek, "uz", Uzb;
    Vietnamese, "vi", Vie;
    Welsh, "cy", Cym;
    Yiddish, "yi", Yid;
    Zulu, "zu", Zul;
}

/// Other codes of these languages: bibliographic codes of ISO 639-2 (`ger`), macrolanguages (`nor`) and their members
/// (`ekk`), Chinese languages (`yue`), withdrawn codes (`iw`), and the code of [`Language::Undetermined`] (`und`).
const OTHER_CODES: [(&str, Language); 43] = [
    ("arm", Language::Armenian),
    ("bur", Language::Burmese),
    ("cdo", Language::Chinese),
    ("chi", Language::Chinese),
    ("cjy", Language::Chinese),
    ("cnp", Language::Chinese),
    ("cpx", Language::Chinese),
    ("csp", Language::Chinese),
    ("czh", Language::Chinese),
    ("czo", Language::Chinese),
    ("cze", Language::Czech),
    ("dut", Language::Dutch),
    ("fas", Language::Persian),
    ("fre", Language::French),
    ("gan", Language::Chinese),
    ("geo", Language::Georgian),
    ("ger", Language::German),
    ("gre", Language::Greek),
    ("hak", Language::Chinese),
    ("hsn", Language::Chinese),
    ("in", Language::Indonesian),
    ("iw", Language::Hebrew),
    ("ji", Language::Yiddish),
    ("jw", Language::Javanese),
    ("lzh", Language::Chinese),
    ("mac", Language::Macedonian),
    ("mnp", Language::Chinese),
    ("mo", Language::Romanian),
    ("nan", Language::Chinese),
    ("no", Language::Norwegian),
    ("nor", Language::Norwegian),
    ("ory", Language::Oriya),
    ("per", Language::Persian),
    ("rum", Language::Romanian),
    ("slo", Language::Slovak),
    ("wel", Language::Welsh),
    ("wuu", Language::Chinese),
    ("yue", Language::Chinese),
    ("zho", Language::Chinese),
    ("ekk", Language::Estonian),
    ("lvs", Language::Latvian),
    ("ydd", Language::Yiddish),
    ("und", Language::Undetermined),
];

/// Three-letter codes of the regions that some tools write (ISO 3166-1), with the two-letter codes.
const REGIONS: [(&str, &str); 12] = [
    ("aus", "AU"),
    ("can", "CA"),
    ("chn", "CN"),
    ("gbr", "GB"),
    ("hkg", "HK"),
    ("ind", "IN"),
    ("irl", "IE"),
    ("mac", "MO"),
    ("nzl", "NZ"),
    ("sgp", "SG"),
    ("twn", "TW"),
    ("usa", "US"),
];

/// Returns the two-letter code of a region, such as `TW` for `twn`.
pub(crate) fn region_of(letters: &str) -> Option<&'static str> {
    REGIONS.iter().find(|(code, _)| *code == letters).map(|&(_, region)| region)
}

impl Language {
    /// Returns the language whose ISO 639 code is `code`. The code must be in lower case.
    pub(crate) fn of_subtag(code: &str) -> Option<Self> {
        let has_code = |language: &Self| {
            language.code() == code || language.to_whatlang().is_some_and(|lang| lang.code() == code)
        };
        Self::ALL
            .iter()
            .copied()
            .find(has_code)
            .or_else(|| OTHER_CODES.iter().find(|(other, _)| *other == code).map(|&(_, language)| language))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl From<Language> for &'static str {
    fn from(language: Language) -> Self {
        language.code()
    }
}

impl FromStr for Language {
    type Err = Error;

    /// Parses a BCP-47 code, or a three-letter code of ISO 639-2 or 639-3 (`eng`, `chi`). Ignores the script and the
    /// region (`zh-Hant-TW`), which [`LanguageTag`](crate::LanguageTag) keeps.
    fn from_str(code: &str) -> Result<Self, Error> {
        let primary = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self::of_subtag(&primary).ok_or_else(|| {
            let message = format!("`{code}` is not a known language code such as `en`, `zh` or `und`");
            Error::new(ErrorKind::Options, message)
        })
    }
}

impl TryFrom<String> for Language {
    type Error = Error;

    fn try_from(code: String) -> Result<Self, Error> {
        code.parse()
    }
}

/// The variant of written Chinese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum HanVariant {
    /// Simplified characters, `zh-Hans`.
    Simplified,
    /// Traditional characters, `zh-Hant`.
    Traditional,
    /// As many simplified as traditional characters, or only characters that both variants use: `zh`.
    #[default]
    Common,
}

impl HanVariant {
    /// Returns the BCP-47 code: `zh-Hans`, `zh-Hant` or `zh`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Simplified => "zh-Hans",
            Self::Traditional => "zh-Hant",
            Self::Common => "zh",
        }
    }
}

impl fmt::Display for HanVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for HanVariant {
    type Err = Error;

    fn from_str(code: &str) -> Result<Self, Error> {
        [Self::Simplified, Self::Traditional, Self::Common]
            .into_iter()
            .find(|variant| variant.code().eq_ignore_ascii_case(code))
            .ok_or_else(|| {
                Error::new(ErrorKind::Options, format!("`{code}` is not `zh-Hans`, `zh-Hant` or `zh`"))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip() {
        for &language in Language::ALL.iter().chain(&[Language::Undetermined]) {
            assert_eq!(language.to_string().parse::<Language>().unwrap(), language);
            if let Some(lang) = language.to_whatlang() {
                assert_eq!(Language::from_whatlang(lang), language);
            }
        }
        for variant in [HanVariant::Simplified, HanVariant::Traditional, HanVariant::Common] {
            assert_eq!(variant.to_string().parse::<HanVariant>().unwrap(), variant);
        }
        assert_eq!("zh-Hant-TW".parse::<Language>().unwrap(), Language::Chinese);
        for (code, expected) in
            [("eng", Language::English), ("chi", Language::Chinese), ("zho", Language::Chinese)]
        {
            assert_eq!(code.parse::<Language>().unwrap(), expected);
        }
        assert!("xx".parse::<Language>().is_err());
    }
}

//! Warnings about a pair: signs that the translation is wrong or free.

use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// A sign that something in a pair may be wrong. `Display` and `FromStr` use the form `numbers-differ`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Flag {
    /// One side has a number in digits that the other side has neither in digits nor in words.
    NumbersDiffer,
    /// The Chinese text has a word of at least two Latin letters that the English text lacks.
    NameMissing,
    /// One side is much longer than a translation of the other side would be.
    LengthsDiffer,
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NumbersDiffer => "numbers-differ",
            Self::NameMissing => "name-missing",
            Self::LengthsDiffer => "lengths-differ",
        })
    }
}

impl FromStr for Flag {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let all = [Self::NumbersDiffer, Self::NameMissing, Self::LengthsDiffer];
        all.into_iter().find(|flag| flag.to_string() == text).ok_or_else(|| {
            Error::new(ErrorKind::Options, format!("`{text}` is not a flag such as `numbers-differ`"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_and_from_str_round_trip() {
        for flag in [Flag::NumbersDiffer, Flag::NameMissing, Flag::LengthsDiffer] {
            assert_eq!(flag.to_string().parse::<Flag>().unwrap(), flag);
        }
        let error = "odd".parse::<Flag>().unwrap_err();
        assert_eq!(error.to_string(), "`odd` is not a flag such as `numbers-differ`");
    }
}

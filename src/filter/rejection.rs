//! Why a pair is rejected.

use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// Why a pair is rejected; [`Filter`](crate::Filter) documents the bounds. `Display` and `FromStr` use names such as
/// `length-ratio`.
///
/// ```
/// use bitext::Rejection;
///
/// assert_eq!("length-ratio".parse::<Rejection>()?, Rejection::LengthRatio);
/// assert_eq!(Rejection::NearEmpty.to_string(), "near-empty");
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Rejection {
    /// The confidence is too low.
    LowConfidence,
    /// A side has too few letters.
    NearEmpty,
    /// A side is in the wrong language.
    Language,
    /// One side is too long to translate the other.
    LengthRatio,
    /// A number on one side is missing from the other.
    Numbers,
    /// The same pair was kept before. Pairs are the same if they differ only in case, in full-width forms, in the
    /// amount of white space between English words, or in the white space of the Chinese text.
    Duplicate,
}

/// The former name of [`Rejection`].
#[deprecated(since = "0.1.0", note = "renamed to `Rejection`")]
pub type Fault = Rejection;

impl Rejection {
    /// Every reason, in the order of the checks.
    pub const ALL: &'static [Self] = &[
        Self::LowConfidence,
        Self::NearEmpty,
        Self::Language,
        Self::LengthRatio,
        Self::Numbers,
        Self::Duplicate,
    ];

    /// Returns the name that `Display` writes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LowConfidence => "low-confidence",
            Self::NearEmpty => "near-empty",
            Self::Language => "language",
            Self::LengthRatio => "length-ratio",
            Self::Numbers => "numbers",
            Self::Duplicate => "duplicate",
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Rejection {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.iter().copied().find(|reason| reason.name() == name).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|reason| format!("`{reason}`")).collect();
            let message =
                format!("`{name}` is not a reason to reject a pair: use one of {}", names.join(", "));
            Error::new(ErrorKind::Options, message)
        })
    }
}

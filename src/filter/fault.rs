//! Why a pair falls.

use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// Why a pair is left out of a corpus; [`Filter`](crate::Filter) has the bounds. `Display` and `FromStr` use names such
/// as `length-ratio`.
///
/// ```
/// use bitext::Fault;
///
/// assert_eq!("length-ratio".parse::<Fault>()?, Fault::LengthRatio);
/// assert_eq!(Fault::NearEmpty.to_string(), "near-empty");
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Fault {
    /// It is not probable enough.
    LowConfidence,
    /// A side has hardly a letter.
    NearEmpty,
    /// A side is in another language than it should be.
    Language,
    /// One side is too long for a translation of the other.
    LengthRatio,
    /// A number of one side is not in the other.
    Numbers,
    /// The same pair was kept before: white space, case and full-width forms make no difference.
    Duplicate,
}

impl Fault {
    /// Every fault, in the order of the checks.
    pub const ALL: &'static [Self] = &[
        Self::LowConfidence,
        Self::NearEmpty,
        Self::Language,
        Self::LengthRatio,
        Self::Numbers,
        Self::Duplicate,
    ];

    /// The name that `Display` writes.
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

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Fault {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.iter().copied().find(|fault| fault.name() == name).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|fault| format!("`{fault}`")).collect();
            let message = format!("`{name}` is no fault of a pair: use one of {}", names.join(", "));
            Error::new(ErrorKind::Options, message)
        })
    }
}

//! The mark that a reviewer gives to a pair.

use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// The mark that a reviewer gives to a pair. `Display` and `FromStr` use the names `open`, `checked` and `rejected`.
///
/// The aligner marks the beads that an [`Anchor`](crate::Anchor) fixes as checked, and leaves all others open. The
/// HTML page sets the other marks, and every format that stores flags stores the marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Review {
    /// Nobody has looked at the pair.
    #[default]
    Open,
    /// The pair is right.
    Checked,
    /// The two sides are not translations of each other, or the pair is of no use.
    Rejected,
}

impl Review {
    const ALL: [Self; 3] = [Self::Open, Self::Checked, Self::Rejected];

    /// Returns the name that `Display` writes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Checked => "checked",
            Self::Rejected => "rejected",
        }
    }

    /// Whether nobody has looked at the pair.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }
}

impl fmt::Display for Review {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Review {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|review| review.name() == name).ok_or_else(|| {
            let message =
                format!("`{name}` is not a mark of a reviewer: use `open`, `checked` or `rejected`");
            Error::new(ErrorKind::Options, message)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_and_from_str_round_trip() {
        for review in Review::ALL {
            assert_eq!(review.to_string().parse::<Review>().unwrap(), review);
        }
        assert!("Checked".parse::<Review>().is_err());
    }
}

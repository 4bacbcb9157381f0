//! Bead kinds: the number of sentences on each side of a bead.

use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// The kind of a bead: its number of sentences on each side. `Display` and `FromStr` use the form `2-1`,
/// English first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct BeadKind {
    /// Number of English sentences.
    pub english: usize,
    /// Number of Chinese sentences.
    pub chinese: usize,
}

impl fmt::Display for BeadKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.english, self.chinese)
    }
}

impl FromStr for BeadKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let parse = || {
            let (english, chinese) = text.split_once('-')?;
            Some(Self { english: english.parse().ok()?, chinese: chinese.parse().ok()? })
        };
        parse().ok_or_else(|| {
            Error::new(ErrorKind::Options, format!("`{text}` is not a bead type such as `2-1`"))
        })
    }
}

const fn kind(chinese: usize, english: usize) -> BeadKind {
    BeadKind { english, chinese }
}

/// The kinds that an alignment may contain: the two null kinds, one to one, and then the other kinds by their number of
/// sentences. The code refers to a kind by its index in this table.
pub(crate) const BEAD_KINDS: [BeadKind; 18] = [
    kind(1, 0),
    kind(0, 1),
    kind(1, 1),
    kind(1, 2),
    kind(2, 1),
    kind(1, 3),
    kind(2, 2),
    kind(3, 1),
    kind(1, 4),
    kind(2, 3),
    kind(3, 2),
    kind(4, 1),
    kind(1, 5),
    kind(2, 4),
    kind(3, 3),
    kind(1, 6),
    kind(2, 5),
    kind(3, 4),
];

/// Index in [`BEAD_KINDS`] of a Chinese sentence without a counterpart.
pub(crate) const NULL_CHINESE: usize = 0;
/// Index in [`BEAD_KINDS`] of an English sentence without a counterpart.
pub(crate) const NULL_ENGLISH: usize = 1;
/// Index in [`BEAD_KINDS`] of one English and one Chinese sentence.
pub(crate) const ONE_TO_ONE: usize = 2;

/// Largest number of Chinese sentences in [`BEAD_KINDS`].
pub(crate) const MAX_CHINESE: usize = 4;

/// Returns the number of kinds with at most `sentences` sentences on both sides together. They are the first kinds of
/// [`BEAD_KINDS`].
pub(crate) fn kinds_up_to(sentences: usize) -> usize {
    BEAD_KINDS
        .iter()
        .take_while(|kind| kind.chinese + kind.english <= sentences)
        .count()
        .max(NULL_CHINESE + 1)
}

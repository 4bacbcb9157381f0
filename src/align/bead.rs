//! What an alignment is made of: beads, and the words that carry them.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use super::flags::Flag;
use super::lexical::Reason;
use crate::{Error, ErrorKind, Span};

/// Sentences of one language that together translate sentences of the other, or sentences of one side
/// that have no counterpart.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Bead {
    /// Numbers of the English sentences; empty where the Chinese have no counterpart.
    pub english: Range<usize>,
    /// Numbers of the Chinese sentences; empty where the English have no counterpart.
    pub chinese: Range<usize>,
    /// Log-likelihood ratio, in nats, against "these are not translations of each other".
    pub score: f32,
    /// Probability of just this bead, 0 to 1: its posterior over all paths that were looked at.
    pub confidence: f32,
    /// The word pairs that support it, the strongest first.
    pub evidence: Vec<WordLink>,
    /// What a reader should look at.
    pub flags: Vec<Flag>,
}

impl Bead {
    /// Sentences without a counterpart.
    pub(crate) fn null(english: Range<usize>, chinese: Range<usize>, score: f32, confidence: f32) -> Self {
        Self { english, chinese, score, confidence, evidence: Vec::new(), flags: Vec::new() }
    }

    /// Whether one side is empty.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.english.is_empty() || self.chinese.is_empty()
    }

    /// Numbers of sentences.
    #[must_use]
    pub fn kind(&self) -> BeadKind {
        BeadKind { english: self.english.len(), chinese: self.chinese.len() }
    }
}

/// The type of a bead: how many English sentences stand for how many Chinese ones. `Display` and
/// `FromStr` use the form `2-1`, English first.
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

/// One word of each language, and why they are held to be translations.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct WordLink {
    /// Number of the English sentence.
    pub english_sentence: usize,
    /// Bytes of the English word in its sentence.
    pub english: Span,
    /// Number of the Chinese sentence.
    pub chinese_sentence: usize,
    /// Bytes of the Chinese word in its sentence.
    pub chinese: Span,
    /// Why the two belong together.
    pub reason: Reason,
    /// What the pair adds to the score of the bead, in nats.
    pub nats: f32,
}

/// The beads of two texts. They tile both sides: each sentence stands in exactly one bead, in order, and
/// no bead is empty on both sides.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Alignment {
    beads: Vec<Bead>,
}

impl Alignment {
    pub(crate) fn new(beads: Vec<Bead>) -> Self {
        Self { beads }
    }

    /// All beads in order, those without a counterpart too.
    #[must_use]
    pub fn beads(&self) -> &[Bead] {
        &self.beads
    }

    /// The beads that have both sides.
    pub fn pairs(&self) -> impl Iterator<Item = &Bead> {
        self.beads.iter().filter(|bead| !bead.is_null())
    }

    /// The beads without the alignment around them.
    #[must_use]
    pub fn into_beads(self) -> Vec<Bead> {
        self.beads
    }
}

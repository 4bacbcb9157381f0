//! A translation of a word by a word, with its probabilities.

use super::reason::Reason;
use super::side::TypeId;

/// An English type that translates a Chinese type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Translation {
    pub(crate) english: TypeId,
    /// t(e|z): probability that the Chinese word z is translated by the English word e.
    pub(crate) forward: f32,
    /// t(z|e): probability that the English word e is translated by the Chinese word z, among the types of the
    /// document.
    pub(crate) backward: f32,
    pub(crate) reason: Reason,
}

//! What fits the weights of the alignment model to documents aligned by hand: the example `train`.

use std::fmt;
use std::sync::Arc;

use super::text::Side;
use super::{Aligner, Alignment, Model, chinese, english};
use crate::Lexicon;

pub use super::weights::Weights;

impl Aligner {
    /// The same aligner with other weights.
    #[must_use]
    pub fn with_weights(self, weights: Weights) -> Self {
        Self { model: Arc::new(Model::new(weights)), ..self }
    }

    /// The weights in use.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.model.weights
    }
}

/// The sentences of a document, read once for many alignments.
pub struct Document {
    english: Side,
    chinese: Side,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({} English, {} Chinese)", self.english.len(), self.chinese.len())
    }
}

impl Document {
    /// Reads the sentences, Chinese ones by the words of a lexicon.
    ///
    /// Time and memory O(characters of both sides).
    #[must_use]
    pub fn new<E: AsRef<str>, C: AsRef<str>>(english: &[E], chinese: &[C], lexicon: &Lexicon) -> Self {
        Self { english: english::read(english), chinese: chinese::read(chinese, lexicon) }
    }

    /// Aligns them: as [`Aligner::align_sentences`], for an aligner with the same lexicon.
    #[must_use]
    pub fn align(&self, aligner: &Aligner) -> Alignment {
        Alignment::new(aligner.beads(&self.english, &self.chinese))
    }
}

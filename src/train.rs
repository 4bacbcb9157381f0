//! The weights of the alignment model, and training examples for these weights. The example program `train` fits the
//! weights to manually aligned documents.

use std::fmt;
use std::sync::Arc;

use crate::align::{Alignment, FixedBeads, Model, Side, Sides, align_sides, chinese_side, english_side};
use crate::page::{line_examples, pair_examples};
use crate::{Aligner, Lexicon};

pub use crate::align::Weights;
pub use crate::matching::MatchExample;
pub use crate::page::{PageExample, PageWeights};

impl Aligner {
    /// Returns the same aligner with other weights.
    #[must_use]
    pub fn with_weights(self, weights: Weights) -> Self {
        Self { model: Arc::new(Model::new(weights)), ..self }
    }

    /// Returns the weights in use.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.model.weights
    }

    /// Returns the same aligner with other weights for pages.
    #[must_use]
    pub fn with_page_weights(self, weights: PageWeights) -> Self {
        Self { page: Arc::new(weights), ..self }
    }

    /// Returns the page weights in use.
    #[must_use]
    pub fn page_weights(&self) -> &PageWeights {
        &self.page
    }

    /// Returns training examples for the weights named `line: ...`: pairs of lines that may translate each other
    /// because of their positions, such as the two cells of a row.
    ///
    /// Time and memory O(length of the page).
    #[must_use]
    pub fn line_examples(&self, page: &str) -> Vec<PageExample> {
        line_examples(page, &self.lexicon, &self.model, &self.page)
    }

    /// Returns training examples for the weights named `pair: ...`: the pairs of sentences that
    /// [`Aligner::align_page`] accepts, and the pairs that it rejects.
    ///
    /// Time and memory O(length of the page).
    #[must_use]
    pub fn pair_examples(&self, page: &str) -> Vec<PageExample> {
        pair_examples(page, &self.lexicon, &self.model, &self.page)
    }
}

/// A document that is tokenized once and then aligned many times with different weights.
pub struct TrainingDocument {
    english: Side,
    chinese: Side,
}

/// The former name of [`TrainingDocument`].
#[deprecated(note = "renamed to `TrainingDocument`")]
pub type Document = TrainingDocument;

impl fmt::Debug for TrainingDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TrainingDocument({} English, {} Chinese)", self.english.len(), self.chinese.len())
    }
}

impl TrainingDocument {
    /// Tokenizes the sentences. The lexicon adds its words to the Chinese segmentation.
    ///
    /// Time and memory O(characters of both sides).
    #[must_use]
    pub fn new<E: AsRef<str>, C: AsRef<str>>(english: &[E], chinese: &[C], lexicon: &Lexicon) -> Self {
        Self { english: english_side(english), chinese: chinese_side(chinese, lexicon) }
    }

    /// Aligns the document like [`Aligner::align_sentences`]. `aligner` must have the lexicon passed to
    /// [`TrainingDocument::new`].
    #[must_use]
    pub fn align(&self, aligner: &Aligner) -> Alignment {
        let sides = Sides { english: &self.english, chinese: &self.chinese, fixed: FixedBeads::NONE };
        align_sides(sides, &aligner.lexicon, &aligner.model)
    }
}

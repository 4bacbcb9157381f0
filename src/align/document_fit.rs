//! The numbers of the model that each document has for itself.

/// What the first path shows about a document: see [`measure`](fn@super::measure::measure).
#[derive(Clone, Copy, Debug)]
pub(crate) struct DocumentFit {
    /// Characters of English for one of Chinese.
    pub(crate) ratio: f32,
    /// Weight of the length cost: higher in a literal translation, whose lengths vary less.
    pub(crate) length_weight: f32,
    /// Probability that the two texts translate each other.
    pub(crate) translated: f32,
}

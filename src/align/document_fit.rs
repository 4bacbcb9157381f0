//! The parameters of the model that are measured for each document.

/// The parameters of a document. [`measure`](fn@super::measure::measure) estimates them from the best path of the first
/// pass.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DocumentFit {
    /// English characters per Chinese character.
    pub(crate) ratio: f32,
    /// Weight of the length cost. The weight is higher in a literal translation, because the length ratios of the
    /// sentences vary less there.
    pub(crate) length_weight: f32,
    /// Probability that the two texts translate each other.
    pub(crate) translated: f32,
}

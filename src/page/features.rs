//! The features of pairs of lines and of pairs of sentences.

use super::weights::{LINE_FEATURES, PAIR_FEATURES};

/// Values of [`LINE_FEATURES`].
pub(crate) type LineValues = [f32; LINE_FEATURES.len()];
/// Values of [`PAIR_FEATURES`].
pub(crate) type PairValues = [f32; PAIR_FEATURES.len()];

/// Returns the features of two lines, in the order of [`LINE_FEATURES`]. The second one, the rate, is the score
/// divided by the square root of the number of English characters: the scores of both true and random pairs grow
/// with this root.
pub(crate) fn line_features(score: f32, english_chars: f32, single: bool) -> LineValues {
    let length = english_chars.max(1.0).sqrt();
    [1.0, score / length, score, length, f32::from(u8::from(single))]
}

/// Returns the weighted sum of the features, in nats.
pub(crate) fn weighted<const N: usize>(features: &[f32; N], weights: &[f32; N]) -> f32 {
    features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum()
}

//! The features of pairs of lines and of pairs of sentences.

use super::weights::{LINE_FEATURES, PAIR_FEATURES};

/// Values of [`LINE_FEATURES`].
pub(crate) type LineValues = [f32; LINE_FEATURES.len()];
/// Values of [`PAIR_FEATURES`].
pub(crate) type PairValues = [f32; PAIR_FEATURES.len()];

/// The features of two lines: a constant, the rate (the score per square root of the English characters), the score, that
/// root, and whether each line is one sentence. The scores of true pairs and of random pairs both grow with the root.
pub(crate) fn line_features(score: f32, english_chars: f32, single: bool) -> LineValues {
    let length = english_chars.max(1.0).sqrt();
    [1.0, score / length, score, length, f32::from(u8::from(single))]
}

/// The weighted sum of some features, in nats.
pub(crate) fn weighted<const N: usize>(features: &[f32; N], weights: &[f32; N]) -> f32 {
    features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum()
}

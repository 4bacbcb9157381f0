//! The fitted weights of the probability that two documents translate each other.

use super::features::{CONFIRMATION_FEATURES, MATCH_FEATURES};

/// The weights of a candidate, in the order of [`MATCH_FEATURES`]. `examples/train match` fits them.
pub(super) const MATCH: [f32; MATCH_FEATURES.len()] =
    [-2.549, -0.503, 0.493, -0.497, 2.840, 8.321, 6.562, 1.807, -0.348, -0.072];

/// The weights of a pair after its sentences have been aligned, in the order of [`CONFIRMATION_FEATURES`]. The same
/// program fits them.
pub(super) const CONFIRMATION: [f32; CONFIRMATION_FEATURES.len()] = [-6.278, 0.706, 0.542, 2.991];

/// Returns the logistic function of the weighted sum of features.
pub(super) fn probability(features: &[f32], weights: &[f32]) -> f32 {
    let sum: f32 = features.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    1.0 / (1.0 + (-sum).exp())
}

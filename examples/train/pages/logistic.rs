//! Logistic regression by Newton's method.

/// An observation: its features, and whether it is right.
pub(crate) struct Sample {
    pub(crate) features: Vec<f64>,
    pub(crate) right: bool,
    /// The known part of the log odds, added to the weighted sum of the features.
    pub(crate) offset: f64,
    /// Weight of the observation in the likelihood.
    pub(crate) weight: f64,
}

/// Number of Newton steps.
const ROUNDS: usize = 30;

/// Returns the weights that maximize the log likelihood of the samples minus `penalty` / 2 times the sum of the squared
/// distances of the weights from `centre`. The first weight is the constant, and its penalty is negligible. Features
/// whose index `used` rejects keep the weight in `centre`.
pub(crate) fn fit(
    samples: &[Sample],
    penalty: f64,
    centre: &[f64],
    used: impl Fn(usize) -> bool,
) -> Vec<f64> {
    let count = centre.len();
    let mut weights = centre.to_vec();
    for _ in 0..ROUNDS {
        let mut gradient = vec![0.0; count];
        let mut hessian = vec![vec![0.0; count]; count];
        for sample in samples {
            let p = 1.0 / (1.0 + (-log_odds(sample, &weights)).exp());
            let error = sample.weight * (f64::from(u8::from(sample.right)) - p);
            let curvature = sample.weight * p * (1.0 - p);
            for (row, &value) in sample.features.iter().enumerate() {
                gradient[row] += error * value;
                for (cell, &other) in hessian[row].iter_mut().zip(&sample.features) {
                    *cell += curvature * value * other;
                }
            }
        }
        for at in 0..count {
            let pull = if at == 0 { 1e-6 } else { penalty };
            gradient[at] -= pull * (weights[at] - centre[at]);
            hessian[at][at] += pull;
            if !used(at) {
                gradient[at] = 0.0;
                hessian[at].fill(0.0);
                hessian.iter_mut().for_each(|row| row[at] = 0.0);
                hessian[at][at] = 1.0;
            }
        }
        let step = solve(hessian, gradient);
        // The step is damped, because a full step may overshoot if the features nearly separate the right samples
        // from the others.
        let largest = step.iter().fold(0.0_f64, |largest, change| largest.max(change.abs()));
        let scale = (5.0 / largest).min(1.0);
        weights.iter_mut().zip(&step).for_each(|(weight, change)| *weight += scale * change);
    }
    weights
}

/// Returns the log odds that a sample is right.
pub(crate) fn log_odds(sample: &Sample, weights: &[f64]) -> f64 {
    let sum: f64 = sample.features.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    sum + sample.offset
}

/// Solves a system of linear equations by Gaussian elimination with partial pivoting.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let count = right.len();
    for at in 0..count {
        let pivot = (at..count).max_by(|&a, &b| matrix[a][at].abs().total_cmp(&matrix[b][at].abs()));
        let pivot = pivot.unwrap_or(at);
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        let (above, below) = matrix.split_at_mut(at + 1);
        let row = &above[at];
        for (offset, other) in below.iter_mut().enumerate() {
            let factor = other[at] / row[at];
            other.iter_mut().zip(row).for_each(|(cell, own)| *cell -= factor * own);
            right[at + 1 + offset] -= factor * right[at];
        }
    }
    for at in (0..count).rev() {
        let known: f64 = (at + 1..count).map(|other| matrix[at][other] * right[other]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

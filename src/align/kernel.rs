//! The position kernel: a word counts more where it stands at the same relative place in its bead.

use super::weights::Weights;

const STEPS: usize = 256;

/// K(x) and D(u), its integral over the places in the other sentence, as tables of 256 steps.
#[derive(Clone, Debug)]
pub(crate) struct Kernel {
    at: [f32; STEPS],
    mass: [f32; STEPS],
}

impl Kernel {
    pub(crate) fn new(weights: &Weights) -> Self {
        let (floor, width) = (weights.kernel_floor, weights.kernel_width);
        let step = |index: usize| (index as f32 + 0.5) / STEPS as f32;
        let decay = |x: f32| (-x / width).exp();
        let at = std::array::from_fn(|index| floor + (1.0 - floor) * decay(step(index)));
        let mass = std::array::from_fn(|index| {
            let place = step(index);
            floor + (1.0 - floor) * width * (2.0 - decay(place) - decay(1.0 - place))
        });
        Self { at, mass }
    }

    /// K of the distance of two relative places, 0 to 1.
    pub(crate) fn at(&self, distance: f32) -> f32 {
        self.at[((distance.abs() * STEPS as f32) as usize).min(STEPS - 1)]
    }

    /// D of a relative place: what K sums to there, over the length of the other side.
    pub(crate) fn mass(&self, place: f32) -> f32 {
        self.mass[((place * STEPS as f32) as usize).min(STEPS - 1)]
    }
}

//! The position kernel: two words support each other more the closer their relative positions in the bead.

use super::weights::Weights;

/// Entries of each table. The tables replace an exponential in the inner loops.
const STEPS: usize = 256;

/// Tables of K(x) and of D(u), the integral of K over the positions on the other side.
#[derive(Clone, Debug)]
pub(crate) struct Kernel {
    proximity: [f32; STEPS],
    mass: [f32; STEPS],
}

impl Kernel {
    pub(crate) fn new(weights: &Weights) -> Self {
        let (floor, width) = (weights.kernel_floor, weights.kernel_width);
        let step = |index: usize| (index as f32 + 0.5) / STEPS as f32;
        let decay = |x: f32| (-x / width).exp();
        let proximity = std::array::from_fn(|index| floor + (1.0 - floor) * decay(step(index)));
        let mass = std::array::from_fn(|index| {
            let position = step(index);
            floor + (1.0 - floor) * width * (2.0 - decay(position) - decay(1.0 - position))
        });
        Self { proximity, mass }
    }

    /// K of the distance between two relative positions, 0 to 1.
    pub(crate) fn proximity(&self, distance: f32) -> f32 {
        self.proximity[((distance.abs() * STEPS as f32) as usize).min(STEPS - 1)]
    }

    /// D of a relative position, 0 to 1: the mean of K over the other side.
    pub(crate) fn mass(&self, position: f32) -> f32 {
        self.mass[((position * STEPS as f32) as usize).min(STEPS - 1)]
    }
}

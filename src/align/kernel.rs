//! The position kernel: two words support each other more if their relative positions in the bead are close.

use super::weights::Weights;

/// Number of entries of each table. The tables replace an exponential in the inner loops.
const STEPS: usize = 1024;

/// The relative position of a token in its bead, in steps: a value below [`STEPS`].
pub(crate) type KernelPosition = u16;

/// Converts distances from the start of a bead to positions. The field is the number of steps per unit of distance,
/// in fixed point with 32 fractional bits.
#[derive(Clone, Copy)]
pub(crate) struct Scale(u64);

impl Scale {
    /// Returns the scale of a bead of this length.
    pub(crate) fn of(length: u32) -> Self {
        Self(((STEPS as u64) << 32) / u64::from(length).max(1))
    }

    /// Returns the position at a distance from the start of the bead. The distance is at most the length of the bead.
    #[inline(always)]
    pub(crate) fn position(self, distance: u32) -> KernelPosition {
        ((u64::from(distance) * self.0) >> 32).min(STEPS as u64 - 1) as KernelPosition
    }
}

/// Tables of the position kernel K, which `Weights::kernel_floor` defines. `proximity[d]` is K at a distance of d
/// steps. `inverse_mass[p]` is 1 / D at position p, where D is the mean of K over all positions on the other side of
/// the bead.
#[derive(Clone, Debug)]
pub(crate) struct Kernel {
    proximity: [f32; STEPS],
    inverse_mass: [f32; STEPS],
}

impl Kernel {
    pub(crate) fn new(weights: &Weights) -> Self {
        let (floor, width) = (weights.kernel_floor, weights.kernel_width);
        let decay = |x: f32| (-x / width).exp();
        let proximity =
            std::array::from_fn(|index| floor + (1.0 - floor) * decay(index as f32 / STEPS as f32));
        let inverse_mass = std::array::from_fn(|index| {
            let position = (index as f32 + 0.5) / STEPS as f32;
            1.0 / (floor + (1.0 - floor) * width * (2.0 - decay(position) - decay(1.0 - position)))
        });
        Self { proximity, inverse_mass }
    }

    /// Returns K at the distance between two positions.
    #[inline(always)]
    pub(crate) fn proximity(&self, one: KernelPosition, other: KernelPosition) -> f32 {
        self.proximity[usize::from(one.abs_diff(other)) % STEPS]
    }

    /// Returns 1 / D at a position.
    #[inline(always)]
    pub(crate) fn inverse_mass(&self, position: KernelPosition) -> f32 {
        self.inverse_mass[usize::from(position) % STEPS]
    }
}

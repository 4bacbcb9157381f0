//! The alignment model: its weights and the tables computed from them.

use super::kernel::Kernel;
use super::weights::Weights;

/// The weights with the tables computed from them.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) weights: Weights,
    pub(crate) kernel: Kernel,
}

impl Model {
    pub(crate) fn new(weights: Weights) -> Self {
        Self { kernel: Kernel::new(&weights), weights }
    }
}

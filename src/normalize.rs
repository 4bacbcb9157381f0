//! Unicode form, width, quotes, case, traditional to simplified; offsets back to the original.

mod variants;

pub use variants::{simplified, variant};

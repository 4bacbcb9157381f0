//! Reads finite numbers with serde.

use serde::de::{Deserialize, Deserializer, Error};

/// Reads a number, and refuses infinity and NaN. A number in JSON that is too large for 32 bits would otherwise become
/// infinity, which the readers of the other formats refuse.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<f32, D::Error> {
    let number = f32::deserialize(from)?;
    if number.is_finite() {
        Ok(number)
    } else {
        Err(D::Error::custom("number out of range: write one between -3.4e38 and 3.4e38"))
    }
}

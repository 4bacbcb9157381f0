//! Tables indexed by code, and the bands by which the children of a first character are split into rows.

use crate::tokenize::chinese::characters::CODE_BITS;

/// Number of rows of a first character.
pub(super) const BANDS: usize = 8;
/// The first band holds the codes below 2^FIRST_BAND. Each further band holds as many codes as all bands
/// before it together. Between four and nine bands were tried: with more bands, newspaper text touches fewer
/// cache lines.
const FIRST_BAND: u32 = 5;

/// The band of a second character: the row among those of the first character that holds it. Codes are ranks
/// by frequency.
#[inline(always)]
pub(super) fn band(code: u32) -> usize {
    // The bit keeps the logarithm from falling below that of the first band; 0 has no logarithm.
    let band = (code | 1 << (FIRST_BAND - 1)).ilog2() - (FIRST_BAND - 1);
    (band as usize).min(BANDS - 1)
}

/// The base of a missing row. No row has this base, so each probe from it fails.
pub(super) const NOWHERE: u32 = 0;

/// By band: the base of the row of a first character, [`NOWHERE`] for a missing row.
pub(super) type HeadRows = [u32; BANDS];

/// One item for each possible code. The items of codes without a character are never touched, so they take
/// no memory on systems that allocate zeroed pages lazily.
pub(crate) type ByCode<T> = Box<[T; CODES]>;

pub(crate) const CODES: usize = 1 << CODE_BITS;

/// A table of `items` from code 0, then `T::default()`, whose bytes must be zero.
pub(crate) fn by_code<T: Copy + Default>(items: impl Iterator<Item = T>) -> ByCode<T> {
    let mut table = vec![T::default(); CODES];
    for (place, item) in table.iter_mut().zip(items) {
        *place = item;
    }
    match table.into_boxed_slice().try_into() {
        Ok(table) => table,
        Err(_) => unreachable!("the vector has `CODES` items"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_begin_at_powers_of_two() {
        for (code, expected) in [(0, 0), (1, 0), (31, 0), (32, 1), (63, 1), (64, 2), (2048, 7), (99_999, 7)] {
            assert_eq!(band(code), expected, "{code}");
        }
    }
}

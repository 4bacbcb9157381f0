//! Tables indexed by code, and the bands that the children of a first character are split into.

use crate::tokenize::chinese::characters::CODE_BITS;

/// Rows that the children of a first character are split into.
pub(super) const BANDS: usize = 8;
/// The first band has the codes below two to this power, and each further band as many as all bands before
/// it. Of four to nine bands, more bands touch fewer cache lines on newspaper text.
const FIRST_BAND: u32 = 5;

/// The row of a first character's children that a code belongs to. Codes are ranks by frequency.
#[inline(always)]
pub(super) fn band(code: u32) -> usize {
    // The bit makes the logarithm at least that of the first band, also for code 0.
    let band = (code | 1 << (FIRST_BAND - 1)).ilog2() - (FIRST_BAND - 1);
    (band as usize).min(BANDS - 1)
}

/// The base of a missing row: no row has it, so every probe from it fails.
pub(super) const NOWHERE: u32 = 0;

/// Bases of the rows of a first character, [`NOWHERE`] for missing ones.
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

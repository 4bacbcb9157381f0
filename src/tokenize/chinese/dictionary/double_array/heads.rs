//! The rows of first characters: one row for each band of second characters.

/// Number of bands. Their bases fill half a cache line. Four to nine were tried: more bands touch fewer cache
/// lines, but nine bases take more than half a line.
pub(super) const BANDS: usize = 8;
/// Logarithm to base 2 of the end of the first band. The codes of the bands are `0..32`, `32..64`, `64..128` and so
/// on; the last band holds all codes from 2048 on.
const FIRST_BAND: u32 = 5;

/// Returns the band of a second character. Codes are ranks by frequency.
#[inline(always)]
pub(super) fn band(code: u32) -> usize {
    // Setting this bit gives all codes of the first band, and even code 0, the same logarithm.
    let band = (code | 1 << (FIRST_BAND - 1)).ilog2() - (FIRST_BAND - 1);
    (band as usize).min(BANDS - 1)
}

/// The base of a missing row. No row has this base, so each probe from it fails.
pub(super) const NOWHERE: u32 = 0;

/// The bases of the rows of a first character, four bytes each: [`NOWHERE`] for a missing row.
pub(super) type HeadRows = [u8; 4 * BANDS];

pub(super) const NO_ROWS: HeadRows = [NOWHERE as u8; 4 * BANDS];

#[inline(always)]
pub(super) fn bases(rows: &HeadRows) -> [u32; BANDS] {
    std::array::from_fn(|band| base(rows, band))
}

#[inline(always)]
pub(super) fn base(rows: &HeadRows, band: usize) -> u32 {
    u32::from_le_bytes(rows.as_chunks().0[band])
}

pub(super) fn set_base(rows: &mut HeadRows, band: usize, base: u32) {
    rows.as_chunks_mut().0[band] = base.to_le_bytes();
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

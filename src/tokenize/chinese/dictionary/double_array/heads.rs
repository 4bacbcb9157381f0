//! The rows of first characters. The children of a first character are split into one row for each band of
//! codes.

/// Number of bands: a first character has at most one row for each band. Four to nine bands were tried. With
/// more bands, newspaper text touches fewer cache lines, but with nine the bases of a first character take more
/// than half a cache line.
pub(super) const BANDS: usize = 8;
/// The first band holds the codes below `2^FIRST_BAND`. Each further band holds as many codes as all bands
/// before it together, and the last band also holds all larger codes.
const FIRST_BAND: u32 = 5;

/// The band of a second character, which is the index of its row among the rows of the first character. Codes
/// are ranks by frequency.
#[inline(always)]
pub(super) fn band(code: u32) -> usize {
    // With this bit set, all codes of the first band have the same logarithm, and even code 0 has one.
    let band = (code | 1 << (FIRST_BAND - 1)).ilog2() - (FIRST_BAND - 1);
    (band as usize).min(BANDS - 1)
}

/// The base of a missing row. No row has this base, so each probe from it fails.
pub(super) const NOWHERE: u32 = 0;

/// The bases of the rows of a first character: four bytes for each band, [`NOWHERE`] for a missing row. Half a
/// cache line in total.
pub(super) type HeadRows = [u8; 4 * BANDS];

pub(super) const NO_ROWS: HeadRows = [NOWHERE as u8; 4 * BANDS];

/// The bases of the rows of a first character.
#[inline(always)]
pub(super) fn bases(rows: &HeadRows) -> [u32; BANDS] {
    std::array::from_fn(|band| base(rows, band))
}

/// The base of the row of a band.
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

//! Which characters are traditional and which simplified, and the folding of one to the other.

use crate::HanVariant;
use crate::tables::decode;

/// Rows of `data/han_variants.txt`: `萬万` folds 萬 to 万 and says that 萬 is traditional only;
/// `?乾干` folds, but both ways of writing have the first character; `万` alone is simplified only.
const ROWS: &str = include_str!("../../data/han_variants.txt");

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;
const LEN: usize = (LAST - FIRST + 1) as usize;

/// By code point from [`FIRST`]: the simplified character if that is in the Basic Multilingual
/// Plane and another one, otherwise 0. 55 kB; the few rows outside it are in [`ASTRAL`].
static SIMPLIFIED: [u16; LEN] = TABLES.simplified;
static VARIANT: [u8; LEN] = TABLES.variant;
static ASTRAL: [(u32, u32); ASTRAL_LEN] = TABLES.astral;

/// How many rows have a character above U+FFFF on either side.
const ASTRAL_LEN: usize = read::<0>(ROWS.as_bytes()).astral_rows;
const TRADITIONAL: u8 = 1;
const SIMPLIFIED_ONLY: u8 = 2;

struct Tables<const N: usize> {
    simplified: [u16; LEN],
    variant: [u8; LEN],
    astral: [(u32, u32); N],
    astral_rows: usize,
}

const TABLES: Tables<ASTRAL_LEN> = read(ROWS.as_bytes());

/// Reads the rows while the crate is compiled, so that a look-up needs no start-up.
const fn read<const N: usize>(rows: &[u8]) -> Tables<N> {
    let mut tables = Tables { simplified: [0; LEN], variant: [0; LEN], astral: [(0, 0); N], astral_rows: 0 };
    let mut at = 0;
    while at < rows.len() {
        let both = rows[at] == b'?';
        if both {
            at += 1;
        }
        let (from, next) = decode(rows, at);
        at = next;
        let known = FIRST <= from && from <= LAST;
        if rows[at] == b'\n' {
            if known {
                tables.variant[(from - FIRST) as usize] = SIMPLIFIED_ONLY;
            }
        } else {
            let (to, next) = decode(rows, at);
            at = next;
            if known && !both {
                tables.variant[(from - FIRST) as usize] = TRADITIONAL;
            }
            if known && to <= 0xffff {
                tables.simplified[(from - FIRST) as usize] = to as u16;
            } else {
                if tables.astral_rows < N {
                    tables.astral[tables.astral_rows] = (from, to);
                }
                tables.astral_rows += 1;
            }
        }
        at += 1;
    }
    tables
}

/// The simplified form of a character, or the character itself. One to one, so that a text folded
/// with it has as many characters as before.
///
/// Time O(1); above U+FFFF a binary search.
///
/// ```
/// use bitext::normalize::simplified;
///
/// let folded: String = "臺灣的書".chars().map(simplified).collect();
/// assert_eq!(folded, "台湾的书");
/// ```
#[must_use]
pub fn simplified(c: char) -> char {
    let code = c as u32;
    match code {
        0..FIRST => c,
        FIRST..=LAST => match SIMPLIFIED[(code - FIRST) as usize] {
            0 => folded_astral(c),
            to => char::from_u32(to.into()).unwrap_or(c),
        },
        _ => folded_astral(c),
    }
}

fn folded_astral(c: char) -> char {
    let code = c as u32;
    // Most characters of the plane have no row there; the variant table tells without a search.
    if (FIRST..=LAST).contains(&code) && VARIANT[(code - FIRST) as usize] != TRADITIONAL {
        return c;
    }
    ASTRAL
        .binary_search_by_key(&code, |row| row.0)
        .ok()
        .and_then(|at| char::from_u32(ASTRAL[at].1))
        .unwrap_or(c)
}

/// Which way of writing Chinese a character tells: [`HanVariant::Common`] for one that both have,
/// and for anything that is not Han. Time O(1).
///
/// ```
/// use bitext::{HanVariant, normalize::variant};
///
/// assert_eq!(variant('書'), HanVariant::Traditional);
/// assert_eq!(variant('书'), HanVariant::Simplified);
/// assert_eq!(variant('人'), HanVariant::Common);
/// ```
#[must_use]
pub fn variant(c: char) -> HanVariant {
    match (c as u32).checked_sub(FIRST).and_then(|at| VARIANT.get(at as usize)) {
        Some(&TRADITIONAL) => HanVariant::Traditional,
        Some(&SIMPLIFIED_ONLY) => HanVariant::Simplified,
        _ => HanVariant::Common,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_found_again() {
        let mut rows = 0;
        for row in ROWS.lines() {
            let mut chars = row.trim_start_matches('?').chars();
            let (from, to) = (chars.next().unwrap(), chars.next());
            assert_eq!(simplified(from), to.unwrap_or(from), "{row}");
            rows += 1;
        }
        assert!(rows > 7_000);
        assert!(ASTRAL.is_sorted());
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for c in ('\u{3000}'..='\u{2fa1f}').filter(|&c| simplified(c) != c) {
            assert_eq!(simplified(simplified(c)), simplified(c), "{c}");
        }
    }
}

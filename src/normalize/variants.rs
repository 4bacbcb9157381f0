//! Traditional and simplified characters, and the folding of traditional characters to simplified ones.

use super::unified::unified;
use crate::HanVariant;
use crate::tables::decode;

/// The rows of `data/han_variants.txt`, which have three forms. `萬万` folds 萬 to 万, and marks 萬 as traditional
/// only. `?乾干` folds 乾 to 干, but does not mark 乾, which simplified text uses too. `万` marks 万 as simplified
/// only.
const ROWS: &str = include_str!("../../data/han_variants.txt");

/// The first and last code point of the tables, which cover CJK Extension A to the CJK Unified Ideographs.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;
const LEN: usize = (LAST - FIRST + 1) as usize;

/// `SIMPLIFIED[i]` is the simplified form of the code point `FIRST + i`; 0 if the character has no other form, or one
/// above U+FFFF. The table has 55 kB. The few rows above U+FFFF are in [`ASTRAL`].
static SIMPLIFIED: [u16; LEN] = TABLES.simplified;
/// `VARIANT[i]` describes the code point `FIRST + i`: [`TRADITIONAL`], [`SIMPLIFIED_ONLY`], or 0 for neither.
static VARIANT: [u8; LEN] = TABLES.variant;
/// The traditional and the simplified character of the rows in which one of them is above U+FFFF, sorted by
/// the traditional character.
static ASTRAL: [(u32, u32); ASTRAL_LEN] = TABLES.astral;

/// Number of rows of [`ASTRAL`].
const ASTRAL_LEN: usize = read::<0>(ROWS.as_bytes()).astral_rows;
const TRADITIONAL: u8 = 1;
const SIMPLIFIED_ONLY: u8 = 2;

struct VariantTables<const N: usize> {
    simplified: [u16; LEN],
    variant: [u8; LEN],
    astral: [(u32, u32); N],
    astral_rows: usize,
}

const TABLES: VariantTables<ASTRAL_LEN> = read(ROWS.as_bytes());

/// Parses the rows at compile time, so that a look-up needs no initialization.
const fn read<const N: usize>(rows: &[u8]) -> VariantTables<N> {
    let mut tables =
        VariantTables { simplified: [0; LEN], variant: [0; LEN], astral: [(0, 0); N], astral_rows: 0 };
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

/// Returns the simplified form of a character, or the character itself if it has none. Each character maps to a
/// single character, so the number of characters in a text does not change.
///
/// Time O(1) up to U+9FFF, except for the few characters whose simplified form is above U+FFFF. These characters
/// and the characters above U+9FFF take a binary search.
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

/// Returns the simplified form of a character. A radical or compatibility ideograph is first replaced by the
/// ideograph that it looks like.
#[inline]
pub(crate) fn folded_han(c: char) -> char {
    simplified(unified(c))
}

fn folded_astral(c: char) -> char {
    let code = c as u32;
    // Of the characters in the tables, only traditional characters can have a row in `ASTRAL`. The
    // simplified characters of the tables need no search.
    if (FIRST..=LAST).contains(&code) && VARIANT[(code - FIRST) as usize] != TRADITIONAL {
        return c;
    }
    ASTRAL
        .binary_search_by_key(&code, |row| row.0)
        .ok()
        .and_then(|at| char::from_u32(ASTRAL[at].1))
        .unwrap_or(c)
}

/// Returns whether a character occurs in simplified Chinese only, in traditional Chinese only, or in both. A
/// character outside U+3400 to U+9FFF is always [`HanVariant::Common`]. Time O(1).
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
    fn every_row_of_the_table_is_found() {
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
    fn folding_is_idempotent() {
        for c in ('\u{3000}'..='\u{2fa1f}').filter(|&c| simplified(c) != c) {
            assert_eq!(simplified(simplified(c)), simplified(c), "{c}");
        }
        for c in '\u{2e80}'..='\u{2fa1f}' {
            assert_eq!(folded_han(folded_han(c)), folded_han(c), "{c}");
        }
    }
}

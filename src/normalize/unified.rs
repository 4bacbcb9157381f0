//! Radicals and compatibility ideographs, and the unified ideographs that they look like.

use crate::tables::{decode, rows};

/// Each row has a radical or compatibility ideograph, and its unified ideograph. The rows are sorted by the
/// first column.
const ROWS: &[[&str; 2]] = rows!("unified_ideographs.txt", Sorted);

static UNIFIED: [(char, char); ROWS.len()] = {
    let mut table = [('\0', '\0'); ROWS.len()];
    let mut at = 0;
    while at < ROWS.len() {
        table[at] = (character(ROWS[at][0]), character(ROWS[at][1]));
        at += 1;
    }
    table
};

const fn character(text: &str) -> char {
    let (code, end) = decode(text.as_bytes(), 0);
    match char::from_u32(code) {
        Some(c) if end == text.len() => c,
        _ => panic!("data/unified_ideographs.txt: one character per column expected"),
    }
}

/// Returns the unified ideograph that a radical or compatibility ideograph looks like: `文` for `⽂`. Returns any other
/// character unchanged. Text from PDF files often has radicals in place of ideographs. Time O(log rows) in the blocks
/// of radicals and compatibility ideographs, O(1) elsewhere.
#[inline]
pub(crate) fn unified(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            UNIFIED.binary_search_by_key(&c, |row| row.0).map_or(c, |at| UNIFIED[at].1)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn the_table_agrees_with_compatibility_decomposition() {
        for c in '\u{2e80}'..='\u{2fa1f}' {
            let made: Vec<char> = std::iter::once(c).nfkc().collect();
            if let [to] = made[..]
                && to != c
                && matches!(c, '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..)
            {
                assert_eq!(unified(c), to, "{c} {:x}", c as u32);
            }
        }
        for (radical, ideograph) in [('⽂', '文'), ('⽅', '方'), ('⻋', '车'), ('⺠', '民'), ('金', '金')]
        {
            assert_eq!(unified(radical), ideograph);
        }
        assert!(UNIFIED.iter().all(|&(_, to)| unified(to) == to));
    }
}

//! Columns that a text occupies on a terminal.

use super::class::Script;
use super::invisible::is_invisible;
use crate::tables::rows;

/// Returns the number of terminal columns of `c`: 2 for a wide character, such as a Chinese character, a full-width
/// mark or most emoji; 0 for a combining mark or an invisible character; and 1 for anything else.
///
/// Time O(1) for ASCII and the common Chinese characters, otherwise a binary search.
#[inline]
pub(crate) fn columns(c: char) -> usize {
    match c as u32 {
        0..0x80 => 1,
        0x3400..0xa000 => 2,
        _ => uncommon(c),
    }
}

fn uncommon(c: char) -> usize {
    let code = c as u32;
    let row = WIDE.partition_point(|&(first, _)| first <= code);
    let wide = row.checked_sub(1).is_some_and(|row| code <= WIDE[row].1);
    if wide {
        return 2;
    }
    usize::from(Script::of(c) != Script::Mark && !is_invisible(c) && !is_joined(c))
}

/// Whether `c` is the zero-width space, or a conjoining vowel or final consonant of Hangul.
const fn is_joined(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11ff}' | '\u{200b}')
}

/// Returns the number of terminal columns of `text`. An emoji of several characters counts as two columns.
///
/// Time O(length of `text`).
#[cfg(any(feature = "columns", test))]
pub(crate) fn text_columns(text: &str) -> usize {
    let (mut total, mut last, mut last_columns) = (0, '\0', 0);
    for c in text.chars() {
        let emoji = last_columns == 1 && c == EMOJI_PRESENTATION && may_be_emoji(last);
        let joined = last == JOINER && may_be_emoji(c) || SKIN_TONES.contains(&c) && last_columns == 2;
        let added = if joined { 0 } else { columns(c) + usize::from(emoji) };
        total += added;
        (last, last_columns) = match added {
            _ if joined || emoji => (c, 2),
            0 => (c, last_columns),
            _ => (c, added),
        };
    }
    total
}

/// Whether a terminal shows two adjacent characters as one, such as a letter and its combining mark or two
/// parts of an emoji.
#[cfg(feature = "columns")]
pub(crate) fn are_joined(one: char, other: char) -> bool {
    one == JOINER || columns(other) == 0 || SKIN_TONES.contains(&other) && columns(one) == 2
}

/// Zero-width joiner: combines emoji into one.
#[cfg(any(feature = "columns", test))]
const JOINER: char = '\u{200d}';
/// Variation selector that shows the sign before it as an emoji, two columns wide.
#[cfg(any(feature = "columns", test))]
const EMOJI_PRESENTATION: char = '\u{fe0f}';
#[cfg(any(feature = "columns", test))]
const SKIN_TONES: std::ops::RangeInclusive<char> = '\u{1f3fb}'..='\u{1f3ff}';

#[cfg(any(feature = "columns", test))]
fn may_be_emoji(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '*') || matches!(Script::of(c), Script::Symbol | Script::Emoji)
}

/// Ranges of characters that take two columns: the first and the last code point, in hexadecimal.
const ROWS: &[[&str; 2]] = rows!("wide_characters.txt", Kept);

/// The ranges of [`ROWS`] as numbers, ascending.
static WIDE: [(u32, u32); ROWS.len()] = {
    let mut ranges = [(0, 0); ROWS.len()];
    let mut at = 0;
    while at < ROWS.len() {
        let [first, last] = ROWS[at];
        ranges[at] = (hexadecimal(first), hexadecimal(last));
        assert!(ranges[at].0 <= ranges[at].1, "data/wide_characters.txt: a range ends before it begins");
        assert!(at == 0 || ranges[at - 1].1 < ranges[at].0, "data/wide_characters.txt: ranges do not ascend");
        at += 1;
    }
    ranges
};

const fn hexadecimal(digits: &str) -> u32 {
    match u32::from_str_radix(digits, 16) {
        Ok(number) => number,
        Err(_) => panic!("data/wide_characters.txt: not a hexadecimal number"),
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

    use super::*;

    #[test]
    fn wide_characters_agree_with_unicode() {
        for c in '\0'..=char::MAX {
            let unicode = c.width().unwrap_or(0);
            assert_eq!(columns(c) == 2, unicode == 2 && c != '\u{17a4}', "{c:?} {:x}", c as u32);
        }
        for (c, expected) in [
            ('a', 1),
            ('é', 1),
            ('\u{61c}', 0),
            ('\u{200b}', 0),
            ('\u{180e}', 0),
            ('\u{301}', 0),
            ('“', 1),
            ('，', 2),
            ('ｶ', 1),
            ('\u{feff}', 0),
        ] {
            assert_eq!((columns(c), c.width()), (expected, Some(expected)), "{c:?}");
        }
    }

    #[test]
    fn emoji_of_several_characters_take_two_columns() {
        for text in
            ["👩‍❤️‍👨", "👍🏽", "☺️", "1️⃣", "🇨🇳", "👨‍👩‍👧‍👦 at home", "cafe\u{301}", "𠮷野家 2️⃣ 楼", "😀😀", "❤️❤️"]
        {
            assert_eq!(text_columns(text), text.width(), "{text}");
        }
    }
}

//! The shape of a line: its width, and where it can be broken.

use crate::script::ascii::ascii_end;
use crate::script::{columns, is_cjk};

/// Number of columns by which a full Chinese line may be narrower than the margin. No line starts with `，`, so
/// `茶，` moves to the next line as a whole: four columns.
const CHINESE_SLACK: usize = 4;

/// Maximum number of characters that are measured of a word. A longer word fits on no line.
const MAX_WORD: usize = 120;

/// The width of a line, and the properties that decide where it can be broken.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LineShape {
    pub(crate) columns: usize,
    pub(super) chars: usize,
    pub(super) chinese: bool,
    blanks: bool,
    /// Number of marks that are two columns wide in some fonts and one in others.
    ambiguous: usize,
}

impl LineShape {
    /// Returns the shape of a line.
    ///
    /// Time O(length of `line`).
    pub(crate) fn of(line: &str) -> Self {
        Self::within(line, usize::MAX)
    }

    /// Like [`LineShape::of`], but stops once the part read is wider than `limit` columns and can be broken.
    pub(super) fn within(line: &str, limit: usize) -> Self {
        let mut shape = Self::default();
        let bytes = line.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                let end = ascii_end(bytes, at);
                shape.columns += end - at;
                shape.chars += end - at;
                shape.blanks |= bytes[at..end].contains(&b' ');
                at = end;
            } else if let (count @ 1.., chinese) =
                common_wide(&bytes[at..], limit.saturating_sub(shape.columns) / 2 + 1)
            {
                shape.columns += 2 * count;
                shape.chars += count;
                shape.chinese |= chinese;
                at += 3 * count;
            } else {
                let Some(c) = line.get(at..).and_then(|rest| rest.chars().next()) else { break };
                shape.columns += columns(c);
                shape.chars += 1;
                shape.chinese |= is_cjk(c);
                shape.ambiguous += usize::from(matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·'));
                at += c.len_utf8();
            }
            if shape.columns > limit && shape.is_breakable() {
                break;
            }
        }
        shape
    }

    /// Returns a shape with the properties of the line that are found without reading each character: the number of
    /// characters, whether one of them is Chinese, and for the columns an upper limit, which includes the ambiguous marks.
    /// The other properties are not set. Returns `None` if the line does not begin with a Chinese character and is not
    /// ASCII.
    pub(super) fn at_most(line: &str) -> Option<Self> {
        let LineLimits { columns, chars } = LineLimits::of(line);
        let chinese = line.starts_with(is_cjk);
        (chinese || chars == line.len()).then(|| Self { columns, chars, chinese, ..Self::default() })
    }

    /// Whether the line contains a possible line break. A web address contains none.
    pub(super) const fn is_breakable(self) -> bool {
        self.chinese || self.blanks
    }
}

/// Upper limits for the shape of a line, computed from eight bytes at a time. Reading the characters one by one takes
/// longer, because the processor does not predict which kind of character comes next.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineLimits {
    /// Maximum number of columns, plus the number of ambiguous marks.
    pub(super) columns: usize,
    /// Number of characters.
    pub(super) chars: usize,
}

impl LineLimits {
    /// Time O(length of `line`).
    pub(super) fn of(line: &str) -> Self {
        let bytes = line.as_bytes();
        let (words, rest) = bytes.as_chunks();
        // The last one to seven bytes, and zeros.
        let last = match bytes.last_chunk() {
            Some(&last) if !rest.is_empty() => u64::from_le_bytes(last) >> (64 - 8 * rest.len()),
            _ => rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
        };
        let (mut wide, mut continuations) = (total(wide_leads(last)), total(continuation_bytes(last)));
        // The sums of at most 255 words fit in bytes.
        for words in words.chunks(255) {
            let (mut wide_sums, mut continuation_sums) = (0, 0);
            for &word in words {
                wide_sums += wide_leads(u64::from_le_bytes(word));
                continuation_sums += continuation_bytes(u64::from_le_bytes(word));
            }
            wide += total(wide_sums);
            continuations += total(continuation_sums);
        }
        Self { columns: line.len() - wide, chars: line.len() - continuations }
    }
}

/// The high bit of each byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Returns 1 in each byte of `word` that begins a character from U+3000 on, and 0 in the others. These characters have at
/// least three bytes, and at most two columns. Any other character has at most as many columns as bytes.
#[inline(always)]
fn wide_leads(word: u64) -> u64 {
    // Adding 0x1d to the low seven bits of 0xe3 sets the high bit.
    (((word & !HIGH) + 0x1d1d_1d1d_1d1d_1d1d) & word & HIGH) >> 7
}

/// Returns 1 in each byte of `word` that continues a character, and 0 in the others.
#[inline(always)]
fn continuation_bytes(word: u64) -> u64 {
    (word & !(word << 1) & HIGH) >> 7
}

/// Returns the sum of the eight bytes.
#[inline(always)]
fn total(bytes: u64) -> usize {
    let even = 0x00ff_00ff_00ff_00ff;
    let pairs = (bytes & even) + (bytes >> 8 & even);
    (pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
}

/// Counts the characters at the start of `bytes`, up to `most`, that are two columns wide and common: Chinese
/// characters, full-width marks and letters, `、`, `。` and brackets. Also returns whether any of them is a Chinese
/// character.
fn common_wide(bytes: &[u8], most: usize) -> (usize, bool) {
    let (mut count, mut any_chinese) = (0, false);
    for &[first, second, third] in bytes.as_chunks().0.iter().take(most) {
        // One comparison recognizes U+4E00 to U+9FFF, by far the most frequent of these characters.
        if (0xe4b8..0xea00).contains(&u16::from_be_bytes([first, second])) {
            any_chinese = true;
        } else if !matches!(
            (first, second, third),
            (0xef, 0xbc, 0x81..) | (0xe3, 0x80, 0x81 | 0x82 | 0x88..=0x91)
        ) {
            break;
        }
        count += 1;
    }
    (count, any_chinese)
}

/// Whether the first word of the next line does not fit on this line, in a text that is `width` columns wide.
pub(super) fn is_full(line: LineShape, next: &str, width: usize) -> bool {
    let chinese = line.chinese || next.starts_with(is_cjk);
    // Chinese needs no blank before the next word.
    let between = if chinese { CHINESE_SLACK + line.ambiguous } else { 1 };
    line.columns + between + first_word(next) > width
}

/// Returns the width, in columns, of the first word or Chinese character of a line. No line break is possible inside
/// it.
fn first_word(line: &str) -> usize {
    let mut needed = 0;
    for c in line.chars().take(MAX_WORD) {
        if c.is_whitespace() {
            break;
        }
        if is_cjk(c) {
            return needed.max(columns(c));
        }
        needed += columns(c);
    }
    needed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_lines() {
        for (line, columns, chars) in [
            ("", 0, 0),
            ("The ferry leaves at seven each day.", 35, 35),
            ("渡轮每天早上七点离开小岛", 24, 12),
            (&"渡轮“Aurora”".repeat(400), 6400, 4000),
        ] {
            let limits = LineLimits::of(line);
            assert_eq!((limits.columns, limits.chars), (columns, chars), "{line}");
            let shape = LineShape::of(line);
            assert!(shape.columns + shape.ambiguous <= columns && shape.chars == chars, "{line}");
        }
    }

    #[test]
    fn shapes_agree_with_the_classes_of_characters() {
        for c in '\0'..=char::MAX {
            let shape = LineShape::of(c.encode_utf8(&mut [0; 4]));
            assert_eq!(
                (shape.columns, shape.chars, shape.chinese, shape.blanks),
                (columns(c), 1, is_cjk(c), c == ' '),
                "{c:?}"
            );
            let limits = LineLimits::of(c.encode_utf8(&mut [0; 4]));
            assert!(limits.columns >= shape.columns + shape.ambiguous && limits.chars == 1, "{c:?}");
        }
    }
}

//! The spelling of one Latin word: where it ends, its capitals, its hash.

use crate::Script;

use super::features::{LONGEST, SEED, hash, mix};

/// The end, the number of capitals and the hash of a word of Latin letters. Apostrophes may be between the letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordShape {
    pub(super) end: usize,
    pub(super) capitals: u32,
    pub(super) hash: u64,
}

/// Returns the same byte eight times.
const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

impl WordShape {
    /// Reads the word that begins at `start`. Time O(length of the word).
    pub(super) fn read(text: &str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let (mut end, mut capitals, mut hash) = (start, 0, SEED);
        // Reads eight letters per step as long as all are ASCII.
        while let Some(Ok(part)) = bytes.get(end..end + 8).map(<[u8; 8]>::try_from) {
            let part = u64::from_le_bytes(part);
            let lower = part | eight(0x20);
            // The high bit of a byte of `letters` is set if the same byte of `part` is an ASCII letter. Every byte of
            // `low` is at most 127, so no addition carries into the next byte.
            let low = lower & eight(0x7f);
            let from_a = low + eight(0x80 - b'a');
            let after_z = low + eight(0x7f - b'z');
            let letters = from_a & !after_z & !part & eight(0x80);
            let outside = !letters & eight(0x80);
            let count = outside.trailing_zeros() / 8;
            // All bits of the bytes before the first byte that is no letter.
            let mask = ((outside & outside.wrapping_neg()) >> 7).wrapping_sub(1);
            // The product sums the eight bytes in the highest byte.
            capitals += (((!part & eight(0x20) & mask) >> 5).wrapping_mul(eight(1)) >> 56) as u32;
            if mask & lower != 0 {
                hash = mix(hash, lower & mask);
            }
            end += count as usize;
            if count < 8 {
                return match bytes.get(end) {
                    Some(b'\'' | 0x80..) => Self::read_slowly(text, start),
                    _ => Self { end, capitals, hash },
                };
            }
        }
        Self::read_slowly(text, start)
    }

    /// Does the same as [`WordShape::read`], character by character, for any letters.
    fn read_slowly(text: &str, start: usize) -> Self {
        let rest = text.get(start..).unwrap_or_default();
        let (mut end, mut capitals) = (0, 0);
        let mut letters = [0u8; LONGEST];
        let mut len = 0;
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let letter = match c {
                'a'..='z' => c as u8,
                'A'..='Z' => {
                    capitals += 1;
                    c.to_ascii_lowercase() as u8
                }
                '\'' | '’' if chars.peek().is_some_and(|&(_, next)| Script::of(next) == Script::Latin) => {
                    b'\''
                }
                '\0'..='\x7f' => break,
                _ => match Script::of(c) {
                    // `0xff` occurs in no word of the table.
                    Script::Latin => 0xff,
                    Script::Mark if at > 0 => 0xff,
                    _ => break,
                },
            };
            end = at + c.len_utf8();
            if let Some(slot) = letters.get_mut(len) {
                *slot = letter;
                len += 1;
            }
        }
        Self { end: start + end, capitals, hash: hash(letters.get(..len).unwrap_or(&letters)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fast_and_slow_path_agree() {
        let text =
            "The QUICK brownfoxes jumped over internationalisation, twelvelettr isn't naïve; ab zz [a] {z} A";
        for (at, _) in text.char_indices().filter(|&(_, c)| c.is_ascii_alphabetic()) {
            let (fast, slow) = (WordShape::read(text, at), WordShape::read_slowly(text, at));
            assert_eq!(
                (fast.end, fast.capitals, fast.hash),
                (slow.end, slow.capitals, slow.hash),
                "{}",
                &text[at..]
            );
        }
    }
}

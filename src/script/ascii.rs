//! Finds the ends of ASCII runs and of lines, eight bytes per step. Most runs are short, and a loop over single
//! bytes loses most of its time to the mispredicted branch at its end.

const HIGH: u64 = 0x8080_8080_8080_8080;

/// Returns a byte, repeated eight times.
const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Returns the end of the run of ASCII bytes that starts at offset `at`.
#[inline]
pub(crate) fn ascii_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at;
    // Two words a step: half of the runs between Chinese characters are longer than one.
    while let Some(&words) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let high = u128::from_le_bytes(words) & (u128::from(HIGH) << 64 | u128::from(HIGH));
        if high != 0 {
            return at + high.trailing_zeros() as usize / 8;
        }
        at += 16;
    }
    run_end(bytes, at, |word| word & HIGH, u8::is_ascii)
}

/// Returns the end of the run of ASCII letters and digits that starts at offset `at`.
#[inline]
pub(crate) fn alphanumeric_end(bytes: &[u8], at: usize) -> usize {
    run_end(bytes, at, not_alphanumeric, u8::is_ascii_alphanumeric)
}

/// Returns the offset of the first line break, `\n` or `\r`, from `at` on, or the length of `bytes` if there is
/// none.
#[inline]
pub(crate) fn line_end(bytes: &[u8], mut at: usize) -> usize {
    // Nearly all words without a byte below 0x10 are passed over by a test that takes a third of the instructions.
    while let Some(&word) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(word);
        if word.wrapping_sub(eight(0x10)) & !word & HIGH != 0 && line_breaks(word) != 0 {
            break;
        }
        at += 8;
    }
    run_end(bytes, at, line_breaks, |&byte| !matches!(byte, b'\n' | b'\r'))
}

/// Returns the offset of the first `byte` from `at` on, or the length of `bytes` if there is none.
#[inline]
pub(crate) fn byte_offset(bytes: &[u8], at: usize, byte: u8) -> usize {
    run_end(bytes, at, |word| zeros(word ^ eight(byte)), |&other| other != byte)
}

/// Returns the end of the run of ASCII letters that starts at offset `at`.
#[inline]
pub(crate) fn letters_end(bytes: &[u8], at: usize) -> usize {
    run_end(bytes, at, not_letters, u8::is_ascii_alphabetic)
}

/// Returns the end of the run of bytes from `at` on for which `is_in` is true.
///
/// `outside` makes the opposite test for eight bytes. It returns 0 if all eight are in the run. Otherwise the
/// lowest bit that it sets is the high bit of the first byte outside the run.
#[inline(always)]
fn run_end(bytes: &[u8], mut at: usize, outside: impl Fn(u64) -> u64, is_in: impl Fn(&u8) -> bool) -> usize {
    while let Some(&word) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let outside = outside(u64::from_le_bytes(word));
        if outside != 0 {
            return at + outside.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    // Fewer than eight bytes are left: read the last eight, and shift out the bytes before `at`.
    let left = bytes.len().saturating_sub(at);
    match bytes.last_chunk() {
        Some(&word) if left > 0 => {
            let outside = outside(u64::from_le_bytes(word) >> (64 - 8 * left));
            at + left.min(outside.trailing_zeros() as usize / 8)
        }
        _ => at + bytes.get(at..).unwrap_or(&[]).iter().take_while(|byte| is_in(byte)).count(),
    }
}

/// Sets the high bit of each byte that is not an ASCII letter or digit.
#[inline(always)]
fn not_alphanumeric(word: u64) -> u64 {
    // No sum carries into the next byte: both summands are at most 127.
    let low = word & !HIGH;
    let from = |word: u64, first: u8| word + eight(0x80 - first);
    let within = |word: u64, first: u8, last: u8| from(word, first) & !from(word, last + 1);
    let letters = within(low | eight(b' '), b'a', b'z');
    let digits = within(low, b'0', b'9');
    (!(letters | digits) | word) & HIGH
}

/// Sets the high bit of each byte that is 0. Bits above the lowest set bit may be wrong, because the subtraction
/// borrows.
#[inline(always)]
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(eight(1)) & !word & HIGH
}

/// Sets the high bit of each byte that is a line break. Bits above the lowest set bit may be wrong.
#[inline(always)]
fn line_breaks(word: u64) -> u64 {
    zeros(word ^ eight(b'\n')) | zeros(word ^ eight(b'\r'))
}

/// Sets the high bit of each byte that is not an ASCII letter.
#[inline(always)]
fn not_letters(word: u64) -> u64 {
    // Clearing bit 5 turns letters into capitals, and no other ASCII character into a letter.
    let upper = word & eight(0x5f);
    let below = !(upper + eight(0x80 - b'A'));
    let above = upper + eight(0x80 - b'Z' - 1);
    (below | above | word) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_offset() {
        for byte in 0..=255_u8 {
            for place in 0..20 {
                let mut bytes = *b"abcXYZ019zAZ7890aMmQ";
                bytes[place] = byte;
                let expected = if byte.is_ascii_alphanumeric() { 20 } else { place };
                assert_eq!(alphanumeric_end(&bytes, 0), expected, "{byte} at {place}");
                assert_eq!(alphanumeric_end(&bytes, place), expected, "{byte} at {place}");
                let expected = if matches!(byte, b'\n' | b'\r') { 64 + place } else { 84 };
                assert_eq!(line_end(&[&[b'a'; 64][..], &bytes].concat(), 1), expected, "{byte} at {place}");
                let expected = if byte.is_ascii() { 20 } else { place };
                assert_eq!(ascii_end(&bytes, 0), expected, "{byte} at {place}");
                let expected = if matches!(byte, b'\n' | b'\r') { place } else { 20 };
                assert_eq!(line_end(&bytes, 0), expected, "{byte} at {place}");
                let first = bytes.iter().position(|&other| other == byte).unwrap_or(20);
                assert_eq!(byte_offset(&bytes, 0, byte), first, "{byte} at {place}");
                assert_eq!(byte_offset(&bytes, place, byte), place, "{byte} at {place}");
                assert_eq!(byte_offset(&bytes[..place], 0, byte), first.min(place), "{byte} at {place}");
                let mut letters = *b"abcdefghijXYZlmnopQR";
                letters[place] = byte;
                let expected = if byte.is_ascii_alphabetic() { 20 } else { place };
                assert_eq!(letters_end(&letters, 0), expected, "{byte} at {place}");
            }
        }
        assert_eq!((alphanumeric_end(b"", 0), ascii_end(b"ab", 2)), (0, 2));
    }
}

//! Numbers in labels.

use crate::numbers::numeral;

/// Returns the number in a label: digits, a Roman numeral, a letter or a Chinese numeral.
pub(super) fn ordinal(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits {
        return text.parse().ok();
    }
    if let Some(number) = roman(text) {
        return Some(number);
    }
    if let [letter @ (b'a'..=b'z' | b'A'..=b'Z')] = text.as_bytes() {
        return Some(u64::from(letter.to_ascii_lowercase() - b'a') + 1);
    }
    match numeral(text) {
        Some((value, taken)) if taken == text.chars().count() && value < 1000 => Some(value),
        _ => None,
    }
}

/// Returns the value of a Roman numeral from `I` to `XXXIX`, in upper or lower case. A lone `i` is 1 rather than the
/// ninth letter, because a list has a first item more often than a ninth.
pub(super) fn roman(text: &str) -> Option<u64> {
    let upper = text.to_ascii_uppercase();
    let tens = upper.bytes().take_while(|&byte| byte == b'X').count();
    let unit = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
        .iter()
        .position(|numeral| *numeral == &upper[tens..])?;
    (text.len() <= 7 && tens <= 3 && tens + unit > 0).then_some((10 * tens + unit) as u64)
}

/// Returns the length in bytes and the values of the numbers at the start of `text`, such as `3.1`, `12` or `十二`.
pub(super) fn numbers(text: &str) -> Option<(usize, Vec<u64>)> {
    let len = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let digits = text[..len].trim_end_matches('.');
    if digits.is_empty() {
        let (value, taken) = numeral(text)?;
        let len = text.chars().take(taken).map(char::len_utf8).sum();
        return Some((len, vec![value]));
    }
    let numbers: Option<Vec<u64>> = digits.split('.').map(|part| part.parse().ok()).collect();
    Some((digits.len(), numbers?))
}

//! Chinese numerals and their values.

/// Upper limit of the values, exclusive.
const LIMIT: u64 = 10_u64.pow(18);
/// Maximum length of a numeral in characters. The longest numerals below [`LIMIT`] have about half as many. Without the
/// limit, text that looks like a numeral up to a digit too many would be read to its end from each of its characters.
const MAX_CHARS: usize = 64;

/// Returns the value of the Chinese numeral (digits and 十百千万亿) that `text` starts with, and the length of the
/// numeral in characters. Returns `None` if `text` does not start with a numeral, if the value is 10^18 or more, or
/// if the numeral has more than [`MAX_CHARS`] characters.
///
/// Time O(1).
///
/// ```text
/// 三万二千 -> 32000    二〇二四 -> 2024    十五 -> 15    两百 -> 200    一百零五 -> 105
/// ```
pub(crate) fn numeral(text: &str) -> Option<(u64, usize)> {
    // After 三万二千五, `total` is 30000, `section` is 2000, and `digits` is 5.
    let mut total: u64 = 0;
    let mut section: u64 = 0;
    let mut digits: Option<u64> = None;
    let mut taken = 0;
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            // Consecutive digits are positional, as in years.
            digits = Some(digits.unwrap_or_default().checked_mul(10)?.checked_add(digit)?);
        } else if let Some(unit) = unit(c) {
            if unit < 10_000 {
                section = section.checked_add(digits.take().unwrap_or(1).checked_mul(unit)?)?;
            } else {
                let below = section.checked_add(digits.take().unwrap_or_default())?;
                if below == 0 && total == 0 {
                    break;
                }
                total = if unit > 10_000 {
                    total.checked_add(below)?.checked_mul(unit)?
                } else {
                    total.checked_add(below.checked_mul(unit)?)?
                };
                section = 0;
            }
        } else {
            break;
        }
        taken += 1;
        if taken > MAX_CHARS {
            return None;
        }
    }
    let value = total.checked_add(section)?.checked_add(digits.unwrap_or_default())?;
    (taken > 0 && value < LIMIT).then_some((value, taken))
}

/// Returns the number of zeros of the unit (百, 千, 万, 亿 or 万亿) that `text` starts with, and the length of the unit
/// in bytes: 4 and 3 for `万元`.
pub(crate) fn chinese_zeros(text: &str) -> Option<(usize, usize)> {
    let mut chars = text.chars();
    let zeros = match chars.next()? {
        '百' => 2,
        '千' => 3,
        '万' if text.starts_with("万亿") => return Some((12, "万亿".len())),
        '万' => 4,
        '亿' => 8,
        _ => return None,
    };
    Some((zeros, text.len() - chars.as_str().len()))
}

fn digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<u64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_have_their_values() {
        let cases = [
            ("三万二千", Some((32_000, 4))),
            ("二〇二四年", Some((2024, 4))),
            ("十五", Some((15, 2))),
            ("两百人", Some((200, 2))),
            ("一百零五", Some((105, 4))),
            ("十二亿三千万", Some((1_230_000_000, 6))),
            ("四十", Some((40, 2))),
            ("万一", None),
            ("人", None),
            ("九九九九九九九九九九九九九九九九九九九九九", None),
            (&"一十".repeat(MAX_CHARS / 2), Some((320, 64))),
            (&"一十".repeat(MAX_CHARS), None),
        ];
        for (text, expected) in cases {
            assert_eq!(numeral(text), expected, "{text}");
        }
    }
}

//! Chinese numerals: their value.

use crate::tables::sequence;

/// The value of the numeral that a text starts with, in digits and 十百千万亿, with the
/// number of characters it takes; none if there is no numeral or its value passes 10^18.
///
/// ```text
/// 三万二千 -> 32000    二〇二四 -> 2024    十五 -> 15    两百 -> 200    一百零五 -> 105
/// ```
pub(crate) fn numeral(text: &str) -> Option<(u64, usize)> {
    let mut total: u64 = 0; // sections that a 万 or 亿 has closed
    let mut section: u64 = 0; // below the last 万
    let mut digits: Option<u64> = None; // digits not yet multiplied
    let mut taken = 0;
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            // Digits in a row are written out as in years.
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
    }
    let value = total.checked_add(section)?.checked_add(digits.unwrap_or_default())?;
    (taken > 0 && value < 10_u64.pow(18)).then_some((value, taken))
}

/// The number in `digits` times ten to the power of `zeros`, exact, without separators and needless zeros:
/// `10.2` and 8 give `1020000000`.
pub(crate) fn scaled(digits: &str, zeros: usize) -> String {
    let plain = digits.replace(',', "");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = whole.to_owned();
    out.push_str(&part[..zeros.min(part.len())]);
    out.extend(std::iter::repeat_n('0', zeros.saturating_sub(part.len())));
    let rest = part.get(zeros..).unwrap_or_default().trim_end_matches('0');
    let mut out = out.trim_start_matches('0').to_owned();
    if out.is_empty() {
        out.push('0');
    }
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// Zeros of the unit that a Chinese text starts with: `万` has 4, `亿` 8.
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

/// Zeros of an English unit, in the singular.
pub(crate) fn english_zeros(word: &str) -> Option<usize> {
    Some(match word {
        "hundred" => 2,
        "thousand" => 3,
        "million" => 6,
        "billion" => 9,
        "trillion" => 12,
        _ => return None,
    })
}

/// English names of the months.
pub(crate) const MONTHS: &[&str] = sequence!("months.txt");

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

/// English names of 0 to 20.
pub(crate) const UNITS: &[&str] = sequence!("english_units.txt");
/// English names of the tens, from 0.
pub(crate) const TENS: [&str; 10] =
    ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_multiples() {
        let cases = [
            ("10.2", 8, "1020000000"),
            ("1.02", 9, "1020000000"),
            ("32,000", 0, "32000"),
            ("3.60", 0, "3.6"),
            ("0.5", 1, "5"),
            ("007", 0, "7"),
            ("0.0", 0, "0"),
        ];
        for (digits, zeros, expected) in cases {
            assert_eq!(scaled(digits, zeros), expected, "{digits} {zeros}");
        }
    }

    #[test]
    fn values() {
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
        ];
        for (text, expected) in cases {
            assert_eq!(numeral(text), expected, "{text}");
        }
    }
}

//! Exact decimal numbers as text.

/// Returns `digits` times 10 to the power of `zeros`, computed exactly: `10.2` and 8 give `1020000000`. The
/// result has no thousands separators, no leading zeros, and no trailing zeros after the decimal point.
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

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn multiples_are_exact() {
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
}

//! Recognizes lines that contain only a page number.

/// Maximum number of digits in a page number.
const MAX_DIGITS: usize = 4;

/// Maximum length of a line that is examined, in bytes.
const MAX_LINE: usize = 40;

/// Returns the page number if a line contains nothing else: `12`, `- 12 -`, `Page 12 of 30`, `12 / 30`, `第12页`.
///
/// Time O(1).
pub(super) fn page_number(line: &str) -> Option<u32> {
    if line.len() > MAX_LINE {
        return None;
    }
    let sign =
        |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '·' | '•' | '~' | '|' | '[' | ']');
    let text = line.trim_matches(sign);
    let text = text.strip_prefix('第').unwrap_or(text).trim_start();
    let text = match text.get(..4) {
        Some(word) if word.eq_ignore_ascii_case("page") => text[4..].trim_start(),
        _ => text,
    };
    let (number, rest) = leading_number(text)?;
    let rest = rest.trim_start_matches(sign);
    let rest = rest.strip_prefix(['页', '頁']).unwrap_or(rest).trim_start_matches([' ', '，', ',', '/', '|']);
    let rest =
        rest.strip_prefix("of ").or_else(|| rest.strip_prefix(['共', '/'])).unwrap_or(rest).trim_start();
    let rest = match leading_number(rest) {
        Some((all, rest)) if all >= number => rest.trim_start(),
        _ => rest,
    };
    matches!(rest, "" | "页" | "頁" | "Page" | "PAGE").then_some(number)
}

/// Returns the number at the start of a text, and the text after the number.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number = text[..end].parse().ok().filter(|_| end <= MAX_DIGITS)?;
    Some((number, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages() {
        let rows = [
            ("12", Some(12)),
            ("- 12 -", Some(12)),
            ("— 7 —", Some(7)),
            ("Page 12", Some(12)),
            ("page 3 of 30", Some(3)),
            ("12 / 30", Some(12)),
            ("12 | Page", Some(12)),
            ("第12页", Some(12)),
            ("第 12 页 共 30 页", Some(12)),
            ("第12页，共30页", Some(12)),
            ("[12]", Some(12)),
            ("12.", None),
            ("12 boxes", None),
            ("30 / 12", None),
            ("2024年", None),
            ("12345", None),
            ("Page", None),
            ("第十二章", None),
            ("", None),
        ];
        for (line, expected) in rows {
            assert_eq!(page_number(line), expected, "{line}");
        }
    }
}

//! Bounds the depth of lists. For each blank line of code, the parser takes time in proportion to the depth.

use super::edit::Edit;
use crate::Span;

/// Maximum column of a list marker, counted from 0. The marker of a list is at least two columns to the right of the
/// marker of the list around it, so lists have at most 101 levels.
const MAX_COLUMN: usize = 200;

/// Maximum number of columns that a tab takes.
const TAB: usize = 4;

/// Maximum number of digits in a list marker, as in `CommonMark`.
const MAX_DIGITS: usize = 9;

/// Appends edits that turn each list marker after [`MAX_COLUMN`] into text, together with the markers after it on its
/// line.
///
/// Time O(length of the page).
pub(super) fn bounded(page: &str, edits: &mut Vec<Edit>) {
    let mut start = 0;
    for line in page.split_inclusive(['\n', '\r']) {
        if let Some(at) = deep_marker(line) {
            // A character reference is text in Markdown and in HTML.
            let reference = format!("&#{};", line.as_bytes()[at]);
            edits.push(Edit::replace(Span::new(start + at, start + at + 1), reference));
        }
        start += line.len();
    }
}

/// Returns the offset of the last character of the first list marker after [`MAX_COLUMN`].
fn deep_marker(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    if bytes.len() <= MAX_COLUMN / TAB {
        return None;
    }
    let (mut at, mut column) = (0, 0);
    loop {
        let len = match bytes.get(at)? {
            b'\t' => {
                column += TAB - 1;
                1
            }
            // Marks of quotations and definitions, which may contain lists.
            b' ' | b'>' | b':' => 1,
            // A definition of a footnote.
            b'[' if line[at..].starts_with("[^") => line[at..].find("]:")? + "]:".len(),
            _ => {
                let len = marker_len(&bytes[at..])?;
                if column > MAX_COLUMN {
                    return (!is_in_rule(line, at)).then_some(at + len - 1);
                }
                len
            }
        };
        at += len;
        column += len;
    }
}

/// Returns the length of the list marker at the start of `text`, such as `-` or `1.`.
fn marker_len(text: &[u8]) -> Option<usize> {
    let digits = text.iter().take(MAX_DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
    let is_mark = match text.get(digits)? {
        b'-' | b'+' | b'*' => digits == 0,
        b'.' | b')' => digits > 0,
        _ => false,
    };
    let is_apart = text.get(digits + 1).is_none_or(u8::is_ascii_whitespace);
    (is_mark && is_apart).then_some(digits + 1)
}

/// Whether the mark at `at` belongs to a horizontal rule at the end of the line, such as `- - -`.
fn is_in_rule(line: &str, at: usize) -> bool {
    let line = line.trim_end();
    let Some(mark) = line.chars().next_back().filter(|mark| matches!(mark, '-' | '*')) else { return false };
    let before = line.trim_end_matches([mark, ' ', '\t']).len();
    at >= before && line[before..].matches(mark).count() > 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::markdown::edit::apply;

    #[test]
    fn deep_markers_are_text() {
        let deep = "- ".repeat(101);
        let rows = [
            (format!("{deep}- a"), format!("{deep}&#45; a")),
            (format!("a\r{deep}- + a\n- b"), format!("a\r{deep}&#45; + a\n- b")),
            (format!("{deep}12) a"), format!("{deep}12&#41; a")),
            (format!("> [^1]: {deep}* a"), format!("> [^1]: {}&#45; - - - * a", "- ".repeat(97))),
            (format!("{}- a", "\t".repeat(51)), format!("{}&#45; a", "\t".repeat(51))),
            (format!("{}- a", "\t".repeat(50)), format!("{}- a", "\t".repeat(50))),
            (deep.repeat(2), deep.repeat(2)),
            (format!("{deep}- - -"), format!("{deep}- - -")),
            (format!("{deep}+ - - -"), format!("{deep}&#43; - - -")),
            (format!("{deep}-a"), format!("{deep}-a")),
            (format!("a {deep}"), format!("a {deep}")),
        ];
        for (page, expected) in rows {
            let mut edits = Vec::new();
            bounded(&page, &mut edits);
            assert_eq!(apply(&page, edits).text, expected, "{page}");
        }
    }
}

//! Cuts a line into cells, which are the columns of a table or menu.

use crate::Span;

/// Cuts a line into cells at tabs, at bars next to a blank, at ideographic spaces, and at two blanks or more. Two
/// blanks after a sentence do not separate cells.
///
/// Time O(length of `line`).
pub(crate) fn cut_cells(page: &str, line: Span) -> Vec<Span> {
    let text = line.of(page);
    let bytes = text.as_bytes();
    let mut cells = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut push = |start: usize, end: usize| {
        let cell = trimmed(page, Span::new(line.start + start, line.start + end));
        if !cell.is_empty() {
            cells.push(cell);
        }
    };
    while at < bytes.len() {
        let run = text[at..].find(|c: char| !in_gap(c)).unwrap_or(text.len() - at);
        let gap = &text[at..at + run];
        if run == 0 {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        } else if is_gap(gap) && !(gap == "  " && after_sentence(&text[..at])) {
            push(start, at);
            at += run;
            start = at;
        } else {
            at += run;
        }
    }
    push(start, bytes.len());
    cells
}

/// Whether a gap between two cells may contain `c`.
fn in_gap(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}' | '|')
}

/// Whether blanks and bars are a gap between two cells.
fn is_gap(run: &str) -> bool {
    run.contains(['\t', '\u{3000}']) || run.contains("  ") || run.contains(" |") || run.contains("| ")
}

/// Whether a sentence ends at the end of `before`. Some writers put two blanks after a sentence.
fn after_sentence(before: &str) -> bool {
    before.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '?', '!'])
}

/// Returns `span` without white space and other invisible characters at its ends.
pub(super) fn trimmed(page: &str, span: Span) -> Span {
    let blank = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}');
    let text = span.of(page);
    let start = span.start + (text.len() - text.trim_start_matches(blank).len());
    Span::new(start, start + text.trim_matches(blank).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_between_cells() {
        let rows: [(&str, &[&str]); 6] = [
            ("Soup\t汤\t¥12", &["Soup", "汤", "¥12"]),
            ("Home | News | 首页", &["Home", "News", "首页"]),
            ("| a | b |", &["a", "b"]),
            ("名字\u{3000}地址", &["名字", "地址"]),
            ("It rained.  We stayed.", &["It rained.  We stayed."]),
            ("a|b", &["a|b"]),
        ];
        for (line, expected) in rows {
            let cells: Vec<&str> =
                cut_cells(line, Span::new(0, line.len())).iter().map(|cell| cell.of(line)).collect();
            assert_eq!(cells, expected, "{line}");
        }
    }
}

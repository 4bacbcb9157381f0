//! Finds the cells of a page: joins hard-wrapped lines, cuts tables at their columns, and strips labels.

use super::halves::{Halves, halves};
use super::line_parts::{Part, parts};
use crate::Span;
use crate::lines::{
    LineLabel, LineLanguage, LineLetters, PageLine, continued, cut_cells, page_lines, strip_label,
};

/// A line, a table cell, or a part of a line, without its label.
#[derive(Clone, Debug)]
pub(crate) struct PageCell {
    pub(crate) span: Span,
    pub(crate) language: LineLanguage,
    pub(crate) label: Option<LineLabel>,
    /// Number of the line on the page, from 0. For joined lines, the number of the first.
    pub(crate) line: usize,
    pub(crate) paragraph: usize,
    /// The halves of a cell in both languages at each place where it can be cut; empty for a cell in one language.
    pub(crate) halves: Vec<Halves>,
}

/// Returns the cells of a page that contain letters, in reading order.
///
/// Time O(length of the page).
pub(crate) fn cells(page: &str) -> Vec<PageCell> {
    let lines = page_lines(page);
    let continued = continued(page, &lines);
    let mut cells = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let mut last = at;
        while continued[last] {
            last += 1;
        }
        let first = &lines[at];
        if last > at {
            push(page, Span::new(first.span.start, lines[last].span.end), first, &mut cells);
        } else {
            for cell in cut_cells(page, first.span) {
                push(page, cell, first, &mut cells);
            }
        }
        at = last + 1;
    }
    cells
}

/// Adds the text at `span` as one cell, or as several cells if [`parts`] divides it. Adds nothing if the text has no
/// letters.
fn push(page: &str, span: Span, line: &PageLine, cells: &mut Vec<PageCell>) {
    let (span, label) = strip_label(page, span);
    let Some(language) = LineLetters::of(span.of(page)).language() else { return };
    let cell = |part: Part, label| PageCell {
        span: part.span,
        language: part.language,
        label,
        line: line.number,
        paragraph: line.paragraph,
        halves: part.halves,
    };
    match parts(page, span) {
        Some(parts) => cells.extend(parts.into_iter().map(|part| cell(part, None))),
        None => cells.push(cell(Part { span, language, halves: halves(page, span) }, label)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Vec<String> {
        cells(page)
            .iter()
            .map(|cell| format!("{:?} {}", cell.language, cell.span.of(page).replace('\n', "⏎")))
            .collect()
    }

    #[test]
    fn tables_and_lines() {
        let cases: [(&str, &[&str]); 4] = [
            ("Soup\t汤\t¥12\n", &["English Soup", "Chinese 汤"]),
            ("Home | News | 首页\n", &["English Home", "English News", "Chinese 首页"]),
            ("Name: ____  姓名：____", &["English Name:", "Chinese 姓名："]),
            (
                "It rained.  We stayed.\r\n\r\nこんにちは、世界",
                &["English It rained.  We stayed.", "Other こんにちは、世界"],
            ),
        ];
        for (page, expected) in cases {
            assert_eq!(read(page), expected, "{page}");
        }
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let page = "The ferry leaves the island at seven every morning and\n\
                    takes two hours to reach the mainland, unless the wind\n\
                    turns to the north, when nobody can say how long it is.\n\
                    Bring water.\n";
        assert_eq!(cells(page).len(), 1);
        let list =
            "Wash the rice.\nSoak it for an hour in cold water from the well.\nBoil it.\nLet it rest.\n";
        assert_eq!(cells(list).len(), 4);
    }
}

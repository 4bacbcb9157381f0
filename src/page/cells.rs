//! The cells of a page: joins hard-wrapped lines, cuts tables at their columns, and strips labels.

use super::halves::{self, Halves};
use crate::lines::{
    LineLabel, LineLanguage, LineLetters, PageLine, continued, cut_cells, page_lines, strip_label,
};
use crate::{LineBreaks, SentenceSplitter, Span};

/// A line, a table cell, or the half of a line, without its labels.
#[derive(Clone, Debug)]
pub(crate) struct PageCell {
    pub(crate) span: Span,
    pub(crate) language: LineLanguage,
    pub(crate) label: Option<LineLabel>,
    /// Number of the line on the page, from 0; for joined lines, that of the first.
    pub(crate) line: usize,
    pub(crate) paragraph: usize,
    /// The English and the Chinese half of a line in both languages.
    pub(crate) halves: Option<Halves>,
}

/// The cells of a page that have letters, in reading order.
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

/// Adds a cell of `line`, or its parts if its sentences alternate between both languages.
fn push(page: &str, span: Span, line: &PageLine, cells: &mut Vec<PageCell>) {
    let (span, label) = strip_label(page, span);
    let text = span.of(page);
    let Some(language) = LineLetters::of(text).language() else { return };
    if let Some(parts) = alternating(page, span) {
        let cell = |(span, language)| PageCell {
            span,
            language,
            label: None,
            line: line.number,
            paragraph: line.paragraph,
            halves: None,
        };
        cells.extend(parts.into_iter().map(cell));
        return;
    }
    let halves = halves::find(page, span);
    cells.push(PageCell { span, language, label, line: line.number, paragraph: line.paragraph, halves });
}

/// Fewest changes of language in a line whose sentences alternate. A line with one change has two halves.
const MIN_CHANGES: usize = 2;

/// The parts of a line whose sentences alternate between both languages: `Come in. 请进。 Sit down. 请坐。`
fn alternating(page: &str, line: Span) -> Option<Vec<(Span, LineLanguage)>> {
    let text = line.of(page);
    let letters = LineLetters::of(text);
    if letters.han == 0 || letters.latin == 0 {
        return None;
    }
    let mut parts: Vec<(Span, LineLanguage)> = Vec::new();
    for sentence in SentenceSplitter::new().line_breaks(LineBreaks::Never).split(text) {
        let sentence = sentence.shifted(line.start);
        let letters = LineLetters::of(sentence.of(page));
        let language = match letters.language()? {
            LineLanguage::English if letters.han == 0 => LineLanguage::English,
            LineLanguage::Chinese if letters.latin <= letters.han => LineLanguage::Chinese,
            _ => return None,
        };
        match parts.last_mut() {
            Some(last) if last.1 == language => last.0.end = sentence.end,
            _ => parts.push((sentence, language)),
        }
    }
    (parts.len() > MIN_CHANGES).then_some(parts)
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
    fn sentences_in_turn_are_cells() {
        assert_eq!(
            read("The shop opens at nine. 商店九点开门。 Dogs are welcome. 欢迎带狗。"),
            [
                "English The shop opens at nine.",
                "Chinese 商店九点开门。",
                "English Dogs are welcome.",
                "Chinese 欢迎带狗。"
            ]
        );
        assert_eq!(read("华为发布了 Mate 60。它很贵。").len(), 1);
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

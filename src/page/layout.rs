//! From a page to its cells: lines in paragraphs, hard-wrapped ones joined, tables cut, labels taken off.

use super::halves::{self, Halves};
use super::wrap;
use crate::lines::{Label, strip};
use crate::script;
use crate::{LineBreaks, Script, SentenceSplitter, Span};

/// The language that a stretch of a page is in, as far as alignment cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tongue {
    English,
    Chinese,
    /// Letters of neither: Japanese by its kana, Korean, Cyrillic, ...
    Other,
}

/// A line, a table cell, or the half of a line, without its labels.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) span: Span,
    pub(crate) tongue: Tongue,
    pub(crate) label: Option<Label>,
    /// Number of the line on the page; a joined one has that of its first part.
    pub(crate) line: usize,
    pub(crate) paragraph: usize,
    /// How the line falls into an English and a Chinese half, if it holds both languages.
    pub(crate) halves: Option<Halves>,
}

/// How many letters of each kind a text has.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Letters {
    pub(crate) han: usize,
    pub(crate) latin: usize,
    kana: usize,
    other: usize,
}

/// Latin letters that weigh as much as one Han character when the language of a line is decided: an
/// English word has some five letters, a Chinese one two characters.
const LATIN_PER_HAN: f32 = 2.5;

impl Letters {
    pub(crate) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars() {
            match Script::of(c) {
                Script::Han => letters.han += 1,
                Script::Latin => letters.latin += 1,
                Script::Kana => letters.kana += 1,
                Script::Hangul | Script::Bopomofo | Script::Letter => letters.other += 1,
                _ => {}
            }
        }
        letters
    }

    /// None for a text without a letter.
    pub(crate) fn tongue(self) -> Option<Tongue> {
        let Self { han, latin, kana, other } = self;
        if han + latin + kana + other == 0 {
            return None;
        }
        // One stray kana (の in a shop's name) does not make a Chinese line Japanese.
        Some(if kana * 8 > han + kana || other > han + latin {
            Tongue::Other
        } else if han as f32 * LATIN_PER_HAN >= latin as f32 {
            Tongue::Chinese
        } else {
            Tongue::English
        })
    }
}

/// A line of the page without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) span: Span,
    number: usize,
    pub(super) paragraph: usize,
    pub(super) columns: usize,
    pub(super) tongue: Option<Tongue>,
    pub(super) has_han: bool,
    /// Whether a label stands before it, so that it starts something.
    pub(super) labelled: bool,
}

/// The cells of a page that have a letter, in its order.
///
/// Time O(length of the page).
pub(crate) fn cells(page: &str) -> Vec<Cell> {
    let lines = lines(page);
    let goes_on = wrap::goes_on(page, &lines);
    let mut cells = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let mut last = at;
        while goes_on[last] {
            last += 1;
        }
        let first = &lines[at];
        if last > at {
            push(page, Span::new(first.span.start, lines[last].span.end), first, &mut cells);
        } else {
            let parts = columns(page, first.span);
            for part in parts {
                push(page, part, first, &mut cells);
            }
        }
        at = last + 1;
    }
    cells
}

fn push(page: &str, span: Span, line: &Line, cells: &mut Vec<Cell>) {
    let (span, label) = strip(page, span);
    let text = span.of(page);
    let Some(tongue) = Letters::of(text).tongue() else { return };
    if let Some(parts) = alternating(page, span) {
        let cell = |(span, tongue)| Cell {
            span,
            tongue,
            label: None,
            line: line.number,
            paragraph: line.paragraph,
            halves: None,
        };
        cells.extend(parts.into_iter().map(cell));
        return;
    }
    let halves = halves::find(page, span);
    cells.push(Cell { span, tongue, label, line: line.number, paragraph: line.paragraph, halves });
}

/// Switches of language in a line from which on its sentences are held to translate each other in turn; with fewer it
/// has halves.
const SWITCHES: usize = 2;

/// The stretches of one language in a line whose sentences alternate between both: `Come in. 请进。 Sit down. 请坐。`
fn alternating(page: &str, line: Span) -> Option<Vec<(Span, Tongue)>> {
    let text = line.of(page);
    let letters = Letters::of(text);
    if letters.han == 0 || letters.latin == 0 {
        return None;
    }
    let mut parts: Vec<(Span, Tongue)> = Vec::new();
    for sentence in SentenceSplitter::new().line_breaks(LineBreaks::Never).split(text) {
        let sentence = sentence.shifted(line.start);
        let letters = Letters::of(sentence.of(page));
        let tongue = match letters.tongue()? {
            Tongue::English if letters.han == 0 => Tongue::English,
            Tongue::Chinese if letters.latin <= letters.han => Tongue::Chinese,
            _ => return None,
        };
        match parts.last_mut() {
            Some(last) if last.1 == tongue => last.0.end = sentence.end,
            _ => parts.push((sentence, tongue)),
        }
    }
    (parts.len() > SWITCHES).then_some(parts)
}

fn lines(page: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut start, mut paragraph, mut blank) = (0, 0, false);
    for (number, text) in page.split_inclusive('\n').enumerate() {
        let span = trimmed(page, Span::new(start, start + text.len()));
        start += text.len();
        if span.is_empty() {
            blank = true;
            continue;
        }
        if blank {
            paragraph += 1;
            blank = false;
        }
        let text = span.of(page);
        let columns = text.chars().map(script::columns).sum();
        let letters = Letters::of(text);
        let (tongue, has_han) = (letters.tongue(), letters.han > 0);
        let labelled = strip(page, span).1.is_some();
        lines.push(Line { span, number, paragraph, columns, tongue, has_han, labelled });
    }
    lines
}

/// Without white space, byte-order marks and control characters at its ends.
fn trimmed(page: &str, span: Span) -> Span {
    let blank = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}');
    let text = span.of(page);
    let start = span.start + (text.len() - text.trim_start_matches(blank).len());
    Span::new(start, start + text.trim_matches(blank).len())
}

/// The cells of a line: cut at tabs, bars between blanks, ideographic blanks, and two blanks or more.
pub(super) fn columns(page: &str, line: Span) -> Vec<Span> {
    let text = line.of(page);
    let bytes = text.as_bytes();
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut push = |start: usize, end: usize| {
        let part = trimmed(page, Span::new(line.start + start, line.start + end));
        if !part.is_empty() {
            parts.push(part);
        }
    };
    while at < bytes.len() {
        let gap = gap(&text[at..]);
        if gap > 0 && !(after_sentence(&text[..at]) && text[at..at + gap] == *"  ") {
            push(start, at);
            start = at + gap;
            at = start;
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    push(start, bytes.len());
    parts
}

/// Bytes of the gap between two cells that a text starts with, 0 if there is none.
fn gap(text: &str) -> usize {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}');
    let end = text.find(|c: char| !blank(c) && c != '|').unwrap_or(text.len());
    let gap = &text[..end];
    let wide =
        gap.contains(['\t', '\u{3000}']) || gap.contains("  ") || gap.contains(" |") || gap.contains("| ");
    if wide { end } else { 0 }
}

/// Whether a typist who leaves two blanks after a sentence would do so here.
fn after_sentence(before: &str) -> bool {
    before.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(page: &str) -> Vec<String> {
        cells(page)
            .iter()
            .map(|cell| format!("{:?} {}", cell.tongue, cell.span.of(page).replace('\n', "⏎")))
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
            "Wash the rice.\nSoak it for an hour in cold water from the well.\nBoil it.\nLet it stand.\n";
        assert_eq!(cells(list).len(), 4);
    }
}

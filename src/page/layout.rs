//! From a page to its cells: lines in paragraphs, hard-wrapped ones joined, tables cut, labels taken off.

use super::halves::{self, Halves};
use super::label::{self, Label};
use crate::{Script, Span};

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
struct Line {
    span: Span,
    number: usize,
    paragraph: usize,
    columns: usize,
    /// The widest line of its paragraph, where that has lines enough to show its margin.
    margin: usize,
    tongue: Option<Tongue>,
}

/// The cells of a page that have a letter, in its order.
///
/// Time O(length of the page).
pub(crate) fn cells(page: &str) -> Vec<Cell> {
    let lines = lines(page);
    let widths = Widths::of(&lines);
    let mut cells = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let mut last = at;
        while last + 1 < lines.len() && widths.wraps(page, &lines, last) {
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
    let (span, label) = label::strip(page, span);
    let text = span.of(page);
    let Some(tongue) = Letters::of(text).tongue() else { return };
    let halves = halves::find(page, span);
    cells.push(Cell { span, tongue, label, line: line.number, paragraph: line.paragraph, halves });
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
        let columns = text.chars().map(width).sum();
        let tongue = Letters::of(text).tongue();
        lines.push(Line { span, number, paragraph, columns, margin: usize::MAX, tongue });
    }
    for paragraph in
        lines.chunk_by_mut(|one, other| one.paragraph == other.paragraph && one.tongue == other.tongue)
    {
        let widest = paragraph.iter().map(|line| line.columns).max().unwrap_or_default();
        if paragraph.len() > FULL_LINES && WRAP.contains(&widest) {
            paragraph.iter_mut().for_each(|line| line.margin = widest);
        }
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

/// Columns that a character takes on a terminal: East Asian ones take two.
fn width(c: char) -> usize {
    if c >= '\u{2e80}' { 2 } else { 1 }
}

/// Narrowest and widest page that text is wrapped to by hand or by a mail program.
const WRAP: std::ops::RangeInclusive<usize> = 50..=100;
/// Lines that must nearly reach the margin before it is held to be one.
const FULL_LINES: usize = 3;

/// The margins that the English and the Chinese lines of a page are wrapped at, if they are.
struct Widths {
    english: Option<usize>,
    chinese: Option<usize>,
}

impl Widths {
    fn of(lines: &[Line]) -> Self {
        let margin = |tongue| {
            let own = || lines.iter().filter(|line| line.tongue == Some(tongue)).map(|line| line.columns);
            let wide = own().filter(|columns| columns > WRAP.end()).count();
            let margin = own().filter(|columns| columns <= WRAP.end()).max()?;
            // A tenth of a line more or less is what the next word decides.
            let full = own().filter(|&columns| columns <= margin && columns * 10 >= margin * 8).count();
            (WRAP.contains(&margin) && full >= FULL_LINES && wide * 10 <= own().count()).then_some(margin)
        };
        Self { english: margin(Tongue::English), chinese: margin(Tongue::Chinese) }
    }

    /// Whether the line after `at` goes on where that one was broken at the margin: its first word had no room.
    fn wraps(&self, page: &str, lines: &[Line], at: usize) -> bool {
        let (line, next) = (&lines[at], &lines[at + 1]);
        let margin = match line.tongue {
            Some(Tongue::English) => self.english,
            Some(Tongue::Chinese) => self.chinese,
            _ => None,
        };
        let Some(margin) = margin else { return false };
        let continues = |tongue: Option<Tongue>| tongue.is_none_or(|tongue| Some(tongue) == line.tongue);
        if line.paragraph != next.paragraph
            || !continues(next.tongue)
            || label::strip(page, next.span).1.is_some()
        {
            return false;
        }
        let first = first_word(next.span.of(page));
        let blank = usize::from(line.tongue == Some(Tongue::English));
        line.columns + blank + first > margin.min(line.margin)
    }
}

/// Columns of what cannot be broken at the start of a line: a word, or a Chinese character with the marks
/// that follow it.
fn first_word(text: &str) -> usize {
    let mut columns = 0;
    for (count, c) in text.chars().enumerate() {
        let han = Script::of(c) == Script::Han;
        if c.is_whitespace() || (count > 0 && han) {
            break;
        }
        columns += width(c);
        if han && !text[c.len_utf8()..].starts_with(|next| Script::of(next) == Script::Punctuation) {
            break;
        }
    }
    columns
}

/// The cells of a line: cut at tabs, bars between blanks, ideographic blanks, and two blanks or more.
fn columns(page: &str, line: Span) -> Vec<Span> {
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
            ("Name: ____  姓名：____", &["English Name: ____", "Chinese 姓名：____"]),
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
        assert_eq!(cells(page).len(), 2);
    }
}

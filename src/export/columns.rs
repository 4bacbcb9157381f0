//! Writes plain text in two columns.

use std::io::{self, Write};

use super::document::Document;
use super::format::Format;
use crate::Error;
use crate::script::columns::{are_joined, columns, text_columns};
use crate::script::{closes, opens};

const BAR: &str = " |";
/// Default line width, in terminal columns: the traditional width of a terminal.
const WIDTH: usize = 80;
/// Minimum width of a text, in terminal columns. A wide character takes two columns.
const MIN_COLUMN: usize = 2;
/// Maximum line width, in terminal columns. Lines are padded with spaces to their width, so a width without a limit
/// could fill a disk.
const MAX_WIDTH: usize = 1_000;

/// Writes plain text: English on the left, Chinese on the right, with an empty line after each bead.
///
/// Lines have a [set width](Columns::width), where a Chinese character takes two terminal columns and a combining mark
/// takes none. English wraps between words. Chinese wraps between characters, but no line starts with a closing mark or
/// ends with an opening mark. A word wider than its column is cut. White space and control characters collapse to one
/// space. Sentences without a counterpart, which [`Document::whole`] includes, have an empty column beside them. A
/// document name, if set, is the first line.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::Aligner;
/// use bitext::export::{Columns, Document, Format};
///
/// let bitext = Aligner::new().align_texts("The museum is closed on Monday.", "博物馆周一闭馆。");
/// let mut page = Vec::new();
/// Columns::new().width(35).write(&Document::new(&bitext), &mut page)?;
/// let page = String::from_utf8_lossy(&page);
/// let expected = ["The museum is    | 博物馆周一闭馆。", "closed on        |", "Monday.          |"];
/// assert!(page.trim_end().lines().eq(expected), "{page}");
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    width: usize,
}

impl Default for Columns {
    fn default() -> Self {
        Self { width: WIDTH }
    }
}

impl Columns {
    /// Creates the format, with lines of 80 columns.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the width of a line in terminal columns, at most 1,000. After the bar between the texts is subtracted, each
    /// text gets half of the width, and at least two columns.
    #[must_use]
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns.min(MAX_WIDTH);
        self
    }
}

impl Format for Columns {
    fn document(&self, document: &Document<'_, '_>, out: &mut dyn Write) -> Result<(), Error> {
        let column = (self.width.saturating_sub(BAR.len() + 1) / 2).max(MIN_COLUMN);
        if !document.title().is_empty() {
            for line in wrapped(document.title(), self.width.max(MIN_COLUMN)) {
                writeln!(out, "{line}")?;
            }
            out.write_all(b"\n")?;
        }
        for pair in document.pairs() {
            write_beside(out, &wrapped(&pair.english(), column), &wrapped(&pair.chinese(), column), column)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

fn write_beside(out: &mut dyn Write, left: &[String], right: &[String], column: usize) -> io::Result<()> {
    for number in 0..left.len().max(right.len()) {
        let (left, right) = (left.get(number), right.get(number));
        let left = left.map_or("", String::as_str);
        out.write_all(left.as_bytes())?;
        for _ in text_columns(left)..column {
            out.write_all(b" ")?;
        }
        match right {
            Some(right) => writeln!(out, "{BAR} {right}")?,
            None => writeln!(out, "{BAR}")?,
        }
    }
    Ok(())
}

/// Wraps a text into lines that are at most `column` terminal columns wide, if every character fits in that width.
///
/// Time O(length).
fn wrapped(text: &str, column: usize) -> Vec<String> {
    let mut lines = ColumnWrapper { done: Vec::new(), line: String::new(), width: 0, max: column };
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        for (number, piece) in (Fragments { text: word, cut: may_break }).enumerate() {
            lines.add(piece, number == 0);
        }
    }
    lines.end()
}

/// Fills a column line by line.
struct ColumnWrapper {
    done: Vec<String>,
    line: String,
    width: usize,
    max: usize,
}

impl ColumnWrapper {
    fn add(&mut self, piece: &str, begins_word: bool) {
        let gap = usize::from(begins_word && self.width > 0);
        let width = text_columns(piece);
        if self.width + gap + width <= self.max {
            self.push(if gap > 0 { " " } else { "" }, gap);
            self.push(piece, width);
            return;
        }
        self.break_line();
        if width <= self.max {
            return self.push(piece, width);
        }
        for character in (Fragments { text: piece, cut: |one, other| !are_joined(one, other) }) {
            let width = text_columns(character);
            if self.width + width > self.max {
                self.break_line();
            }
            self.push(character, width);
        }
    }

    fn push(&mut self, text: &str, width: usize) {
        self.line.push_str(text);
        self.width += width;
    }

    fn break_line(&mut self) {
        if !self.line.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
        }
        self.width = 0;
    }

    fn end(mut self) -> Vec<String> {
        self.break_line();
        self.done
    }
}

/// The parts of a word between the positions where it may be cut.
struct Fragments<'t> {
    text: &'t str,
    cut: fn(char, char) -> bool,
}

impl<'t> Iterator for Fragments<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let mut characters = self.text.char_indices();
        let (_, mut last) = characters.next()?;
        let mut end = self.text.len();
        for (at, c) in characters {
            if (self.cut)(last, c) {
                end = at;
                break;
            }
            last = c;
        }
        let (piece, rest) = self.text.split_at(end);
        self.text = rest;
        Some(piece)
    }
}

/// Whether a line may end between two characters of a word: at least one of them is wide, the first is no opening
/// mark, and the second is no closing mark or other punctuation. A line never ends between characters that a terminal
/// shows as one.
fn may_break(one: char, other: char) -> bool {
    let wide = |c: char| columns(c) == 2;
    let follows = |c: char| closes(c) || "，。！？；：、…—～·％!?;:,.%".contains(c);
    (wide(one) || wide(other)) && !are_joined(one, other) && !opens(one) && !follows(other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_are_no_wider_than_their_column() {
        let rows: [(&str, usize, &[&str]); 10] = [
            ("The museum is closed on Monday.", 12, &["The museum", "is closed on", "Monday."]),
            ("博物馆周一闭馆。", 8, &["博物馆周", "一闭馆。"]),
            // A line must not start with a full stop, so the character before it moves to the next line too.
            ("博物馆周一。", 10, &["博物馆周", "一。"]),
            ("他说“走吧”。", 6, &["他说", "“走", "吧”。"]),
            ("华为 Mate 60 发布", 9, &["华为 Mate", "60 发布"]),
            ("用Rust写的", 6, &["用Rust", "写的"]),
            ("incomprehensibilities", 8, &["incompre", "hensibil", "ities"]),
            ("cafe\u{301} 𠮷野家", 6, &["cafe\u{301}", "𠮷野家"]),
            ("汉字", 1, &["汉", "字"]),
            (" \t\u{0} ", 5, &[]),
        ];
        for (text, column, expected) in rows {
            assert_eq!(wrapped(text, column), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(
            text in "([a-z,.]{0,9}|[一-十。“”《》，]{0,9}|[ \\t\n]|[☺️👩‍🚒👍🏽𠮷é]{0,5}|.){0,9}",
            column in 2_usize..20,
        ) {
            let lines = wrapped(&text, column);
            let bare = |text: &str| text.replace(|c: char| c.is_whitespace() || c.is_control(), "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
            for line in &lines {
                // Characters that a terminal shows as one are never cut apart, however wide they are.
                let characters = Fragments { text: line, cut: |one, other| !are_joined(one, other) };
                prop_assert!(characters.count() == 1 || text_columns(line) <= column, "{:?}", lines);
            }
        }
    }
}

//! Recognizes running heads, which are short lines that are repeated on several pages.

use std::collections::HashMap;

use crate::lines::LineShape;
use crate::script::is_end_mark;

/// Maximum width of a running head, in columns.
const MAX_COLUMNS: usize = 80;

/// The number of occurrences of each line. Lines that differ only in their numbers are counted together.
#[derive(Debug, Default)]
pub(super) struct RunningHeads {
    counts: HashMap<String, usize>,
}

impl RunningHeads {
    pub(super) fn add(&mut self, line: &str) {
        if let Some(key) = key(line) {
            *self.counts.entry(key).or_default() += 1;
        }
    }

    /// Returns how often `line` was added, ignoring its numbers. Returns 0 if `line` cannot be a running head.
    pub(super) fn count(&self, line: &str) -> usize {
        key(line).and_then(|key| self.counts.get(&key).copied()).unwrap_or(0)
    }
}

/// Whether a line may be a running head: it contains a letter, has at most [`MAX_COLUMNS`] columns, and does not end
/// with an end mark, a comma, a colon or a semicolon.
pub(super) fn may_be_head(line: &str) -> bool {
    key(line).is_some()
}

/// Whether a line may be a running head and begins or ends with a separate number, such as the page number in
/// `The Harbour  12`.
pub(super) fn has_number_at_edge(line: &str) -> bool {
    let is_number =
        |word: Option<&str>| word.is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let mut words = line.split([' ', '\t', '|', '·', '\u{3000}']).filter(|word| !word.is_empty());
    let (first, last) = (words.next(), words.next_back());
    may_be_head(line) && (is_number(first) || is_number(last))
}

/// Returns what the running heads of different pages share: `Chapter 3:  Tea   12` -> `Chapter #: Tea`. Returns
/// `None` if the line cannot be a running head.
fn key(line: &str) -> Option<String> {
    let text = line.trim();
    if !text.contains(char::is_alphabetic)
        || text
            .ends_with(|c: char| is_end_mark(c) || matches!(c, ',' | '，' | ':' | '：' | '、' | ';' | '；'))
        || text.len() > MAX_COLUMNS * 3
        || LineShape::of(text).columns > MAX_COLUMNS
    {
        return None;
    }
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_ascii_digit() {
            '#'
        } else if c.is_whitespace() {
            ' '
        } else {
            c
        };
        if !(matches!(c, '#' | ' ') && key.ends_with(c)) {
            key.push(c);
        }
    }
    // The page number is often on the left of even pages and on the right of odd pages.
    let bare = key.trim_matches(['#', ' ', '|', '·']);
    Some(bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_counted_without_their_numbers() {
        let mut heads = RunningHeads::default();
        for line in ["12  The Harbour Guide", "The Harbour Guide   13", "港口指南 · 14", "It rained."] {
            heads.add(line);
        }
        let rows =
            [("The Harbour Guide 15", 2), ("港口指南", 1), ("It rained.", 0), ("Another", 0), ("12", 0)];
        for (line, count) in rows {
            assert_eq!(heads.count(line), count, "{line}");
        }
        assert!(has_number_at_edge("The Harbour Guide   13") && has_number_at_edge("12 | 港口指南"));
        assert!(!has_number_at_edge("The 39 steps") && !has_number_at_edge("It has 12."));
    }
}

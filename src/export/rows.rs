//! Builds a bitext from rows.

use super::row::Row;
use crate::{Bead, OwnedBitext, Span, sentences};

impl OwnedBitext {
    /// Builds a bitext from rows, such as the rows of a file that somebody has corrected. It has a bead for each
    /// row with text, in the same order, with the confidence, the score, the flags and the review mark of the
    /// row.
    ///
    /// The two texts are the sides of the rows, each followed by a line break, and the spans refer to them. A
    /// side without text has no sentence. Any other side has as many sentences as the [kind](Row::kind) of the
    /// row says, at least one. It is cut at the spans of the row if these still fit the text, otherwise where
    /// sentences end. A side with too few sentences is cut into parts of about the same length.
    ///
    /// [`Pair::english`](crate::Pair::english) and [`Pair::chinese`](crate::Pair::chinese) return the side of the
    /// row unchanged, with its line breaks.
    ///
    /// Time O(length of the texts).
    ///
    /// ```
    /// use bitext::OwnedBitext;
    /// use bitext::export::{Document, Row};
    ///
    /// let rows = [Row::new("Mind the gap.", "小心站台间隙。"), Row::new("Stand clear.", "")];
    /// let owned = OwnedBitext::from_rows(rows);
    /// let bitext = owned.bitext();
    /// let document = Document::whole(&bitext);
    /// let kinds: Vec<_> = document.rows().map(|row| row.kind.to_string()).collect();
    /// assert_eq!(kinds, ["1-1", "1-0"]);
    /// ```
    #[must_use]
    pub fn from_rows<'r>(rows: impl IntoIterator<Item = Row<'r>>) -> Self {
        let (mut english, mut chinese) = (RowSide::default(), RowSide::default());
        let mut beads = Vec::new();
        for row in rows {
            let own = english.add(&row.english, row.kind.english, &row.english_spans);
            let other = chinese.add(&row.chinese, row.kind.chinese, &row.chinese_spans);
            if own.is_empty() && other.is_empty() {
                continue;
            }
            beads.push(Bead {
                flags: row.flags.into_owned(),
                review: row.review,
                ..Bead::bare(own, other, row.score, row.confidence)
            });
        }
        Self::of_rows((english.text, english.sentences), (chinese.text, chinese.sentences), beads)
    }
}

/// One side of the rows added so far.
#[derive(Default)]
struct RowSide {
    text: String,
    sentences: Vec<Span>,
}

impl RowSide {
    /// Adds the text of a row, and returns the indices of its sentences.
    fn add(&mut self, text: &str, count: usize, spans: &[Span]) -> std::ops::Range<usize> {
        let (first, start) = (self.sentences.len(), self.text.len());
        self.sentences.extend(cut(text, count, spans).into_iter().map(|span| span.shifted(start)));
        if !text.is_empty() {
            self.text.push_str(text);
            self.text.push('\n');
        }
        first..self.sentences.len()
    }
}

/// Cuts the text of a row into `count` spans that tile it. An empty text has no span, and any other text at least
/// one. A text of fewer than `count` characters has fewer spans.
fn cut(text: &str, count: usize, spans: &[Span]) -> Vec<Span> {
    let inner = match (text, count) {
        ("", _) => return Vec::new(),
        (_, 0 | 1) => Vec::new(),
        _ => by_spans(text, count, spans)
            .or_else(|| by_sentences(text, count))
            .unwrap_or_else(|| evenly(text, count)),
    };
    let starts = std::iter::once(0).chain(inner.iter().copied());
    let ends = inner.iter().copied().chain([text.len()]);
    starts.zip(ends).map(|(start, end)| Span::new(start, end)).collect()
}

/// Returns the starts of all sentences but the first, from the spans of the row. The spans refer to a former text.
fn by_spans(text: &str, count: usize, spans: &[Span]) -> Option<Vec<usize>> {
    let (first, last) = (spans.first()?, spans.last()?);
    if spans.len() != count || last.end.checked_sub(first.start)? != text.len() {
        return None;
    }
    let mut last_start = first.start;
    let inner = spans[1..].iter().map(|span| {
        let is_later = std::mem::replace(&mut last_start, span.start) < span.start;
        let start = span.start.checked_sub(first.start)?;
        (is_later && start < text.len() && text.is_char_boundary(start)).then_some(start)
    });
    inner.collect()
}

/// Returns the starts of sentences 2 to `count`. The last sentence takes the rest of the text. Returns `None` if the
/// text has fewer sentences.
fn by_sentences(text: &str, count: usize) -> Option<Vec<usize>> {
    let inner: Vec<usize> = sentences(text).map(|span| span.start).take(count).skip(1).collect();
    (inner.len() == count - 1).then_some(inner)
}

/// Returns `count - 1` places that cut a text into parts of about the same length, after white space where there is
/// any nearby.
fn evenly(text: &str, count: usize) -> Vec<usize> {
    let count = count.min(text.len());
    let mut inner: Vec<usize> = Vec::new();
    for number in 1..count {
        let (start, end) = (text.len() * number / count, text.len() * (number + 1) / count);
        let boundary = |at: &usize| text.is_char_boundary(*at);
        let Some(start) = (start..text.len()).find(boundary) else { break };
        let end = (end.max(start)..text.len()).find(boundary).unwrap_or(text.len());
        let blank = text[start..end].char_indices().find(|(_, c)| c.is_whitespace());
        let place = blank.map_or(start, |(at, c)| start + at + c.len_utf8());
        if place < text.len() && inner.last().is_none_or(|&last| last < place) {
            inner.push(place);
        }
    }
    inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_has_as_many_sentences_as_its_kind_says() {
        let spans = |spans: &[(usize, usize)]| -> Vec<Span> {
            spans.iter().map(|&(start, end)| Span::new(start, end)).collect()
        };
        let rows: [(&str, usize, Vec<Span>, &[&str]); 14] = [
            ("", 2, spans(&[(0, 4), (5, 9)]), &[]),
            ("Tea. Milk.", 0, spans(&[]), &["Tea. Milk."]),
            ("Tea. Milk.", 1, spans(&[]), &["Tea. Milk."]),
            ("Tea. Milk.", 2, spans(&[]), &["Tea. ", "Milk."]),
            // The spans of the first row do not fit: the text was changed. The spans of the next two rows fit.
            ("Tea. Milk.", 2, spans(&[(20, 27), (28, 39)]), &["Tea. ", "Milk."]),
            ("Tea and milk", 2, spans(&[(20, 24), (24, 32)]), &["Tea ", "and milk"]),
            ("茶。牛奶。", 2, spans(&[(0, 6), (6, 15)]), &["茶。", "牛奶。"]),
            // The spans of the first row would split a character, and the spans of the second row do not ascend.
            ("茶。牛奶。", 2, spans(&[(0, 7), (7, 15)]), &["茶。", "牛奶。"]),
            ("Tea. Milk.", 3, spans(&[(0, 4), (0, 4), (0, 10)]), &["Tea. ", "M", "ilk."]),
            ("One. Two. Three.", 2, spans(&[]), &["One. ", "Two. Three."]),
            ("Chapter One The Ferry", 2, spans(&[]), &["Chapter One ", "The Ferry"]),
            ("第一章渡轮", 2, spans(&[]), &["第一章", "渡轮"]),
            ("茶", 3, spans(&[]), &["茶"]),
            ("ab", 1_000_000, spans(&[]), &["a", "b"]),
        ];
        for (text, count, spans, expected) in rows {
            let found: Vec<&str> = cut(text, count, &spans).into_iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text:?} as {count} {spans:?}");
        }
    }
}

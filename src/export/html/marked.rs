//! Text for an HTML page, and the places of words in it.

use maud::{Render, html};

use crate::Span;

/// A text for an HTML page, in which characters that HTML forbids become U+FFFD. A carriage return becomes a character
/// reference, because browsers read it as a line feed.
pub(super) struct SafeText<'t>(pub(super) &'t str);

impl Render for SafeText<'_> {
    fn render_to(&self, buffer: &mut String) {
        let mut rest = self.0;
        while let Some(at) = rest.find(|c| c == '\r' || is_forbidden(c)) {
            let c = rest[at..].chars().next().unwrap_or_default();
            rest[..at].render_to(buffer);
            buffer.push_str(if c == '\r' { "&#13;" } else { "\u{fffd}" });
            rest = &rest[at + c.len_utf8()..];
        }
        rest.render_to(buffer);
    }
}

pub(super) fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

/// The sentences of a side, a paragraph for each.
pub(super) struct SentenceParagraphs<'t> {
    pub(super) text: &'t str,
    pub(super) spans: &'t [Span],
}

impl Render for SentenceParagraphs<'_> {
    fn render_to(&self, buffer: &mut String) {
        for span in self.spans {
            html! { p { (SafeText(span.of(self.text))) } }.render_to(buffer);
        }
    }
}

/// The places of words in the sentences of a side, in UTF-16 code units, as JavaScript counts. The sentences are
/// counted one after another, without the text between them.
pub(super) struct WordPlaces {
    /// The byte offset of each start and end of a word, and its place.
    edges: Vec<(usize, usize)>,
}

impl WordPlaces {
    /// Finds the places of `words`. Time O(length of the sentences + n log n) for n words.
    pub(super) fn new(text: &str, sentences: &[Span], words: &[Span]) -> Self {
        let mut offsets: Vec<usize> = words.iter().flat_map(|word| [word.start, word.end]).collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut offsets = offsets.into_iter().peekable();
        let units = |start, end| Span::new(start, end).of(text).chars().map(char::len_utf16).sum::<usize>();
        let (mut edges, mut place) = (Vec::with_capacity(2 * words.len()), 0);
        for sentence in sentences {
            let mut at = sentence.start;
            while let Some(offset) = offsets.next_if(|&offset| offset <= sentence.end) {
                place += units(at, offset);
                at = at.max(offset);
                edges.push((offset, place));
            }
            place += units(at, sentence.end);
        }
        Self { edges }
    }

    /// Returns the place of a word, such as `3-7`.
    pub(super) fn of(&self, word: Span) -> String {
        let place = |offset| {
            let edge = self.edges.partition_point(|&(other, _)| other < offset);
            self.edges.get(edge).map_or(0, |&(_, place)| place)
        };
        format!("{}-{}", place(word.start), place(word.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_utf_16_code_units_of_the_sentences() {
        let text = "🙂 Tea?  Green tea.";
        let sentences = [Span::new(0, 9), Span::new(11, 21)];
        let words = [Span::new(5, 8), Span::new(17, 20), Span::new(11, 16)];
        let places = WordPlaces::new(text, &sentences, &words);
        let found: Vec<_> = words.iter().map(|&word| (word.of(text), places.of(word))).collect();
        let expected = [("Tea", "3-6"), ("tea", "13-16"), ("Green", "7-12")];
        assert_eq!(found, expected.map(|(word, place)| (word, place.to_owned())));
    }
}

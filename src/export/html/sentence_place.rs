//! The place of a sentence in its text, and what lies between it and the sentence before it, as an attribute of the
//! page.

use std::borrow::Cow;

use super::marked::is_forbidden;
use crate::Span;

/// The place of a sentence, and the gap between the sentence and the one before it. With these, a text can be joined
/// from its sentences.
///
/// The attributes `data-en` and `data-zh` of a row have a place for each sentence, separated by spaces: `0-16 18-29` or
/// `0-16 /18-29`. A mark before the place describes the gap, unless the gap is one space before an English sentence or
/// nothing before a Chinese one: `=` and the gap itself, with `_` for a space; `/` for white space with a line break or
/// a tab; `-` for white space with a carriage return only; `:` for other text, and `!` for other text with a line break
/// or a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SentencePlace {
    pub(super) span: Span,
    mark: char,
    /// The white space, if the mark is `=`.
    gap: String,
}

/// The gap before an English sentence that is not written.
pub(super) const ENGLISH_GAP: &str = " ";
/// The gap before a Chinese sentence that is not written.
pub(super) const CHINESE_GAP: &str = "";
const WHITE: char = '=';
/// The marks of gaps whose text is not written, each with a text of the same kind: when sentences are joined, only the
/// kind of a gap matters.
const KINDS: [(char, &str); 4] = [('/', "\n"), ('-', "\r"), (':', "x"), ('!', "x\n")];

impl SentencePlace {
    /// Returns the places of the sentences of `text` with these indices. `usual` is the gap that is not written.
    pub(super) fn attribute(
        text: &str,
        sentences: &[Span],
        indices: std::ops::Range<usize>,
        usual: &str,
    ) -> String {
        let mut all = String::new();
        for index in indices {
            let Some(span) = sentences.get(index) else { continue };
            let before = index.checked_sub(1).and_then(|index| sentences.get(index));
            let gap = Span::new(before.map_or(span.start, |before| before.end), span.start).of(text);
            if !all.is_empty() {
                all.push(' ');
            }
            // The first sentence of a text has no gap before it.
            if before.is_some() && gap != usual {
                push_gap(&mut all, gap);
            }
            all.push_str(&format!("{}-{}", span.start, span.end));
        }
        all
    }

    /// Parses a place; `None` if it is not one.
    pub(super) fn parse(place: &str, usual: &str) -> Option<Self> {
        let digits = place.find(|c: char| c.is_ascii_digit())?;
        let (mark, place) = place.split_at(digits);
        let (start, end) = place.split_once('-')?;
        let span = Span::new(start.parse().ok()?, end.parse().ok()?);
        let mut marks = mark.chars();
        let (mark, gap) = match marks.next() {
            None => (WHITE, usual.to_owned()),
            Some(WHITE) => (WHITE, marks.as_str().replace('_', " ")),
            Some(mark) if KINDS.iter().any(|&(kind, _)| kind == mark) => (mark, String::new()),
            Some(_) => return None,
        };
        Some(Self { span, mark, gap })
    }

    /// Returns the gap between `before`, the sentence before this one in the same row, and this sentence, or another
    /// text of the same kind.
    pub(super) fn gap_after(&self, before: Span) -> Cow<'_, str> {
        if self.mark == WHITE {
            // In another row, the sentence may follow a sentence that is not the one before it in the text.
            let follows = before.end.checked_add(self.gap.len()) == Some(self.span.start);
            return if follows { Cow::Borrowed(&self.gap) } else { Cow::Borrowed("x\n") };
        }
        Cow::Borrowed(KINDS.iter().find(|(kind, _)| *kind == self.mark).map_or("", |&(_, gap)| gap))
    }
}

fn push_gap(all: &mut String, gap: &str) {
    let breaks = gap.contains(['\n', '\t']);
    if !gap.trim().is_empty() {
        all.push(if breaks { '!' } else { ':' });
    } else if breaks {
        all.push('/');
    } else if gap.contains('\r') || gap.contains(is_forbidden) {
        all.push('-');
    } else {
        all.push(WHITE);
        all.push_str(&gap.replace(' ', "_"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_before_a_sentence_is_kept() {
        let rows = [
            ("Tea. Milk.", "0-4 5-10", " "),
            ("Tea.Milk.", "0-4 =4-9", ""),
            ("Tea.  Milk.", "0-4 =__6-11", "  "),
            ("Tea.\u{3000} Milk.", "0-4 =\u{3000}_8-13", "\u{3000} "),
            ("Tea.\n\nMilk.", "0-4 /6-11", "\n"),
            ("Tea.\rMilk.", "0-4 -5-10", "\r"),
            ("Tea. 茶。 Milk.", "0-4 :12-17", "x"),
            ("Tea.\t茶。\tMilk.", "0-4 !12-17", "x\n"),
        ];
        for (text, expected, gap) in rows {
            let spans = [Span::new(0, 4), Span::new(text.len() - 5, text.len())];
            let attribute = SentencePlace::attribute(text, &spans, 0..2, " ");
            assert_eq!(attribute, expected, "{text:?}");
            let places: Vec<_> =
                attribute.split(' ').map(|place| SentencePlace::parse(place, " ").unwrap()).collect();
            assert_eq!(places.iter().map(|place| place.span).collect::<Vec<_>>(), spans);
            assert_eq!(places[1].gap_after(spans[0]), gap, "{text:?}");
        }
    }

    #[test]
    fn a_sentence_that_does_not_follow_the_one_before_has_text_between() {
        let place = SentencePlace::parse("50-60", " ").unwrap();
        assert_eq!(place.gap_after(Span::new(0, 49)), " ");
        assert_eq!(place.gap_after(Span::new(0, 10)), "x\n");
        assert_eq!(place.gap_after(Span::new(70, 80)), "x\n");
    }

    #[test]
    fn invalid_places_are_refused() {
        for text in ["", "5", "a-b", "5-", "-5", "?5-6", "5-99999999999999999999999"] {
            assert_eq!(SentencePlace::parse(text, " "), None, "{text:?}");
        }
    }
}

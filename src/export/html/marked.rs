//! Renders the sentences of one side of a bead as HTML. A word that is taken for the translation of a word on the other
//! side is in separate elements, which the script marks.

use maud::{Render, html};

use crate::Span;

/// A text for an HTML page, in which characters that HTML forbids become U+FFFD.
pub(super) struct SafeText<'t>(pub(super) &'t str);

impl Render for SafeText<'_> {
    fn render_to(&self, buffer: &mut String) {
        let mut rest = self.0;
        while let Some(at) = rest.find(is_forbidden) {
            let c = rest[at..].chars().next().unwrap_or_default();
            rest[..at].render_to(buffer);
            buffer.push('\u{fffd}');
            rest = &rest[at + c.len_utf8()..];
        }
        rest.render_to(buffer);
    }
}

fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

/// The sentences of a side, cut at the boundaries of the words that are taken for translations.
pub(super) struct MarkedSide<'t> {
    text: &'t str,
    sentences: &'t [Span],
    /// The parts of the text that these words cover, in ascending order. If two words overlap, the overlap is a
    /// separate part that belongs to both words.
    parts: Vec<Span>,
}

impl<'t> MarkedSide<'t> {
    pub(super) fn new(text: &'t str, sentences: &'t [Span], words: &[Span]) -> Self {
        let mut edges: Vec<usize> = words.iter().flat_map(|word| [word.start, word.end]).collect();
        edges.sort_unstable();
        edges.dedup();
        let covered = |part: &Span| words.iter().any(|word| word.start <= part.start && part.end <= word.end);
        let parts = edges.windows(2).map(|edge| Span::new(edge[0], edge[1])).filter(covered).collect();
        Self { text, sentences, parts }
    }

    /// Returns the numbers of the parts that a word covers, such as `3` or `3-4`.
    pub(super) fn numbers(&self, word: Span) -> String {
        let first = self.parts.partition_point(|part| part.start < word.start);
        let end = self.parts.partition_point(|part| part.start < word.end);
        if end > first + 1 { format!("{first}-{}", end - 1) } else { first.to_string() }
    }
}

impl Render for MarkedSide<'_> {
    fn render_to(&self, buffer: &mut String) {
        for sentence in self.sentences {
            let first = self.parts.partition_point(|part| part.start < sentence.start);
            let parts = self.parts[first..].iter().take_while(|part| part.end <= sentence.end);
            let mut at = sentence.start;
            let markup = html! {
                p {
                    @for part in parts {
                        (SafeText(Span::new(at, part.start).of(self.text)))
                        span { (SafeText(part.of(self.text))) }
                        ({ at = part.end; "" })
                    }
                    (SafeText(Span::new(at, sentence.end).of(self.text)))
                }
            };
            buffer.push_str(&markup.0);
        }
    }
}

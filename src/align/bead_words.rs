//! One side of a bead, prepared for linking words: the tokens, and the text cut into words and marks.

use super::side::{Side, TokenClass, TypeId};
use crate::Span;

/// A token of a bead.
#[derive(Clone, Copy, Debug)]
pub(super) struct BeadToken {
    pub(super) id: TypeId,
    pub(super) class: TokenClass,
    /// Byte range in [`BeadWords::text`].
    pub(super) span: Span,
}

impl BeadToken {
    pub(super) fn middle(self) -> f32 {
        middle(self.span)
    }
}

/// Returns the offset of the middle of a span, in bytes.
pub(super) fn middle(span: Span) -> f32 {
    (span.start + span.end) as f32 / 2.0
}

/// One side of a bead.
#[derive(Debug)]
pub(super) struct BeadWords {
    /// The sentences, one directly after the other.
    pub(super) text: String,
    pub(super) tokens: Vec<BeadToken>,
}

impl BeadWords {
    /// Takes the tokens of the sentences of `side` from `first` on. `sentences` has the texts of these sentences.
    pub(super) fn new(side: &Side, first: usize, sentences: &[&str]) -> Self {
        let mut text = String::with_capacity(sentences.iter().map(|sentence| sentence.len()).sum());
        let mut tokens = Vec::new();
        for (number, sentence) in sentences.iter().enumerate() {
            let base = text.len();
            tokens.extend(side.tokens_of(first + number).iter().map(|token| BeadToken {
                id: token.id,
                class: token.class,
                span: Span::new(base + token.start as usize, base + token.end as usize),
            }));
            text.push_str(sentence);
        }
        Self { text, tokens }
    }

    pub(super) fn of(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Cuts the text into `words` and the single characters between them, without white space. `words` must ascend; a
    /// word that overlaps an earlier word is skipped.
    pub(super) fn tile(&self, words: impl Iterator<Item = Span>) -> Vec<Span> {
        let mut tiles: Vec<Span> = Vec::new();
        let mut at = 0;
        for word in words.filter(|word| !word.is_empty()).chain([Span::new(self.text.len(), self.text.len())])
        {
            if word.start < at {
                continue;
            }
            let gap = self.text[at..word.start].char_indices().filter(|(_, c)| !c.is_whitespace());
            tiles.extend(gap.map(|(offset, c)| Span::new(at + offset, at + offset + c.len_utf8())));
            if !word.is_empty() {
                tiles.push(word);
            }
            at = word.end;
        }
        tiles
    }
}

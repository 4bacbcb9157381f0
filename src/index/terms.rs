//! The buffer to which an analyzer writes the terms of a text.

use super::cover::CoverScratch;
use super::filters::StemCache;
use super::units::UnitScratch;
use crate::{Span, Token, TokenKind};

/// A term of a document or query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Term<'t> {
    /// The normalized text.
    pub text: &'t str,
    /// The byte range of the term in the original text.
    pub span: Span,
    /// The kind of the term.
    pub kind: TokenKind,
    /// The first position that the term takes, from 0.
    pub position: u32,
    /// The number of positions that the term takes.
    pub position_length: u32,
    /// In a query, the number of the term's phrase, from 0: see [`Terms::phrases`]. In a document, 0.
    pub phrase: u32,
}

/// The terms of one text, in a buffer that is reused for the next text.
///
/// Terms ascend by position. In a document, several terms may have the same position. If positions are
/// counted by unit, these terms ascend by length. If positions are counted by word, the parts of a word come
/// before the word.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    pub(super) records: Vec<TermRecord>,
    /// The texts of all terms, without separators.
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
    pub(super) units: UnitScratch,
    pub(super) cover: CoverScratch,
    pub(super) stems: StemCache,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct TermRecord {
    /// The text of the term is the byte range `start..end` of [`Terms::text`].
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    pub(super) position: u32,
    pub(super) position_length: u32,
    pub(super) phrase: u32,
}

impl Terms {
    /// Creates an empty buffer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the number of terms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are no terms.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Returns term number `index`, from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Term<'_>> {
        self.records.get(index).map(|record| self.term(record))
    }

    /// Returns all terms in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Term<'_>> + Clone {
        self.records.iter().map(|record| self.term(record))
    }

    /// Returns the terms of a query, as one iterator for each phrase. A document contains a phrase if it contains all
    /// terms of the phrase, as far apart as in the query.
    pub fn phrases(&self) -> impl Iterator<Item = impl ExactSizeIterator<Item = Term<'_>> + Clone> {
        let same = |left: &TermRecord, right: &TermRecord| left.phrase == right.phrase;
        self.records.chunk_by(same).map(|phrase| phrase.iter().map(|record| self.term(record)))
    }

    /// Removes all terms and keeps the memory.
    pub fn clear(&mut self) {
        self.records.clear();
        self.text.clear();
    }

    fn term(&self, record: &TermRecord) -> Term<'_> {
        let TermRecord { span, kind, position, position_length, phrase, .. } = *record;
        let text = self.text.get(record.start..record.end).unwrap_or("");
        Term { text, span, kind, position, position_length, phrase }
    }
}

//! Writes words as tokens to the caller's buffer.

use std::hint::select_unpredictable;

use super::best_path::PathWord;
use super::characters::class;
use super::lattice::{CharacterLattice, CharacterRange};
use crate::{Script, Span, Token, TokenKind};

/// Appends the words of one text to a buffer, in order.
#[derive(Debug)]
pub(crate) struct TokenWriter<'a> {
    pub(crate) text: &'a str,
    pub(crate) out: &'a mut Vec<Token>,
    /// Position of the next word.
    pub(crate) position: u32,
}

impl TokenWriter<'_> {
    /// Appends the word at `start..end`, unless it is white space. `classes` are the classes of the first
    /// character if it is Chinese or punctuation, otherwise the union of the classes of all characters.
    #[inline(always)]
    pub(crate) fn push(&mut self, start: usize, end: usize, classes: u32) {
        if classes & (class::HAN | class::PUNCTUATION) != 0 {
            // Han and punctuation are both frequent, so a branch would often be mispredicted.
            let is_han = classes & class::HAN != 0;
            let kind = select_unpredictable(is_han, TokenKind::Han, TokenKind::Punctuation);
            self.push_of_kind(start, end, kind);
        } else {
            self.push_other(start, end, classes);
        }
    }

    #[inline(never)]
    fn push_other(&mut self, start: usize, end: usize, classes: u32) {
        if let Some(kind) = self.kind(start, end, classes) {
            self.push_of_kind(start, end, kind);
        }
    }

    /// Appends a word of a path.
    #[inline(always)]
    pub(super) fn push_word(&mut self, word: PathWord<'_>) {
        if word.first().is(class::HAN | class::PUNCTUATION) {
            self.push(word.span().start, word.span().end, word.first().classes());
        } else {
            self.push_any(word.range().lattice(), word.range().from, word.range().to);
        }
    }

    /// Appends the characters `from..to` as a word. Its kind follows from the classes of all these characters.
    #[inline(never)]
    fn push_any(&mut self, lattice: &CharacterLattice, from: usize, to: usize) {
        let range = lattice.range(from, to);
        self.push(range.start(), range.end(), range.classes());
    }

    /// Appends a part of a word. The word itself is appended after its parts.
    #[inline(always)]
    pub(super) fn push_part(&mut self, part: CharacterRange<'_>) {
        let first = part.first();
        let classes = if first.is(class::HAN) { first.classes() } else { part.classes() };
        self.push_inner(part.start(), part.end(), classes);
    }

    /// Removes the last word. The word must not have parts.
    #[inline(always)]
    pub(super) fn take_back(&mut self) {
        self.out.pop();
        self.position = self.position.wrapping_sub(1);
    }

    /// Appends the part `start..end` of a word. The part gets the position of the next word. `classes` are as
    /// for [`TokenWriter::push`].
    #[inline(always)]
    pub(super) fn push_inner(&mut self, start: usize, end: usize, classes: u32) {
        if classes & class::HAN != 0 {
            self.token(start, end, TokenKind::Han);
        } else if let Some(kind) = self.kind(start, end, classes) {
            self.token(start, end, kind);
        }
    }

    /// Appends the word at `start..end` with the given kind.
    #[inline(always)]
    pub(super) fn push_of_kind(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.token(start, end, kind);
        self.position = self.position.wrapping_add(1);
    }

    #[inline(always)]
    fn token(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.out.push(Token::new(Span::new(start, end), kind, self.position));
    }

    /// Returns the kind of a word, or `None` for white space.
    #[inline(always)]
    fn kind(&self, start: usize, end: usize, classes: u32) -> Option<TokenKind> {
        let is = |class: u32| classes & class != 0;
        if is(class::HAN) {
            return Some(TokenKind::Han);
        }
        if is(class::SPACE) && self.text[start..end].chars().all(char::is_whitespace) {
            return None;
        }
        Some(if is(class::ALPHANUMERIC) {
            if is(class::LETTER) { TokenKind::Word } else { TokenKind::Number }
        } else if is(class::PUNCTUATION) {
            TokenKind::Punctuation
        } else {
            let first = self.text[start..end].chars().next();
            kind_of(first.map_or(Script::Other, Script::of))
        })
    }
}

/// Returns the kind of a token that consists of one character of the class `script`.
pub(super) fn kind_of(script: Script) -> TokenKind {
    match script {
        Script::Han => TokenKind::Han,
        Script::Kana | Script::Bopomofo | Script::Hangul | Script::Latin | Script::Letter => TokenKind::Word,
        Script::Digit => TokenKind::Number,
        Script::Punctuation => TokenKind::Punctuation,
        Script::Symbol => TokenKind::Symbol,
        Script::Emoji => TokenKind::Emoji,
        Script::Mark | Script::Space | Script::Other => TokenKind::Other,
    }
}

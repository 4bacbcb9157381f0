//! Where the words of a text go: tokens in the caller's buffer.

use std::hint::select_unpredictable;

use super::characters::class;
use crate::{Script, Span, Token, TokenKind};

/// Appends the words of one text, in order, to a buffer.
#[derive(Debug)]
pub(crate) struct Sink<'a> {
    pub(crate) text: &'a str,
    pub(crate) out: &'a mut Vec<Token>,
    /// Number of the next word.
    pub(crate) position: u32,
}

impl Sink<'_> {
    /// Appends the word at `start..end`. `classes` are those of any of its characters, or of the first
    /// if that is Chinese. White space is left out.
    #[inline(always)]
    pub(crate) fn push(&mut self, start: usize, end: usize, classes: u32) {
        if classes & (class::HAN | class::PUNCTUATION) != 0 {
            // Both are so frequent that a branch could not be guessed.
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

    /// Takes the last word back, which lies in no other one.
    #[inline(always)]
    pub(super) fn take_back(&mut self) {
        self.out.pop();
        self.position = self.position.wrapping_sub(1);
    }

    /// Appends a word that lies in another one, which comes after it.
    #[inline(always)]
    pub(super) fn push_inner(&mut self, start: usize, end: usize, classes: u32) {
        if classes & class::HAN != 0 {
            self.token(start, end, TokenKind::Han);
        } else if let Some(kind) = self.kind(start, end, classes) {
            self.token(start, end, kind);
        }
    }

    /// Appends a word of which it is known what it is made of.
    #[inline(always)]
    pub(super) fn push_of_kind(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.token(start, end, kind);
        self.position = self.position.wrapping_add(1);
    }

    #[inline(always)]
    fn token(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.out.push(Token::new(Span::new(start, end), kind, self.position));
    }

    /// What a word is made of; `None` for white space.
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

/// The kind of token that a single character of a script makes.
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

//! Reads a text letter by letter into pieces, each in one language.

use crate::{HanVariant, Language, Script, Span};

use super::facts::Facts;
use super::foreign::Foreign;
use super::latin::{Bias, Latin};
use super::{LanguageSet, Run, VariantCount};

/// Letters of one language, from the first to the last, with whatever neutral stands between.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) language: Language,
    /// Of its Han characters.
    pub(crate) count: VariantCount,
    /// How much the letters speak for the language rather than for another one, in nats; for
    /// Latin letters only.
    pub(crate) margin: f64,
}

impl Piece {
    fn new(start: usize, end: usize, language: Language) -> Self {
        Self { start, end, language, count: VariantCount::default(), margin: 0.0 }
    }

    pub(super) fn extend(&mut self, next: &Self) {
        self.end = next.end;
        self.count.extend(next.count);
    }

    pub(super) fn run(&self, span: Span) -> Run {
        let variant = match self.language {
            Language::Chinese => self.count.variant(),
            _ => HanVariant::Common,
        };
        Run { span, language: self.language, variant }
    }
}

/// Iterator of pieces.
#[derive(Clone, Debug)]
pub(crate) struct Pieces<'t> {
    text: &'t str,
    at: usize,
    limit: LanguageSet,
    facts: Facts,
    latin: Latin,
    foreign: Foreign,
}

impl<'t> Pieces<'t> {
    pub(super) fn new(text: &'t str, limit: LanguageSet) -> Self {
        Self::with_bias(text, limit, Bias { other: 3.0, rare: 6.0 })
    }

    fn with_bias(text: &'t str, limit: LanguageSet, bias: Bias) -> Self {
        Self {
            text,
            at: 0,
            limit,
            facts: Facts::none(limit),
            latin: Latin::new(limit, bias),
            foreign: Foreign::new(limit),
        }
    }

    /// Pieces for the language of a whole text: a short one may well not be English.
    pub(crate) fn for_detection(text: &'t str, limit: LanguageSet) -> Self {
        Self::with_bias(text, limit, Bias { other: 0.0, rare: 2.0 })
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }
    fn latin(&mut self) -> Piece {
        let stretch = self.latin.read(self.text, self.at);
        let piece = Piece { margin: stretch.margin, ..Piece::new(self.at, stretch.end, stretch.language) };
        self.at = stretch.end;
        piece
    }

    /// Letters of Chinese, Japanese or Korean, across digits and punctuation, until the language
    /// changes.
    fn cjk(&mut self) -> Piece {
        let bytes = self.text.as_bytes();
        let mut piece: Option<Piece> = None;
        let mut at = self.at;
        while let Some(&byte) = bytes.get(at) {
            if byte < 0x80 {
                if byte.is_ascii_alphabetic() {
                    break;
                }
                at += 1;
                continue;
            }
            let Some(c) = three_bytes(bytes, at).or_else(|| self.char_at(at)) else { break };
            let len = c.len_utf8();
            let script = match c {
                '\u{4e00}'..='\u{9fff}' => Script::Han,
                _ => Script::of(c),
            };
            match script {
                Script::Han | Script::Kana | Script::Bopomofo | Script::Hangul => {
                    let language = self.language(script, at);
                    match &mut piece {
                        None => piece = Some(Piece::new(at, at, language)),
                        Some(piece) if piece.language != language => break,
                        Some(_) => {}
                    }
                    if let Some(piece) = &mut piece {
                        piece.end = at + len;
                        if script == Script::Han {
                            piece.count.add(c);
                        }
                    }
                }
                Script::Mark => {
                    if let Some(piece) = piece.as_mut().filter(|piece| piece.end == at) {
                        piece.end = at + len;
                    }
                }
                Script::Latin | Script::Letter => break,
                _ => {}
            }
            at += len;
        }
        self.at = at;
        piece.unwrap_or(Piece::new(at, at, Language::Undetermined))
    }

    #[inline]
    fn language(&mut self, script: Script, at: usize) -> Language {
        if at >= self.facts.end {
            self.facts.read(self.text, at, self.limit);
        }
        match script {
            Script::Han => self.facts.han,
            Script::Kana => self.facts.kana,
            Script::Hangul => self.limit.admit(Language::Korean),
            _ => self.limit.admit(Language::Chinese),
        }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if byte < 0x80 {
                if byte.is_ascii_alphabetic() {
                    return Some(self.latin());
                }
                self.at += 1;
                continue;
            }
            let Some(c) = self.char_at(self.at) else { break };
            match Script::of(c) {
                Script::Han | Script::Kana | Script::Bopomofo | Script::Hangul => return Some(self.cjk()),
                Script::Latin => return Some(self.latin()),
                Script::Letter => {
                    let (end, language) = self.foreign.read(self.text, self.at);
                    let piece = Piece::new(self.at, end, language);
                    self.at = end;
                    return Some(piece);
                }
                _ => self.at += c.len_utf8(),
            }
        }
        None
    }
}

/// The character of three bytes at `at`, most of them in Chinese text.
#[inline]
fn three_bytes(bytes: &[u8], at: usize) -> Option<char> {
    match bytes.get(at..at + 3) {
        Some(&[first @ 0xe0..0xf0, second, third]) => char::from_u32(
            u32::from(first & 0x0f) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f),
        ),
        _ => None,
    }
}

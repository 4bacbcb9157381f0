//! The units of a text, and the dictionary words that consist of several units.

use crate::tokenize::{ChineseTokenizer, Contractions, EnglishTokenizer, TextCharacters};
use crate::{Token, TokenKind};

/// Maximum length of a term of several units, in characters. The longest word of the embedded dictionary has 16.
/// Without a limit, an added word of k characters that occurs at each of n places would make terms of n · k characters.
const MAX_WORD: usize = 64;

/// The units and the characters of one text.
#[derive(Clone, Debug, Default)]
pub(super) struct UnitScratch {
    pub(super) units: Vec<Token>,
    characters: TextCharacters,
    /// `unit_ends[i]` is 1 + the index of the unit that ends with character `i`, or 0 if no unit ends there.
    unit_ends: Vec<u32>,
    /// `unit_starts[i]` is the index of the first character of unit `i`.
    unit_starts: Vec<u32>,
}

impl UnitScratch {
    /// Reads the units and characters of `text`.
    pub(super) fn read(&mut self, text: &str, chinese: &ChineseTokenizer) {
        self.units.clear();
        EnglishTokenizer::new().contractions(Contractions::Split).tokenize_units(text, &mut self.units);
        self.unit_ends.clear();
        self.unit_starts.clear();
        let (units, ends, starts) = (&self.units, &mut self.unit_ends, &mut self.unit_starts);
        chinese.read_characters(text, &mut self.characters, |at, end| {
            // A unit of invisible characters has no entry in `characters`, so it gets the index of the next
            // character.
            while units.get(starts.len()).is_some_and(|unit| unit.span.start <= at) {
                starts.push(ends.len() as u32);
            }
            let number = starts.len() as u32;
            let is_end = number > 0 && units[number as usize - 1].span.end == end;
            ends.push(if is_end { number } else { 0 });
        });
    }

    /// Finds the dictionary words of several units that begin at unit `at` and have at most [`MAX_WORD`] characters.
    /// Calls `found` with the number of units of each word, shortest first.
    pub(super) fn words_at(&self, chinese: &ChineseTokenizer, at: usize, mut found: impl FnMut(usize)) {
        let Some(&start) = self.unit_starts.get(at) else { return };
        chinese.word_lengths(&self.characters, start as usize, MAX_WORD, |length| {
            let end = self.unit_ends.get(start as usize + length - 1).copied().unwrap_or(0) as usize;
            if end > at + 1 {
                found(end - at);
            }
        });
    }
}

/// Whether a unit is punctuation or of kind [`TokenKind::Other`].
pub(super) fn is_mark(unit: &Token) -> bool {
    matches!(unit.kind, TokenKind::Punctuation | TokenKind::Other)
}

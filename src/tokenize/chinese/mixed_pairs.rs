//! Pairs of adjacent characters at which dictionary words switch between Chinese and other characters.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::characters::{CharacterTable, class};
use super::dictionary::NodeHasher;

/// Pairs of one Chinese and one other character that are adjacent in dictionary words: `T恤`, and `拉O` in `卡拉OK`.
#[derive(Clone, Default)]
pub(super) struct MixedWordPairs {
    pairs: HashSet<(char, char), BuildHasherDefault<NodeHasher>>,
    /// For each ASCII character, whether the character is the second of a pair ([`AFTER_HAN`]), and whether it is the
    /// first ([`BEFORE_HAN`]).
    sides: AsciiSides,
    /// Whether [`MixedWordPairs::contains`] accepts every pair. This is so with a caller's jieba, whose words
    /// cannot be listed.
    any: bool,
}

impl std::fmt::Debug for MixedWordPairs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MixedWordPairs").field("pairs", &self.pairs.len()).finish_non_exhaustive()
    }
}

impl MixedWordPairs {
    /// Adds the pairs of a word, and marks their characters that are not Chinese in `table`.
    pub(super) fn add(&mut self, word: &str, table: &mut CharacterTable) {
        for (left, right) in word.chars().zip(word.chars().skip(1)) {
            let (left_han, right_han) = (table.of(left).is(class::HAN), table.of(right).is(class::HAN));
            if left_han != right_han {
                let (left, right) = (table.folded(left), table.folded(right));
                self.pairs.insert((left, right));
                let (other, side) = if left_han { (right, AFTER_HAN) } else { (left, BEFORE_HAN) };
                if let Some(sides) = self.sides.0.get_mut(other as usize) {
                    *sides |= side;
                }
                table.mark_mixed(other);
            }
        }
    }

    /// Adds every pair of a Chinese character and an ASCII letter or digit.
    pub(super) fn add_all(&mut self, table: &mut CharacterTable) {
        self.any = true;
        self.sides.0 = [AFTER_HAN | BEFORE_HAN; 128];
        ('0'..='z').filter(char::is_ascii_alphanumeric).for_each(|c| table.mark_mixed(c));
    }

    /// Whether a pair may have this byte after a Chinese character. Returns true for every non-ASCII byte.
    #[inline(always)]
    pub(super) fn may_follow_han(&self, byte: u8) -> bool {
        !byte.is_ascii() || self.sides.0[usize::from(byte & 0x7f)] & AFTER_HAN != 0
    }

    /// Whether a pair may have this byte before a Chinese character. Returns true for every non-ASCII byte.
    #[inline(always)]
    pub(super) fn may_precede_han(&self, byte: u8) -> bool {
        !byte.is_ascii() || self.sides.0[usize::from(byte & 0x7f)] & BEFORE_HAN != 0
    }

    pub(super) fn contains(&self, left: char, right: char) -> bool {
        self.any || self.pairs.contains(&(left, right))
    }
}

/// For each ASCII character, [`AFTER_HAN`] and [`BEFORE_HAN`] as flags.
#[derive(Clone)]
struct AsciiSides([u8; 128]);

const AFTER_HAN: u8 = 1;
const BEFORE_HAN: u8 = 2;

impl Default for AsciiSides {
    fn default() -> Self {
        Self([0; 128])
    }
}

//! Stretches of Chinese in a mixed text, with the letters and digits that belong to their words.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::block::Piece;
use super::block::bytes;
use super::characters::{Character, CharacterTable, class};
use super::cut::{Cutter, Scratch};
use super::user_words::NodeHasher;

/// Pairs of characters at which a word of the dictionary goes over from Chinese to letters and
/// digits, or back: `T恤`, `卡拉OK`.
#[derive(Clone, Debug, Default)]
pub(super) struct Joints(HashSet<(char, char), BuildHasherDefault<NodeHasher>>);

impl Joints {
    /// Takes the pairs of a word, and marks their letters and digits in the table.
    pub(super) fn add(&mut self, word: &str, table: &mut CharacterTable) {
        for (left, right) in word.chars().zip(word.chars().skip(1)) {
            let (left_han, right_han) = (table.of(left).is(class::HAN), table.of(right).is(class::HAN));
            if left_han != right_han {
                self.0.insert((table.folded(left), table.folded(right)));
                table.mark_joint(if left_han { right } else { left });
            }
        }
    }

    #[inline]
    fn contain(&self, left: char, right: char) -> bool {
        self.0.contains(&(left, right))
    }
}

/// Characters of a word before and after the place where its Chinese part ends or begins; more
/// than any such word of jieba's has, and the bound keeps time linear.
const LONGEST_HEAD: usize = 8;
const LONGEST_TAIL: usize = 12;

impl Cutter<'_> {
    /// Cuts one stretch of Chinese that begins at `start`, where everything up to `from` belongs
    /// to it in any case, and returns its end. Letters and digits after Chinese characters belong
    /// to it if a word of the dictionary goes on into them.
    #[inline]
    pub(super) fn cut_stretch(
        &self,
        text: &str,
        (start, from): (usize, usize),
        joints: &Joints,
        scratch: &mut Scratch,
        emit: &mut impl FnMut(Piece),
    ) -> usize {
        let needs_chars = self.words.needs_characters();
        scratch.block.clear();
        scratch.chars.clear();
        let mut at = start;
        // Up to here letters and digits belong to the stretch.
        let mut inside = from;
        while let Some(character) = self.table.at(text, at) {
            if !character.is(class::HAN) && at >= inside {
                if !character.is(class::JOINT) {
                    break;
                }
                match self.words_into(text, at, joints, scratch) {
                    0 => break,
                    length => inside = at + length,
                }
            }
            scratch.block.push(character);
            if needs_chars {
                self.push_char(text, at, &mut scratch.chars);
            }
            at += character.len();
        }
        self.cut_block(text, (start, at), false, scratch, emit);
        at
    }

    /// How many bytes from `at` on belong to words of the dictionary that begin in the Chinese
    /// characters before; 0 if the word would leave a letter or digit behind.
    #[cold]
    fn words_into(&self, text: &str, at: usize, joints: &Joints, scratch: &Scratch) -> usize {
        let last = text[..at].chars().next_back().map(|c| self.table.folded(c));
        let tail: Vec<char> = text[at..].chars().take(LONGEST_TAIL + 1).collect();
        if !last.zip(tail.first()).is_some_and(|(last, &c)| joints.contain(last, self.table.folded(c))) {
            return 0;
        }
        let tail: Vec<(char, Character)> =
            tail.into_iter().map(|c| (self.table.folded(c), self.table.of(c))).collect();
        let goes_on = |at: usize| tail.get(at).is_some_and(|(_, c)| c.is(class::ALPHANUMERIC));
        let before = &scratch.block;
        let mut longest = 0;
        for from in before.len().saturating_sub(LONGEST_HEAD)..before.len() {
            let mut characters = before[from..].to_vec();
            let mut chars = scratch.chars.get(from..).map_or_else(Vec::new, <[char]>::to_vec);
            for (at, &(c, character)) in (1..).zip(&tail) {
                if character.is(class::HAN) {
                    break;
                }
                characters.push(character);
                chars.push(c);
                if !goes_on(at) && self.words.contain(&characters, &chars) {
                    longest = longest.max(at);
                }
            }
        }
        bytes(&tail[..longest].iter().map(|(_, character)| *character).collect::<Vec<_>>())
    }

    /// Where a word of the dictionary begins that has letters or digits before the Chinese
    /// character at `at`, but not before `from`; or `at`.
    #[inline]
    pub(super) fn word_before(&self, text: &str, from: usize, at: usize, joints: &Joints) -> usize {
        match text[from..at].chars().next_back() {
            Some(last) if self.table.of(last).is(class::JOINT) => {
                self.word_before_joint(text, from, at, joints)
            }
            _ => at,
        }
    }

    #[cold]
    fn word_before_joint(&self, text: &str, from: usize, at: usize, joints: &Joints) -> usize {
        let is_part = |c: &char| c.is_alphanumeric() && !self.table.of(*c).is(class::HAN);
        let letters: Vec<char> =
            text[from..at].chars().rev().take_while(is_part).take(LONGEST_HEAD + 1).collect();
        let first = text[at..].chars().next();
        let joined = letters
            .first()
            .zip(first)
            .is_some_and(|(&last, first)| joints.contain(self.table.folded(last), self.table.folded(first)));
        if !joined || letters.len() > LONGEST_HEAD {
            return at;
        }
        let start = at - letters.iter().map(|c| c.len_utf8()).sum::<usize>();
        let mut characters = Vec::new();
        let mut chars = Vec::new();
        for c in text[start..].chars().take(letters.len() + LONGEST_TAIL) {
            characters.push(self.table.of(c));
            chars.push(self.folded(c, chars.last().copied()));
            if characters.len() > letters.len() && self.words.contain(&characters, &chars) {
                return start;
            }
        }
        at
    }
}

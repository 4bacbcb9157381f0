//! Stretches of Chinese in a mixed text, with the letters and digits that belong to their words.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::characters::{Character, CharacterTable, class};
use super::cut::Cutter;
use super::lattice::Lattice;
use super::scratch::Scratch;
use super::user_words::NodeHasher;
use crate::script::ascii::ascii_end;

/// Pairs of characters at which a word of the dictionary goes over from Chinese to letters and
/// digits, or back: `T恤`, `卡拉OK`.
#[derive(Clone, Default)]
pub(super) struct Joints {
    pairs: HashSet<(char, char), BuildHasherDefault<NodeHasher>>,
    /// By byte of ASCII: whether it stands behind Chinese in a pair ([`BEHIND`]), and before it.
    sides: Sides,
    /// Whether any pair may be one, as with a dictionary whose words can't be listed.
    #[cfg(feature = "jieba")]
    all: bool,
}

impl std::fmt::Debug for Joints {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Joints").field("pairs", &self.pairs.len()).finish_non_exhaustive()
    }
}

impl Joints {
    /// Takes the pairs of a word, and marks their letters and digits in the table.
    pub(super) fn add(&mut self, word: &str, table: &mut CharacterTable) {
        for (left, right) in word.chars().zip(word.chars().skip(1)) {
            let (left_han, right_han) = (table.of(left).is(class::HAN), table.of(right).is(class::HAN));
            if left_han != right_han {
                let (left, right) = (table.folded(left), table.folded(right));
                self.pairs.insert((left, right));
                let (other, side) = if left_han { (right, BEHIND) } else { (left, BEFORE) };
                if let Some(sides) = self.sides.0.get_mut(other as usize) {
                    *sides |= side;
                }
                table.mark_joint(other);
            }
        }
    }

    /// Takes every pair of a Chinese character and an ASCII letter or digit.
    #[cfg(feature = "jieba")]
    pub(super) fn add_all(&mut self, table: &mut CharacterTable) {
        self.all = true;
        self.sides.0 = [BEHIND | BEFORE; 128];
        ('0'..='z').filter(char::is_ascii_alphanumeric).for_each(|c| table.mark_joint(c));
    }

    /// False if no pair has this byte behind Chinese: only of ASCII is that known.
    #[inline(always)]
    fn may_stand_behind(&self, byte: u8) -> bool {
        !byte.is_ascii() || self.sides.0[usize::from(byte & 0x7f)] & BEHIND != 0
    }

    /// False if no pair has this byte before Chinese.
    #[inline(always)]
    fn may_stand_before(&self, byte: u8) -> bool {
        !byte.is_ascii() || self.sides.0[usize::from(byte & 0x7f)] & BEFORE != 0
    }

    fn contain(&self, left: char, right: char) -> bool {
        #[cfg(feature = "jieba")]
        if self.all {
            return true;
        }
        self.pairs.contains(&(left, right))
    }
}

/// Sides of Chinese on which a byte of ASCII stands in a pair.
#[derive(Clone)]
struct Sides([u8; 128]);

const BEHIND: u8 = 1;
const BEFORE: u8 = 2;

impl Default for Sides {
    fn default() -> Self {
        Self([0; 128])
    }
}

/// What comes behind the stretches that [`Cutter::push_stretches`] appended.
pub(crate) enum Ahead {
    /// Nothing but a gap up to the end of the text.
    Nothing,
    /// A gap that wants a closer look.
    Gap,
    /// What is left of a stretch of Chinese that starts there.
    Stretch(usize),
}

/// What stands at the end of a gap may belong to a word or number with Chinese, or be no character of three
/// bytes.
struct WantsLook;

/// Characters of a word before and after the place where its Chinese part ends or begins; more
/// than any such word of jieba's has, and the bound keeps time linear.
const LONGEST_HEAD: usize = 8;
const LONGEST_TAIL: usize = 12;

impl Cutter<'_> {
    /// The first Chinese character from `at` on, where it stands, and whether nothing stands before it but
    /// marks of which each is a token; `None` if there is none.
    #[inline]
    pub(crate) fn next_han(
        &self,
        text: &str,
        at: usize,
        scratch: &mut Scratch,
    ) -> Option<(Character, usize, bool)> {
        let (mut at, mut only_marks) = (at, true);
        loop {
            let ascii = ascii_end(text.as_bytes(), at);
            only_marks &= ascii == at;
            at = ascii;
            let (character, end) = self.table.next(text, at)?;
            if character.is(class::HAN) {
                return Some((character, at, only_marks));
            }
            only_marks &= character.is(class::LONE);
            if character.is(class::REVIEW) {
                scratch.review.note(character, at);
            }
            at = end;
        }
    }

    /// Whether a stretch that ended because it was long goes on in a next one at `at`.
    pub(crate) fn goes_on(&self, text: &str, at: usize) -> bool {
        self.table.at(text, at).is_some_and(|character| character.is(class::HAN | class::LONE))
    }

    /// Appends gaps and stretches of Chinese to the lattice, from the gap on that begins at `at`, as far as
    /// nothing wants a closer look and the lattice is not long. Returns what comes then, and where.
    #[inline(never)]
    pub(crate) fn push_stretches(&self, text: &str, at: usize, scratch: &mut Scratch) -> (Ahead, usize) {
        let start = scratch.lattice.start();
        let near = &text.as_bytes()[start..text.len().min(start + Lattice::LONG)];
        let is_whole = start + near.len() == text.len();
        let mut at = at - start;
        let ahead = scratch.lattice.append(|cells| {
            loop {
                let first = match self.near_stretch(near, at) {
                    Some(Ok(first)) => first,
                    None if is_whole => return Ahead::Nothing,
                    Some(Err(WantsLook)) | None => return Ahead::Gap,
                };
                if at < first {
                    cells.push(Character::GAP, at);
                }
                at = cells.push_plain(self.table, &near[first..], class::HAN | class::LONE, first);
                match near.get(at) {
                    Some(&byte) if byte.is_ascii() && !self.joints.may_stand_behind(byte) => {}
                    None if is_whole => return Ahead::Nothing,
                    _ => return Ahead::Stretch(start + first),
                }
            }
        });
        (ahead, start + at)
    }

    /// Where the next stretch of Chinese in `near` starts behind a gap that begins at `gap`, if nothing wants
    /// a closer look; `None` if there is none.
    #[inline(always)]
    fn near_stretch(&self, near: &[u8], gap: usize) -> Option<Result<usize, WantsLook>> {
        let (mut at, mut only_marks, mut last) = (gap, true, Character::END);
        let character = loop {
            let ascii = ascii_end(near, at);
            only_marks &= ascii == at;
            at = ascii;
            let rest = near.get(at..).filter(|rest| !rest.is_empty())?;
            let Some(chunk) = rest.first_chunk() else { return Some(Err(WantsLook)) };
            let character = self.table.of_three(*chunk);
            if chunk[0] >> 4 != 0xe || character.is(class::REVIEW) {
                return Some(Err(WantsLook));
            }
            if character.is(class::HAN) {
                break character;
            }
            only_marks &= character.is(class::LONE);
            last = character;
            at += 3;
        };
        if only_marks {
            return Some(Ok(gap));
        }
        let wants_look = match near[at - 1] {
            // Neither a word nor a number goes on behind a blank.
            b' ' => false,
            byte if byte.is_ascii() => character.is(class::NUMERAL) || self.joints.may_stand_before(byte),
            _ => character.is(class::NUMERAL) || last.is(class::JOINT),
        };
        Some(if wants_look { Err(WantsLook) } else { Ok(at) })
    }

    /// Appends to the lattice what is left from `at` on of a stretch of Chinese that begins at `start`, where
    /// everything up to `from` belongs to it in any case, and returns its end. Marks of which each is a
    /// token belong to it, and letters and digits after Chinese characters if a word of the dictionary
    /// goes on into them. A stretch that becomes too long ends at a mark.
    #[inline]
    pub(crate) fn push_chinese(
        &self,
        text: &str,
        (start, mut at, from): (usize, usize, usize),
        scratch: &mut Scratch,
    ) -> usize {
        // Up to here letters and digits belong to the stretch.
        let mut inside = from;
        loop {
            let is_mark = |last: Character| last.is(class::LONE);
            if scratch.lattice.is_long(at) && scratch.lattice.last().is_some_and(is_mark) && at >= inside {
                return at;
            }
            at = self.push_plain(text, at, class::HAN | class::LONE, scratch);
            // Most stretches end before a blank or a letter.
            let next = text.as_bytes().get(at);
            if at >= inside
                && next.is_some_and(|&byte| byte.is_ascii() && !self.joints.may_stand_behind(byte))
            {
                return at;
            }
            let Some((character, end)) = self.table.next(text, at) else { return at };
            if !character.is(class::HAN | class::LONE) && at >= inside {
                if !character.is(class::JOINT) || !self.joints.may_stand_behind(text.as_bytes()[at]) {
                    return at;
                }
                match self.words_into(text, (start, at)) {
                    0 => return at,
                    length => inside = at + length,
                }
            }
            self.push(text, character, at, scratch);
            at = end;
            if scratch.lattice.is_too_long(at) {
                return at;
            }
        }
    }

    /// How many bytes from `at` on belong to words of the dictionary that begin in the Chinese
    /// characters before, but not before `start`; 0 if the word would leave a letter or digit behind.
    fn words_into(&self, text: &str, (start, at): (usize, usize)) -> usize {
        let spell = |c: char| (self.table.folded(c), self.table.of(c));
        let border = text[start..at].chars().next_back().zip(text[at..].chars().next());
        if !border.is_some_and(|(last, first)| self.joints.contain(spell(last).0, spell(first).0)) {
            return 0;
        }
        let tail: Vec<(char, Character)> = text[at..].chars().take(LONGEST_TAIL + 1).map(spell).collect();
        let is_han = |(_, character): &(char, Character)| character.is(class::HAN);
        let mut head: Vec<_> =
            text[start..at].chars().rev().take(LONGEST_HEAD).map(spell).take_while(is_han).collect();
        head.reverse();
        let goes_on = |at: usize| tail.get(at).is_some_and(|(_, c)| c.is(class::ALPHANUMERIC));
        let mut longest = 0;
        for from in 0..head.len() {
            let mut word = head[from..].to_vec();
            for (at, part) in (1..).zip(&tail).take_while(|(_, part)| !is_han(part)) {
                word.push(*part);
                if !goes_on(at) && self.is_word(&word) {
                    longest = longest.max(at);
                }
            }
        }
        text[at..].chars().take(longest).map(char::len_utf8).sum()
    }

    fn is_word(&self, word: &[(char, Character)]) -> bool {
        let chars: Vec<char> = word.iter().map(|(c, _)| *c).collect();
        #[cfg(feature = "jieba")]
        if let Some(engine) = self.jieba {
            return engine.jieba.has_word(&chars.iter().collect::<String>());
        }
        self.words.contain_spelled(word.iter().map(|(_, character)| character.code()), &chars)
    }

    /// Where a word of the dictionary begins that has letters or digits before the Chinese
    /// character at `at`, but not before `from`; or `at`.
    #[inline]
    pub(crate) fn word_before(&self, text: &str, from: usize, at: usize) -> usize {
        if from == at || !self.joints.may_stand_before(text.as_bytes()[at - 1]) {
            return at;
        }
        self.word_before_joint(text, from, at)
    }

    #[inline(never)]
    fn word_before_joint(&self, text: &str, from: usize, at: usize) -> usize {
        let Some(last) = text[from..at].chars().next_back() else { return at };
        if !self.table.of(last).is(class::JOINT) {
            return at;
        }
        let joined = text[at..]
            .chars()
            .next()
            .is_some_and(|first| self.joints.contain(self.table.folded(last), self.table.folded(first)));
        if !joined {
            return at;
        }
        let is_part = |c: &char| c.is_alphanumeric() && !self.table.of(*c).is(class::HAN);
        let letters: Vec<char> =
            text[from..at].chars().rev().take_while(is_part).take(LONGEST_HEAD + 1).collect();
        if letters.len() > LONGEST_HEAD {
            return at;
        }
        let start = at - letters.iter().map(|c| c.len_utf8()).sum::<usize>();
        let mut word = Vec::new();
        for c in text[start..].chars().take(letters.len() + LONGEST_TAIL) {
            word.push((self.table.folded(c), self.table.of(c)));
            if word.len() > letters.len() && self.is_word(&word) {
                return start;
            }
        }
        at
    }
}

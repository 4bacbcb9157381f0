//! A stretch of text that is cut by the dictionary, and the words that it falls into.

use super::characters::Character;

/// A word that was cut: its bytes in the text, the classes of its characters, and whether it lies
/// in another word that comes after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) classes: u32,
    pub(super) inner: bool,
}

/// Neighbouring characters: a whole block, or a word in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<'s> {
    pub(super) characters: &'s [Character],
    /// The same as they are looked up; empty while no words were added.
    pub(super) chars: &'s [char],
    /// Bytes in the text.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'s> Block<'s> {
    pub(super) fn len(self) -> usize {
        self.characters.len()
    }

    /// The characters `from..to`, the first of which starts at byte `start`.
    #[inline(always)]
    pub(super) fn part(self, from: usize, to: usize, start: usize) -> Self {
        let characters = &self.characters[from..to];
        let end = start + bytes(characters);
        Self { characters, chars: self.chars.get(from..to).unwrap_or(&[]), start, end }
    }

    /// Calls `emit` with each of the characters.
    #[inline]
    pub(super) fn each(self, emit: &mut impl FnMut(Self)) {
        let mut start = self.start;
        for at in 0..self.len() {
            let part = self.part(at, at + 1, start);
            start = part.end;
            emit(part);
        }
    }

    #[inline(always)]
    pub(super) fn piece(self) -> Piece {
        let classes = self.characters.iter().fold(0, |classes, character| classes | character.classes());
        Piece { start: self.start, end: self.end, classes, inner: false }
    }
}

#[inline(always)]
pub(super) fn bytes(characters: &[Character]) -> usize {
    characters.iter().map(|character| character.len()).sum()
}

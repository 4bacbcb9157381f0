//! What must be looked at once more when all words of a text are known.

use super::characters::{Character, class};

/// Characters that words go over which the dictionary does not have.
#[derive(Debug, Default)]
pub(crate) struct Review {
    /// Where the dots stand that may be in a foreign name.
    pub(super) dots: Vec<usize>,
    /// Whether there is a `〇`, which may be in a number.
    pub(super) zero: bool,
}

impl Review {
    pub(crate) fn clear(&mut self) {
        self.dots.clear();
        self.zero = false;
    }

    #[inline(always)]
    pub(super) fn is_empty(&self) -> bool {
        !self.zero && self.dots.is_empty()
    }

    /// Takes note of a character of the class [`class::REVIEW`], which begins at `at`.
    #[cold]
    pub(super) fn note(&mut self, character: Character, at: usize) {
        if character.is(class::HAN) {
            self.zero = true;
        } else {
            self.dots.push(at);
        }
    }

    /// Takes note of such a character behind `last`, and returns it as it is looked up: `々` as the Chinese
    /// character that it repeats.
    #[cold]
    pub(super) fn read(&mut self, text: &str, at: usize, character: Character, last: Character) -> Character {
        self.note(character, at);
        let repeats = text[at..].starts_with('々') && last.is(class::HAN);
        if repeats { character.looked_up_as(last) } else { character }
    }
}

//! Collects the characters of a text around which tokens may have to be joined after tokenizing.

use super::characters::{Character, class};

#[derive(Debug, Default)]
pub(crate) struct Postprocess {
    /// Offsets of dots that may be part of a foreign name, ascending.
    pub(super) dots: Vec<usize>,
    /// Whether the text has a `〇`, which may be part of a number. A `々` sets the flag too.
    pub(super) has_zero: bool,
}

impl Postprocess {
    pub(crate) fn clear(&mut self) {
        self.dots.clear();
        self.has_zero = false;
    }

    /// Frees the buffer if it has room for more than `kept` dots.
    pub(super) fn shrink(&mut self, kept: usize) {
        if self.dots.capacity() > kept {
            self.dots = Vec::new();
        }
    }

    #[inline(always)]
    pub(super) fn is_empty(&self) -> bool {
        !self.has_zero && self.dots.is_empty()
    }

    /// Records a character of the class [`class::POSTPROCESS`] at byte `at`.
    #[cold]
    pub(super) fn record(&mut self, character: Character, at: usize) {
        if character.is(class::HAN) {
            self.has_zero = true;
        } else if !character.is(class::EXTENDING) {
            self.dots.push(at);
        }
    }

    /// Records a character of the class [`class::POSTPROCESS`] that follows the character `last`. Returns the entry
    /// with which to look it up: `々` after `人` gets the code of `人`.
    #[cold]
    pub(super) fn resolve(
        &mut self,
        text: &str,
        at: usize,
        character: Character,
        last: Character,
    ) -> Character {
        self.record(character, at);
        let repeats = text[at..].starts_with('々') && last.is(class::HAN);
        if repeats { character.looked_up_as(last) } else { character }
    }
}

//! A character of a text: its code in the dictionary and its classes, in 32 bits.

use super::class::{self, CODE_MASK};

/// The first and the last character that jieba cuts by its hidden Markov model.
pub(crate) const MODEL_FIRST: char = '\u{4e00}';
pub(crate) const MODEL_LAST: char = '\u{9fd5}';

/// The code of a character in the low bits, and its classes in the high bits. A character outside blocks
/// ([`class::BLOCK`]) has code 0. All unknown characters in blocks share one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Character(pub(super) u32);

impl Character {
    pub(super) const fn new(code: u32, classes: u32) -> Self {
        let code = if classes & class::BLOCK == 0 { 0 } else { code };
        Self(code | classes)
    }

    #[inline(always)]
    pub(crate) const fn code(self) -> u32 {
        self.0 & CODE_MASK
    }

    /// The end marker after the last character of a chunk.
    pub(crate) const END: Self = Self(0);

    /// A placeholder for a part of the text, of any length, that is cut without the dictionary.
    pub(crate) const GAP: Self = Self(class::GAP);

    /// Returns this character with the code of `other`. In `人々`, `々` gets the code of `人`, so `人人` is looked up.
    pub(crate) const fn looked_up_as(self, other: Self) -> Self {
        Self(self.0 & !CODE_MASK | other.0 & CODE_MASK)
    }

    #[inline(always)]
    pub(crate) const fn is(self, class: u32) -> bool {
        self.0 & class != 0
    }

    /// Whether the character is stored in a chunk as a part of `last`, the character before it.
    #[inline(always)]
    pub(crate) const fn extends(self, last: Self) -> bool {
        self.is(class::EXTENDING) && last.is(class::BLOCK | class::HAN | class::SINGLE_MARK)
    }

    #[inline(always)]
    pub(crate) const fn classes(self) -> u32 {
        self.0 & !CODE_MASK
    }
}

/// Chinese numerals that multiply the digits before them, as in `3万`. `百` and `千` multiply digits only if another
/// multiplier follows: `3百万`.
pub(crate) const MULTIPLIERS: [char; 6] = ['百', '千', '万', '萬', '亿', '億'];

/// Characters that mean "more than" or "some" after a round number: `300多`.
pub(crate) const APPROXIMATIONS: [char; 5] = ['余', '餘', '多', '几', '幾'];

/// Whether a character is a dot that may join the parts of a foreign name.
pub(crate) const fn is_name_dot(c: char) -> bool {
    matches!(c, '·' | '‧' | '•' | '・' | '･' | '∙' | '⋅')
}

//! A character as the Chinese tokenizer sees it.

use super::class::{self, CODE_MASK};

/// The first and the last character in the range of the hidden Markov model.
pub(crate) const MODEL_FIRST: char = '\u{4e00}';
pub(crate) const MODEL_LAST: char = '\u{9fd5}';

/// The code of a character in the low bits and its classes above. A character outside blocks has
/// code 0; one inside a block has a code even if the dictionary does not have the character.
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

    /// Follows the last character of a text.
    pub(crate) const END: Self = Self(0);

    /// Replaces a part of the text, of any length, that another tokenizer cuts.
    pub(crate) const GAP: Self = Self(class::GAP);

    /// The character with the code of another one, as for `々`.
    pub(crate) const fn looked_up_as(self, other: Self) -> Self {
        Self(self.0 & !CODE_MASK | other.0 & CODE_MASK)
    }

    #[inline(always)]
    pub(crate) const fn is(self, class: u32) -> bool {
        self.0 & class != 0
    }

    /// All its classes.
    #[inline(always)]
    pub(crate) const fn classes(self) -> u32 {
        self.0 & !CODE_MASK
    }
}

/// Characters that multiply a number in digits before them. The first two may precede one of the others.
pub(crate) const MULTIPLIERS: [char; 6] = ['百', '千', '万', '萬', '亿', '億'];

/// Characters after a round number that mean "more than" or "some".
pub(crate) const APPROXIMATIONS: [char; 5] = ['余', '餘', '多', '几', '幾'];

/// Whether a character is a dot that may join the parts of a foreign name.
pub(crate) const fn is_name_dot(c: char) -> bool {
    matches!(c, '·' | '‧' | '•' | '・' | '･' | '∙' | '⋅')
}

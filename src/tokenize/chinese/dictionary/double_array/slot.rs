//! One node of a double array in eight bytes.

use std::hint::select_unpredictable;

use crate::tokenize::chinese::characters::{CODE_BITS, CODE_MASK};

/// Bits of a base: eight million slots, 16 times as many as jieba's dictionary takes.
const BASE_BITS: u32 = 23;
pub(super) const BASE_MASK: u32 = (1 << BASE_BITS) - 1;
/// Bits of a value: eight times as many values as jieba's dictionary has.
const VALUE_BITS: u32 = 17;
/// Maximum number of distinct values of words, with 0.
pub(crate) const MAX_VALUES: usize = 1 << VALUE_BITS;
const VALUE_SHIFT: u32 = 64 - VALUE_BITS;
const FILTER_SHIFT: u32 = CODE_BITS + BASE_BITS;
/// The bits of a code that select one of the filter's eight bits.
const FILTER_MASK: u32 = VALUE_SHIFT - FILTER_SHIFT - 1;

/// One node: the code of the character that leads to it, the base of its children (0 for none), the
/// value of the word that ends at it (0 for none), and a filter of its children's codes, which avoids
/// three in four probes that would fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slot(u64);

impl Slot {
    /// No node: its code is that of no character.
    pub(crate) const FREE: Self = Self(CODE_MASK as u64);

    pub(super) fn new(code: u32, value: u32, base: u32) -> Self {
        Self(u64::from(code) | u64::from(base) << CODE_BITS | u64::from(value) << VALUE_SHIFT)
    }

    /// The slot with children with these codes at `base`.
    pub(super) fn with_children(self, base: u32, codes: impl Iterator<Item = u32>) -> Self {
        let filter = codes.fold(0, |filter, code| filter | 1 << filter_bit(code));
        Self(self.0 | u64::from(base) << CODE_BITS | filter)
    }

    #[inline(always)]
    pub(crate) const fn code(self) -> u32 {
        self.0 as u32 & CODE_MASK
    }

    /// The slot if it has this code, otherwise a node without a word or children.
    #[inline(always)]
    pub(crate) fn if_of(self, code: u32) -> Self {
        Self(select_unpredictable(self.code() == code, self.0, 0))
    }

    #[inline(always)]
    pub(crate) const fn base(self) -> u32 {
        (self.0 >> CODE_BITS) as u32 & BASE_MASK
    }

    #[inline(always)]
    pub(crate) const fn value(self) -> u32 {
        (self.0 >> VALUE_SHIFT) as u32
    }

    /// True if the node has a child for `code`, and sometimes if it has none.
    #[inline(always)]
    pub(crate) const fn may_lead(self, code: u32) -> bool {
        self.0 >> filter_bit(code) & 1 == 1
    }
}

/// The bit of a slot that is set if it has a child with this code.
#[inline(always)]
const fn filter_bit(code: u32) -> u32 {
    FILTER_SHIFT + (code & FILTER_MASK)
}

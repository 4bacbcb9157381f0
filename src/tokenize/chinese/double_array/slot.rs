//! One node of a double array in eight bytes.

use std::hint::select_unpredictable;

/// Bits of a character's code in a slot: more than any dictionary has characters.
pub(crate) const CODE_BITS: u32 = 17;
pub(crate) const CODE_MASK: u32 = (1 << CODE_BITS) - 1;
/// Bits of a base: 16 million slots, 33 times what jieba's dictionary takes.
const BASE_BITS: u32 = 24;
pub(super) const BASE_MASK: u32 = (1 << BASE_BITS) - 1;
/// Bits of a value: eight times as many as jieba's dictionary has.
const VALUE_BITS: u32 = 17;
/// Distinct values that words can have.
pub(crate) const MAX_VALUES: usize = 1 << VALUE_BITS;
const FILTER_SHIFT: u32 = CODE_BITS + BASE_BITS + VALUE_BITS;
const FILTER_BITS: u32 = 64 - FILTER_SHIFT;

/// One node: the code of the character that leads to it, the base of its children (0 for none),
/// the value of the word that ends at it (0 for none), and a filter of its children's codes, which
/// spares three of four probes that would fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slot(u64);

impl Slot {
    /// Holds a code that no character has.
    pub(super) const FREE: Self = Self(CODE_MASK as u64);
    /// A node without word and children.
    pub(crate) const NONE: Self = Self(0);

    pub(super) fn new(code: u32, value: u32, base: u32) -> Self {
        Self(u64::from(code) | u64::from(base) << CODE_BITS | u64::from(value) << (CODE_BITS + BASE_BITS))
    }

    /// The slot with children at `base`, whose filter `filter` has.
    pub(super) fn with_children(self, base: u32, filter: Self) -> Self {
        let filter = filter.0 >> FILTER_SHIFT << FILTER_SHIFT;
        Self(Self::new(self.code(), self.value(), base).0 | filter)
    }

    pub(super) fn add_child(&mut self, code: u32) {
        self.0 |= 1 << (FILTER_SHIFT + filter_bit(code));
    }

    #[inline(always)]
    pub(crate) const fn code(self) -> u32 {
        self.0 as u32 & CODE_MASK
    }

    #[inline(always)]
    pub(crate) const fn base(self) -> u32 {
        (self.0 >> CODE_BITS) as u32 & BASE_MASK
    }

    #[inline(always)]
    pub(crate) const fn value(self) -> u32 {
        (self.0 >> (CODE_BITS + BASE_BITS)) as u32 & (MAX_VALUES as u32 - 1)
    }

    /// Itself, if it holds `code`.
    #[inline(always)]
    pub(super) fn or_none(self, code: u32) -> Self {
        Self(select_unpredictable(self.code() == code, self.0, 0))
    }

    /// False if the node has no child for `code`.
    #[inline(always)]
    pub(crate) const fn may_lead(self, code: u32) -> bool {
        self.0 >> (FILTER_SHIFT + filter_bit(code)) & 1 == 1
    }
}

/// The bit of a filter that stands for a code.
#[inline(always)]
const fn filter_bit(code: u32) -> u32 {
    ((code & 63) * FILTER_BITS) >> 6
}

//! One node of a double array in eight bytes.

use std::hint::select_unpredictable;

use crate::tokenize::chinese::characters::{CODE_BITS, CODE_MASK};

/// Bits of a base: enough for eight million slots. jieba's dictionary takes half a million.
const BASE_BITS: u32 = 23;
pub(super) const BASE_MASK: u32 = (1 << BASE_BITS) - 1;
/// Bits of a value: enough for 131,071 values. jieba's dictionary has 16,000.
const VALUE_BITS: u32 = 17;
/// Maximum number of values, including 0 for no word.
pub(crate) const MAX_VALUES: usize = 1 << VALUE_BITS;
const VALUE_SHIFT: u32 = 64 - VALUE_BITS;
const FILTER_SHIFT: u32 = CODE_BITS + BASE_BITS;
/// The bits of a code that select one of the eight bits of a slot's filter.
const FILTER_MASK: u32 = VALUE_SHIFT - FILTER_SHIFT - 1;

/// A node in 64 bits, from the lowest: the code of its character, the base of its children (0 for none), a filter of
/// the codes of its children, and the value of the word that ends at it (0 for none). The filter saves three of four
/// failing probes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slot(u64);

impl Slot {
    /// An unused slot. Its code is not the code of any character.
    pub(crate) const FREE: Self = Self(CODE_MASK as u64);

    /// A node without a word and without children.
    pub(crate) const NONE: Self = Self(0);

    pub(super) fn new(code: u32, value: u32, base: u32) -> Self {
        Self(u64::from(code) | u64::from(base) << CODE_BITS | u64::from(value) << VALUE_SHIFT)
    }

    /// Reads a slot from the result of [`Slot::to_bytes`].
    #[inline(always)]
    pub(super) const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(u64::from_le_bytes(bytes))
    }

    pub(super) const fn to_bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }

    /// Returns the slot with children that have these codes and the given base.
    pub(super) fn with_children(self, base: u32, codes: impl Iterator<Item = u32>) -> Self {
        let filter = codes.fold(0, |filter, code| filter | 1 << filter_bit(code));
        Self(self.0 | u64::from(base) << CODE_BITS | filter)
    }

    #[inline(always)]
    pub(crate) const fn code(self) -> u32 {
        self.0 as u32 & CODE_MASK
    }

    /// Returns the slot if its code is `code`, otherwise a node without a word and without children.
    #[inline(always)]
    pub(crate) fn if_of(self, code: u32) -> Self {
        select_unpredictable(self.code() == code, self, Self::NONE)
    }

    #[inline(always)]
    pub(crate) const fn base(self) -> u32 {
        (self.0 >> CODE_BITS) as u32 & BASE_MASK
    }

    #[inline(always)]
    pub(crate) const fn value(self) -> u32 {
        (self.0 >> VALUE_SHIFT) as u32
    }

    /// Whether the node may have a child for `code`. Returns true for each child, and for some other codes.
    #[inline(always)]
    pub(crate) const fn may_lead(self, code: u32) -> bool {
        self.0 >> filter_bit(code) & 1 == 1
    }
}

/// Returns the index of the bit that is set in a slot if one of its children has the code `code`.
#[inline(always)]
const fn filter_bit(code: u32) -> u32 {
    FILTER_SHIFT + (code & FILTER_MASK)
}

//! The trie, and look-ups in it.

use std::hint::select_unpredictable;

use super::filter::{self, FilterWords, PairFilter};
use super::heads::{HeadRows, NO_ROWS, NOWHERE, band, base, bases};
use super::slot::Slot;
use crate::tables::PackedArray;

/// An immutable trie over character codes.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct DoubleArray {
    /// `heads[code]` is the value, in four bytes, of the word that consists of the character with this code; 0
    /// for no word.
    pub(super) heads: PackedArray<4>,
    /// `rows[code]` are the [`HeadRows`] of the character with this code; as many items as `heads`.
    pub(super) rows: PackedArray<{ size_of::<HeadRows>() }>,
    pub(super) filter: PairFilter,
    /// Each item is a [`Slot`]. Slot 0 is never used.
    pub(super) slots: PackedArray<8>,
}

/// The parts of a [`DoubleArray`] that look-ups need, borrowed so that a loop keeps them in registers. No look-up
/// branches on its result, so the look-ups of a loop overlap.
#[derive(Clone, Copy)]
pub(crate) struct DoubleArrayView<'a> {
    rows: &'a [HeadRows],
    filter: FilterWords<'a>,
    slots: &'a [[u8; 8]],
}

impl DoubleArrayView<'_> {
    /// Whether a word may begin with these two characters. Returns true if a word does, and for some other pairs.
    #[inline(always)]
    pub(crate) fn may_begin(self, first: u32, second: u32) -> bool {
        filter::may_contain(self.filter, first, second)
    }

    /// Returns the base of the row of `first` for the band of `second`, or [`NOWHERE`] if that row is missing.
    #[inline(always)]
    pub(crate) fn base(self, first: u32, second: u32) -> u32 {
        base(self.rows.get(first as usize).unwrap_or(&NO_ROWS), band(second))
    }

    /// Returns the slot of the prefix `first`, `second`. If no word begins with them, the slot has neither a word nor
    /// children.
    #[inline(always)]
    pub(crate) fn second(self, first: u32, second: u32) -> Slot {
        // For a rejected pair, slot 0 is read: it is unused, and always in the cache.
        let place = self.base(first, second) + second;
        self.slot(select_unpredictable(self.may_begin(first, second), place, 0)).if_of(second)
    }

    /// Returns the slot at `place`, which is `base + code`. It is the child for `code` only if its own code is
    /// `code`.
    #[inline(always)]
    pub(crate) fn slot(self, place: u32) -> Slot {
        self.slots.get(place as usize).map_or(Slot::FREE, |&bytes| Slot::from_bytes(bytes))
    }
}

/// A node of the trie.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TrieNode {
    Root,
    /// A first character, by its code.
    Head(u32),
    Slot(Slot),
}

impl std::fmt::Debug for DoubleArray {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DoubleArray").field("slots", &self.slots.len()).finish_non_exhaustive()
    }
}

impl DoubleArray {
    pub(crate) fn view(&self) -> DoubleArrayView<'_> {
        DoubleArrayView { rows: &self.rows, filter: self.filter.words(), slots: &self.slots }
    }

    /// Returns the child of `node` for the character with this code.
    pub(crate) fn step(&self, node: TrieNode, code: u32) -> Option<TrieNode> {
        let view = self.view();
        let base = match node {
            _ if code == 0 => return None,
            TrieNode::Root => return ((code as usize) < self.heads.len()).then_some(TrieNode::Head(code)),
            TrieNode::Head(first) if view.may_begin(first, code) => view.base(first, code),
            TrieNode::Slot(slot) if slot.may_lead(code) => slot.base(),
            TrieNode::Head(_) | TrieNode::Slot(_) => return None,
        };
        let slot = view.slot(base + code);
        (slot.code() == code).then_some(TrieNode::Slot(slot))
    }

    /// Returns the value of the word that ends at a node, or 0 if no word ends there.
    pub(crate) fn value(&self, node: TrieNode) -> u32 {
        match node {
            TrieNode::Root => 0,
            TrieNode::Head(code) => {
                self.heads.get(code as usize).map_or(0, |&value| u32::from_le_bytes(value))
            }
            TrieNode::Slot(slot) => slot.value(),
        }
    }

    /// Returns the value of the word with these codes.
    pub(crate) fn get(&self, codes: impl IntoIterator<Item = u32>) -> Option<u32> {
        let node = codes.into_iter().try_fold(TrieNode::Root, |node, code| self.step(node, code))?;
        Some(self.value(node)).filter(|&value| value != 0)
    }

    /// Returns all words with their values, in no particular order. A word is given by its codes.
    pub(crate) fn words(&self) -> impl Iterator<Item = (Vec<u32>, u32)> + '_ {
        let owners = self.owners();
        let heads = (0..).zip(self.heads.iter()).map(|(code, &value)| (code, u32::from_le_bytes(value)));
        let heads = heads.filter(|(_, value)| *value != 0).map(|(code, value)| (vec![code], value));
        let longer = self.nodes().filter(|(_, slot)| slot.value() != 0).map(move |(at, slot)| {
            let (mut at, mut codes) = (at, Vec::new());
            loop {
                let code = self.slot(at).code();
                codes.push(code);
                match owners[at - code as usize] {
                    RowOwner::Head(first) => {
                        codes.push(first);
                        break;
                    }
                    RowOwner::Slot(parent) => at = parent as usize,
                }
            }
            codes.reverse();
            (codes, slot.value())
        });
        heads.chain(longer)
    }

    /// Returns the owners of the bases: `owners[base]` is the node whose children are the row with this base.
    pub(super) fn owners(&self) -> Vec<RowOwner> {
        let mut owners = vec![RowOwner::Slot(0); self.slots.len()];
        for (at, slot) in self.nodes().filter(|(_, slot)| slot.base() != 0) {
            owners[slot.base() as usize] = RowOwner::Slot(at as u32);
        }
        for (first, rows) in (0..).zip(self.rows.iter()) {
            for base in bases(rows).into_iter().filter(|&base| base != NOWHERE) {
                owners[base as usize] = RowOwner::Head(first);
            }
        }
        owners
    }

    pub(super) fn slot(&self, at: usize) -> Slot {
        Slot::from_bytes(self.slots[at])
    }

    /// Returns the used slots with their indices.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (usize, Slot)> + '_ {
        let slots = self.slots.iter().map(|&bytes| Slot::from_bytes(bytes));
        slots.enumerate().filter(|(_, slot)| *slot != Slot::FREE)
    }
}

/// The parent of a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum RowOwner {
    Head(u32),
    Slot(u32),
}

//! The trie of a dictionary as a double array: one probe a character.
//!
//! The children of a node stand at `base + code`, where `code` is the character's code and no two
//! nodes have the same base; so it is enough that a slot holds its own code to know whose child it
//! is. The root's base is 0, and no character has code 0.

use std::collections::VecDeque;
use std::hint::select_unpredictable;

use crate::Error;
use crate::tables::{TableReader, TableWriter};

/// Bits of a character's code in a slot: more than any dictionary has characters.
pub(super) const CODE_BITS: u32 = 17;
pub(super) const CODE_MASK: u32 = (1 << CODE_BITS) - 1;
/// Bits of a base: 16 million slots, 33 times what jieba's dictionary takes.
const BASE_BITS: u32 = 24;
const BASE_MASK: u32 = (1 << BASE_BITS) - 1;
/// Bits of a value: eight times as many as jieba's dictionary has.
const VALUE_BITS: u32 = 17;
/// Distinct values that words can have.
pub(super) const MAX_VALUES: usize = 1 << VALUE_BITS;
const FILTER_SHIFT: u32 = CODE_BITS + BASE_BITS + VALUE_BITS;
const FILTER_BITS: u32 = 64 - FILTER_SHIFT;

/// One node: the code of the character that leads to it, the base of its children (0 for none),
/// the value of the word that ends at it (0 for none), and a filter of its children's codes, which
/// spares three of four probes that would fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Slot(u64);

impl Slot {
    /// Holds a code that no character has.
    const FREE: Self = Self(CODE_MASK as u64);
    /// A node without word and children.
    pub(super) const NONE: Self = Self(0);

    #[inline(always)]
    pub(super) const fn bits(self) -> u64 {
        self.0
    }

    #[inline(always)]
    pub(super) const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    fn new(code: u32, value: u32, base: u32) -> Self {
        Self(u64::from(code) | u64::from(base) << CODE_BITS | u64::from(value) << (CODE_BITS + BASE_BITS))
    }

    fn add_child(&mut self, code: u32) {
        self.0 |= 1 << (FILTER_SHIFT + filter_bit(code));
    }

    #[inline(always)]
    pub(super) const fn code(self) -> u32 {
        self.0 as u32 & CODE_MASK
    }

    #[inline(always)]
    pub(super) const fn base(self) -> u32 {
        (self.0 >> CODE_BITS) as u32 & BASE_MASK
    }

    #[inline(always)]
    pub(super) const fn value(self) -> u32 {
        (self.0 >> (CODE_BITS + BASE_BITS)) as u32 & (MAX_VALUES as u32 - 1)
    }

    /// False if the node has no child for `code`.
    #[inline(always)]
    pub(super) const fn may_lead(self, code: u32) -> bool {
        self.0 >> (FILTER_SHIFT + filter_bit(code)) & 1 == 1
    }
}

/// The bit of a filter that stands for a code.
#[inline(always)]
const fn filter_bit(code: u32) -> u32 {
    ((code & 63) * FILTER_BITS) >> 6
}

/// Which pairs of characters begin words, as a bitmap with false positives: small enough for the
/// second cache, where the array is not, and most pairs of a text begin no word.
#[derive(Clone, Debug, Default)]
struct Pairs(Vec<u64>);

impl Pairs {
    /// An empty bitmap for `count` pairs.
    fn with_capacity(count: usize) -> Self {
        // One bit in eight is set.
        Self(vec![0; (count / 8).next_power_of_two()])
    }

    fn add(&mut self, first: u32, second: u32) {
        let (word, bit) = Self::place(self.0.len(), first, second);
        self.0[word] |= 1 << bit;
    }

    /// Frequent second characters have low codes and share the lines of the first one.
    #[inline(always)]
    fn place(words: usize, first: u32, second: u32) -> (usize, u32) {
        let index = first.wrapping_mul(0x9e37_79b1).wrapping_add(second);
        ((index >> 6) as usize & words.wrapping_sub(1), index & 63)
    }
}

/// An immutable trie over character codes.
#[derive(Clone, Debug, Default)]
pub(super) struct DoubleArray {
    slots: Vec<Slot>,
    /// By code: the base of the root's child, [`NOWHERE`] if it has no children.
    roots: Vec<u32>,
    pairs: Pairs,
}

/// A base after all slots.
const NOWHERE: u32 = BASE_MASK + 1;

/// Parts of a [`DoubleArray`] by themselves, so that a loop can keep them in registers.
#[derive(Clone, Copy)]
pub(super) struct Links<'a> {
    slots: &'a [Slot],
    roots: &'a [u32],
    pairs: &'a [u64],
}

impl Links<'_> {
    /// The node that two characters lead to from the root, [`Slot::NONE`] if there is none. Slots
    /// are read in any case, so that no guess of a branch stands before the next one is read.
    #[inline(always)]
    pub(super) fn second(self, first: u32, second: u32) -> Slot {
        let base = self.roots.get(first as usize).copied().unwrap_or(NOWHERE);
        let (word, bit) = Pairs::place(self.pairs.len(), first, second);
        let bits = self.pairs.get(word).copied().unwrap_or(0);
        // A mask, because of a condition the compiler would make a branch. An unknown pair leads to
        // the first slot, which is free: no word ends there and it has no children.
        let known = ((bits >> bit) as u32 & 1).wrapping_neg();
        let slot = self.slots.get(((base + second) & known) as usize).copied().unwrap_or(Slot::NONE);
        select_unpredictable((slot.code() & known) == second, slot, Slot::NONE)
    }

    /// The node that a third character leads to from that of two, in the same way.
    #[inline(always)]
    pub(super) fn third(self, second: Slot, code: u32) -> Slot {
        let known = (second.base() != 0) & second.may_lead(code);
        let at = select_unpredictable(known, second.base() + code, 0);
        let slot = self.slots.get(at as usize).copied().unwrap_or(Slot::NONE);
        select_unpredictable(known & (slot.code() == code), slot, Slot::NONE)
    }
}

impl DoubleArray {
    /// The array as the first steps of a walk read it.
    pub(super) fn links(&self) -> Links<'_> {
        Links { slots: &self.slots, roots: &self.roots, pairs: &self.pairs.0 }
    }

    /// Completes an array whose slots have been filled.
    fn with_roots(slots: Vec<Slot>, pairs: Pairs) -> Self {
        let is_root = |at: usize| slots.get(at).is_some_and(|slot| slot.code() as usize == at);
        let last = (1..CODE_MASK as usize).rev().find(|&at| is_root(at)).unwrap_or(0);
        let base = |at| if is_root(at) { slots[at].base() } else { 0 };
        let roots = (0..=last).map(|at| Some(base(at)).filter(|&base| base != 0).unwrap_or(NOWHERE));
        Self { roots: roots.collect(), slots, pairs }
    }

    /// The slot of the child of the node with that base, if it has one for `code`. A base of 0
    /// means the root, so leaves must be told by the caller.
    #[inline(always)]
    pub(super) fn child(&self, base: u32, code: u32) -> Option<Slot> {
        match self.slots.get((base + code) as usize) {
            Some(&slot) if slot.code() == code => Some(slot),
            _ => None,
        }
    }

    /// The value of the word that is spelled by `codes`.
    pub(super) fn get(&self, codes: impl IntoIterator<Item = u32>) -> Option<u32> {
        let mut codes = codes.into_iter();
        let mut slot = self.child(0, codes.next()?)?;
        for code in codes {
            if slot.base() == 0 || !slot.may_lead(code) {
                return None;
            }
            slot = self.child(slot.base(), code)?;
        }
        (slot.value() != 0).then(|| slot.value())
    }

    /// Every word with its value, each as codes, in no particular order.
    pub(super) fn words(&self) -> impl Iterator<Item = (Vec<u32>, u32)> + '_ {
        // The slot whose children stand at a base is found through this.
        let mut owners = vec![0_u32; self.slots.len() + 1];
        for (at, slot) in self.nodes() {
            if slot.base() != 0 {
                owners[slot.base() as usize] = at as u32;
            }
        }
        self.nodes().filter(|(_, slot)| slot.value() != 0).map(move |(mut at, slot)| {
            let mut codes = Vec::new();
            loop {
                let code = self.slots[at].code();
                codes.push(code);
                let base = at - code as usize;
                if base == 0 {
                    break;
                }
                at = owners[base] as usize;
            }
            codes.reverse();
            (codes, slot.value())
        })
    }

    fn nodes(&self) -> impl Iterator<Item = (usize, Slot)> + '_ {
        self.slots.iter().copied().enumerate().filter(|(_, slot)| *slot != Slot::FREE)
    }

    /// Completes slots that were just placed with what tells early that a child is missing.
    fn filter(&mut self) {
        let mut owners = vec![0_u32; self.slots.len() + 1];
        for (at, slot) in self.nodes() {
            owners[slot.base() as usize] = at as u32;
        }
        let children: Vec<_> =
            self.nodes().map(|(at, slot)| (at - slot.code() as usize, slot.code())).collect();
        self.pairs = Pairs::with_capacity(children.len() / 2);
        for (base, code) in children.into_iter().filter(|&(base, _)| base > 0) {
            let owner = owners[base] as usize;
            self.slots[owner].add_child(code);
            if owner == self.slots[owner].code() as usize {
                self.pairs.add(owner as u32, code);
            }
        }
    }

    /// Packs the trie: the nodes with children in the order in which the reader meets them, each
    /// with its base and its children.
    pub(super) fn pack(&self, writer: &mut TableWriter) {
        let mut children: Vec<Vec<u32>> = vec![Vec::new(); self.slots.len() + 1];
        for (at, slot) in self.nodes() {
            children[at - slot.code() as usize].push(slot.code());
        }
        writer.number(self.slots.len() as u64);
        writer.number(self.nodes().count() as u64);
        let mut queue = VecDeque::from([0_u32]);
        let mut last_base = 0_i64;
        while let Some(base) = queue.pop_front() {
            let codes = &children[base as usize];
            writer.number(codes.len() as u64);
            writer.signed(i64::from(base) - last_base);
            last_base = base.into();
            let mut last_code = 0;
            for &code in codes {
                let slot = self.slots[(base + code) as usize];
                writer.number(u64::from(code - last_code));
                writer.number(u64::from(slot.value()) << 1 | u64::from(slot.base() != 0));
                last_code = code;
                if slot.base() != 0 {
                    queue.push_back(slot.base());
                }
            }
        }
    }

    /// Reads what [`DoubleArray::pack`] wrote; `values` is the number of values that words may
    /// have, with 0.
    pub(super) fn unpack(reader: &mut TableReader<'_>, values: usize) -> Result<Self, Error> {
        let len = reader.number()?;
        let nodes = reader.count(2)?;
        // A dictionary of a few rare characters has many more slots than nodes, but no more than
        // there are codes.
        if len > (nodes as u64) * 8 + (1 << (CODE_BITS + 1)) || len > u64::from(BASE_MASK) {
            return Err(reader.error("more slots than the nodes can fill"));
        }
        let mut slots = vec![Slot::FREE; len as usize];
        let mut pairs = Pairs::with_capacity(nodes / 2);
        // Nodes whose children come next, by the place of their slot.
        let mut parents = Vec::with_capacity(nodes / 2);
        let (mut next, mut placed, mut base) = (0, 0, 0_i64);
        let mut parent = None;
        // The first parents are children of the root.
        let mut of_root = 0;
        loop {
            let count = reader.count(2)?;
            base += reader.signed()?;
            let here = u32::try_from(base).ok().filter(|&base| (base == 0) == parent.is_none());
            let here =
                here.filter(|&base| base <= BASE_MASK).ok_or_else(|| reader.error("a base out of range"))?;
            let mut owner = parent.map_or(Slot(0), |at: usize| {
                let slot: Slot = slots[at];
                Slot::new(slot.code(), slot.value(), here)
            });
            let mut code = 0;
            for _ in 0..count {
                code += reader.number()?;
                let value = reader.number()?;
                let at = u64::from(here) + code;
                if code == 0 || code >= CODE_MASK.into() || value >> 1 >= values as u64 {
                    return Err(reader.error("a code or value out of range"));
                }
                match slots.get_mut(at as usize) {
                    Some(slot) if *slot == Slot::FREE => {
                        *slot = Slot::new(code as u32, (value >> 1) as u32, 0);
                    }
                    _ => return Err(reader.error("two nodes in one slot")),
                }
                owner.add_child(code as u32);
                if next > 0 && next <= of_root {
                    pairs.add(owner.code(), code as u32);
                }
                placed += 1;
                if value & 1 == 1 {
                    parents.push(at as u32);
                }
            }
            match parent {
                Some(at) => slots[at] = owner,
                None => of_root = parents.len(),
            }
            parent = parents.get(next).map(|&at| at as usize);
            next += 1;
            if parent.is_none() {
                break;
            }
        }
        if placed != nodes {
            return Err(reader.error("another number of nodes than announced"));
        }
        Ok(Self::with_roots(slots, pairs))
    }
}

/// Lays out a double array for sorted words.
#[derive(Debug)]
pub(super) struct DoubleArrayBuilder<'w> {
    /// Spelled in codes, with their values; ascending, none twice, none empty.
    words: &'w [(Vec<u32>, u32)],
    slots: Vec<Slot>,
    used_bases: Vec<bool>,
    /// Where the last search for a place ended. The next node with as many children starts there:
    /// it would hardly find a place that the one before it did not.
    cursor: usize,
    /// How many children the last node had.
    children: usize,
    /// No slot before is free.
    lowest: usize,
}

/// A node that still has no place for its children: the words that go through it.
struct Pending {
    first: usize,
    end: usize,
    depth: usize,
    children: usize,
}

impl<'w> DoubleArrayBuilder<'w> {
    pub(super) fn build(words: &'w [(Vec<u32>, u32)]) -> Option<DoubleArray> {
        let len = words.len() * 3 / 2 + 2;
        let mut builder = Self {
            words,
            slots: vec![Slot::FREE; len],
            used_bases: vec![false; len],
            cursor: 1,
            children: 0,
            lowest: 1,
        };
        builder.place_all()?;
        let used = builder.slots.iter().rposition(|&slot| slot != Slot::FREE).map_or(0, |at| at + 1);
        builder.slots.truncate(used);
        builder.slots.shrink_to_fit();
        let mut trie = DoubleArray { slots: builder.slots, ..DoubleArray::default() };
        trie.filter();
        Some(DoubleArray::with_roots(trie.slots, trie.pairs))
    }

    fn grow(&mut self, len: usize) {
        self.slots.resize(len, Slot::FREE);
        self.used_bases.resize(len, false);
    }

    fn place_all(&mut self) -> Option<()> {
        let mut codes = Vec::new();
        // Nodes with many children first, while there is room; each with the slot that leads to it.
        let mut levels =
            vec![(Pending { first: 0, end: self.words.len(), depth: 0, children: 0 }, None::<u32>)];
        while !levels.is_empty() {
            let mut below = Vec::new();
            levels.sort_by_key(|(node, _)| std::cmp::Reverse(node.children));
            for (node, slot) in levels {
                codes.clear();
                self.children(&node, |code, _, _| codes.push(code));
                let base = if slot.is_none() { 0 } else { self.free_base(&codes) };
                if base > (BASE_MASK - CODE_MASK) as usize {
                    return None;
                }
                if let Some(slot) = slot {
                    let parent = self.slots[slot as usize];
                    self.slots[slot as usize] = Slot::new(parent.code(), parent.value(), base as u32);
                }
                let last = base + codes.last().map_or(0, |&code| code as usize);
                if last >= self.slots.len() {
                    self.grow(last + last / 8 + 1);
                }
                self.used_bases[base] = true;
                let mut found = Vec::with_capacity(codes.len());
                self.children(&node, |code, first, end| found.push((code, first, end)));
                for (code, first, end) in found {
                    let depth = node.depth + 1;
                    // The shortest word of a range sorts first.
                    let (word, value) = &self.words[first];
                    let ends_here = word.len() == depth;
                    let at = base + code as usize;
                    self.slots[at] = Slot::new(code, if ends_here { *value } else { 0 }, 0);
                    let first = first + usize::from(ends_here);
                    if first < end {
                        let pending = Pending { first, end, depth, children: 0 };
                        let mut children = 0;
                        self.children(&pending, |_, _, _| children += 1);
                        below.push((Pending { children, ..pending }, Some(at as u32)));
                    }
                }
            }
            levels = below;
        }
        Some(())
    }

    /// Calls `found` with each next code of the node and the range of words that it begins.
    fn children(&self, node: &Pending, mut found: impl FnMut(u32, usize, usize)) {
        let mut first = node.first;
        while first < node.end {
            let code = self.words[first].0[node.depth];
            let range = &self.words[first..node.end];
            let end = first + range.partition_point(|(word, _)| word[node.depth] == code);
            found(code, first, end);
            first = end;
        }
    }

    /// A base, unused so far, at which all of `codes` find free slots.
    fn free_base(&mut self, codes: &[u32]) -> usize {
        let (first, rest) = (codes[0] as usize, &codes[1..]);
        if self.children != codes.len() {
            self.children = codes.len();
            while self.slots.get(self.lowest).is_some_and(|&slot| slot != Slot::FREE) {
                self.lowest += 1;
            }
            self.cursor = self.lowest;
        }
        let is_free = |slots: &[Slot], at: usize| slots.get(at).is_none_or(|&slot| slot == Slot::FREE);
        let mut at = self.cursor.max(first + 1);
        loop {
            while !is_free(&self.slots, at) {
                at += 1;
            }
            let base = at - first;
            let used = self.used_bases.get(base).is_some_and(|&used| used);
            if !used && rest.iter().all(|&code| is_free(&self.slots, base + code as usize)) {
                // A node whose first child has a high code says nothing about the slots before it.
                if self.cursor > first {
                    self.cursor = at;
                }
                return base;
            }
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Kind;

    fn sample() -> Vec<(Vec<u32>, u32)> {
        let mut words = Vec::new();
        for a in 1..60_u32 {
            words.push((vec![a * 7], a));
            for b in 1..a {
                words.push((vec![a * 7, b * 11 % 97 + 1], a + b));
                if (a + b) % 3 == 0 {
                    words.push((vec![a * 7, b * 11 % 97 + 1, a + b, 5], 3));
                }
            }
        }
        words.sort();
        words.dedup_by(|a, b| a.0 == b.0);
        words
    }

    #[test]
    fn every_word_is_found_and_nothing_else() {
        let words = sample();
        let trie = DoubleArrayBuilder::build(&words).unwrap();
        for (word, value) in &words {
            assert_eq!(trie.get(word.iter().copied()), Some(*value), "{word:?}");
        }
        assert_eq!(trie.get([]), None);
        assert_eq!(trie.get([7, 0]), None);
        assert_eq!(trie.get([9999]), None);
        let mut listed: Vec<_> = trie.words().collect();
        listed.sort();
        assert_eq!(listed, words);
    }

    #[test]
    fn packing_keeps_the_array_as_it_is() {
        const KIND: Kind = Kind { letter: b'T', version: 1, name: "test table" };
        let trie = DoubleArrayBuilder::build(&sample()).unwrap();
        let mut writer = TableWriter::default();
        trie.pack(&mut writer);
        let table = writer.finish(KIND);
        let mut reader = TableReader::new(&table, KIND).unwrap();
        let again = DoubleArray::unpack(&mut reader, 1000).unwrap();
        reader.finish().unwrap();
        assert_eq!((again.slots, again.pairs.0), (trie.slots, trie.pairs.0));
        let empty = DoubleArrayBuilder::build(&[]).unwrap();
        assert_eq!(empty.get([1]), None);
    }
}

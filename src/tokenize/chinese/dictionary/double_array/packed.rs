//! The packed form of a double array.

use std::collections::VecDeque;

use super::filter::PairFilter;
use super::heads::{BANDS, NOWHERE, band, by_code};
use super::slot::{BASE_MASK, Slot};
use super::trie::{DoubleArray, RowOwner};
use crate::Error;
use crate::tables::{TableReader, TableWriter};
use crate::tokenize::chinese::characters::{CODE_BITS, CODE_MASK};

impl DoubleArray {
    /// Packs the trie: the first characters, each with its value and its rows, then the rows of all other
    /// nodes, in breadth-first order.
    pub(crate) fn pack(&self, writer: &mut TableWriter) {
        let owners = self.owners();
        let mut of_slot: Vec<Vec<u32>> = vec![Vec::new(); self.slots.len()];
        let mut of_head: Vec<[Vec<u32>; BANDS]> = vec![Default::default(); self.heads.len()];
        for (at, slot) in self.nodes() {
            match owners[at - slot.code() as usize] {
                RowOwner::Slot(parent) => of_slot[parent as usize].push(slot.code()),
                RowOwner::Head(first) => of_head[first as usize][band(slot.code())].push(slot.code()),
            }
        }
        writer.number(self.slots.len() as u64);
        writer.number(self.nodes().count() as u64);
        writer.number(self.heads.len() as u64);
        let mut rows = RowWriter { trie: self, queue: VecDeque::new(), last_base: 0 };
        for (first, &value) in self.heads.iter().enumerate() {
            let has_children = of_head[first].iter().any(|row| !row.is_empty());
            writer.number(u64::from(value) << 1 | u64::from(has_children));
            if has_children {
                for (codes, &base) in of_head[first].iter().zip(&self.rows[first]) {
                    rows.pack(base, codes, writer);
                }
            }
        }
        while let Some(at) = rows.queue.pop_front() {
            rows.pack(self.slots[at].base(), &of_slot[at], writer);
        }
    }

    /// Unpacks the result of [`DoubleArray::pack`]. `values` is the number of values, including 0 for no word.
    pub(crate) fn unpack(reader: &mut TableReader<'_>, values: usize) -> Result<Self, Error> {
        let len = reader.number()?;
        let nodes = reader.count(2)?;
        // A dictionary of a few rare characters can have many more slots than nodes, but not many more than
        // there are codes.
        if len > (nodes as u64) * 8 + (1 << (CODE_BITS + 1)) || len > u64::from(BASE_MASK) {
            return Err(reader.error("more slots than the nodes can fill"));
        }
        let first_codes = reader.count(1)?;
        if first_codes > CODE_MASK as usize {
            return Err(reader.error("too many first characters"));
        }
        let slots = vec![Slot::FREE; len as usize];
        // The slots of the nodes whose rows come next, in order.
        let parents = Vec::with_capacity(nodes / 2);
        let begun = vec![false; len as usize];
        let mut filled = RowReader { slots, parents, begun, values: values as u64, placed: 0, base: 0 };
        let mut heads = Vec::with_capacity(first_codes);
        let mut rows = by_code(std::iter::empty());
        let mut pairs = PairFilter::default();
        for first in 0..first_codes as u32 {
            let value = reader.number()?;
            if value >> 1 >= filled.values {
                return Err(reader.error("a value out of range"));
            }
            heads.push((value >> 1) as u32);
            let mut bases = [NOWHERE; BANDS];
            if value & 1 == 1 {
                for (number, base) in bases.iter_mut().enumerate() {
                    let (mut inside, mut any) = (true, false);
                    let row = filled.row(reader, |code| {
                        inside &= band(code) == number;
                        any = true;
                        pairs.add(first, code);
                    })?;
                    if !inside {
                        return Err(reader.error("a character in the wrong row"));
                    }
                    *base = if any { row } else { NOWHERE };
                }
            }
            rows[first as usize] = bases;
        }
        let (mut next, mut codes) = (0, Vec::new());
        while let Some(&parent) = filled.parents.get(next) {
            codes.clear();
            let base = filled.row(reader, |code| codes.push(code))?;
            let slot = &mut filled.slots[parent as usize];
            *slot = slot.with_children(base, codes.iter().copied());
            next += 1;
        }
        if filled.placed != nodes {
            return Err(reader.error("another number of nodes than announced"));
        }
        Ok(Self { heads, rows, filter: pairs, slots: filled.slots })
    }
}

/// Packs rows, and queues the nodes whose rows must be packed later.
struct RowWriter<'t> {
    trie: &'t DoubleArray,
    queue: VecDeque<usize>,
    last_base: i64,
}

impl RowWriter<'_> {
    fn pack(&mut self, base: u32, codes: &[u32], writer: &mut TableWriter) {
        writer.number(codes.len() as u64);
        if codes.is_empty() {
            return;
        }
        writer.signed(i64::from(base) - self.last_base);
        self.last_base = base.into();
        let mut last_code = 0;
        for &code in codes {
            let at = (base + code) as usize;
            let slot = self.trie.slots[at];
            writer.number(u64::from(code - last_code));
            writer.number(u64::from(slot.value()) << 1 | u64::from(slot.base() != 0));
            last_code = code;
            if slot.base() != 0 {
                self.queue.push_back(at);
            }
        }
    }
}

/// Reads rows into slots.
struct RowReader {
    slots: Vec<Slot>,
    parents: Vec<u32>,
    /// By base: whether a row with this base was read.
    begun: Vec<bool>,
    values: u64,
    placed: usize,
    base: i64,
}

impl RowReader {
    /// Reads a row, calls `child` with each of its codes, and returns its base; 0 for an empty row.
    #[inline]
    fn row(&mut self, reader: &mut TableReader<'_>, mut child: impl FnMut(u32)) -> Result<u32, Error> {
        let count = reader.count(2)?;
        if count == 0 {
            return Ok(0);
        }
        self.base = self.base.saturating_add(reader.signed()?);
        let base = u32::try_from(self.base).ok().filter(|base| (1..=BASE_MASK).contains(base));
        let base = base.ok_or_else(|| reader.error("a base out of range"))?;
        match self.begun.get_mut(base as usize) {
            Some(begun) if !*begun => *begun = true,
            _ => return Err(reader.error("two rows at one base")),
        }
        let mut code = 0_u64;
        for _ in 0..count {
            code = code.saturating_add(reader.number()?);
            let value = reader.number()?;
            if code == 0 || code >= CODE_MASK.into() || value >> 1 >= self.values {
                return Err(reader.error("a code or value out of range"));
            }
            let at = base + code as u32;
            match self.slots.get_mut(at as usize) {
                Some(slot) if *slot == Slot::FREE => *slot = Slot::new(code as u32, (value >> 1) as u32, 0),
                _ => return Err(reader.error("two nodes in one slot")),
            }
            child(code as u32);
            self.placed += 1;
            if value & 1 == 1 {
                self.parents.push(at);
            }
        }
        Ok(base)
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::lay_out;
    use super::*;
    use crate::tables::TableKind;

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
        words.push((vec![8, 5000, 3000], 9));
        words.sort();
        words.dedup_by(|a, b| a.0 == b.0);
        words
    }

    fn weigh(value: u32) -> u64 {
        value.into()
    }

    #[test]
    fn every_word_is_found_and_nothing_else() {
        let words = sample();
        let trie = lay_out(&words, weigh).unwrap();
        for (word, value) in &words {
            assert_eq!(trie.get(word.iter().copied()), Some(*value), "{word:?}");
        }
        for unknown in [&[][..], &[7, 0], &[0], &[9999], &[8, 5000], &[8, 4999, 3000], &[8, 5000, 3000, 1]] {
            assert_eq!(trie.get(unknown.iter().copied()), None, "{unknown:?}");
        }
        let mut listed: Vec<_> = trie.words().collect();
        listed.sort();
        assert_eq!(listed, words);
    }

    #[test]
    fn packing_round_trips() {
        const KIND: TableKind = TableKind { letter: b'T', version: 1, name: "test table" };
        let trie = lay_out(&sample(), weigh).unwrap();
        let mut writer = TableWriter::default();
        trie.pack(&mut writer);
        let table = writer.finish(KIND);
        let mut reader = TableReader::new(&table, KIND).unwrap();
        let again = DoubleArray::unpack(&mut reader, 1000).unwrap();
        reader.finish().unwrap();
        assert_eq!(again, trie);
        let empty = lay_out(&[], weigh).unwrap();
        assert_eq!(empty.get([1]), None);
    }

    #[test]
    fn two_rows_at_one_base_are_an_error() {
        const KIND: TableKind = TableKind { letter: b'T', version: 1, name: "test table" };
        let table = |second_base: i64| {
            let mut writer = TableWriter::default();
            // Ten slots, two nodes, two first characters, each with one child in its first row.
            [10, 2, 2].into_iter().for_each(|number| writer.number(number));
            for (base, code) in [(1, 1), (second_base, 2)] {
                [1, 1].into_iter().for_each(|number| writer.number(number));
                writer.signed(base);
                [code, 2].into_iter().for_each(|number| writer.number(number));
                (1..BANDS).for_each(|_| writer.number(0));
            }
            writer.finish(KIND)
        };
        let read = |table: &[u8]| DoubleArray::unpack(&mut TableReader::new(table, KIND).unwrap(), 10);
        assert_eq!(read(&table(3)).unwrap().words().count(), 2);
        assert!(read(&table(0)).unwrap_err().to_string().contains("two rows at one base"));
    }
}

//! The packed form of a double array, and its checks.

use super::filter::PairFilter;
use super::heads::{NOWHERE, bases};
use super::trie::{DoubleArray, RowOwner};
use crate::Error;
use crate::tables::{TableReader, TableWriter};
use crate::tokenize::chinese::characters::CODE_MASK;

impl DoubleArray {
    /// Packs the trie: the number of first characters, the number of slots, and the arrays.
    pub(crate) fn pack(&self, writer: &mut TableWriter) {
        writer.number(self.heads.len() as u64);
        writer.number(self.slots.len() as u64);
        writer.array(&self.heads);
        writer.array(&self.rows);
        self.filter.pack(writer);
        writer.array(&self.slots);
    }

    /// Reads the result of [`DoubleArray::pack`]. Any content is safe for look-ups; [`DoubleArray::words`] needs
    /// content that passes [`DoubleArray::check`].
    pub(crate) fn read(reader: &mut TableReader<'_>) -> Result<Self, Error> {
        let (heads, slots) = (reader.count(1)?, reader.count(1)?);
        Ok(Self {
            heads: reader.array(heads)?,
            rows: reader.array(heads)?,
            filter: PairFilter::read(reader)?,
            slots: reader.array(slots)?,
        })
    }

    /// Checks that each used slot is a node of the trie, that each value is below `values`, and that no word has more
    /// than `max_word` characters. An error says what is wrong. Time O(slots).
    pub(crate) fn check(&self, values: usize, max_word: usize) -> Result<(), &'static str> {
        if self.heads.len() > CODE_MASK as usize {
            return Err("too many first characters");
        }
        let head_values = self.heads.iter().map(|&value| u32::from_le_bytes(value));
        let slot_values = self.nodes().map(|(_, slot)| slot.value());
        if head_values.chain(slot_values).any(|value| value as usize >= values) {
            return Err("a value out of range");
        }
        self.check_bases()?;
        let owners = self.owners();
        // `lengths[i]` is the number of characters of the prefix that ends at slot `i`, once a chain of parents is known
        // to lead from it to a first character, and 0 before.
        let mut lengths = vec![0_u32; self.slots.len()];
        let mut chain = Vec::new();
        for (node, _) in self.nodes() {
            let mut at = node;
            while lengths[at] == 0 {
                chain.push(at);
                let code = self.slot(at).code() as usize;
                let owner = at.checked_sub(code).and_then(|base| owners.get(base)).filter(|_| code != 0);
                match owner {
                    Some(RowOwner::Head(_)) => {
                        chain.pop();
                        lengths[at] = 2;
                    }
                    // A chain that is longer than the trie is a cycle.
                    Some(&RowOwner::Slot(parent)) if parent != 0 && chain.len() < self.slots.len() => {
                        at = parent as usize;
                    }
                    _ => return Err("a node without a parent"),
                }
            }
            for (child, length) in chain.drain(..).rev().zip(lengths[at] + 1..) {
                lengths[child] = length;
            }
        }
        if lengths.iter().any(|&length| length as usize > max_word) {
            return Err("a word that is too long");
        }
        Ok(())
    }

    /// Checks that no base belongs to two rows, and that each base is inside the trie.
    fn check_bases(&self) -> Result<(), &'static str> {
        let mut is_taken = vec![false; self.slots.len()];
        let of_heads = self.rows.iter().flat_map(bases);
        let of_slots = self.nodes().map(|(_, slot)| slot.base());
        for base in of_heads.chain(of_slots).filter(|&base| base != NOWHERE) {
            match is_taken.get_mut(base as usize) {
                Some(taken) if !*taken => *taken = true,
                Some(_) => return Err("two rows at one base"),
                None => return Err("a base out of range"),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::heads::set_base;
    use super::super::layout::lay_out;
    use super::super::slot::Slot;
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
        let again = DoubleArray::read(&mut reader).unwrap();
        reader.finish().unwrap();
        assert_eq!(again.check(1000, 4), Ok(()));
        assert_eq!(again, trie);
        let empty = lay_out(&[], weigh).unwrap();
        assert_eq!((empty.get([1]), empty.check(1, 1)), (None, Ok(())));
    }

    #[test]
    fn damaged_tries_are_found() {
        let trie = lay_out(&[(vec![1, 2], 3), (vec![1, 2, 4], 5), (vec![6, 7], 3)], weigh).unwrap();
        let at = |code: u32| trie.nodes().find(|(_, slot)| slot.code() == code).unwrap().0;
        let damaged = |change: &dyn Fn(&mut DoubleArray)| {
            let mut trie = trie.clone();
            change(&mut trie);
            trie.check(6, 3)
        };
        let set = |trie: &mut DoubleArray, at: usize, slot: Slot| trie.slots.to_mut()[at] = slot.to_bytes();
        let base = |trie: &DoubleArray, first: usize| bases(&trie.rows[first])[0];
        assert_eq!(damaged(&|_| {}), Ok(()));
        assert_eq!(trie.check(5, 3), Err("a value out of range"));
        assert_eq!(trie.check(6, 2), Err("a word that is too long"));
        let taken = base(&trie, 1);
        let second_row = damaged(&|trie| set_base(&mut trie.rows.to_mut()[6], 0, taken));
        assert_eq!(second_row, Err("two rows at one base"));
        let far = damaged(&|trie| set_base(&mut trie.rows.to_mut()[6], 0, 1 << 20));
        assert_eq!(far, Err("a base out of range"));
        let orphan = damaged(&|trie| set_base(&mut trie.rows.to_mut()[6], 0, NOWHERE));
        assert_eq!(orphan, Err("a node without a parent"));
        // The node of `1 2` becomes its own parent.
        let cycle = damaged(&|trie| {
            set_base(&mut trie.rows.to_mut()[1], 0, NOWHERE);
            set(trie, at(2), Slot::new(2, 3, taken));
        });
        assert_eq!(cycle, Err("a node without a parent"));
    }
}

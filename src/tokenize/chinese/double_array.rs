//! The trie of a dictionary as a double array: one probe a character.
//!
//! The children of a node stand at `base + code`, where `code` is the character's code and no two
//! rows have the same base; so it is enough that a slot holds its own code to know whose child it
//! is. First characters have no slots but a table of their own, and their children stand in several
//! rows, by how frequent the second character is: then frequent nodes share their cache lines and
//! pages with frequent ones, which is what the speed of a look-up depends on.
//!
//! What two characters lead to is asked at every character of a text, and in more than half of the
//! cases there is nothing. A filter of all pairs that fits into the second cache says so of most.

mod filter;
mod layout;
mod packed;
mod slot;

use self::filter::{FilterWords, PairFilter};
pub(super) use self::layout::lay_out;
pub(super) use self::slot::{CODE_BITS, CODE_MASK, MAX_VALUES, Slot};

/// Rows that the children of a first character stand in.
const BANDS: usize = 8;
/// Codes below two to this power are of the first band, and each further band has as many as all
/// before it: with four to nine bands the text of a newspaper touches fewer lines the more there are.
const FIRST_BAND: u32 = 5;

/// The row of a first character's children that a code stands in. Codes are ranks by frequency.
#[inline(always)]
fn band(code: u32) -> usize {
    // The lowest bit of the first band is set, so that there is a logarithm in any case.
    let band = (code | 1 << (FIRST_BAND - 1)).ilog2() - (FIRST_BAND - 1);
    (band as usize).min(BANDS - 1)
}

/// The base of a row that is not there: no row begins at it, so nothing is found from it.
const NOWHERE: u32 = 0;

/// Bases of the rows of a first character, [`NOWHERE`] for a row that it does not have.
type Rows = [u32; BANDS];

/// Something for each code that there can be: what is there for codes of no character is never touched,
/// and takes no memory where the system hands out zeroes.
pub(super) type ByCode<T> = Box<[T; CODES]>;

pub(super) const CODES: usize = 1 << CODE_BITS;

/// A table of `items`, from code 0 on, and `T::default()` behind them, which must be all zeroes.
pub(super) fn by_code<T: Copy + Default>(items: impl Iterator<Item = T>) -> ByCode<T> {
    let mut table = vec![T::default(); CODES];
    for (place, item) in table.iter_mut().zip(items) {
        *place = item;
    }
    match table.into_boxed_slice().try_into() {
        Ok(table) => table,
        Err(_) => unreachable!("it was made with that many"),
    }
}

/// An immutable trie over character codes.
#[derive(Clone, PartialEq)]
pub(super) struct DoubleArray {
    /// By code: the value of the word that the character is by itself, 0 for none.
    heads: Vec<u32>,
    rows: ByCode<Rows>,
    filter: PairFilter,
    /// Slot 0 is free.
    slots: Vec<Slot>,
}

/// Parts of a [`DoubleArray`] by themselves, so that a loop can keep them in registers. None of their
/// look-ups branches on what it finds, so that a loop over many is not held up by the first.
#[derive(Clone, Copy)]
pub(super) struct Links<'a> {
    rows: &'a [Rows; CODES],
    filter: FilterWords<'a>,
    slots: &'a [Slot],
}

impl Links<'_> {
    /// False if two characters lead to no node from the root.
    #[inline(always)]
    pub(super) fn may_begin(self, first: u32, second: u32) -> bool {
        filter::may_contain(self.filter, first, second)
    }

    /// The base of the row that a second character of this code would stand in.
    #[inline(always)]
    pub(super) fn base(self, first: u32, second: u32) -> u32 {
        self.rows[(first & CODE_MASK) as usize][band(second)]
    }

    /// What stands at a place: where that is `base + code`, the child for `code` of the node with that
    /// base, if it has that code.
    #[inline(always)]
    pub(super) fn slot(self, place: u32) -> Slot {
        self.slots.get(place as usize).copied().unwrap_or(Slot::FREE)
    }
}

/// A node as a walk meets it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    Root,
    /// The first character.
    Head(u32),
    Slot(Slot),
}

impl Default for DoubleArray {
    fn default() -> Self {
        let rows = by_code(std::iter::empty());
        Self { heads: Vec::new(), rows, filter: PairFilter::default(), slots: Vec::new() }
    }
}

impl std::fmt::Debug for DoubleArray {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DoubleArray").field("slots", &self.slots.len()).finish_non_exhaustive()
    }
}

impl DoubleArray {
    /// The array as a loop over a text reads it.
    pub(super) fn links(&self) -> Links<'_> {
        Links { rows: &self.rows, filter: self.filter.words(), slots: &self.slots }
    }

    /// The node that a character leads to from another one.
    pub(super) fn step(&self, node: Node, code: u32) -> Option<Node> {
        let links = self.links();
        let base = match node {
            _ if code == 0 => return None,
            Node::Root => return ((code as usize) < self.heads.len()).then_some(Node::Head(code)),
            Node::Head(first) if links.may_begin(first, code) => links.base(first, code),
            Node::Slot(slot) if slot.may_lead(code) => slot.base(),
            Node::Head(_) | Node::Slot(_) => return None,
        };
        let slot = links.slot(base + code);
        (slot.code() == code).then_some(Node::Slot(slot))
    }

    /// The value of the word that ends at a node, 0 for none.
    pub(super) fn value(&self, node: Node) -> u32 {
        match node {
            Node::Root => 0,
            Node::Head(code) => self.heads.get(code as usize).copied().unwrap_or(0),
            Node::Slot(slot) => slot.value(),
        }
    }

    /// The value of the word that is spelled by `codes`.
    pub(super) fn get(&self, codes: impl IntoIterator<Item = u32>) -> Option<u32> {
        let node = codes.into_iter().try_fold(Node::Root, |node, code| self.step(node, code))?;
        Some(self.value(node)).filter(|&value| value != 0)
    }

    /// Every word with its value, each as codes, in no particular order.
    pub(super) fn words(&self) -> impl Iterator<Item = (Vec<u32>, u32)> + '_ {
        let owners = self.owners();
        let heads = (0..).zip(&self.heads).filter(|(_, value)| **value != 0);
        let heads = heads.map(|(code, &value)| (vec![code], value));
        let longer = self.nodes().filter(|(_, slot)| slot.value() != 0).map(move |(at, slot)| {
            let (mut at, mut codes) = (at, Vec::new());
            loop {
                let code = self.slots[at].code();
                codes.push(code);
                match owners[at - code as usize] {
                    Owner::Head(first) => {
                        codes.push(first);
                        break;
                    }
                    Owner::Slot(parent) => at = parent as usize,
                }
            }
            codes.reverse();
            (codes, slot.value())
        });
        heads.chain(longer)
    }

    /// By base: whose children stand there.
    fn owners(&self) -> Vec<Owner> {
        let mut owners = vec![Owner::Slot(0); self.slots.len()];
        for (at, slot) in self.nodes().filter(|(_, slot)| slot.base() != 0) {
            owners[slot.base() as usize] = Owner::Slot(at as u32);
        }
        for (first, rows) in (0..).zip(self.rows.iter()) {
            for &base in rows.iter().filter(|&&base| base != NOWHERE) {
                owners[base as usize] = Owner::Head(first);
            }
        }
        owners
    }

    fn nodes(&self) -> impl Iterator<Item = (usize, Slot)> + '_ {
        self.slots.iter().copied().enumerate().filter(|(_, slot)| *slot != Slot::FREE)
    }
}

/// The node that a row of children belongs to.
#[derive(Clone, Copy, Debug)]
enum Owner {
    Head(u32),
    Slot(u32),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{TableKind, TableReader, TableWriter};

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
    fn packing_keeps_the_array_as_it_is() {
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

    #[test]
    fn bands_begin_at_powers_of_two() {
        for (code, expected) in [(0, 0), (1, 0), (31, 0), (32, 1), (63, 1), (64, 2), (2048, 7), (99_999, 7)] {
            assert_eq!(band(code), expected, "{code}");
        }
    }
}

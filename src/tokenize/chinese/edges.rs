//! The words that begin at each character of a window of text.

use super::double_array::Slot;
use super::lattice::{Cell, Lattice};
use super::user_words::{Cursor, UserWords};
use super::words::Words;

/// A word of more than two characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// The number of its first character in the lattice, and of the one after its last.
    pub(super) from: u32,
    pub(super) to: u32,
    /// Logarithm of its probability.
    pub(super) log: f64,
}

/// The words of a window, with memory to reuse for the next one.
///
/// Words of one and two characters begin nearly everywhere and have an array each; one character in
/// fifteen begins a longer one. Looking them up misses the caches more often than not, so it goes
/// step by step, each step over the whole window: within a step no look-up waits for another, so
/// that many run at once.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// Logarithm of the probability of the word of one character that begins at each character of the
    /// window, negative infinity for no word.
    pub(super) singles: Vec<f64>,
    /// The same of words of two characters.
    pub(super) doubles: Vec<f64>,
    /// The longer words, ascending.
    pub(super) longer: Vec<Edge>,
    /// Where a word of two characters or more may begin: the number of a character in the window, and
    /// the place of the second character's node.
    begun: Vec<(u32, u32)>,
    /// What stands at that place.
    slots: Vec<Slot>,
    /// Where one of three or more may begin, with the place of the third character's node.
    open: Vec<(u32, u32)>,
    /// Where one does, with the node of the third character.
    triples: Vec<(u32, Slot)>,
    /// Added words of more than two characters.
    added: Vec<Edge>,
}

impl Edges {
    /// Finds the words that begin at the characters `from..to` of a lattice that has ended.
    #[inline(always)]
    pub(super) fn find(&mut self, words: Words<'_>, lattice: &Lattice, from: usize, to: usize) {
        self.find_own(words, lattice, from, to);
        if let Some(added) = words.added() {
            self.find_added(words, added, lattice, from, to);
        }
    }

    /// Finds the words of the dictionary. Each step is a function of its own, so that it has all
    /// registers.
    #[inline(always)]
    fn find_own(&mut self, words: Words<'_>, lattice: &Lattice, from: usize, to: usize) {
        if self.singles.len() < to - from {
            self.grow(to - from);
        }
        // Two more, behind the last.
        let cells = lattice.cells(from, to + 2);
        self.find_begun(&words, cells);
        self.read_slots(&words);
        self.find_doubles(&words, cells);
        self.find_triples(&words, cells);
        self.find_longer(&words, lattice, from);
    }

    // What is found is written to the next free place in any case, and kept by going on to the one
    // after it: there is no branch to guess.

    #[inline(never)]
    fn find_begun(&mut self, words: &Words<'_>, cells: &[Cell]) {
        let (links, len) = (words.links, cells.len() - 2);
        self.begun.resize(len, (0, 0));
        let (found, mut begun, mut at) = (&mut self.begun[..], 0, 0);
        let of_pairs = self.singles.iter_mut().zip(&mut self.doubles);
        for (pair, (single, double)) in cells[..=len].windows(2).zip(of_pairs) {
            let (first, second) = (pair[0].character.code(), pair[1].character.code());
            *single = words.single(first);
            *double = f64::NEG_INFINITY;
            if let Some(next) = found.get_mut(begun) {
                *next = (at, links.base(first, second) + second);
            }
            begun += usize::from(links.may_begin(first, second));
            at += 1;
        }
        self.begun.truncate(begun);
    }

    /// Reads what may be the nodes of the second characters. Hardly any of them is in the cache when a
    /// text begins, and nothing else happens here, so that the processor has all of a line in sight.
    #[inline(never)]
    fn read_slots(&mut self, words: &Words<'_>) {
        self.slots.clear();
        self.slots.extend(self.begun.iter().map(|&(_, place)| words.links.slot(place)));
    }

    #[inline(never)]
    fn find_doubles(&mut self, words: &Words<'_>, cells: &[Cell]) {
        self.open.resize(self.begun.len(), (0, 0));
        let (found, mut open) = (&mut self.open[..], 0);
        for (&(at, _), &slot) in self.begun.iter().zip(&self.slots) {
            let cells = cells.get(at as usize + 1..).and_then(<[Cell]>::first_chunk);
            let (Some(cells), Some(double)) = (cells, self.doubles.get_mut(at as usize)) else { break };
            let [second, third] = cells.map(|cell| cell.character.code());
            let slot = slot.if_of(second);
            *double = words.weight(slot.value());
            if let Some(next) = found.get_mut(open) {
                *next = (at, slot.base() + third);
            }
            open += usize::from(slot.may_lead(third));
        }
        self.open.truncate(open);
    }

    #[inline(never)]
    fn find_triples(&mut self, words: &Words<'_>, cells: &[Cell]) {
        let links = words.links;
        self.triples.resize(self.open.len(), (0, Slot::FREE));
        let (found, mut triples) = (&mut self.triples[..], 0);
        for &(at, place) in &self.open {
            let slot = links.slot(place);
            let third = cells[at as usize + 2].character.code();
            if let Some(next) = found.get_mut(triples) {
                *next = (at, slot);
            }
            triples += usize::from(slot.code() == third);
        }
        self.triples.truncate(triples);
    }

    #[inline(never)]
    fn find_longer(&mut self, words: &Words<'_>, lattice: &Lattice, from: usize) {
        let links = words.links;
        self.longer.clear();
        for &(at, mut slot) in &self.triples {
            let start = from + at as usize;
            let mut codes = lattice.codes(start + 3, lattice.len() + 1);
            for to in start + 3.. {
                if slot.value() != 0 {
                    let log = words.weight(slot.value());
                    self.longer.push(Edge { from: start as u32, to: to as u32, log });
                }
                let Some(code) = codes.next().filter(|&code| slot.may_lead(code)) else { break };
                slot = links.slot(slot.base() + code);
                if slot.code() != code {
                    break;
                }
            }
        }
    }

    #[cold]
    fn grow(&mut self, len: usize) {
        self.singles.resize(len, 0.0);
        self.doubles.resize(len, 0.0);
    }

    /// Finds the words that were added, which take the place of the dictionary's.
    fn find_added(&mut self, words: Words<'_>, added: &UserWords, lattice: &Lattice, from: usize, to: usize) {
        self.added.clear();
        for at in from..to {
            let mut cursor = Cursor::ROOT;
            for (length, &c) in (1..).zip(lattice.chars(at, lattice.len())) {
                let Some((next, word)) = added.step(cursor, c) else { break };
                cursor = next;
                let Some(word) = word else { continue };
                let log = word.log - words.log_total;
                match length {
                    1 => self.singles[at - from] = log,
                    2 => self.doubles[at - from] = log,
                    _ => self.added.push(Edge { from: at as u32, to: at as u32 + length, log }),
                }
            }
        }
        if !self.added.is_empty() {
            let place = |edge: &Edge| (edge.from, edge.to);
            let added = &self.added;
            self.longer.retain(|edge| added.binary_search_by_key(&place(edge), place).is_err());
            self.longer.extend_from_slice(added);
            self.longer.sort_unstable_by_key(place);
        }
    }
}

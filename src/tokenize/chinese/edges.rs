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
#[derive(Debug)]
pub(super) struct Edges {
    /// By number of a character in the window: logarithm of the probability of the word of one
    /// character that begins there, negative infinity for no word.
    pub(super) singles: Box<[f64; WINDOW]>,
    /// The same of words of two characters.
    pub(super) doubles: Box<[f64; WINDOW]>,
    /// The longer words, ascending.
    pub(super) longer: Vec<Edge>,
    /// Where a word of two characters or more may begin: the number of a character in the window, and
    /// the place of the second character's node.
    begun: Box<[(u32, u32); WINDOW]>,
    /// What stands at that place.
    slots: Box<[Slot; WINDOW]>,
    /// Where one of three or more may begin, with the place of the third character's node.
    open: Box<[(u32, u32); WINDOW]>,
    /// Where one does, with that node.
    triples: Box<[(u32, Slot); WINDOW]>,
    /// Added words of more than two characters.
    added: Vec<Edge>,
}

/// Characters whose words are looked up at once: so many that the look-ups overlap, so few that
/// they stay in the first cache, and that a long text takes no more memory for them.
pub(super) const WINDOW: usize = 256;

impl Default for Edges {
    fn default() -> Self {
        Self {
            singles: Box::new([0.0; WINDOW]),
            doubles: Box::new([0.0; WINDOW]),
            longer: Vec::new(),
            begun: Box::new([(0, 0); WINDOW]),
            slots: Box::new([Slot::FREE; WINDOW]),
            open: Box::new([(0, 0); WINDOW]),
            triples: Box::new([(0, Slot::FREE); WINDOW]),
            added: Vec::new(),
        }
    }
}

impl Edges {
    /// Finds the words that begin at the characters `from..to` of a lattice that has ended, at most
    /// [`WINDOW`] of them.
    ///
    /// Each step is a function of its own, so that it has all registers.
    #[inline(always)]
    pub(super) fn find(&mut self, words: Words<'_>, lattice: &Lattice, from: usize, to: usize) {
        // Two more, behind the last.
        let cells = lattice.cells(from, to + 2);
        let begun = self.find_begun(&words, cells);
        self.read_slots(&words, begun);
        let open = self.find_doubles(&words, cells, begun);
        let triples = self.find_triples(&words, cells, open);
        self.find_longer(&words, lattice, from, triples);
        if let Some(added) = words.added() {
            self.find_added(words, added, lattice, from, to);
        }
    }

    // What is found is written to the next free place in any case, and kept by going on to the one
    // after it: there is no branch to guess. Each step returns how much it found.

    #[inline(never)]
    fn find_begun(&mut self, words: &Words<'_>, cells: &[Cell]) -> usize {
        let links = words.links;
        let (mut begun, mut at) = (0, 0);
        let of_pairs = self.singles.iter_mut().zip(&mut *self.doubles);
        for (pair, (single, double)) in cells[..cells.len() - 1].windows(2).zip(of_pairs) {
            let (first, second) = (pair[0].character.code(), pair[1].character.code());
            *single = words.single(first);
            *double = f64::NEG_INFINITY;
            self.begun[begun % WINDOW] = (at, links.base(first, second) + second);
            begun += usize::from(links.may_begin(first, second));
            at += 1;
        }
        begun
    }

    /// Reads what may be the nodes of the second characters. Hardly any of them is in the cache when a
    /// text begins, and nothing else happens here, so that the processor has all of a line in sight.
    #[inline(never)]
    fn read_slots(&mut self, words: &Words<'_>, begun: usize) {
        for (slot, (_, place)) in self.slots.iter_mut().zip(&self.begun[..begun]) {
            *slot = words.links.slot(*place);
        }
    }

    #[inline(never)]
    fn find_doubles(&mut self, words: &Words<'_>, cells: &[Cell], begun: usize) -> usize {
        let mut open = 0;
        for (&(at, _), &slot) in self.begun[..begun].iter().zip(&*self.slots) {
            let cells = cells.get(at as usize + 1..).and_then(<[Cell]>::first_chunk);
            let (Some(cells), Some(double)) = (cells, self.doubles.get_mut(at as usize)) else { break };
            let [second, third] = cells.map(|cell| cell.character.code());
            let slot = slot.if_of(second);
            *double = words.weight(slot.value());
            self.open[open % WINDOW] = (at, slot.base() + third);
            open += usize::from(slot.may_lead(third));
        }
        open
    }

    #[inline(never)]
    fn find_triples(&mut self, words: &Words<'_>, cells: &[Cell], open: usize) -> usize {
        let mut triples = 0;
        for &(at, place) in &self.open[..open] {
            let slot = words.links.slot(place);
            let third = cells[at as usize + 2].character.code();
            self.triples[triples % WINDOW] = (at, slot);
            triples += usize::from(slot.code() == third);
        }
        triples
    }

    #[inline(never)]
    fn find_longer(&mut self, words: &Words<'_>, lattice: &Lattice, from: usize, triples: usize) {
        let links = words.links;
        self.longer.clear();
        for &(at, mut slot) in &self.triples[..triples] {
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

    /// Finds the words that were added, which take the place of the dictionary's.
    fn find_added(&mut self, words: Words<'_>, added: &UserWords, lattice: &Lattice, from: usize, to: usize) {
        self.added.clear();
        for at in from..to {
            let mut cursor = Cursor::ROOT;
            // A character that is in no word counts as one, unless a word begins there.
            let mut counts_as_word = !words.has_code(lattice.character(at));
            for (length, &c) in (1..).zip(lattice.chars(at, lattice.len())) {
                let Some((next, word)) = added.step(cursor, c) else { break };
                cursor = next;
                let Some(word) = word else { continue };
                let log = word.log - words.log_total;
                if std::mem::take(&mut counts_as_word) {
                    self.singles[at - from] = f64::NEG_INFINITY;
                }
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

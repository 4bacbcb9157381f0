//! The words that begin at each character of a window. A window is a run of at most [`WINDOW`] characters of a chunk.

use super::dictionary::{Slot, UserWords, UserWordsCursor};
use super::lattice::{CharacterLattice, PlacedCharacter};
use super::vocabulary::Vocabulary;

/// A word of more than two characters, as an edge of the word lattice.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordEdge {
    /// The word consists of the characters `from..to` of the lattice.
    pub(super) from: u32,
    pub(super) to: u32,
    /// Log probability of the word.
    pub(super) log: f64,
}

/// The words that begin in a window, in buffers that are reused.
///
/// Nearly every character begins a word of one or two characters, but only one in fifteen begins a longer word. Each
/// step of the search runs over the whole window. Within a step, no look-up depends on another, so the processor
/// overlaps their cache misses.
#[derive(Debug)]
pub(super) struct WordEdges {
    /// `singles[i]` is the log probability of character `i` of the window as a word; negative infinity for no word.
    pub(super) singles: Box<[f64; WINDOW]>,
    /// `doubles[i]` is the log probability of the word of two characters that begins at character `i` of the
    /// window; negative infinity for no word.
    pub(super) doubles: Box<[f64; WINDOW]>,
    /// The longer words, sorted by start and end.
    pub(super) longer: Vec<WordEdge>,
    /// For each character that may begin a word of two or more characters: its index in the window, and the index in
    /// the trie of the second character's slot.
    starts: Box<[(u32, u32); WINDOW]>,
    /// `slots[i]` is the slot whose index is in `starts[i]`.
    slots: Box<[Slot; WINDOW]>,
    /// For each character that may begin a word of three or more characters: its index in the window, and the index in
    /// the trie of the third character's slot.
    third_places: Box<[(u32, u32); WINDOW]>,
    /// For each character that begins a word of three or more characters: its index in the window, and the third
    /// character's slot.
    triples: Box<[(u32, Slot); WINDOW]>,
    /// Added words of more than two characters.
    added: Vec<WordEdge>,
}

/// Number of characters in a window: large enough for look-ups to overlap, small enough for the arrays of
/// [`WordEdges`] to stay in the L1 cache.
pub(super) const WINDOW: usize = 256;

impl Default for WordEdges {
    fn default() -> Self {
        Self {
            singles: Box::new([0.0; WINDOW]),
            doubles: Box::new([0.0; WINDOW]),
            longer: Vec::new(),
            starts: Box::new([(0, 0); WINDOW]),
            slots: Box::new([Slot::FREE; WINDOW]),
            third_places: Box::new([(0, 0); WINDOW]),
            triples: Box::new([(0, Slot::FREE); WINDOW]),
            added: Vec::new(),
        }
    }
}

impl WordEdges {
    /// Finds the words that begin at the characters `from..to` of a lattice, after [`CharacterLattice::end`].
    /// The range has at most [`WINDOW`] characters.
    ///
    /// Each step is a separate function that is not inlined, so that its loop can use all registers.
    #[inline(always)]
    pub(super) fn find(
        &mut self,
        vocabulary: Vocabulary<'_>,
        lattice: &CharacterLattice,
        from: usize,
        to: usize,
    ) {
        // `cells` has the window and the two characters after it.
        let cells = lattice.cells(from, to + 2);
        let starts = self.find_starts(&vocabulary, cells);
        self.read_slots(&vocabulary, starts);
        let third_places = self.find_doubles(&vocabulary, cells, starts);
        let triples = self.find_triples(&vocabulary, cells, third_places);
        self.find_longer(&vocabulary, lattice, from, triples);
        if let Some(added) = vocabulary.added() {
            self.find_added(vocabulary, added, lattice, from, to);
        }
    }

    // Each step returns the number of items that it keeps. It writes every candidate to the next free place, and a
    // rejected candidate is overwritten by the next one. This needs no branch.

    #[inline(never)]
    fn find_starts(&mut self, vocabulary: &Vocabulary<'_>, cells: &[PlacedCharacter]) -> usize {
        let trie = vocabulary.trie_view;
        let (mut starts, mut at) = (0, 0);
        let of_pairs = self.singles.iter_mut().zip(&mut *self.doubles);
        for (pair, (single, double)) in cells[..cells.len() - 1].windows(2).zip(of_pairs) {
            let (first, second) = (pair[0].character.code(), pair[1].character.code());
            *single = vocabulary.single(first);
            *double = f64::NEG_INFINITY;
            self.starts[starts % WINDOW] = (at, trie.base(first, second) + second);
            starts += usize::from(trie.may_begin(first, second));
            at += 1;
        }
        starts
    }

    /// Reads the slots of the second characters. Few of them are in a cache at the start of a text, so the loop does
    /// nothing else: the processor then overlaps many reads.
    #[inline(never)]
    fn read_slots(&mut self, vocabulary: &Vocabulary<'_>, starts: usize) {
        for (slot, (_, place)) in self.slots.iter_mut().zip(&self.starts[..starts]) {
            *slot = vocabulary.trie_view.slot(*place);
        }
    }

    #[inline(never)]
    fn find_doubles(
        &mut self,
        vocabulary: &Vocabulary<'_>,
        cells: &[PlacedCharacter],
        starts: usize,
    ) -> usize {
        let mut found = 0;
        for (&(at, _), &slot) in self.starts[..starts].iter().zip(&*self.slots) {
            let cells = cells.get(at as usize + 1..).and_then(<[PlacedCharacter]>::first_chunk);
            let (Some(cells), Some(double)) = (cells, self.doubles.get_mut(at as usize)) else { break };
            let [second, third] = cells.map(|cell| cell.character.code());
            let slot = slot.if_of(second);
            *double = vocabulary.log_probability(slot.value());
            self.third_places[found % WINDOW] = (at, slot.base() + third);
            found += usize::from(slot.may_lead(third));
        }
        found
    }

    #[inline(never)]
    fn find_triples(
        &mut self,
        vocabulary: &Vocabulary<'_>,
        cells: &[PlacedCharacter],
        third_places: usize,
    ) -> usize {
        let mut triples = 0;
        for &(at, place) in &self.third_places[..third_places] {
            let slot = vocabulary.trie_view.slot(place);
            let third = cells[at as usize + 2].character.code();
            self.triples[triples % WINDOW] = (at, slot);
            triples += usize::from(slot.code() == third);
        }
        triples
    }

    #[inline(never)]
    fn find_longer(
        &mut self,
        vocabulary: &Vocabulary<'_>,
        lattice: &CharacterLattice,
        from: usize,
        triples: usize,
    ) {
        let trie = vocabulary.trie_view;
        self.longer.clear();
        for &(at, mut slot) in &self.triples[..triples] {
            let start = from + at as usize;
            let mut codes = lattice.codes(start + 3, lattice.len() + 1);
            for to in start + 3.. {
                if slot.value() != 0 {
                    let log = vocabulary.log_probability(slot.value());
                    self.longer.push(WordEdge { from: start as u32, to: to as u32, log });
                }
                let Some(code) = codes.next().filter(|&code| slot.may_lead(code)) else { break };
                slot = trie.slot(slot.base() + code);
                if slot.code() != code {
                    break;
                }
            }
        }
    }

    /// Finds the added words. An added word replaces the same word of the dictionary.
    fn find_added(
        &mut self,
        vocabulary: Vocabulary<'_>,
        added: &UserWords,
        lattice: &CharacterLattice,
        from: usize,
        to: usize,
    ) {
        self.added.clear();
        for at in from..to {
            let mut cursor = UserWordsCursor::ROOT;
            // A character that is in no dictionary word counts as a word, unless an added word begins with it.
            let mut counts_as_word = !vocabulary.has_code(lattice.character(at));
            for (length, &c) in (1..).zip(lattice.chars(at, lattice.len())) {
                let Some((next, word)) = added.step(cursor, c) else { break };
                cursor = next;
                let Some(word) = word else { continue };
                let log = word.log - vocabulary.log_total;
                if std::mem::take(&mut counts_as_word) {
                    self.singles[at - from] = f64::NEG_INFINITY;
                }
                match length {
                    1 => self.singles[at - from] = log,
                    2 => self.doubles[at - from] = log,
                    _ => self.added.push(WordEdge { from: at as u32, to: at as u32 + length, log }),
                }
            }
        }
        if !self.added.is_empty() {
            let place = |edge: &WordEdge| (edge.from, edge.to);
            let added = &self.added;
            self.longer.retain(|edge| added.binary_search_by_key(&place(edge), place).is_err());
            self.longer.extend_from_slice(added);
            self.longer.sort_unstable_by_key(place);
        }
    }
}

//! The characters of a stretch of text, and the most probable way through them: a dynamic
//! programme from right to left, fused with the walks along the trie.

use std::hint::select_unpredictable;

use super::characters::{Character, class};
use super::double_array::Slot;
use super::words::Words;

/// One character.
#[derive(Clone, Copy, Debug)]
struct Cell {
    character: Character,
    /// Bytes from the start of the stretch.
    offset: u32,
    /// At first the node that this character and the next one lead to; later the log probability
    /// of the best way from here to the end of the block.
    payload: u64,
    /// The node that this character and the next two lead to.
    third: Slot,
}

impl Cell {
    #[inline(always)]
    fn score(self) -> f64 {
        f64::from_bits(self.payload)
    }
}

/// A stretch of text that is cut at once, with memory to reuse for the next one.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// The characters, and three more for the end.
    cells: Vec<Cell>,
    /// The same as they are looked up; empty while no words were added.
    chars: Vec<char>,
    /// Characters of the word that the best way takes from each character, and, unless words were
    /// added, [`PAIR`] and [`TRIPLE`].
    steps: Vec<u32>,
    /// Where the stretch starts in the text.
    start: usize,
}

/// In a step: the two characters from there on are a word of the dictionary. No word has so many
/// characters that it would set the bit.
const PAIR: u32 = 1 << 30;
/// The three characters are one.
const TRIPLE: u32 = 1 << 31;

/// Characters of a lattice, from one up to, but not with, another: a word or what may be some.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'l> {
    lattice: &'l Lattice,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The best word that begins at a character.
#[derive(Clone, Copy)]
struct Best {
    score: f64,
    length: u32,
}

impl Best {
    const NONE: Self = Self { score: f64::NEG_INFINITY, length: 0 };

    /// Of two equally good words the longer one wins; it comes later. A score that is not a number
    /// never wins.
    #[inline(always)]
    fn offer(&mut self, length: usize, score: f64) {
        let better = score >= self.score;
        self.score = select_unpredictable(better, score, self.score);
        self.length = select_unpredictable(better, length as u32, self.length);
    }

    /// Offers the words of more than three characters: those that go on from `slot` with `rest`.
    #[inline(always)]
    fn offer_longer(&mut self, words: Words<'_>, mut slot: Slot, rest: &[Cell]) {
        for (length, pair) in (4..).zip(rest.windows(2)) {
            let Some(next) = words.next(slot, pair[0].character.block_code()) else { break };
            slot = next;
            self.offer(length, words.log(slot) - words.log_total + pair[1].score());
        }
    }

    /// The score and the length of the best word, where a character that begins no word counts as
    /// a word of frequency 1, and one that is no part of a block ends it.
    #[inline(always)]
    fn or_single(self, character: Character, words: Words<'_>, after: f64) -> (f64, u32) {
        if self.length > 0 {
            (self.score, self.length)
        } else if character.is(class::BLOCK) {
            (0.0 - words.log_total + after, 1)
        } else {
            (0.0, 1)
        }
    }
}

impl Lattice {
    /// Bytes that a stretch can have, far below what its offsets could count.
    pub(super) const LONGEST: usize = 1 << 30;
    /// Characters whose memory is kept for the next text.
    const KEPT: usize = 1 << 16;

    pub(super) fn begin(&mut self, start: usize) {
        self.cells.clear();
        self.chars.clear();
        self.start = start;
    }

    /// Appends the character at byte `at` of the text.
    #[inline(always)]
    pub(super) fn push(&mut self, character: Character, at: usize) {
        self.cells.push(Cell { character, offset: (at - self.start) as u32, payload: 0, third: Slot::NONE });
    }

    /// Appends how the last character is looked up.
    pub(super) fn push_char(&mut self, c: char) {
        self.chars.push(c);
    }

    pub(super) fn last_char(&self) -> Option<char> {
        self.chars.last().copied()
    }

    /// Ends the stretch before byte `at`.
    pub(super) fn end(&mut self, at: usize) {
        for _ in 0..3 {
            self.push(Character::END, at);
        }
    }

    /// Number of characters, once the stretch has ended.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.cells.len().saturating_sub(3)
    }

    /// Number of characters so far.
    #[inline(always)]
    pub(super) fn pushed(&self) -> usize {
        self.cells.len()
    }

    #[inline(always)]
    pub(super) fn character(&self, at: usize) -> Character {
        self.cells[at].character
    }

    #[inline(always)]
    pub(super) fn chars(&self, from: usize, to: usize) -> &[char] {
        self.chars.get(from..to).unwrap_or(&[])
    }

    #[inline(always)]
    pub(super) fn run(&self, from: usize, to: usize) -> Run<'_> {
        Run { lattice: self, from, to }
    }

    /// Characters of the word that the best way takes from `at`.
    #[inline(always)]
    pub(super) fn step(&self, at: usize) -> usize {
        (self.steps[at] & !(PAIR | TRIPLE)) as usize
    }

    /// Whether a solved lattice, if no words were added, has a word of `length` characters from `at`
    /// on in one block; `None` if that must be looked up.
    #[inline(always)]
    pub(super) fn begins_word(&self, at: usize, length: usize) -> Option<bool> {
        match length {
            2 => Some(self.steps[at] & PAIR != 0),
            3 => Some(self.steps[at] & TRIPLE != 0),
            _ => None,
        }
    }

    /// Finds the best way through each block of the stretch. Of two equally good words the longer
    /// one wins, and sums are taken in the same order as by jieba, so that the same way wins.
    ///
    /// Time O(characters · length of the longest word that begins at each).
    pub(super) fn solve(&mut self, words: Words<'_>) {
        let len = self.len();
        if self.steps.len() < len {
            self.steps.resize(len, 0);
        }
        if words.has_added() {
            for at in (0..len).rev() {
                let best = self.best_added(words, at);
                let (score, step) =
                    best.or_single(self.cells[at].character, words, self.cells[at + 1].score());
                self.cells[at].payload = score.to_bits();
                self.steps[at] = step;
            }
            return;
        }
        self.link(words);
        let (cells, steps) = (&mut self.cells[..], &mut self.steps[..len]);
        // Scores of the best ways from the next three characters.
        let mut after = [0.0; 3];
        for at in (0..len).rev() {
            let [cell, _, _, rest @ ..] = &mut cells[at..] else { break };
            let (second, third) = (Slot::from_bits(cell.payload), cell.third);
            let logs = [words.single(cell.character.block_code()), words.log(second), words.log(third)];
            let known = if logs[1].is_nan() { 0 } else { PAIR } | if logs[2].is_nan() { 0 } else { TRIPLE };
            let scores: [f64; 3] = std::array::from_fn(|at| logs[at] - words.log_total + after[at]);
            let mut best = Best::NONE;
            (1..).zip(scores).for_each(|(length, score)| best.offer(length, score));
            best.offer_longer(words, third, rest);
            let (score, step) = best.or_single(cell.character, words, after[0]);
            after = [score, after[0], after[1]];
            cell.payload = score.to_bits();
            steps[at] = step | known;
        }
    }

    /// Looks up the nodes that each two and three characters lead to. Most of these look-ups miss
    /// the cache; in loops of their own, where nothing waits for what is found, many run at once.
    fn link(&mut self, words: Words<'_>) {
        let mut next = 0;
        for cell in self.cells.iter_mut().rev() {
            let code = cell.character.block_code();
            cell.payload = words.second(code, next).bits();
            next = code;
        }
        let (mut next, mut after) = (0, 0);
        for cell in self.cells.iter_mut().rev() {
            cell.third = words.third(Slot::from_bits(cell.payload), after);
            (next, after) = (cell.character.block_code(), next);
        }
    }

    fn best_added(&self, words: Words<'_>, at: usize) -> Best {
        let mut best = Best::NONE;
        words.prefixes(self, at, self.len(), |length, log| {
            best.offer(length, log - words.log_total + self.cells[at + length].score());
        });
        best
    }

    pub(super) fn shrink(&mut self) {
        if self.cells.capacity() > Self::KEPT {
            *self = Self::default();
        }
    }
}

impl<'l> Run<'l> {
    #[inline(always)]
    pub(super) fn len(self) -> usize {
        self.to - self.from
    }

    /// Its first byte in the text.
    #[inline(always)]
    pub(super) fn start(self) -> usize {
        self.lattice.start + self.lattice.cells[self.from].offset as usize
    }

    /// The byte after it.
    #[inline(always)]
    pub(super) fn end(self) -> usize {
        self.lattice.start + self.lattice.cells[self.to].offset as usize
    }

    pub(super) fn lattice(self) -> &'l Lattice {
        self.lattice
    }

    pub(super) fn characters(self) -> impl DoubleEndedIterator<Item = Character> + Clone + 'l {
        self.lattice.cells[self.from..self.to].iter().map(|cell| cell.character)
    }

    /// Its characters from number `from` up to, but not with, `to`.
    #[inline(always)]
    pub(super) fn part(self, from: usize, to: usize) -> Self {
        Self { from: self.from + from, to: self.from + to, ..self }
    }

    /// Its characters one by one.
    pub(super) fn singles(self) -> impl Iterator<Item = Self> {
        (0..self.len()).map(move |at| self.part(at, at + 1))
    }

    /// Classes of any of its characters; those of the first one if that is Chinese.
    #[inline(always)]
    pub(super) fn classes(self) -> u32 {
        let first = self.lattice.cells[self.from].character;
        if first.is(class::HAN) || self.len() == 1 {
            return first.classes();
        }
        self.characters().fold(0, |classes, character| classes | character.classes())
    }
}

//! The characters of a stretch of text, and the most probable way through them: a dynamic
//! programme from right to left over the words that begin at each character.

mod run;

use std::hint::select_unpredictable;

pub(super) use self::run::{Run, Way, Word};
use super::characters::{Character, CharacterTable, class};
use super::edges::{Edges, WINDOW};
use super::words::Words;

/// One character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) character: Character,
    /// Bytes from the start of the stretch.
    offset: u32,
}

impl Cell {
    const END: Self = Self { character: Character::END, offset: 0 };
}

/// A stretch of text that is cut at once, with memory to reuse for the next one.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// The characters, once the stretch has ended two more for the end, and behind them room.
    cells: Vec<Cell>,
    /// How many of the cells are characters.
    len: usize,
    /// The characters as they are looked up; empty while no words were added.
    chars: Vec<char>,
    /// Log probability of the best way from each character to the end of its block, and two more
    /// for the end.
    scores: Vec<f64>,
    /// Characters of the word that the best way takes from each character.
    steps: Vec<u32>,
    /// Which words begin at each character, for the search mode; empty if that must be looked up.
    parts: Vec<u8>,
    any_connector: bool,
    /// Where the stretch starts in the text.
    start: usize,
}

/// A word of two characters begins at a character, or one of three.
const OF_TWO: u8 = 1;
const OF_THREE: u8 = 2;

impl Lattice {
    /// Bytes that a stretch can have, far below what its offsets could count.
    pub(super) const LONGEST: usize = 1 << 30;
    /// Bytes after which a stretch ends with its block: so many that what happens once a stretch does
    /// not count, so few that they stay in the caches.
    pub(crate) const LONG: usize = 3 << 10;
    /// Characters whose memory is kept for the next text.
    pub(super) const KEPT: usize = 1 << 16;
    /// Cells behind the last character, so that whoever looks two characters ahead finds none.
    const AHEAD: usize = 2;

    pub(crate) fn begin(&mut self, start: usize) {
        self.len = 0;
        self.chars.clear();
        self.start = start;
    }

    /// Where the stretch starts in the text.
    #[inline(always)]
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Appends the character at byte `at` of the text.
    #[inline(always)]
    pub(crate) fn push(&mut self, character: Character, at: usize) {
        let offset = at - self.start;
        self.append(|cells| cells.push(character, offset));
    }

    /// Calls `append` with what appends characters. Its length is its own, so that a loop can keep it in a
    /// register.
    #[inline(always)]
    pub(super) fn append<R>(&mut self, append: impl FnOnce(&mut Appender<'_>) -> R) -> R {
        let mut cells = Appender { cells: &mut self.cells, len: self.len };
        let result = append(&mut cells);
        self.len = cells.len;
        result
    }

    /// Whether a stretch is so long at byte `at` of the text that it should end.
    #[inline(always)]
    pub(crate) fn is_long(&self, at: usize) -> bool {
        at - self.start >= Self::LONG
    }

    /// Whether it can't go on behind byte `at`.
    #[inline(always)]
    pub(super) fn is_too_long(&self, at: usize) -> bool {
        at - self.start >= Self::LONGEST
    }

    /// Takes note of how each character is looked up, once all are there; `spell` is given it with its
    /// place in the text.
    pub(super) fn spell(&mut self, mut spell: impl FnMut(Character, usize) -> char) {
        let cells = self.cells[..self.len].iter();
        self.chars.extend(cells.map(|cell| spell(cell.character, self.start + cell.offset as usize)));
    }

    /// Ends the stretch before byte `at`.
    #[inline(always)]
    pub(super) fn end(&mut self, at: usize) {
        let end = Cell { character: Character::END, offset: (at - self.start) as u32 };
        let behind = self.len + Self::AHEAD;
        if self.cells.len() < behind {
            self.cells.resize(behind, end);
        }
        self.cells[self.len..behind].fill(end);
    }

    /// Number of characters.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The last character so far.
    #[inline(always)]
    pub(super) fn last(&self) -> Option<Character> {
        self.len.checked_sub(1).map(|last| self.cells[last].character)
    }

    #[inline(always)]
    pub(super) fn character(&self, at: usize) -> Character {
        self.cells[at].character
    }

    /// The characters `from..to`; behind the last one stand two more without a code.
    #[inline(always)]
    pub(super) fn cells(&self, from: usize, to: usize) -> &[Cell] {
        &self.cells[from..to]
    }

    /// The codes of the characters `from..to`, and behind the last one zeroes.
    #[inline(always)]
    pub(super) fn codes(&self, from: usize, to: usize) -> impl Iterator<Item = u32> {
        self.cells[from..to].iter().map(|cell| cell.character.code())
    }

    #[inline(always)]
    pub(super) fn chars(&self, from: usize, to: usize) -> &[char] {
        self.chars.get(from..to).unwrap_or(&[])
    }

    #[inline(always)]
    pub(super) fn run(&self, from: usize, to: usize) -> Run<'_> {
        Run { lattice: self, from, to }
    }

    /// Characters of the word that the best way takes from a character.
    #[inline(always)]
    pub(super) fn step(&self, at: usize) -> usize {
        self.steps[at] as usize
    }

    /// Finds the best way through each block of the stretch. Of two equally good words the longer
    /// one wins, and sums are taken in the same order as by jieba, so that the same way wins. `search`
    /// asks for what the search mode wants to know of parts of words.
    ///
    /// Time O(characters · length of the longest word that begins at each).
    #[inline]
    pub(super) fn solve(&mut self, words: Words<'_>, edges: &mut Edges, search: bool) {
        let len = self.len;
        if self.steps.len() < len {
            self.scores.resize(len + Self::AHEAD, 0.0);
            self.steps.resize(len, 0);
        }
        self.scores[len..len + Self::AHEAD].fill(0.0);
        if search {
            self.prepare_parts(words);
        }
        let mut to = len;
        while to > 0 {
            let from = (to - 1) / WINDOW * WINDOW;
            edges.find(words, self, from, to);
            self.solve_window(words, edges, from, to);
            if search {
                self.note_parts(edges, from, to);
            }
            to = from;
        }
    }

    fn prepare_parts(&mut self, words: Words<'_>) {
        let cells = &self.cells[..self.len];
        self.any_connector = cells.iter().any(|cell| cell.character.is(class::CONNECTOR));
        // Of words of frequency 0 the edges do not tell that they are words.
        let len = if words.any_of_frequency_0 { 0 } else { self.len };
        self.parts.resize(len, 0);
    }

    /// Takes note of the words that begin at the characters of a window.
    fn note_parts(&mut self, edges: &Edges, from: usize, to: usize) {
        let Some(parts) = self.parts.get_mut(from..to) else { return };
        for (part, double) in parts.iter_mut().zip(&*edges.doubles) {
            *part = if *double > f64::NEG_INFINITY { OF_TWO } else { 0 };
        }
        for edge in edges.longer.iter().filter(|edge| edge.to - edge.from == 3) {
            if edge.log > f64::NEG_INFINITY {
                parts[edge.from as usize - from] |= OF_THREE;
            }
        }
    }

    /// Whether a character joins letters and digits; known after [`Lattice::solve`] for a search.
    #[inline(always)]
    pub(super) fn any_connector(&self) -> bool {
        self.any_connector
    }

    /// Solves the characters of a window, whose edges are given and behind which all is solved.
    ///
    /// Scores are chosen by maximum, since a choice between floating-point numbers would be a branch,
    /// and one that can't be guessed.
    #[inline(never)]
    fn solve_window(&mut self, words: Words<'_>, edges: &Edges, from: usize, to: usize) {
        let len = to - from;
        let (singles, doubles) = (&edges.singles[..len], &edges.doubles[..len]);
        let cells = &self.cells[from..to];
        let mut longer = edges.longer.as_slice();
        let mut next_longer = longer.last().map_or(usize::MAX, |edge| edge.from as usize);
        let (mut after, mut after_next) = (self.scores[to], self.scores[to + 1]);
        for at in (0..len).rev() {
            let (single, double) = (singles[at] + after, doubles[at] + after_next);
            let mut score = if double > single { double } else { single };
            let mut step = select_unpredictable(double >= single, 2, 1);
            if next_longer == from + at {
                while let Some((edge, rest)) = longer.split_last()
                    && edge.from as usize == from + at
                {
                    let other = edge.log + self.scores[edge.to as usize];
                    // The longest comes first.
                    if other > score || other == score && edge.to - edge.from > step {
                        (score, step) = (other, edge.to - edge.from);
                    }
                    longer = rest;
                }
                next_longer = longer.last().map_or(usize::MAX, |edge| edge.from as usize);
            }
            if score == f64::NEG_INFINITY {
                // No word has a chance: the character counts as one of frequency 1.
                (score, step) = (words.log_of_1() + after, 1);
                if words.any_of_frequency_0 {
                    (score, step) = self.best_of_all(words, from + at).unwrap_or((score, step));
                }
            }
            // What stands in no block ends one. A branch, and not a mask: it lets the processor go on
            // with the block before while it still waits for this one.
            if cells[at].character.code() == 0 {
                score = 0.0;
            }
            (after_next, after) = (after, score);
            self.scores[from + at] = score;
            self.steps[from + at] = step;
        }
    }

    /// The score and the length of the best of the words of frequency 0 that begin at a character; `None` if
    /// none does. The longest wins.
    #[cold]
    fn best_of_all(&self, words: Words<'_>, at: usize) -> Option<(f64, u32)> {
        let mut best: Option<(f64, u32)> = None;
        words.prefixes(self, at, self.len, |length, log| {
            let score = log - words.log_total + self.scores[at + length];
            if best.is_none_or(|(best, _)| score >= best) {
                best = Some((score, length as u32));
            }
        });
        best
    }

    pub(super) fn shrink(&mut self) {
        if self.cells.len() > Self::KEPT {
            *self = Self::default();
        }
    }
}

/// Appends characters to a lattice.
#[derive(Debug)]
pub(super) struct Appender<'l> {
    cells: &'l mut Vec<Cell>,
    len: usize,
}

impl Appender<'_> {
    /// Appends the character at byte `offset` of the stretch.
    #[inline(always)]
    pub(super) fn push(&mut self, character: Character, offset: usize) {
        let new = Cell { character, offset: offset as u32 };
        match self.cells.get_mut(self.len) {
            Some(cell) => *cell = new,
            None => self.push_behind(new),
        }
        self.len += 1;
    }

    #[cold]
    #[inline(never)]
    fn push_behind(&mut self, cell: Cell) {
        // By little: what is filled is resident, while the vector doubles its capacity by itself.
        self.cells.resize(self.len + self.len / 8 + 64, Cell::END);
        self.cells[self.len] = cell;
    }

    /// Appends the characters at the start of `bytes`, which is byte `offset` of the stretch, as far as all
    /// of them have three bytes, `wanted` has one of their classes, and nothing must be looked at once
    /// more; returns where the last one ends.
    #[inline(always)]
    pub(super) fn push_plain(
        &mut self,
        table: &CharacterTable,
        bytes: &[u8],
        wanted: u32,
        mut offset: usize,
    ) -> usize {
        for chunk in bytes.as_chunks::<3>().0 {
            let character = table.of_three(*chunk);
            if !CharacterTable::is_plain(character, chunk[0], wanted) {
                break;
            }
            self.push(character, offset);
            offset += 3;
        }
        offset
    }
}

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
}

/// A stretch of text that is cut at once, with memory to reuse for the next one.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    /// The characters, and three more for the end.
    cells: Vec<Cell>,
    /// The same as they are looked up; empty while no words were added.
    chars: Vec<char>,
    /// Those of one window as codes, 0 for what stands in no block, and three more.
    codes: Vec<u32>,
    /// The nodes that each character of a window and the next one lead to.
    seconds: Vec<Slot>,
    /// The nodes that each character of a window and the next two lead to.
    thirds: Vec<Slot>,
    /// Log probability of the best way from each character to the end of its block, and three more
    /// for the end.
    scores: Vec<f64>,
    /// Characters of the word that the best way takes from each character.
    steps: Vec<u32>,
    /// Where the stretch starts in the text.
    start: usize,
}

/// Characters whose nodes are looked up at once: so many that the look-ups overlap, so few that
/// they stay in the first cache, and that a long text takes no more memory for them.
const WINDOW: usize = 512;

/// Characters of a lattice, from one up to, but not with, another: a word or what may be some.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'l> {
    lattice: &'l Lattice,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The best word that begins at a character, of those that were offered: the longest first, so
/// that the score of the next character, which is known last, is waited for last.
///
/// Scores are chosen by maximum and by masks, since a choice between floating-point numbers would
/// be a branch, and one that can't be guessed.
#[derive(Clone, Copy)]
struct Best {
    score: f64,
    /// 0 before the first word.
    length: u32,
}

impl Best {
    const NONE: Self = Self { score: f64::NEG_INFINITY, length: 0 };

    /// Of two equally good words the longer one wins. A score that is not a number never wins.
    #[inline(always)]
    fn offer(&mut self, length: u32, score: f64) {
        // A word of frequency 0 is no better than no word, but it is one.
        let better = (score > self.score) | ((self.length == 0) & !score.is_nan());
        self.score = if score > self.score { score } else { self.score };
        self.length = select_unpredictable(better, length, self.length);
    }

    /// The best of the words of more than three characters: those that go on from `slot` with
    /// `cells`, and after each of which a way has the score of `scores`.
    #[inline(never)]
    fn of_longer(words: &Words<'_>, mut slot: Slot, cells: &[Cell], scores: &[f64]) -> Self {
        let mut best = Self::NONE;
        for ((length, cell), after) in (4..).zip(cells).zip(scores) {
            let Some(next) = words.next(slot, cell.character.block_code()) else { break };
            slot = next;
            let score = words.log(slot) - words.log_total + after;
            // These come shortest first.
            if score >= best.score {
                best = Self { score, length };
            }
        }
        best
    }

    /// The logarithm for a character that is no word; hardly any text has one.
    #[cold]
    #[inline(never)]
    fn unknown(self) -> f64 {
        if self.length == 0 { 0.0 } else { f64::NAN }
    }

    /// The score and the length of the best word, where a character that begins no word counts as
    /// a word of frequency 1, and one that is no part of a block ends it.
    #[inline(always)]
    fn or_single(mut self, character: Character, words: Words<'_>, log: f64, after: f64) -> (f64, u32) {
        let log = if log.is_nan() { self.unknown() } else { log };
        self.offer(1, log - words.log_total + after);
        let in_block = u64::from(character.is(class::BLOCK)).wrapping_neg();
        (f64::from_bits(self.score.to_bits() & in_block), self.length)
    }
}

impl Lattice {
    /// Bytes that a stretch can have, far below what its offsets could count.
    pub(super) const LONGEST: usize = 1 << 30;
    /// Characters whose memory is kept for the next text.
    pub(super) const KEPT: usize = 1 << 16;

    pub(super) fn begin(&mut self, start: usize) {
        self.cells.clear();
        self.chars.clear();
        self.start = start;
    }

    /// Appends the character at byte `at` of the text.
    #[inline(always)]
    pub(super) fn push(&mut self, character: Character, at: usize) {
        self.cells.push(Cell { character, offset: (at - self.start) as u32 });
    }

    /// Appends characters of three bytes each, the first at byte `at` of the text; returns where the
    /// last one ends.
    #[inline(always)]
    pub(super) fn push_all(&mut self, characters: impl Iterator<Item = Character>, at: usize) -> usize {
        let mut offset = (at - self.start) as u32;
        self.cells.extend(characters.map(|character| {
            let cell = Cell { character, offset };
            offset += 3;
            cell
        }));
        self.start + offset as usize
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

    /// The runs that end at `ends`, the first at the first character.
    #[inline(always)]
    pub(super) fn runs(&self, ends: &[u32]) -> impl Iterator<Item = Run<'_>> {
        let mut from = 0;
        ends.iter().map(move |&to| {
            let run = self.run(from, to as usize);
            from = run.to;
            run
        })
    }

    /// Characters of the word that the best way takes from `at`.
    #[inline(always)]
    pub(super) fn step(&self, at: usize) -> usize {
        self.steps[at] as usize
    }

    /// Finds the best way through each block of the stretch. Of two equally good words the longer
    /// one wins, and sums are taken in the same order as by jieba, so that the same way wins.
    ///
    /// Time O(characters · length of the longest word that begins at each).
    pub(super) fn solve(&mut self, words: Words<'_>) {
        let len = self.len();
        if self.steps.len() < len {
            self.scores.resize(len + 3, 0.0);
            self.steps.resize(len, 0);
        }
        self.scores[len..len + 3].fill(0.0);
        if words.has_added() {
            return self.solve_added(words);
        }
        let mut after = [0.0; 3];
        for from in (0..len).step_by(WINDOW).rev() {
            let to = len.min(from + WINDOW);
            self.link(words, from, to);
            after = self.solve_linked(words, (from, to), after);
        }
    }

    #[inline(never)]
    fn solve_added(&mut self, words: Words<'_>) {
        for at in (0..self.len()).rev() {
            let (best, single) = self.best_added(words, at);
            let character = self.cells[at].character;
            (self.scores[at], self.steps[at]) = best.or_single(character, words, single, self.scores[at + 1]);
        }
    }

    /// Looks up the nodes that each two and three characters of a window lead to. Most of these
    /// look-ups miss the cache; in loops of their own, where nothing waits for what is found, many
    /// run at once.
    #[inline(never)]
    fn link(&mut self, words: Words<'_>, from: usize, to: usize) {
        self.codes.clear();
        self.codes.extend(self.cells[from..to + 3].iter().map(|cell| cell.character.block_code()));
        if self.seconds.len() < to - from {
            self.seconds.resize(to - from, Slot::NONE);
            self.thirds.resize(to - from, Slot::NONE);
        }
        for (node, pair) in self.seconds[..to - from].iter_mut().zip(self.codes.windows(2)) {
            *node = words.second(pair[0], pair[1]);
        }
        let thirds = self.thirds[..to - from].iter_mut();
        for ((node, second), &code) in thirds.zip(&self.seconds).zip(&self.codes[2..]) {
            *node = words.third(*second, code);
        }
    }

    /// Solves a window that was linked; `after` and what is returned are the scores of the best ways
    /// from the three characters behind it and from its first three.
    #[inline(never)]
    fn solve_linked(&mut self, words: Words<'_>, (from, to): (usize, usize), after: [f64; 3]) -> [f64; 3] {
        let len = to - from;
        let (cells, scores) = (&self.cells[from..], &mut self.scores[from..]);
        let (codes, steps) = (&self.codes[..len], &mut self.steps[from..to]);
        let (seconds, thirds) = (&self.seconds[..len], &self.thirds[..len]);
        let log_total = words.log_total;
        let mut after = after;
        for at in (0..len).rev() {
            let third = thirds[at];
            let mut best = if third.base() == 0 {
                Best::NONE
            } else {
                Best::of_longer(&words, third, &cells[at + 3..], &scores[at + 4..])
            };
            best.offer(3, words.log(third) - log_total + after[2]);
            best.offer(2, words.log(seconds[at]) - log_total + after[1]);
            let (score, step) = best.or_single(cells[at].character, words, words.single(codes[at]), after[0]);
            after = [score, after[0], after[1]];
            scores[at] = score;
            steps[at] = step;
        }
        after
    }

    /// The best word of two characters and more, and the logarithm of that of one.
    fn best_added(&self, words: Words<'_>, at: usize) -> (Best, f64) {
        let (mut best, mut single) = (Best::NONE, f64::NAN);
        words.prefixes(self, at, self.len(), |length, log| {
            let score = log - words.log_total + self.scores[at + length];
            if length == 1 {
                single = log;
            } else if score >= best.score {
                best = Best { score, length: length as u32 };
            }
        });
        (best, single)
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

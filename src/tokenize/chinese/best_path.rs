//! Finds the best path, the most probable sequence of words in a chunk of a text, by dynamic programming from
//! right to left.

use std::hint::select_unpredictable;

use super::characters::{Character, class};
use super::edges::{WINDOW, WordEdges};
use super::lattice::{CharacterLattice, CharacterRange, PlacedCharacter};
use super::vocabulary::Vocabulary;
use crate::Span;

/// Flags in [`PathSolver::parts`]: a word of two or of three characters begins at the character.
const OF_TWO: u8 = 1;
const OF_THREE: u8 = 2;

/// Finds the best path through a chunk. Its buffers are reused for the next chunk.
#[derive(Debug, Default)]
pub(crate) struct PathSolver {
    /// `scores[i]` is the log probability of the best path from character `i` to the end of its block; 0 for the
    /// end markers.
    scores: Vec<f64>,
    /// `steps[i]` is the length in characters of the first word of the best path from character `i`.
    steps: Vec<u32>,
    /// In search mode, `parts[i]` holds the flags [`OF_TWO`] and [`OF_THREE`] of character `i`. If `parts` is
    /// empty, words must be looked up.
    parts: Vec<u8>,
    /// Whether the chunk has `.`, `_` or `-`. Set in search mode only.
    any_connector: bool,
}

impl PathSolver {
    /// Finds the best path through each block of `lattice`, which must be ended. Of two words with equal scores, the
    /// longer one wins. Scores are added in jieba's order, so that they are rounded in the same way. If `search` is
    /// set, also records where words of two and three characters begin.
    ///
    /// Time O(n · l) for n characters and words of at most l characters.
    #[inline]
    pub(super) fn solve(
        &mut self,
        lattice: &CharacterLattice,
        vocabulary: Vocabulary<'_>,
        edges: &mut WordEdges,
        search: bool,
    ) {
        let len = lattice.len();
        if self.steps.len() < len {
            self.scores.resize(len + CharacterLattice::AHEAD, 0.0);
            self.steps.resize(len, 0);
        }
        self.scores[len..len + CharacterLattice::AHEAD].fill(0.0);
        if search {
            self.prepare_parts(lattice, vocabulary);
        }
        let mut to = len;
        while to > 0 {
            let from = (to - 1) / WINDOW * WINDOW;
            edges.find(vocabulary, lattice, from, to);
            self.solve_window(lattice, vocabulary, edges, from, to);
            if search {
                self.record_parts(edges, from, to);
            }
            to = from;
        }
    }

    fn prepare_parts(&mut self, lattice: &CharacterLattice, vocabulary: Vocabulary<'_>) {
        let cells = lattice.cells(0, lattice.len());
        self.any_connector = cells.iter().any(|cell| cell.character.is(class::CONNECTOR));
        // The edges do not tell a word of frequency 0 from no word, so with such words `parts` stays empty.
        let len = if vocabulary.any_of_frequency_0 { 0 } else { lattice.len() };
        self.parts.resize(len, 0);
    }

    /// Records in `parts` where the words of two and three characters begin. `edges` has the words that begin at the
    /// characters `from..to`.
    fn record_parts(&mut self, edges: &WordEdges, from: usize, to: usize) {
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

    /// Finds the best path from each of the characters `from..to`, at most [`WINDOW`] characters. `edges` holds
    /// the words that begin at them. The characters from `to` on must already be solved.
    ///
    /// The best score is a maximum without a branch, because it is unpredictable which word wins.
    #[inline(never)]
    fn solve_window(
        &mut self,
        lattice: &CharacterLattice,
        vocabulary: Vocabulary<'_>,
        edges: &WordEdges,
        from: usize,
        to: usize,
    ) {
        let len = to - from;
        let (singles, doubles) = (&edges.singles[..len], &edges.doubles[..len]);
        let cells = lattice.cells(from, to);
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
                    // The edges of one character are read from the longest to the shortest.
                    if other > score || other == score && edge.to - edge.from > step {
                        (score, step) = (other, edge.to - edge.from);
                    }
                    longer = rest;
                }
                next_longer = longer.last().map_or(usize::MAX, |edge| edge.from as usize);
            }
            if score == f64::NEG_INFINITY {
                // No word begins here: the character counts as a word of frequency 1.
                (score, step) = (vocabulary.log_of_1() + after, 1);
                if vocabulary.any_of_frequency_0 {
                    (score, step) =
                        self.best_of_frequency_0(lattice, vocabulary, from + at).unwrap_or((score, step));
                }
            }
            // A character outside blocks ends a block. This is a branch on purpose: with a mask, the CPU could not
            // begin with the block on the left until the scores of this block are known.
            if cells[at].character.code() == 0 {
                score = 0.0;
            }
            (after_next, after) = (after, score);
            self.scores[from + at] = score;
            self.steps[from + at] = step;
        }
    }

    /// Returns the score and the length of the best word of frequency 0 that begins at character `at`. Of several
    /// words with equal scores, the longest one wins.
    #[cold]
    fn best_of_frequency_0(
        &self,
        lattice: &CharacterLattice,
        vocabulary: Vocabulary<'_>,
        at: usize,
    ) -> Option<(f64, u32)> {
        let mut best: Option<(f64, u32)> = None;
        vocabulary.prefixes(
            lattice.cells(at, lattice.len()),
            lattice.chars(at, lattice.len()),
            |length, log| {
                let score = log - vocabulary.log_total + self.scores[at + length];
                if best.is_none_or(|(best, _)| score >= best) {
                    best = Some((score, length as u32));
                }
            },
        );
        best
    }

    #[inline(always)]
    pub(super) fn path<'l>(&'l self, lattice: &'l CharacterLattice) -> BestPath<'l> {
        let len = lattice.len();
        BestPath { lattice, solver: self, cells: lattice.cells(0, len + 1), steps: &self.steps[..len] }
    }

    pub(super) fn shrink(&mut self) {
        if self.steps.len() > CharacterLattice::KEPT {
            *self = Self::default();
        }
    }
}

/// The best path through a solved lattice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BestPath<'l> {
    lattice: &'l CharacterLattice,
    solver: &'l PathSolver,
    /// The characters of the chunk and one end marker.
    cells: &'l [PlacedCharacter],
    steps: &'l [u32],
}

impl<'l> BestPath<'l> {
    /// Returns the word that begins at character `at` of the path, or `None` after the last character.
    #[inline(always)]
    pub(crate) fn word(&self, at: usize) -> Option<PathWord<'l>> {
        let to = at + *self.steps.get(at)? as usize;
        let (first, end, start) = (self.cells.get(at)?, self.cells.get(to)?, self.lattice.start());
        let span = Span::new(start + first.offset(), start + end.offset());
        Some(PathWord { range: self.lattice.range(at, to), first: first.character, span })
    }

    /// Returns the length in characters of the word that begins at character `at` of the path.
    #[inline(always)]
    pub(crate) fn step(&self, at: usize) -> usize {
        self.steps[at] as usize
    }

    pub(crate) fn lattice(&self) -> &'l CharacterLattice {
        self.lattice
    }

    /// Whether the chunk has `.`, `_` or `-`. The result is valid in search mode only.
    #[inline(always)]
    pub(crate) fn any_connector(&self) -> bool {
        self.solver.any_connector
    }

    /// Whether `part`, a range of two or three characters, is a word. Returns `None` if `part` must be looked up.
    #[inline(always)]
    pub(crate) fn is_known(&self, part: CharacterRange<'_>) -> Option<bool> {
        let wanted = if part.len() == 2 { OF_TWO } else { OF_THREE };
        self.solver.parts.get(part.from).map(|parts| parts & wanted != 0)
    }
}

/// A word of a path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PathWord<'l> {
    range: CharacterRange<'l>,
    first: Character,
    span: Span,
}

impl<'l> PathWord<'l> {
    #[inline(always)]
    pub(crate) fn of(range: CharacterRange<'l>) -> Self {
        Self { range, first: range.first(), span: Span::new(range.start(), range.end()) }
    }

    #[inline(always)]
    pub(crate) fn range(self) -> CharacterRange<'l> {
        self.range
    }

    /// Returns the number of characters.
    #[inline(always)]
    pub(crate) fn len(self) -> usize {
        self.range.len()
    }

    #[inline(always)]
    pub(crate) fn first(self) -> Character {
        self.first
    }

    /// Returns the byte range of the word in the text.
    #[inline(always)]
    pub(crate) fn span(self) -> Span {
        self.span
    }
}

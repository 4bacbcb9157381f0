//! The best path of beads through a band.

use super::band::Band;
use super::kind::{BEAD_KINDS, NULL_CHINESE, NULL_ENGLISH};
use super::range::BeadRange;
use super::transitions::{Transitions, state};

/// The scores of all beads in a band, for a model of `N` states.
#[derive(Debug)]
pub(crate) struct Lattice<'b, const N: usize> {
    pub(super) band: &'b Band,
    /// `scores[cell * kinds + kind]` is the score of the bead of this kind that ends at the cell. Minus infinity if the
    /// bead starts outside the band or is ruled out.
    scores: Vec<f32>,
    kinds: usize,
    pub(super) transitions: Transitions<N>,
    runs: Option<NullRuns>,
}

/// Runs of sentences without a counterpart. A path may skip each run in one step.
#[derive(Debug)]
pub(crate) struct NullRuns {
    /// Length of the run that ends at each English cut, in sentences; 0 if no run ends there.
    pub(crate) english: Vec<usize>,
    /// Length of the run that ends at each Chinese cut, in sentences; 0 if no run ends there.
    pub(crate) chinese: Vec<usize>,
    /// Score of the step over a run, whatever the length of the run.
    pub(crate) score: f32,
}

/// A bead on the best path, with its score and its posterior.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PathBead {
    pub(crate) range: BeadRange,
    pub(crate) score: f32,
    pub(crate) posterior: f32,
    pub(super) state: usize,
}

/// The scores of the best paths to all cells.
pub(super) struct PathTable<const N: usize> {
    /// For each cell and each state of the bead before the cell, the score of the best path to the cell.
    pub(super) best: Vec<[f32; N]>,
    /// The score of the best path to the last cell.
    pub(super) total: f32,
}

impl<'b, const N: usize> Lattice<'b, N> {
    /// Calls `score` for each bead in the band whose kind is one of the first `kinds`. A path may skip each of `runs`
    /// in one step.
    ///
    /// Time and memory O(cells * kinds), without the scoring itself.
    pub(crate) fn new(
        band: &'b Band,
        kinds: usize,
        transitions: Transitions<N>,
        runs: Option<NullRuns>,
        score: impl FnMut(BeadRange, usize) -> f32,
    ) -> Self {
        let empty = Self { band, scores: Vec::new(), kinds: 0, transitions, runs };
        empty.with_kinds(kinds, |_| true, score)
    }

    /// Calls `score` for each bead in the band whose kind is one of the first `kinds`, unless its score is already
    /// known. Beads between cells for which `visits` is false are ruled out.
    ///
    /// Time and memory O(cells * kinds), without the scoring itself.
    pub(crate) fn with_kinds(
        self,
        kinds: usize,
        visits: impl Fn(usize) -> bool,
        mut score: impl FnMut(BeadRange, usize) -> f32,
    ) -> Self {
        let (band, known) = (self.band, self.kinds);
        let mut scores = vec![f32::NEG_INFINITY; band.cells() * kinds];
        for row in 0..band.len() {
            for column in band.row(row) {
                let Some(cell) = band.cell(row, column) else { continue };
                let scores = &mut scores[cell * kinds..(cell + 1) * kinds];
                scores[..known].copy_from_slice(&self.scores[cell * known..(cell + 1) * known]);
                if !visits(cell) {
                    continue;
                }
                for (kind, entry) in scores.iter_mut().enumerate().skip(known) {
                    if origin(band, row, column, kind).is_some_and(&visits) {
                        *entry = score(BeadRange::ending(row, column, BEAD_KINDS[kind]), kind);
                    }
                }
            }
        }
        Self { scores, kinds, ..self }
    }

    /// Returns the score and the beads of the best path, from the first cut of both sides to the last.
    pub(crate) fn best(&self) -> (f32, Vec<PathBead>) {
        let (table, beads) = self.best_with_table();
        (table.total, beads)
    }

    /// Returns the beads of the best path, and the scores of the best paths to all cells.
    pub(super) fn best_with_table(&self) -> (PathTable<N>, Vec<PathBead>) {
        let mut best = vec![[f32::NEG_INFINITY; N]; self.band.cells()];
        // For each cell and state, the kind of the last bead, and the state before that bead.
        let mut back = vec![[(0_u8, 0_u8); N]; self.band.cells()];
        best[0][0] = 0.0;
        for row in 0..self.band.len() {
            for column in self.band.row(row) {
                self.beads_into(row, column, |cell, kind, from, score| {
                    let to = state::<N>(kind);
                    for before in 0..N {
                        let value = best[from][before] + score + self.transitions[before][to];
                        if value > best[cell][to] {
                            best[cell][to] = value;
                            back[cell][to] = (kind as u8, before as u8);
                        }
                    }
                });
            }
        }
        let mut beads = Vec::new();
        let mut row = self.band.len() - 1;
        let mut column = *self.band.row(row).end();
        let ends = best.last().copied().unwrap_or([f32::NEG_INFINITY; N]);
        let mut at = (1..N).fold(0, |best, state| if ends[state] > ends[best] { state } else { best });
        let total = ends[at];
        while let Some(cell) = self.band.cell(row, column).filter(|_| (row, column) != (0, 0)) {
            let (kind, before) = back[cell][at];
            let (range, score) = self.bead(row, column, cell, kind.into());
            beads.push(PathBead { range, score, posterior: 1.0, state: at });
            (row, column) = (range.chinese.0, range.english.0);
            at = before.into();
        }
        beads.reverse();
        (PathTable { best, total }, beads)
    }

    /// Calls `each(cell, kind, from, score)` for every bead that ends at a cut. `cell` is the cell of the cut, and
    /// `from` is the cell at the start of the bead. An English run of null beads has the kind `self.kinds`, a Chinese
    /// run `self.kinds + 1`.
    #[inline(always)]
    pub(super) fn beads_into(
        &self,
        row: usize,
        column: usize,
        mut each: impl FnMut(usize, usize, usize, f32),
    ) {
        let Some(cell) = self.band.cell(row, column) else { return };
        for kind in 0..self.kinds {
            let score = self.scores[cell * self.kinds + kind];
            if score > f32::NEG_INFINITY
                && let Some(from) = origin(self.band, row, column, kind)
            {
                each(cell, kind, from, score);
            }
        }
        if let Some(runs) = &self.runs {
            let (english, chinese) = (runs.english[column], runs.chinese[row]);
            let froms = [
                (english > 0).then(|| self.band.cell(row, column.checked_sub(english)?)),
                (chinese > 0).then(|| self.band.cell(row.checked_sub(chinese)?, column)),
            ];
            for (number, from) in froms.into_iter().enumerate() {
                if let Some(from) = from.flatten() {
                    each(cell, self.kinds + number, from, runs.score);
                }
            }
        }
    }

    /// Returns the score of the bead of this kind that ends at a cell.
    pub(super) fn score(&self, cell: usize, kind: usize) -> f32 {
        self.scores[cell * self.kinds + kind]
    }

    /// Returns a null bead. Its score is 0 if the bead is outside the band.
    pub(super) fn null_bead(&self, range: BeadRange) -> PathBead {
        let kind = if range.english_sentences().is_empty() { NULL_CHINESE } else { NULL_ENGLISH };
        let cell = self.band.cell(range.chinese.1, range.english.1);
        let score = cell.map(|cell| self.score(cell, kind)).filter(|score| score.is_finite());
        PathBead { range, score: score.unwrap_or(0.0), posterior: 1.0, state: state::<N>(kind) }
    }

    /// Returns the range and the score of the bead of this kind that ends at the cut (`row`, `column`).
    fn bead(&self, row: usize, column: usize, cell: usize, kind: usize) -> (BeadRange, f32) {
        match &self.runs {
            Some(runs) if kind >= self.kinds => {
                let (chinese, english) = if kind == self.kinds {
                    ((row, row), (column - runs.english[column], column))
                } else {
                    ((row - runs.chinese[row], row), (column, column))
                };
                (BeadRange { chinese, english }, runs.score)
            }
            _ => (BeadRange::ending(row, column, BEAD_KINDS[kind]), self.score(cell, kind)),
        }
    }
}

/// Returns the cell at the start of the bead of this kind that ends at the cut (`row`, `column`). Returns `None` if
/// the cell is outside the band.
#[inline(always)]
fn origin(band: &Band, row: usize, column: usize, kind: usize) -> Option<usize> {
    let kind = &BEAD_KINDS[kind];
    band.cell(row.checked_sub(kind.chinese)?, column.checked_sub(kind.english)?)
}

//! The best path of beads through a band, and the posterior of each of its beads.

use super::band::Band;
use super::kind::BEAD_KINDS;
use super::range::BeadRange;
use super::transitions::{Transitions, state};

/// The scores of all beads in a band, for a model of `N` states.
#[derive(Debug)]
pub(crate) struct Lattice<'b, const N: usize> {
    band: &'b Band,
    /// The score of the bead of each kind that ends at each cell, `kinds` per cell; minus infinity for a bead that starts
    /// outside the band or is ruled out.
    scores: Vec<f32>,
    kinds: usize,
    transitions: Transitions<N>,
    runs: Option<NullRuns>,
}

/// Runs of sentences without a counterpart that a path may pass in one step.
#[derive(Debug)]
pub(crate) struct NullRuns {
    /// Length of the run that ends at each cut; 0 for none.
    pub(crate) english: Vec<usize>,
    pub(crate) chinese: Vec<usize>,
    /// Score of the step, independent of its length.
    pub(crate) score: f32,
}

/// A bead on the best path, with its score and its posterior.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PathBead {
    pub(crate) range: BeadRange,
    pub(crate) score: f32,
    pub(crate) posterior: f32,
    state: usize,
}

impl<'b> Lattice<'b, 1> {
    /// Allows a path to pass runs of sentences in one step.
    pub(crate) fn with_null_runs(self, runs: NullRuns) -> Self {
        Self { runs: Some(runs), ..self }
    }
}

impl<'b, const N: usize> Lattice<'b, N> {
    /// Calls `score` for each bead in the band of the first `kinds` kinds.
    ///
    /// Time and memory O(cells * kinds), without the scoring itself.
    pub(crate) fn new(
        band: &'b Band,
        kinds: usize,
        transitions: Transitions<N>,
        mut score: impl FnMut(BeadRange, usize) -> f32,
    ) -> Self {
        let mut scores = vec![f32::NEG_INFINITY; band.cells() * kinds];
        for row in 0..band.len() {
            for column in band.row(row) {
                let Some(cell) = band.cell(row, column) else { continue };
                for kind in 0..kinds {
                    if origin(band, row, column, kind).is_some() {
                        scores[cell * kinds + kind] =
                            score(BeadRange::ending(row, column, BEAD_KINDS[kind]), kind);
                    }
                }
            }
        }
        Self { band, scores, kinds, transitions, runs: None }
    }

    /// The score and the beads of the best path, from the first cut of both sides to the last.
    pub(crate) fn best(&self) -> (f32, Vec<PathBead>) {
        let mut best = vec![[f32::NEG_INFINITY; N]; self.band.cells()];
        // By cell and state: the kind of the last bead and the state before it.
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
        (total, beads)
    }

    /// Fills in the posterior of each bead of a path: the share of all paths that contain it, weighted by their
    /// likelihood to the power of `sharpness`.
    pub(crate) fn posteriors(&self, beads: &mut [PathBead], sharpness: f32) {
        let sums = self.sums(f64::from(sharpness));
        for bead in beads {
            let BeadRange { chinese, english } = bead.range;
            if let (Some(from), Some(cell)) =
                (self.band.cell(chinese.0, english.0), self.band.cell(chinese.1, english.1))
            {
                bead.posterior = sums.posterior(from, cell, bead);
            }
        }
    }

    /// The forward and backward sums of the likelihood of all paths.
    ///
    /// Time O(cells * kinds), with one logarithm for each cell and state.
    fn sums(&self, sharpness: f64) -> PathSums<N> {
        let transitions = self.transitions.map(|row| row.map(|log_odds| f64::from(log_odds) * sharpness));
        let (leaving, total) = self.forward(sharpness, &transitions);
        let after = self.backward(sharpness, &transitions);
        PathSums { sharpness, leaving, after, total }
    }

    /// For each cell, the sum over the paths to it by the state of the next bead; and the sum over all complete paths.
    fn forward(&self, sharpness: f64, transitions: &[[f64; N]; N]) -> (Vec<[f64; N]>, f64) {
        let cells = self.band.cells();
        let mut leaving = vec![[f64::NEG_INFINITY; N]; cells];
        let mut total = f64::NEG_INFINITY;
        // The sum over the paths into the current cell, by the state of their last bead.
        let mut entering = [const { LogSum::EMPTY }; N];
        leaving[0] = transitions[0];
        for row in 0..self.band.len() {
            for column in self.band.row(row) {
                let Some(cell) = self.band.cell(row, column).filter(|&cell| cell > 0) else { continue };
                entering.fill(LogSum::EMPTY);
                self.beads_into(row, column, |_, kind, from, score| {
                    let to = state::<N>(kind);
                    entering[to].add(leaving[from][to] + f64::from(score) * sharpness);
                });
                let reached: [f64; N] = std::array::from_fn(|at| entering[at].value());
                leaving[cell] =
                    std::array::from_fn(|to| LogSum::of((0..N).map(|at| reached[at] + transitions[at][to])));
                if cell + 1 == cells {
                    total = LogSum::of(reached);
                }
            }
        }
        (leaving, total)
    }

    /// For each cell, the sum over the paths from it to the end, by the state of the bead before it.
    fn backward(&self, sharpness: f64, transitions: &[[f64; N]; N]) -> Vec<[f64; N]> {
        let cells = self.band.cells();
        let mut after = vec![[f64::NEG_INFINITY; N]; cells];
        // The sum over the paths out of each cell, by the state of their next bead.
        let mut ahead = vec![[const { LogSum::EMPTY }; N]; cells];
        for row in (0..self.band.len()).rev() {
            for column in self.band.row(row).rev() {
                let Some(cell) = self.band.cell(row, column) else { continue };
                after[cell] = if cell + 1 == cells {
                    [0.0; N]
                } else {
                    let next: [f64; N] = std::array::from_fn(|to| ahead[cell][to].value());
                    std::array::from_fn(|at| LogSum::of((0..N).map(|to| next[to] + transitions[at][to])))
                };
                self.beads_into(row, column, |_, kind, from, score| {
                    let to = state::<N>(kind);
                    ahead[from][to].add(after[cell][to] + f64::from(score) * sharpness);
                });
            }
        }
        after
    }

    /// Calls `each` with the cell, the kind, the first cell and the score of every bead that ends at a cut. A run of null
    /// beads has the kind `self.kinds` if it is English, and the next one if it is Chinese.
    #[inline(always)]
    fn beads_into(&self, row: usize, column: usize, mut each: impl FnMut(usize, usize, usize, f32)) {
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

    /// The range and the score of the bead of a kind that ends at a cut.
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
            _ => (BeadRange::ending(row, column, BEAD_KINDS[kind]), self.scores[cell * self.kinds + kind]),
        }
    }
}

/// The cell at the start of the bead of a kind that ends at a cut, if that cell is in the band.
#[inline(always)]
fn origin(band: &Band, row: usize, column: usize, kind: usize) -> Option<usize> {
    let kind = &BEAD_KINDS[kind];
    band.cell(row.checked_sub(kind.chinese)?, column.checked_sub(kind.english)?)
}

/// Logarithms of the summed likelihoods of the paths of a lattice.
struct PathSums<const N: usize> {
    sharpness: f64,
    /// The sum over the paths to each cell, by the state of the next bead.
    leaving: Vec<[f64; N]>,
    /// The sum over the paths from each cell to the end, by the state of the bead before the cell.
    after: Vec<[f64; N]>,
    /// The sum over all paths.
    total: f64,
}

impl<const N: usize> PathSums<N> {
    fn posterior(&self, from: usize, cell: usize, bead: &PathBead) -> f32 {
        let log = self.leaving[from][bead.state]
            + f64::from(bead.score) * self.sharpness
            + self.after[cell][bead.state]
            - self.total;
        (log.exp() as f32).min(1.0)
    }
}

/// The logarithm of a sum, accumulated from the logarithms of its terms.
#[derive(Clone, Copy)]
struct LogSum {
    largest: f64,
    /// Sum of the terms relative to the largest.
    sum: f64,
}

impl LogSum {
    const EMPTY: Self = Self { largest: f64::NEG_INFINITY, sum: 0.0 };

    fn add(&mut self, log: f64) {
        if log > self.largest {
            self.sum = self.sum * (self.largest - log).exp() + 1.0;
            self.largest = log;
        } else if log > f64::NEG_INFINITY {
            self.sum += (log - self.largest).exp();
        }
    }

    fn value(self) -> f64 {
        self.largest + self.sum.ln()
    }

    fn of(terms: impl IntoIterator<Item = f64>) -> f64 {
        let mut sum = Self::EMPTY;
        for term in terms {
            sum.add(term);
        }
        sum.value()
    }
}

//! The best path of beads through a band, and the posterior of each of its beads.

use super::band::Band;
use super::score::Range;
use super::weights::{BEAD_TYPES, NULL_CHINESE, NULL_ENGLISH};

/// What a bead may follow: a pair, a Chinese null bead, an English one.
const STATES: usize = 3;

/// Log odds of each state after each other, by the state before and the one that follows.
pub(crate) type Turns = [[f32; STATES]; STATES];

/// The state after a bead of a type.
const fn state(kind: usize) -> usize {
    match kind {
        NULL_CHINESE => 1,
        NULL_ENGLISH => 2,
        _ => 0,
    }
}

/// The scores of every bead that ends at a cell of a band.
#[derive(Debug)]
pub(crate) struct Lattice<'b> {
    band: &'b Band,
    /// By cell and bead type; minus infinity where no such bead ends there.
    scores: Vec<f32>,
    types: usize,
    turns: Turns,
}

/// A bead on the path, with its score and its posterior.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) range: Range,
    pub(crate) score: f32,
    pub(crate) posterior: f32,
}

impl<'b> Lattice<'b> {
    /// Asks for the score of each bead of the first `types` types that lies in the band.
    ///
    /// Time and memory O(cells * types), besides what the scores take.
    pub(crate) fn new(
        band: &'b Band,
        types: usize,
        turns: Turns,
        mut score: impl FnMut(Range, usize) -> f32,
    ) -> Self {
        let mut scores = vec![f32::NEG_INFINITY; band.cells() * types];
        for row in 0..band.len() {
            for column in band.row(row) {
                let Some(cell) = band.cell(row, column) else { continue };
                for kind in 0..types {
                    if origin(band, row, column, kind).is_some() {
                        scores[cell * types + kind] =
                            score(Range::ending(row, column, &BEAD_TYPES[kind]), kind);
                    }
                }
            }
        }
        Self { band, scores, types, turns }
    }

    /// The best path, from the first cut of both sides to the last, and its score.
    pub(crate) fn best(&self) -> (f32, Vec<Step>) {
        let mut best = vec![[f32::NEG_INFINITY; STATES]; self.band.cells()];
        // For each cell and state, the type of the last bead and the state before it.
        let mut ways = vec![[(0_u8, 0_u8); STATES]; self.band.cells()];
        best[0][0] = 0.0;
        self.forward(|cell, kind, from, score| {
            let to = state(kind);
            for before in 0..STATES {
                let value = best[from][before] + score + self.turns[before][to];
                if value > best[cell][to] {
                    best[cell][to] = value;
                    ways[cell][to] = (kind as u8, before as u8);
                }
            }
        });
        let mut steps = Vec::new();
        let mut row = self.band.len() - 1;
        let mut column = *self.band.row(row).end();
        let ends = best.last().copied().unwrap_or_default();
        let mut at = (1..STATES).fold(0, |best, state| if ends[state] > ends[best] { state } else { best });
        let total = ends[at];
        while let Some(cell) = self.band.cell(row, column).filter(|_| (row, column) != (0, 0)) {
            let (kind, before) = ways[cell][at];
            let range = Range::ending(row, column, &BEAD_TYPES[usize::from(kind)]);
            let score = self.scores[cell * self.types + usize::from(kind)];
            steps.push(Step { range, score, posterior: 1.0 });
            (row, column) = (range.chinese.0, range.english.0);
            at = before.into();
        }
        steps.reverse();
        (total, steps)
    }

    /// Fills in the posterior of each bead of a path: the share of all paths, weighted by their
    /// likelihood, that hold it (forward-backward).
    pub(crate) fn posteriors(&self, steps: &mut [Step]) {
        let cells = self.band.cells();
        let mut before = vec![[f64::NEG_INFINITY; STATES]; cells];
        before[0][0] = 0.0;
        self.forward(|cell, kind, from, score| {
            let to = state(kind);
            before[cell][to] = log_add(before[cell][to], self.entering(&before[from], to) + f64::from(score));
        });
        // The likelihood of what follows a cell, by the state that the cell was reached in.
        let mut after = vec![[f64::NEG_INFINITY; STATES]; cells];
        after[cells - 1] = [0.0; STATES];
        self.backward(|cell, kind, from, score| {
            let to = state(kind);
            let rest = after[cell][to] + f64::from(score);
            for (state, after) in after[from].iter_mut().enumerate() {
                *after = log_add(*after, rest + f64::from(self.turns[state][to]));
            }
        });
        let total = before[cells - 1].iter().fold(f64::NEG_INFINITY, |sum, &part| log_add(sum, part));
        for step in steps {
            let Range { chinese, english } = step.range;
            let (Some(from), Some(cell)) =
                (self.band.cell(chinese.0, english.0), self.band.cell(chinese.1, english.1))
            else {
                continue;
            };
            let to = match (chinese.0 == chinese.1, english.0 == english.1) {
                (false, false) => 0,
                (false, true) => 1,
                _ => 2,
            };
            let log = self.entering(&before[from], to) + f64::from(step.score) + after[cell][to] - total;
            step.posterior = (log.exp() as f32).min(1.0);
        }
    }

    /// The likelihood of all paths to a cell that go on in a state.
    fn entering(&self, before: &[f64; STATES], to: usize) -> f64 {
        before.iter().enumerate().fold(f64::NEG_INFINITY, |sum, (state, &part)| {
            log_add(sum, part + f64::from(self.turns[state][to]))
        })
    }

    /// Every bead with its cell, type, the cell it starts from, and its score; cells ascending.
    fn forward(&self, mut each: impl FnMut(usize, usize, usize, f32)) {
        for row in 0..self.band.len() {
            for column in self.band.row(row) {
                let Some(cell) = self.band.cell(row, column) else { continue };
                for kind in 0..self.types {
                    let score = self.scores[cell * self.types + kind];
                    if score == f32::NEG_INFINITY {
                        continue;
                    }
                    if let Some(from) = origin(self.band, row, column, kind) {
                        each(cell, kind, from, score);
                    }
                }
            }
        }
    }

    fn backward(&self, mut each: impl FnMut(usize, usize, usize, f32)) {
        for row in (0..self.band.len()).rev() {
            for column in self.band.row(row).rev() {
                let Some(cell) = self.band.cell(row, column) else { continue };
                for kind in 0..self.types {
                    let score = self.scores[cell * self.types + kind];
                    if score == f32::NEG_INFINITY {
                        continue;
                    }
                    if let Some(from) = origin(self.band, row, column, kind) {
                        each(cell, kind, from, score);
                    }
                }
            }
        }
    }
}

/// The cell that a bead of a type starts from, if it ends at a cut and stays in the band.
fn origin(band: &Band, row: usize, column: usize, kind: usize) -> Option<usize> {
    let kind = &BEAD_TYPES[kind];
    band.cell(row.checked_sub(kind.chinese.into())?, column.checked_sub(kind.english.into())?)
}

fn log_add(a: f64, b: f64) -> f64 {
    let (large, small) = if a > b { (a, b) } else { (b, a) };
    if small == f64::NEG_INFINITY { large } else { large + (small - large).exp().ln_1p() }
}

/// Number of leading types whose beads hold at most so many sentences.
pub(crate) fn types_up_to(sentences: u8) -> usize {
    BEAD_TYPES
        .iter()
        .take_while(|kind| kind.chinese + kind.english <= sentences)
        .count()
        .max(NULL_CHINESE + 1)
}

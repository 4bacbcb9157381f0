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
    /// likelihood to the power of `sharpness`, that hold it.
    pub(crate) fn posteriors(&self, steps: &mut [Step], sharpness: f32) {
        let sums = self.sums(f64::from(sharpness));
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
            step.posterior = sums.posterior(from, cell, to, step.score);
        }
    }

    /// The likelihood of all paths, by the cells that they pass (forward-backward).
    ///
    /// Time O(cells * types), with one logarithm for each cell and state.
    fn sums(&self, sharpness: f64) -> Sums {
        let (cells, types) = (self.band.cells(), self.types);
        let turns = self.turns.map(|row| row.map(|turn| f64::from(turn) * sharpness));
        let mut sums = Sums {
            sharpness,
            leaving: vec![[f64::NEG_INFINITY; STATES]; cells],
            after: vec![[f64::NEG_INFINITY; STATES]; cells],
            total: f64::NEG_INFINITY,
        };
        // For each cell what leads into it in each state, before it is summed up.
        let mut open = [const { LogSum::EMPTY }; STATES];
        sums.leaving[0] = turns[0];
        for row in 0..self.band.len() {
            for column in self.band.row(row) {
                let Some(cell) = self.band.cell(row, column).filter(|&cell| cell > 0) else { continue };
                open.fill(LogSum::EMPTY);
                for kind in 0..types {
                    let score = self.scores[cell * types + kind];
                    if score > f32::NEG_INFINITY
                        && let Some(from) = origin(self.band, row, column, kind)
                    {
                        open[state(kind)].add(sums.leaving[from][state(kind)] + f64::from(score) * sharpness);
                    }
                }
                let before: [f64; STATES] = std::array::from_fn(|at| open[at].value());
                sums.leaving[cell] =
                    std::array::from_fn(|to| LogSum::of((0..STATES).map(|at| before[at] + turns[at][to])));
                if cell + 1 == cells {
                    sums.total = LogSum::of(before);
                }
            }
        }
        // What follows a cell: gathered by the state that is entered, then by the state it was reached in.
        let mut ahead = vec![[const { LogSum::EMPTY }; STATES]; cells];
        for row in (0..self.band.len()).rev() {
            for column in self.band.row(row).rev() {
                let Some(cell) = self.band.cell(row, column) else { continue };
                sums.after[cell] = if cell + 1 == cells {
                    [0.0; STATES]
                } else {
                    let entered: [f64; STATES] = std::array::from_fn(|to| ahead[cell][to].value());
                    std::array::from_fn(|at| LogSum::of((0..STATES).map(|to| entered[to] + turns[at][to])))
                };
                for kind in 0..types {
                    let score = self.scores[cell * types + kind];
                    if score > f32::NEG_INFINITY
                        && let Some(from) = origin(self.band, row, column, kind)
                    {
                        let to = state(kind);
                        ahead[from][to].add(sums.after[cell][to] + f64::from(score) * sharpness);
                    }
                }
            }
        }
        sums
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
}

/// The cell that a bead of a type starts from, if it ends at a cut and stays in the band.
fn origin(band: &Band, row: usize, column: usize, kind: usize) -> Option<usize> {
    let kind = &BEAD_TYPES[kind];
    band.cell(row.checked_sub(kind.chinese.into())?, column.checked_sub(kind.english.into())?)
}

/// Log likelihoods of all the paths of a lattice.
struct Sums {
    sharpness: f64,
    /// Of the paths to each cell that go on in a state.
    leaving: Vec<[f64; STATES]>,
    /// Of what follows a cell, by the state that it was reached in.
    after: Vec<[f64; STATES]>,
    total: f64,
}

impl Sums {
    fn posterior(&self, from: usize, cell: usize, to: usize, score: f32) -> f32 {
        let log =
            self.leaving[from][to] + f64::from(score) * self.sharpness + self.after[cell][to] - self.total;
        (log.exp() as f32).min(1.0)
    }
}

/// The logarithm of a sum of which the logarithms of the parts come in one by one.
#[derive(Clone, Copy)]
struct LogSum {
    largest: f64,
    /// Of all parts, relative to the largest.
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

    fn of(parts: impl IntoIterator<Item = f64>) -> f64 {
        let mut sum = Self::EMPTY;
        for part in parts {
            sum.add(part);
        }
        sum.value()
    }
}

/// Number of leading types whose beads hold at most so many sentences.
pub(crate) fn types_up_to(sentences: u8) -> usize {
    BEAD_TYPES
        .iter()
        .take_while(|kind| kind.chinese + kind.english <= sentences)
        .count()
        .max(NULL_CHINESE + 1)
}

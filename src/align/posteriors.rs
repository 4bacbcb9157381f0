//! The posterior of each bead of a path, from forward and backward sums over all paths of a lattice.

use super::kind::{NULL_CHINESE, NULL_ENGLISH};
use super::range::BeadRange;
use super::transitions::state;
use super::viterbi::{Lattice, PathBead};

/// Pairs below this posterior may be replaced by null beads. At .5, the same sentences of complete texts are left alone,
/// but texts that lack three quarters of one side lose pairs.
const DOUBTFUL: f32 = 0.2;

impl<const N: usize> Lattice<'_, N> {
    /// Sets the posterior of each bead of a path: the share of all paths that contain the bead. Each path is weighted
    /// by its likelihood to the power of `sharpness`.
    pub(crate) fn posteriors(&self, beads: &mut [PathBead], sharpness: f32) {
        self.set_posteriors(beads, &self.sums(f64::from(sharpness)));
    }

    /// Sets the posterior of each bead of a path, and replaces some pairs by null beads. A pair is replaced if its
    /// posterior is below [`DOUBTFUL`] and if more of its sentences are expected to have no counterpart, at any place
    /// among the beads, than to be in this pair.
    ///
    /// Such pairs occur where both sides have sentences without a counterpart: the best path contains one of many
    /// possible pairs, although none of them is probable.
    pub(crate) fn with_posteriors(&self, mut path: Vec<PathBead>, sharpness: f32) -> Vec<PathBead> {
        let sums = self.sums(f64::from(sharpness));
        self.set_posteriors(&mut path, &sums);
        let is_doubtful = |bead: &PathBead| !bead.range.is_null() && bead.posterior < DOUBTFUL;
        if !path.iter().any(is_doubtful) {
            return path;
        }
        let doubtful = path.iter().filter(|bead| is_doubtful(bead)).map(|bead| bead.range);
        let alone = self.null_posteriors(doubtful, &sums);
        let mut beads = Vec::with_capacity(path.len());
        for bead in path {
            let nulls = bead.range.nulls();
            let null = |range: BeadRange| alone.of(range).min(1.0);
            let sentences = nulls.clone().count() as f32;
            if is_doubtful(&bead) && nulls.clone().map(null).sum::<f32>() > bead.posterior * sentences {
                beads.extend(nulls.map(|range| PathBead { posterior: null(range), ..self.null_bead(range) }));
            } else {
                beads.push(bead);
            }
        }
        beads
    }

    fn set_posteriors(&self, beads: &mut [PathBead], sums: &PathSums<N>) {
        for bead in beads {
            let BeadRange { chinese, english } = bead.range;
            if let (Some(from), Some(cell)) =
                (self.band.cell(chinese.0, english.0), self.band.cell(chinese.1, english.1))
            {
                bead.posterior = sums.posterior(from, cell, bead.score, bead.state);
            }
        }
    }

    /// Returns the posteriors that the sentences of some beads have no counterpart.
    ///
    /// Time O(cells), without the logarithms of [`Self::sums`].
    fn null_posteriors(&self, beads: impl Iterator<Item = BeadRange>, sums: &PathSums<N>) -> NullPosteriors {
        let (rows, columns) = (self.band.len(), self.band.row(self.band.len() - 1).end() + 1);
        // By the cut after the sentence.
        let mut alone = NullPosteriors { chinese: vec![None; rows], english: vec![None; columns] };
        for range in beads {
            alone.chinese[range.chinese.0 + 1..=range.chinese.1].fill(Some(0.0));
            alone.english[range.english.0 + 1..=range.english.1].fill(Some(0.0));
        }
        for row in 0..rows {
            for column in self.band.row(row) {
                let nulls = [
                    (NULL_CHINESE, &mut alone.chinese[row], (row.checked_sub(1), Some(column))),
                    (NULL_ENGLISH, &mut alone.english[column], (Some(row), column.checked_sub(1))),
                ];
                for (kind, sum, from) in nulls {
                    if let (Some(sum), (Some(above), Some(left))) = (sum, from)
                        && let (Some(from), Some(cell)) =
                            (self.band.cell(above, left), self.band.cell(row, column))
                    {
                        *sum += sums.posterior(from, cell, self.score(cell, kind), state::<N>(kind));
                    }
                }
            }
        }
        alone
    }

    /// Returns the forward and backward sums of the likelihoods of all paths.
    ///
    /// Time O(cells * kinds). The number of logarithms is proportional to the number of cells, not to the number of
    /// beads.
    fn sums(&self, sharpness: f64) -> PathSums<N> {
        let transitions =
            self.transitions.map(|row| row.map(|log_odds| (f64::from(log_odds) * sharpness).exp()));
        let (leaving, total) = self.forward(sharpness, &transitions);
        let after = self.backward(sharpness, &transitions);
        PathSums { sharpness, leaving, after, total }
    }

    /// Returns, for each cell and each state of the next bead, the sum over the paths to the cell. Also returns the
    /// sum over all complete paths.
    fn forward(&self, sharpness: f64, transitions: &[[f64; N]; N]) -> (Vec<[f64; N]>, f64) {
        let cells = self.band.cells();
        let mut leaving = vec![[f64::NEG_INFINITY; N]; cells];
        let mut total = f64::NEG_INFINITY;
        // The sum over the paths into the current cell, by the state of their last bead.
        let mut entering = [const { LogSum::EMPTY }; N];
        leaving[0] = transitions[0].map(f64::ln);
        for row in 0..self.band.len() {
            for column in self.band.row(row) {
                let Some(cell) = self.band.cell(row, column).filter(|&cell| cell > 0) else { continue };
                entering.fill(LogSum::EMPTY);
                self.beads_into(row, column, |_, kind, from, score| {
                    let to = state::<N>(kind);
                    entering[to].add(leaving[from][to] + f64::from(score) * sharpness);
                });
                let reached: [f64; N] = std::array::from_fn(|at| entering[at].value());
                leaving[cell] = log_sums(reached, |at, to| transitions[at][to]);
                if cell + 1 == cells {
                    total = LogSum::of(reached);
                }
            }
        }
        (leaving, total)
    }

    /// Returns, for each cell and each state of the bead before the cell, the sum over the paths from the cell to the
    /// end.
    fn backward(&self, sharpness: f64, transitions: &[[f64; N]; N]) -> Vec<[f64; N]> {
        let cells = self.band.cells();
        let mut after = vec![[f64::NEG_INFINITY; N]; cells];
        // The sum over the paths out of each cell, by the state of the first bead of the path.
        let mut ahead = vec![[const { LogSum::EMPTY }; N]; cells];
        for row in (0..self.band.len()).rev() {
            for column in self.band.row(row).rev() {
                let Some(cell) = self.band.cell(row, column) else { continue };
                after[cell] = if cell + 1 == cells {
                    [0.0; N]
                } else {
                    let next: [f64; N] = std::array::from_fn(|to| ahead[cell][to].value());
                    log_sums(next, |to, at| transitions[at][to])
                };
                self.beads_into(row, column, |_, kind, from, score| {
                    let to = state::<N>(kind);
                    ahead[from][to].add(after[cell][to] + f64::from(score) * sharpness);
                });
            }
        }
        after
    }
}

/// The posteriors that sentences have no counterpart, by the cut after the sentence. `None` was not asked for.
struct NullPosteriors {
    chinese: Vec<Option<f32>>,
    english: Vec<Option<f32>>,
}

impl NullPosteriors {
    /// Returns the posterior of the sentence of a null bead.
    fn of(&self, null: BeadRange) -> f32 {
        let sums = if null.english_sentences().is_empty() {
            self.chinese[null.chinese.1]
        } else {
            self.english[null.english.1]
        };
        sums.unwrap_or(0.0)
    }
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
    /// Returns the posterior of the bead between two cells with this score and this state.
    fn posterior(&self, from: usize, cell: usize, score: f32, state: usize) -> f32 {
        let log = self.leaving[from][state] + f64::from(score) * self.sharpness + self.after[cell][state]
            - self.total;
        (log.exp() as f32).min(1.0)
    }
}

/// Returns, for each state `to`, the logarithm of the sum over `at` of `exp(logs[at]) * factor(at, to)`. Computes one
/// exponential for each `at`.
fn log_sums<const N: usize>(logs: [f64; N], factor: impl Fn(usize, usize) -> f64) -> [f64; N] {
    let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if largest == f64::NEG_INFINITY {
        return logs;
    }
    let shares = logs.map(|log| (log - largest).exp());
    std::array::from_fn(|to| {
        let sum: f64 = (0..N).map(|at| shares[at] * factor(at, to)).sum();
        largest + sum.ln()
    })
}

/// The logarithm of a sum, accumulated from the logarithms of its terms.
#[derive(Clone, Copy)]
struct LogSum {
    largest: f64,
    /// Sum of the terms, each divided by the largest term.
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

#[cfg(test)]
mod tests {
    use super::super::band::Band;
    use super::super::kind::ONE_TO_ONE;
    use super::*;

    /// Aligns five sentences with five, where each one-to-one bead has the same score.
    fn beads(pair: f32) -> Vec<PathBead> {
        let band = Band::full(5, 5);
        let score = |_, kind| if kind == ONE_TO_ONE { pair } else { 0.0 };
        let lattice = Lattice::new(&band, ONE_TO_ONE + 1, [[0.0]], None, score);
        let (_, path) = lattice.best();
        assert!(path.iter().all(|bead| !bead.range.is_null()));
        lattice.with_posteriors(path, 1.0)
    }

    #[test]
    fn sentences_of_improbable_pairs_are_left_alone() {
        let alone = beads(0.01);
        let mut cut = (0, 0);
        for bead in &alone {
            assert!(bead.range.is_null() && (0.0..=1.0).contains(&bead.posterior), "{bead:?}");
            assert_eq!((bead.range.chinese.0, bead.range.english.0), cut);
            cut = (bead.range.chinese.1, bead.range.english.1);
        }
        assert_eq!((alone.len(), cut), (10, (5, 5)));
        assert_eq!(beads(6.0).len(), 5);
    }
}

//! The likely cuts: a search scores larger beads only between these cuts, and the second pass visits only the part of
//! its band that is between likely cuts of the first pass.

use super::band::Band;
use super::transitions::state;
use super::viterbi::{Lattice, PathTable};

/// A cut is likely if it is on a path whose score is at most this many nats below the score of the best path. With 8, no
/// bead of the ten development sets differs from a search without a limit, and one confidence in 11 differs in the first
/// four digits. With 10, one in 34 differs, and aligning takes 2 % more instructions.
const MARGIN: f32 = 8.0;

/// Whether a cut is likely. `loss` is the difference in nats between the best path and the best path through the cut.
pub(crate) fn is_likely(loss: f32) -> bool {
    loss <= MARGIN
}

/// For each Chinese cut, the first and the last likely English cut; `None` if nothing is known.
pub(crate) struct LikelyCuts {
    rows: Vec<Option<(u32, u32)>>,
}

impl LikelyCuts {
    /// Nothing is known about any cut. `chinese` is the number of Chinese sentences.
    pub(crate) fn unknown(chinese: usize) -> Self {
        Self { rows: vec![None; chinese + 1] }
    }

    /// Returns the part of a band that is between the first and the last likely cut of each row.
    pub(crate) fn within(&self, band: &Band) -> Band {
        let rows = self.rows.iter().enumerate().map(|(cut, likely)| {
            let (low, high) = (*band.row(cut).start() as u32, *band.row(cut).end() as u32);
            match likely.map(|(first, last)| (low.max(first), high.min(last))) {
                Some((first, last)) if first <= last => (first, last),
                _ => (low, high),
            }
        });
        Band::new(rows.collect(), *band.row(band.len() - 1).end())
    }

    /// Adds the likely cuts of a gap that starts at the cut `start`. If the first or last visited cut of a row is likely,
    /// all cuts beyond it are also likely, because they were not visited.
    ///
    /// Time O(cells * kinds).
    pub(crate) fn add<const N: usize>(
        &mut self,
        lattice: &Lattice<'_, N>,
        table: &PathTable<N>,
        start: (usize, usize),
    ) {
        let losses = lattice.losses(table);
        for row in 0..lattice.band.len() {
            let columns = lattice.band.row(row);
            let loss = |column: usize| lattice.band.cell(row, column).map_or(0.0, |cell| losses[cell]);
            let least = columns.clone().map(loss).fold(f32::INFINITY, f32::min);
            let likely = |&column: &usize| loss(column) <= MARGIN.max(least);
            let (first, last) = (*columns.start(), *columns.end());
            let low = columns.clone().find(likely).filter(|&low| low > first);
            let high = columns.rev().find(likely).filter(|&high| high < last);
            let low = low.map_or(0, |low| (start.1 + low) as u32);
            let high = high.map_or(u32::MAX, |high| (start.1 + high) as u32);
            let own = &mut self.rows[start.0 + row];
            *own = Some(own.map_or((low, high), |known| (known.0.min(low), known.1.max(high))));
        }
    }
}

impl<const N: usize> Lattice<'_, N> {
    /// Returns, for each cell, how many nats the score of the best path through the cell is below the score of the best
    /// path.
    pub(crate) fn losses(&self, table: &PathTable<N>) -> Vec<f32> {
        let cells = self.band.cells();
        // The score of the best path from each cell to the end, by the state of the bead after the cell.
        let mut ahead = vec![[f32::NEG_INFINITY; N]; cells];
        let mut losses = vec![0.0; cells];
        for row in (0..self.band.len()).rev() {
            for column in self.band.row(row).rev() {
                let Some(cell) = self.band.cell(row, column) else { continue };
                // The same, by the state of the bead before the cell.
                let after: [f32; N] = if cell + 1 == cells {
                    [0.0; N]
                } else {
                    std::array::from_fn(|before| {
                        let next = ahead[cell].iter().zip(self.transitions[before]);
                        next.map(|(score, log_odds)| score + log_odds).fold(f32::NEG_INFINITY, f32::max)
                    })
                };
                let through = table.best[cell].iter().zip(after).map(|(to, from)| to + from);
                losses[cell] = table.total - through.fold(f32::NEG_INFINITY, f32::max);
                self.beads_into(row, column, |_, kind, from, score| {
                    let at = state::<N>(kind);
                    ahead[from][at] = ahead[from][at].max(after[at] + score);
                });
            }
        }
        losses
    }
}

#[cfg(test)]
mod tests {
    use super::super::kind::{ONE_TO_ONE, kinds_up_to};
    use super::*;

    /// Two sentences on each side. A null bead scores -12. A one-to-one bead scores 0 on the diagonal and -50 elsewhere,
    /// so the best path has two one-to-one beads and the score 0. The best path through the cut (0, 1) has a null bead on
    /// each side and one bead on the diagonal, which is 24 nats below. The best path through the cut (0, 2) has only null
    /// beads, which is 48 nats below.
    #[test]
    fn cuts_far_below_the_best_path_are_unlikely() {
        let band = Band::full(2, 2);
        let lattice = Lattice::new(&band, kinds_up_to(2), [[0.0]], None, |range, kind| match kind {
            ONE_TO_ONE if range.chinese == range.english => 0.0,
            ONE_TO_ONE => -50.0,
            _ => -12.0,
        });
        let (table, _) = lattice.best_with_table();
        assert_eq!(lattice.losses(&table), [0.0, 24.0, 48.0, 24.0, 0.0, 24.0, 48.0, 24.0, 0.0]);
        let mut likely = LikelyCuts::unknown(4);
        likely.add(&lattice, &table, (1, 1));
        assert_eq!(likely.rows, [None, Some((0, 1)), Some((2, 2)), Some((3, u32::MAX)), None]);
        let rows = |band: &Band| (0..band.len()).map(|row| band.row(row)).collect::<Vec<_>>();
        assert_eq!(rows(&likely.within(&Band::full(4, 4))), [0..=4, 0..=4, 2..=4, 3..=4, 3..=4]);
    }
}

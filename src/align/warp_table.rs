//! The table of a window of the coarse path, and the best path through it.

use super::band::Band;

/// If the path is fewer than this many sentences from the edge of its strip, the strip is widened.
const EDGE: usize = 8;

/// Computes the worth of the best path to each cell of a row: from the row above, or from the cell to the left.
pub(super) fn step_across(
    entering: &[f32],
    beside: &[f32],
    best: &mut [f32],
    steps: &mut [WarpStep],
    is_first: bool,
) {
    // Before the first column is a cell of worth 0.
    let mut left = if is_first { 0.0 } else { f32::NEG_INFINITY };
    for (((entering, beside), best), step) in entering.iter().zip(beside).zip(best).zip(steps) {
        let across = left + beside;
        left = *entering;
        if across > left {
            (left, *step) = (across, WarpStep::English);
        }
        *best = left;
    }
}

/// A step of the path: the side or sides on which it moves to the next sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WarpStep {
    Both,
    Chinese,
    English,
}

/// The computed cells of the table of a window.
pub(super) struct WarpTable {
    /// The best step into each cell, row by row.
    pub(super) steps: Vec<WarpStep>,
    /// The columns of each row that are computed.
    pub(super) band: Band,
    /// Worth of the best path to the last cell.
    pub(super) worth: f32,
}

impl WarpTable {
    /// Returns the first and the last column of each row on the best path to the last cell.
    pub(super) fn trace(&self) -> Vec<(usize, usize)> {
        let mut path = vec![(0, 0); self.band.len()];
        let mut row = self.band.len() - 1;
        let mut column = *self.band.row(row).end();
        path[row].1 = column;
        loop {
            let step = self.band.cell(row, column).map_or(WarpStep::Both, |cell| self.steps[cell]);
            let (mut up, mut back) = match step {
                WarpStep::Both => (true, true),
                WarpStep::Chinese => (true, false),
                WarpStep::English => (false, true),
            };
            up |= column == 0;
            back |= row == 0;
            path[row].0 = column;
            match (row, column) {
                (0, 0) => break,
                (0, _) => column -= 1,
                (_, 0) => {
                    row -= 1;
                    path[row].1 = 0;
                }
                _ => {
                    column -= usize::from(back);
                    if up {
                        row -= 1;
                        path[row].1 = column;
                    }
                }
            }
        }
        path
    }

    /// Whether a path is fewer than [`EDGE`] columns from cells that are not computed. `columns` is the number of
    /// columns of the whole table.
    pub(super) fn is_near_edge(&self, path: &[(usize, usize)], columns: usize) -> bool {
        path.iter().enumerate().any(|(row, &(first, last))| {
            let (low, high) = (*self.band.row(row).start(), *self.band.row(row).end());
            low > 0 && first < low + EDGE || high + 1 < columns && last + EDGE > high
        })
    }
}

//! The search band, which has a range of English cuts to visit for each Chinese cut.

use super::kind::MAX_CHINESE;
use super::range::BeadRange;

/// Half width of the band around the coarse path, in sentences. No gold bead of the development data lies outside this
/// band.
pub(crate) const FIRST_WIDTH: usize = 2;
/// Half width of the band around the path of the first pass, in sentences. No gold bead of the development data lies
/// outside this band.
const SECOND_WIDTH: usize = 2;
/// Half width, in sentences, that replaces [`SECOND_WIDTH`] if more than half of the beads on the path of the first
/// pass are null. Strict F1 on sparse novels is .828 with this width and .819 with [`SECOND_WIDTH`].
const SPARSE_WIDTH: usize = 20;

/// Returns the half width of the band around `first`, the path of the first pass. The band is wider if the path is
/// [sparse](is_sparse), because the path is then unreliable.
pub(crate) fn second_width(first: &[BeadRange]) -> usize {
    if is_sparse(first) { SPARSE_WIDTH } else { SECOND_WIDTH }
}

/// Whether more than half of the beads of a path are null.
pub(crate) fn is_sparse(path: &[BeadRange]) -> bool {
    path.iter().filter(|range| range.is_null()).count() * 2 > path.len()
}

/// A range of English cuts for each Chinese cut. A cut is a boundary between sentences, from 0 to the number of
/// sentences. A row has the cells of one Chinese cut; a cell is a pair of a Chinese and an English cut.
#[derive(Clone, Debug)]
pub(crate) struct Band {
    /// First and last English cut of each row.
    rows: Vec<(u32, u32)>,
    /// `offsets[i]` is the number of cells before row i. One entry more than `rows`: the last is the number of all
    /// cells.
    offsets: Vec<usize>,
    /// Maximum number of Chinese sentences of a bead in the band.
    most_chinese: usize,
}

impl Band {
    /// Builds a band from its rows. Widens the rows if no path leads from the first cut of both sides to the last. The
    /// rows of the result ascend, and consecutive rows overlap.
    pub(crate) fn new(mut rows: Vec<(u32, u32)>, english: usize) -> Self {
        if let Some(first) = rows.first_mut() {
            first.0 = 0;
        }
        if let Some(last) = rows.last_mut() {
            *last = (last.0.min(english as u32), english as u32);
        }
        for at in 1..rows.len() {
            rows[at].1 = rows[at].1.max(rows[at - 1].1);
            rows[at].0 = rows[at].0.max(rows[at - 1].0).min(rows[at - 1].1);
        }
        let mut offsets = vec![0];
        let mut total = 0;
        for row in &rows {
            total += (row.1 - row.0) as usize + 1;
            offsets.push(total);
        }
        Self { rows, offsets, most_chinese: MAX_CHINESE }
    }

    /// Sets the maximum number of Chinese sentences of a bead, which is [`MAX_CHINESE`] by default.
    pub(crate) fn most_chinese(self, most_chinese: usize) -> Self {
        Self { most_chinese, ..self }
    }

    /// Creates the band of all pairs of cuts.
    pub(crate) fn full(chinese: usize, english: usize) -> Self {
        Self::new(vec![(0, english as u32); chinese + 1], english)
    }

    /// Returns the band around a path of cuts. If a Chinese cut is inside a bead, its row covers all English cuts of
    /// the bead.
    pub(crate) fn around(path: &[(usize, usize)], chinese: usize, english: usize, width: usize) -> Self {
        let mut rows = vec![(u32::MAX, 0); chinese + 1];
        let mut cover = |row: usize, low: usize, high: usize| {
            let row: &mut (u32, u32) = &mut rows[row];
            row.0 = row.0.min(low.saturating_sub(width) as u32);
            row.1 = row.1.max((high + width).min(english) as u32);
        };
        for &(row, column) in path {
            cover(row, column, column);
        }
        for step in path.windows(2) {
            let ((row, low), (end, high)) = (step[0], step[1]);
            for row in row + 1..end {
                cover(row, low, high);
            }
        }
        Self::new(rows, english)
    }

    /// Returns the band around a coarse path. `cells[i]` is the first and the last English sentence on the path for
    /// Chinese sentence i.
    pub(crate) fn around_cells(cells: &[(u32, u32)], english: usize, width: usize) -> Self {
        let rows = (0..=cells.len())
            .map(|cut| {
                let near = &cells[cut.saturating_sub(2)..(cut + 1).min(cells.len())];
                let low = near.iter().map(|cell| cell.0).min().unwrap_or_default();
                let high = near.iter().map(|cell| cell.1 + 1).max().unwrap_or_default();
                (low.saturating_sub(width as u32), (high + width as u32).min(english as u32))
            })
            .collect();
        Self::new(rows, english)
    }

    /// Returns the band within a part of both sides, with cuts counted from the start of the part.
    pub(crate) fn part(&self, part: BeadRange) -> Self {
        let (first, last) = part.english;
        let within = |cut: u32| ((cut as usize).clamp(first, last) - first) as u32;
        let rows = &self.rows[part.chinese.0..=part.chinese.1];
        Self::new(rows.iter().map(|&(low, high)| (within(low), within(high))).collect(), last - first)
    }

    /// Returns the number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns the English cuts of a row.
    pub(crate) fn row(&self, chinese: usize) -> std::ops::RangeInclusive<usize> {
        self.rows[chinese].0 as usize..=self.rows[chinese].1 as usize
    }

    /// Returns the number of cells in all rows.
    pub(crate) fn cells(&self) -> usize {
        self.offsets[self.rows.len()]
    }

    /// Returns the index of a cell, if it is in the band.
    pub(crate) fn cell(&self, chinese: usize, english: usize) -> Option<usize> {
        let row = self.rows[chinese];
        (row.0 as usize <= english && english <= row.1 as usize)
            .then(|| self.offsets[chinese] + english - row.0 as usize)
    }

    /// Returns the Chinese sentences that can share a bead with a Chinese sentence, with that sentence.
    pub(crate) fn near(&self, chinese: usize) -> std::ops::Range<usize> {
        chinese.saturating_sub(self.most_chinese - 1)..(chinese + self.most_chinese).min(self.rows.len() - 1)
    }

    /// Returns the English sentences that can share a bead with a Chinese sentence. If a bead has at most *n* Chinese
    /// sentences, it starts and ends at most *n* rows away.
    pub(crate) fn sentences(&self, chinese: usize) -> std::ops::Range<usize> {
        let near = self.near(chinese);
        self.rows[near.start].0 as usize..self.rows[near.end].1 as usize
    }
}

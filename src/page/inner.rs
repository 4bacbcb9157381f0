//! Aligns the sentences of some English blocks with those of some Chinese ones.

use std::ops::Range;

use super::unit::{Piece, Tract, Unit};
use super::weights as w;
use crate::align::band::Band;
use crate::align::coarse::{self, Places};
use crate::align::links::Links;
use crate::align::score::{self, Scorer};
use crate::align::weights::{BAND_FIRST, BEAD_TYPES, NULL_CHINESE, NULL_ENGLISH, ONE_TO_ONE};

/// A pair of sentences, or of several, inside two blocks.
#[derive(Clone, Debug)]
pub(crate) struct PageBead {
    pub(crate) range: score::Range,
    pub(crate) score: f32,
    pub(crate) posterior: f32,
}

/// The best alignment of two stretches of sentences: its score, and its beads with both sides.
#[derive(Clone, Debug)]
pub(crate) struct Inner {
    pub(crate) score: f32,
    pub(crate) beads: Vec<PageBead>,
}

/// Aligns parts of a page.
pub(crate) struct Inside<'p> {
    pub(crate) pieces: &'p [Piece],
    pub(crate) english: &'p Tract,
    pub(crate) chinese: &'p Tract,
    pub(crate) scorer: Scorer<'p>,
    heads: Vec<u32>,
    places: Option<Places>,
}

/// Cells of a table that is looked at whole; a larger one gets a band around a coarse path.
const WHOLE: usize = 1_600;

/// A step of the alignment: from one cell to a later one.
struct Edge {
    from: usize,
    to: usize,
    score: f32,
    range: Option<score::Range>,
}

impl<'p> Inside<'p> {
    pub(crate) fn new(
        pieces: &'p [Piece],
        english: &'p Tract,
        chinese: &'p Tract,
        scorer: Scorer<'p>,
    ) -> Self {
        Self { pieces, english, chinese, scorer, heads: Vec::new(), places: None }
    }

    /// Gets the words of a pair of stretches ready to be scored.
    pub(crate) fn link(&mut self, english: &Range<usize>, chinese: &Range<usize>, band: &Band) {
        self.scorer.links = Links::within(
            (&self.english.side, english.start),
            (&self.chinese.side, chinese.start),
            self.scorer.translations,
            band,
            &mut self.heads,
        );
    }

    fn band(&mut self, english: &Range<usize>, chinese: &Range<usize>) -> Band {
        if english.len() * chinese.len() <= WHOLE {
            return Band::full(chinese.len(), english.len());
        }
        let path = coarse::path_within(
            &self.english.side,
            &self.chinese.side,
            self.scorer.translations,
            self.places.get_or_insert_with(|| Places::new(&self.english.side)),
            english.clone(),
            chinese.clone(),
        );
        Band::around_cells(&path, english.len(), BAND_FIRST)
    }

    /// The best alignment of some English with some Chinese sentences.
    pub(crate) fn align(&mut self, english: Range<usize>, chinese: Range<usize>) -> Inner {
        let band = self.band(&english, &chinese);
        self.link(&english, &chinese, &band);
        let edges = self.edges(&band, english.start, chinese.start);
        let cells = band.cells();
        let mut best = vec![(f32::NEG_INFINITY, usize::MAX); cells];
        let mut before = vec![f64::NEG_INFINITY; cells];
        best[0].0 = 0.0;
        before[0] = 0.0;
        for (number, edge) in edges.iter().enumerate() {
            let value = best[edge.from].0 + edge.score;
            if value > best[edge.to].0 {
                best[edge.to] = (value, number);
            }
            before[edge.to] = log_add(before[edge.to], before[edge.from] + f64::from(edge.score));
        }
        let mut after = vec![f64::NEG_INFINITY; cells];
        after[cells - 1] = 0.0;
        for edge in edges.iter().rev() {
            after[edge.from] = log_add(after[edge.from], after[edge.to] + f64::from(edge.score));
        }
        let mut beads = Vec::new();
        let mut cell = cells - 1;
        while let Some(edge) = edges.get(best[cell].1) {
            if let Some(range) = edge.range {
                let log = before[edge.from] + f64::from(edge.score) + after[edge.to] - before[cells - 1];
                beads.push(PageBead { range, score: edge.score, posterior: (log.exp() as f32).min(1.0) });
            }
            cell = edge.from;
        }
        beads.reverse();
        Inner { score: best[cells - 1].0, beads }
    }

    /// Every step inside the band, by the cell where it ends.
    fn edges(&mut self, band: &Band, first_english: usize, first_chinese: usize) -> Vec<Edge> {
        let mut edges = Vec::new();
        for row in 0..band.len() {
            for column in band.row(row) {
                let Some(to) = band.cell(row, column) else { continue };
                for (kind, bead) in BEAD_TYPES.iter().enumerate() {
                    let (rows, columns) = (usize::from(bead.chinese), usize::from(bead.english));
                    let origin = row.checked_sub(rows).zip(column.checked_sub(columns));
                    let Some(from) = origin.and_then(|(row, column)| band.cell(row, column)) else {
                        continue;
                    };
                    let range = score::Range {
                        chinese: (first_chinese + row - rows, first_chinese + row),
                        english: (first_english + column - columns, first_english + column),
                    };
                    let (score, range) = match kind {
                        NULL_CHINESE => (w::NULL_CHINESE, None),
                        NULL_ENGLISH => (w::NULL_ENGLISH, None),
                        _ => (self.bead(range, kind), Some(range)),
                    };
                    if score > f32::NEG_INFINITY {
                        edges.push(Edge { from, to, score, range });
                    }
                }
                self.skipped_line(band, (row, column), (first_english, first_chinese), to, &mut edges);
            }
        }
        edges
    }

    /// A whole line of one side without a counterpart, where one ends here.
    fn skipped_line(
        &self,
        band: &Band,
        (row, column): (usize, usize),
        (first_english, first_chinese): (usize, usize),
        to: usize,
        edges: &mut Vec<Edge>,
    ) {
        let mut push = |from: Option<usize>| {
            edges.extend(from.map(|from| Edge { from, to, score: w::NULL_LINE, range: None }));
        };
        if let Some(len) = line_before(self.english, first_english, column) {
            push(band.cell(row, column - len));
        }
        if let Some(len) = line_before(self.chinese, first_chinese, row) {
            push(row.checked_sub(len).and_then(|row| band.cell(row, column)));
        }
    }

    /// The score of a bead with what the page around it says.
    pub(crate) fn bead(&mut self, range: score::Range, kind: usize) -> f32 {
        let mut score = self.scorer.bead(range, kind);
        if score == f32::NEG_INFINITY {
            return score;
        }
        if kind != ONE_TO_ONE {
            score += w::NOT_ONE_TO_ONE;
        }
        let english = &self.english.units[range.english.0..range.english.1];
        let chinese = &self.chinese.units[range.chinese.0..range.chinese.1];
        for units in [english, chinese] {
            let breaks = units.windows(2).filter(|pair| pair[0].piece != pair[1].piece).count();
            score += w::ACROSS_LINES * breaks as f32;
        }
        let (Some(one), Some(other)) = (english.first(), chinese.first()) else { return score };
        score += match (one.starts, other.starts) {
            (true, true) => w::BOTH_START_LINES + self.labels(one.piece, other.piece),
            (false, false) => 0.0,
            _ => w::ONE_STARTS_LINE,
        };
        if whole(english) != whole(chinese) {
            score += w::ONE_IS_WHOLE;
        }
        if Self::finished(self.english, range.english) != Self::finished(self.chinese, range.chinese) {
            score += w::ONE_IS_FINISHED;
        }
        if english.iter().all(|unit| unit.bracketed) != chinese.iter().all(|unit| unit.bracketed) {
            score += w::ONE_IN_BRACKETS;
        }
        score
    }

    fn finished(tract: &Tract, (_, end): (usize, usize)) -> bool {
        end.checked_sub(1).is_some_and(|last| !tract.side.marks[last].unfinished)
    }

    fn labels(&self, english: usize, chinese: usize) -> f32 {
        let labels = self.pieces[english].label.as_ref().zip(self.pieces[chinese].label.as_ref());
        match labels.and_then(|(one, other)| one.agrees(other)) {
            Some(true) => w::LABELS_AGREE,
            Some(false) => w::LABELS_DIFFER,
            None => 0.0,
        }
    }
}

/// Whether units are all of their lines.
fn whole(units: &[Unit]) -> bool {
    units.first().is_some_and(|unit| unit.starts) && units.last().is_some_and(|unit| unit.ends)
}

/// Number of units of the line that ends before the unit `at`, counted from `first`, if the line lies whole
/// behind `first` and has several units.
fn line_before(tract: &Tract, first: usize, at: usize) -> Option<usize> {
    let last = tract.units.get(first + at.checked_sub(1)?).filter(|unit| unit.ends)?;
    let len = tract.units[first..first + at].iter().rev().take_while(|unit| unit.piece == last.piece).count();
    (len > 1 && tract.units[first + at - len].starts).then_some(len)
}

fn log_add(a: f64, b: f64) -> f64 {
    let (large, small) = if a > b { (a, b) } else { (b, a) };
    if small == f64::NEG_INFINITY { large } else { large + (small - large).exp().ln_1p() }
}

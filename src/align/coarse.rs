//! The coarse path: roughly where in the English text the translation of each Chinese sentence is, estimated from rare
//! words.
//!
//! The path comes from dynamic time warping over a table with a row for each Chinese sentence and a column for each
//! English sentence. The worth of a cell is the weight of the translations that its two sentences share; rare words
//! weigh more.
//!
//! A long text is processed in windows, so time and memory are linear. The first half of the path of a window is kept,
//! and the next window starts where that half ends.

use std::ops::Range;

use super::occurrences::Occurrences;
use super::side::Side;
use super::translations::Translations;
use super::weights::{RARE_COUNT, RARE_SHARE, SIDE_STEP};

/// Number of Chinese sentences in a window.
const WINDOW: usize = 400;
/// A window is computed again at twice the size, up to [`MAX_WINDOW`], if its worth per sentence is below this share of
/// the running mean. The path has then probably gone astray, for instance because one side lacks a chapter.
const LOST: f32 = 0.6;
const MAX_WINDOW: usize = 3200;
/// Weight of the newest window in the running mean of the worth per sentence.
const NEWEST: f32 = 0.25;
/// The largest table that is computed without windows, in cells of one byte.
const WHOLE: usize = 4_000_000;

/// Finds coarse paths through parts of a document.
pub(crate) struct CoarseAligner<'d> {
    english: &'d Side,
    chinese: &'d Side,
    translations: &'d Translations,
    occurrences: Occurrences,
}

impl<'d> CoarseAligner<'d> {
    pub(crate) fn new(english: &'d Side, chinese: &'d Side, translations: &'d Translations) -> Self {
        Self { english, chinese, translations, occurrences: Occurrences::new(english) }
    }

    /// For each sentence of `chinese`, returns the first and the last English sentence on the path, counted from
    /// `english.start`.
    ///
    /// Time and memory O(sentences), because the size of a window is limited.
    pub(crate) fn path(&mut self, english: Range<usize>, chinese: Range<usize>) -> Vec<(u32, u32)> {
        let mut cells = Vec::with_capacity(chinese.len());
        let (mut row, mut column) = (chinese.start, english.start);
        // The first window is the largest: without a running mean, a wrong path would not be detected.
        let (mut window, mut usual) = (MAX_WINDOW, 0.0_f32);
        while row < chinese.end {
            let (mut rows, mut columns) = (chinese.end - row, english.end - column);
            let whole = rows * columns <= WHOLE;
            if !whole {
                rows = rows.min(window);
                columns = self.window_columns(row..chinese.end, rows, column..english.end);
            }
            let table = self.table(row..row + rows, column..column + columns);
            let worth = table.worth / rows.min(columns).max(1) as f32;
            if !whole && worth < usual * LOST && window < MAX_WINDOW {
                window *= 2;
                continue;
            }
            usual = if usual == 0.0 { worth } else { usual * (1.0 - NEWEST) + worth * NEWEST };
            window = WINDOW;
            let kept = if whole || row + rows == chinese.end { rows } else { rows / 2 };
            let path = table.trace(rows, columns);
            let base = column - english.start;
            cells.extend(
                path[..kept].iter().map(|&(first, last)| ((base + first) as u32, (base + last) as u32)),
            );
            row += kept;
            column += path[kept - 1].1;
        }
        cells
    }

    /// Returns the number of English sentences in a window of `rows` Chinese sentences. The window has the same share
    /// of the remaining characters on both sides, because the path must end in the corner of the table.
    fn window_columns(&self, chinese: Range<usize>, rows: usize, english: Range<usize>) -> usize {
        let share = self.chinese.char_count(chinese.start, chinese.start + rows)
            / self.chinese.char_count(chinese.start, chinese.end).max(1.0)
            * self.english.char_count(english.start, english.end);
        let wanted = self.english.chars[english.start] as f64 + f64::from(share);
        let end = self.english.chars.partition_point(|&chars| (chars as f64) < wanted);
        english.len().min((end - english.start).max(rows / 2))
    }

    fn table(&mut self, rows: Range<usize>, columns: Range<usize>) -> WarpTable {
        let width = columns.len();
        self.occurrences.move_to(self.english, columns.clone());
        let rare = (width / RARE_SHARE).max(RARE_COUNT);
        // The worth of a translation of a word that occurs in this many sentences.
        let rarity: Vec<f32> = (0..=rare).map(|count| (1.0 + width as f32 / count as f32).ln()).collect();
        let mut steps = vec![WarpStep::Both; rows.len() * width];
        // The worth of the best path to each cell of the row above, after a cell of worth 0 before the first column.
        let mut best = vec![0.0_f32; width + 1];
        let (mut entering, mut beside) = (vec![0.0_f32; width], vec![0.0_f32; width]);
        let mut similar = vec![0.0_f32; width];
        let weight = |side: &Side, sentence: usize| {
            1.0 / (side.token_count(sentence, sentence + 1).max(1) as f32).sqrt()
        };
        let column_weights: Vec<f32> =
            columns.clone().map(|sentence| weight(self.english, sentence)).collect();
        for (row, steps) in rows.zip(steps.chunks_mut(width.max(1))) {
            similar.fill(0.0);
            for token in self.chinese.tokens_of(row) {
                for entry in self.translations.of(token.id) {
                    let sentences = self.occurrences.of(entry.english);
                    if let Some(rarity) = rarity.get(sentences.len()) {
                        let worth = entry.forward * rarity;
                        for &sentence in sentences {
                            similar[sentence as usize - columns.start] += worth;
                        }
                    }
                }
            }
            let row_weight = weight(self.chinese, row);
            // Steps from the row above. The loop has no dependence between columns, so the compiler can vectorize it.
            for column in 0..width {
                let own = similar[column] * row_weight * column_weights[column];
                beside[column] = SIDE_STEP * own;
                let (diagonal, above) = (best[column] + own, best[column + 1] + beside[column]);
                entering[column] = diagonal.max(above);
                steps[column] = if above > diagonal { WarpStep::Chinese } else { WarpStep::Both };
            }
            let mut left = 0.0;
            for (((entering, beside), best), step) in
                entering.iter().zip(&beside).zip(&mut best[1..]).zip(steps)
            {
                let across = left + beside;
                left = *entering;
                if across > left {
                    (left, *step) = (across, WarpStep::English);
                }
                *best = left;
            }
        }
        WarpTable { steps, columns: width, worth: best.last().copied().unwrap_or_default() }
    }
}

/// A step of the path: the side or sides on which it moves to the next sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WarpStep {
    Both,
    Chinese,
    English,
}

/// The table of a window.
struct WarpTable {
    /// The best step into each cell, row by row.
    steps: Vec<WarpStep>,
    columns: usize,
    /// Worth of the best path to the last cell.
    worth: f32,
}

impl WarpTable {
    /// Returns the first and the last column of each row on the best path to the last cell.
    fn trace(&self, rows: usize, columns: usize) -> Vec<(usize, usize)> {
        let mut path = vec![(0, 0); rows];
        if columns == 0 {
            return path;
        }
        let (mut row, mut column) = (rows - 1, columns - 1);
        path[row].1 = column;
        loop {
            let step = self.steps[row * self.columns + column];
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
}

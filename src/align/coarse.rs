//! The coarse path: roughly where in the English text the translation of each Chinese sentence is, estimated from rare
//! words.
//!
//! The path comes from dynamic time warping over a table with a row for each Chinese sentence and a column for each
//! English sentence. The worth of a cell is the weight of the translations that its two sentences share; rare words
//! weigh more.
//!
//! A long text is processed in windows, so time and memory are linear. The first half of the path of a window is kept,
//! and the next window starts where that half ends. Only a strip of the table of a window is computed, around the
//! diagonal. A path near the edge of its strip is computed again in a wider strip.

use std::ops::Range;

use super::band::Band;
use super::occurrences::Occurrences;
use super::rare_words::RareWords;
use super::side::Side;
use super::translations::Translations;
use super::warp_table::{WarpStep, WarpTable, step_across};
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
/// The largest table of a window of two or more Chinese sentences, in cells.
const MAX_CELLS: usize = 64_000_000;
/// Maximum number of times that a repeated word of a Chinese sentence counts. For each time, the occurrences are read.
const MAX_REPEATS: u8 = 16;
/// Half width of the first strip around the diagonal of a window, in English sentences.
const DIAGONAL_WIDTH: usize = 48;

/// Finds coarse paths through parts of a document.
pub(crate) struct CoarseAligner<'d> {
    english: &'d Side,
    chinese: &'d Side,
    translations: &'d Translations,
    occurrences: Occurrences,
    rare_words: RareWords,
    /// For each Chinese type, how often the current sentence has had it so far; 0 between sentences.
    repeats: Vec<u8>,
}

impl<'d> CoarseAligner<'d> {
    pub(crate) fn new(english: &'d Side, chinese: &'d Side, translations: &'d Translations) -> Self {
        let (occurrences, rare_words) = (Occurrences::new(english), RareWords::new(chinese));
        let repeats = vec![0; chinese.types.len()];
        Self { english, chinese, translations, occurrences, rare_words, repeats }
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
                (rows, columns) = self.window_size(row..chinese.end, window, column..english.end);
            }
            let (row_range, column_range) = (row..row + rows, column..column + columns);
            // A path that has probably gone astray needs the whole table.
            let narrow = !whole && window == WINDOW;
            let (table, path) = self.table_and_path(&row_range, &column_range, narrow);
            let worth = table.worth / rows.min(columns).max(1) as f32;
            if !whole && worth < usual * LOST && window < MAX_WINDOW {
                window *= 2;
                continue;
            }
            usual = if usual == 0.0 { worth } else { usual * (1.0 - NEWEST) + worth * NEWEST };
            window = WINDOW;
            let kept = if whole || row + rows == chinese.end { rows } else { (rows / 2).max(1) };
            let base = column - english.start;
            cells.extend(
                path[..kept].iter().map(|&(first, last)| ((base + first) as u32, (base + last) as u32)),
            );
            row += kept;
            column += path[kept - 1].1;
        }
        cells
    }

    /// Returns the numbers of Chinese and of English sentences of a window: `window` Chinese sentences, or fewer if the
    /// table would have more than [`MAX_CELLS`].
    fn window_size(&self, chinese: Range<usize>, window: usize, english: Range<usize>) -> (usize, usize) {
        let mut rows = chinese.len().min(window);
        loop {
            let columns = self.window_columns(chinese.clone(), rows, english.clone());
            if rows == 1 || rows * columns <= MAX_CELLS {
                return (rows, columns);
            }
            rows /= 2;
        }
    }

    /// Returns the number of English sentences in a window of `rows` Chinese sentences. The window has the same share
    /// of the remaining characters on both sides, because the path must end in the corner of the table.
    fn window_columns(&self, chinese: Range<usize>, rows: usize, english: Range<usize>) -> usize {
        let share = self.chinese.char_count(chinese.start, chinese.start + rows)
            / self.chinese.char_count(chinese.start, chinese.end).max(1.0)
            * self.english.char_count(english.start, english.end);
        let wanted = self.english.chars[english.start] as f64 + f64::from(share);
        let columns = self.english.chars[english.start..].partition_point(|&chars| (chars as f64) < wanted);
        english.len().min(columns.max(rows / 2))
    }

    /// Returns the table of a window and the best path through it: the first and the last column of each row. If
    /// `narrow`, computes only a strip of the table, unless the path comes close to the edge of each strip.
    fn table_and_path(
        &mut self,
        rows: &Range<usize>,
        columns: &Range<usize>,
        narrow: bool,
    ) -> (WarpTable, Vec<(usize, usize)>) {
        self.occurrences.move_to(self.english, columns.clone());
        self.rare_words.clear();
        if columns.is_empty() {
            let band = Band::new(Vec::new(), 0);
            return (WarpTable { steps: Vec::new(), band, worth: 0.0 }, vec![(0, 0); rows.len()]);
        }
        let mut width = if narrow { DIAGONAL_WIDTH } else { columns.len() };
        loop {
            let table = self.table(rows.clone(), columns, self.strip(rows, columns, width));
            let path = table.trace();
            if width >= columns.len() || !table.is_near_edge(&path, columns.len()) {
                return (table, path);
            }
            width *= 2;
        }
    }

    /// Returns the columns within `width` of the diagonal between the corners of the table, measured in characters.
    /// Columns are counted from the start of the table.
    fn strip(&self, rows: &Range<usize>, columns: &Range<usize>, width: usize) -> Band {
        let last = columns.len() - 1;
        let strip = |low: usize, high: usize| {
            (low.saturating_sub(width).min(last) as u32, high.saturating_add(width).min(last) as u32)
        };
        if width >= columns.len() {
            return Band::new(vec![(0, last as u32); rows.len()], last);
        }
        let (english, chinese) = (&self.english.chars, &self.chinese.chars);
        let all = (chinese[rows.end] - chinese[rows.start]).max(1) as f64;
        let share = (english[columns.end] - english[columns.start]) as f64 / all;
        let mut column = columns.start;
        let diagonal = rows.clone().map(|row| {
            let chars = english[columns.start] + ((chinese[row] - chinese[rows.start]) as f64 * share) as u64;
            while column + 1 < columns.end && english[column + 1] <= chars {
                column += 1;
            }
            strip(column - columns.start, column - columns.start)
        });
        Band::new(diagonal.collect(), last)
    }

    /// Computes the cells of a strip. The occurrences must be those of `columns`.
    fn table(&mut self, rows: Range<usize>, columns: &Range<usize>, band: Band) -> WarpTable {
        let width = columns.len();
        let rare = (width / RARE_SHARE).max(RARE_COUNT);
        // The worth of a translation of a word that occurs in this many sentences.
        let rarity: Vec<f32> = (0..=rare).map(|count| (1.0 + width as f32 / count as f32).ln()).collect();
        let mut steps = vec![WarpStep::Both; band.cells()];
        // The worth of the best path to each cell of the row above, after a cell of worth 0 before the first column.
        let mut best = vec![0.0_f32; width + 1];
        let (mut entering, mut beside) = (vec![0.0_f32; width], vec![0.0_f32; width]);
        let mut similar = vec![0.0_f32; width];
        let weight = |side: &Side, sentence: usize| {
            1.0 / (side.token_count(sentence, sentence + 1).max(1) as f32).sqrt()
        };
        let column_weights: Vec<f32> =
            columns.clone().map(|sentence| weight(self.english, sentence)).collect();
        self.rare_words.rewind();
        // The end of the strip in the row above. Every path into the first row is allowed.
        let mut above_end = width;
        for (at, row) in rows.enumerate() {
            let (low, end) = (*band.row(at).start(), *band.row(at).end() + 1);
            let strip = low..end;
            self.fill_similar(row, columns.start, &rarity, strip.clone(), &mut similar);
            if above_end < end {
                best[above_end + 1..=end].fill(f32::NEG_INFINITY);
            }
            above_end = end;
            let row_weight = weight(self.chinese, row);
            let start = band.cell(at, low).unwrap_or_default();
            let steps = &mut steps[start..start + strip.len()];
            // Steps from the row above. The loop has no dependence between columns, so the compiler can vectorize it.
            let (entering, beside) = (&mut entering[strip.clone()], &mut beside[strip.clone()]);
            let (before, above) = (&best[strip.clone()], &best[low + 1..=end]);
            let (similar, column_weights) = (&similar[strip.clone()], &column_weights[strip.clone()]);
            for column in 0..strip.len() {
                let own = similar[column] * row_weight * column_weights[column];
                beside[column] = SIDE_STEP * own;
                let (diagonal, above) = (before[column] + own, above[column] + beside[column]);
                entering[column] = diagonal.max(above);
                steps[column] = if above > diagonal { WarpStep::Chinese } else { WarpStep::Both };
            }
            step_across(entering, beside, &mut best[low + 1..=end], steps, low == 0);
            // The next row cannot be entered from before the strip.
            if low > 0 {
                best[low] = f32::NEG_INFINITY;
            }
        }
        WarpTable { steps, band, worth: best.last().copied().unwrap_or_default() }
    }

    /// Sets `similar` for the columns of a strip to the worth of the translations that each column shares with a Chinese
    /// sentence. Column 0 is the English sentence `first`. `rarity[n]` is the worth of a translation that occurs n times.
    fn fill_similar(
        &mut self,
        row: usize,
        first: usize,
        rarity: &[f32],
        strip: Range<usize>,
        similar: &mut [f32],
    ) {
        similar[strip.clone()].fill(0.0);
        for token in self.chinese.tokens_of(row) {
            let repeats = &mut self.repeats[token.id as usize];
            if *repeats == MAX_REPEATS {
                continue;
            }
            *repeats += 1;
            for word in self.rare_words.of(token.id, self.translations, &self.occurrences, rarity) {
                for &sentence in self.occurrences.from(&mut word.rest, first + strip.start) {
                    let column = sentence as usize - first;
                    if column >= strip.end {
                        break;
                    }
                    similar[column] += word.worth;
                }
            }
        }
        self.chinese.tokens_of(row).iter().for_each(|token| self.repeats[token.id as usize] = 0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::weights::Weights;
    use super::super::{chinese_side, english_side};
    use super::*;
    use crate::Lexicon;

    /// The English side has 40 further sentences after sentence 150, so the diagonal is up to 20 sentences away from the
    /// path.
    #[test]
    fn a_strip_around_the_diagonal_gives_the_path_of_the_whole_table() {
        let english: Vec<String> = (0..340).map(|n| format!("Number {} was sold.", 1000 + n)).collect();
        let number = |n: usize| 1000 + if n < 150 { n } else { n + 40 };
        let chinese: Vec<String> = (0..300).map(|n| format!("已经卖出{}号。", number(n))).collect();
        let lexicon = Lexicon::from_tsv("卖出\tsold\n".as_bytes()).unwrap();
        let sides = (english_side(&english), chinese_side(&chinese, &lexicon));
        let translations = Translations::new(&sides.0, &sides.1, &lexicon, &Weights::default());
        let mut aligner = CoarseAligner::new(&sides.0, &sides.1, &translations);
        let (_, whole) = aligner.table_and_path(&(0..300), &(0..340), false);
        assert_eq!((whole[100], whole[299]), ((100, 100), (339, 339)));
        let (table, path) = aligner.table_and_path(&(0..300), &(0..340), true);
        assert_eq!(path, whole);
        assert!(table.band.cells() < 300 * 340);
    }

    /// The Chinese sentences are a hundredth of the English ones, so each is worth a hundred of them.
    #[test]
    fn the_table_of_a_window_is_bounded() {
        let sides = (english_side(&["A."; 400_000]), chinese_side(&["好。"; 4_000], &Lexicon::empty()));
        let translations = Translations::new(&sides.0, &sides.1, &Lexicon::empty(), &Weights::default());
        let aligner = CoarseAligner::new(&sides.0, &sides.1, &translations);
        let (rows, columns) = aligner.window_size(0..4_000, MAX_WINDOW, 0..400_000);
        assert!(rows * columns <= MAX_CELLS && rows > 100, "{rows} * {columns}");
        assert_eq!(aligner.window_size(0..4_000, WINDOW, 0..4_000), (WINDOW, WINDOW));
    }
}

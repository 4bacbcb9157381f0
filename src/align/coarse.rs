//! A first rough path: which English sentences stand near each Chinese one, by their rare words.
//!
//! Dynamic time warping over the sentences: a cell is worth the translations that two sentences share,
//! the rarer the more. Texts too long for one table are cut into windows: the path through the first
//! half of a window is kept, and the next window starts there, so that time and memory are linear.

use std::ops::Range;

use super::lexical::Translations;
use super::text::{Side, TypeId};
use super::weights::{RARE_COUNT, RARE_SHARE, SIDE_STEP};

/// Chinese sentences of a window. One whose path is worth much less than usual for each sentence has lost its way, as
/// when a side has left out a chapter: it is read again twice as large, up to a limit.
const WINDOW: usize = 400;
const LARGEST_WINDOW: usize = 3200;
const LOST: f32 = 0.6;
/// Cells of the largest table that is made in one piece.
const WHOLE: usize = 4_000_000;

/// For each Chinese sentence the first and last English sentence that the path passes.
pub(crate) fn path(english: &Side, chinese: &Side, translations: &Translations) -> Vec<(u32, u32)> {
    let mut places = Places::new(english);
    path_within(english, chinese, translations, &mut places, 0..english.len(), 0..chinese.len())
}

/// The same for a part of each side; the numbers count from the start of the part.
pub(crate) fn path_within(
    english: &Side,
    chinese: &Side,
    translations: &Translations,
    places: &mut Places,
    english_part: Range<usize>,
    chinese_part: Range<usize>,
) -> Vec<(u32, u32)> {
    let mut cells = Vec::with_capacity(chinese_part.len());
    let (mut row, mut column) = (chinese_part.start, english_part.start);
    let (mut window, mut usual) = (WINDOW, 0.0_f32);
    while row < chinese_part.end {
        let (mut rows, mut columns) = (chinese_part.end - row, english_part.end - column);
        let whole = rows * columns <= WHOLE;
        if !whole {
            rows = rows.min(window);
            // As much of what is left as the Chinese sentences are of their side: the path is drawn to the corner of
            // the table, and where words do not tell it should not drift.
            let share = chinese.char_count(row, row + rows)
                / chinese.char_count(row, chinese_part.end).max(1.0)
                * english.char_count(column, english_part.end);
            let wanted = english.chars[column] as f64 + f64::from(share);
            let end = english.chars.partition_point(|&chars| (chars as f64) < wanted);
            columns = columns.min((end - column).max(rows / 2));
        }
        let table =
            Table::fill(english, chinese, translations, places, row..row + rows, column..column + columns);
        let worth = table.worth / rows.min(columns).max(1) as f32;
        if !whole && worth < usual * LOST && window < LARGEST_WINDOW {
            window *= 2;
            continue;
        }
        usual = if usual == 0.0 { worth } else { usual * 0.75 + worth * 0.25 };
        window = WINDOW;
        let kept = if whole || row + rows == chinese_part.end { rows } else { rows / 2 };
        let path = table.trace(rows, columns);
        for &(first, last) in &path[..kept] {
            let base = column - english_part.start;
            cells.push(((base + first) as u32, (base + last) as u32));
        }
        row += kept;
        column += path[kept - 1].1;
    }
    cells
}

/// For each English type the sentences of a window that it occurs in. Looking them up in the whole text would take
/// a search for each of the many entries of each word.
#[derive(Debug)]
pub(crate) struct Places {
    /// Of each type, where its sentences start and end.
    ranges: Vec<(u32, u32)>,
    /// The types of the window.
    used: Vec<TypeId>,
    /// Ascending for each type, once for each occurrence.
    sentences: Vec<u32>,
}

impl Places {
    pub(crate) fn new(english: &Side) -> Self {
        Self { ranges: vec![(0, 0); english.types.len()], used: Vec::new(), sentences: Vec::new() }
    }

    /// Turns to the window `columns`.
    ///
    /// Time O(words of the window).
    fn turn(&mut self, english: &Side, columns: Range<usize>) {
        for id in self.used.drain(..) {
            self.ranges[id as usize] = (0, 0);
        }
        for word in columns.clone().flat_map(|sentence| english.words_of(sentence)) {
            let count = &mut self.ranges[word.id as usize].1;
            if *count == 0 {
                self.used.push(word.id);
            }
            *count += 1;
        }
        let mut start = 0;
        for &id in &self.used {
            let range = &mut self.ranges[id as usize];
            let count = range.1;
            *range = (start, start);
            start += count;
        }
        self.sentences.clear();
        self.sentences.resize(start as usize, 0);
        for sentence in columns {
            for word in english.words_of(sentence) {
                let end = &mut self.ranges[word.id as usize].1;
                self.sentences[*end as usize] = sentence as u32;
                *end += 1;
            }
        }
    }

    fn of(&self, id: TypeId) -> &[u32] {
        let (start, end) = self.ranges[id as usize];
        &self.sentences[start as usize..end as usize]
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Both,
    Chinese,
    English,
}

struct Table {
    steps: Vec<Step>,
    columns: usize,
    /// What the best path is worth.
    worth: f32,
}

impl Table {
    fn fill(
        english: &Side,
        chinese: &Side,
        translations: &Translations,
        places: &mut Places,
        rows: Range<usize>,
        columns: Range<usize>,
    ) -> Self {
        let width = columns.len();
        places.turn(english, columns.clone());
        let rare = (width / RARE_SHARE).max(RARE_COUNT);
        let mut steps = Vec::with_capacity(rows.len() * width);
        let mut best = vec![0.0_f32; width];
        let mut similar = vec![0.0_f32; width];
        for row in rows {
            similar.fill(0.0);
            for word in chinese.words_of(row) {
                for entry in translations.of(word.id) {
                    let places = places.of(entry.english);
                    if places.len() <= rare {
                        let worth = entry.forward * (1.0 + width as f32 / places.len() as f32).ln();
                        for &place in places {
                            similar[place as usize - columns.start] += worth;
                        }
                    }
                }
            }
            let words = chinese.word_count(row, row + 1).max(1) as f32;
            let (mut diagonal, mut left) = (0.0, 0.0);
            for column in 0..width {
                let sentence = columns.start + column;
                let own = similar[column]
                    / (words * english.word_count(sentence, sentence + 1).max(1) as f32).sqrt();
                let above = best[column];
                let ways = [
                    (diagonal + own, Step::Both),
                    (above + SIDE_STEP * own, Step::Chinese),
                    (left + SIDE_STEP * own, Step::English),
                ];
                let mut way = ways[0];
                for other in &ways[1..] {
                    if other.0 > way.0 {
                        way = *other;
                    }
                }
                steps.push(way.1);
                diagonal = above;
                left = way.0;
                best[column] = way.0;
            }
        }
        Self { steps, columns: width, worth: best.last().copied().unwrap_or_default() }
    }

    /// First and last column of each row on the best path to the last cell.
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
                Step::Both => (true, true),
                Step::Chinese => (true, false),
                Step::English => (false, true),
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

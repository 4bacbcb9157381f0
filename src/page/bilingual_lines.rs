//! Chooses the place where a line in both languages is cut into halves, or leaves the line whole.

use std::collections::HashSet;

use super::cells::PageCell;
use super::halves::{Halves, Separator, words};
use super::weights::{self as w, PageWeights};
use crate::align::{Model, chinese_side, english_side, parallel_scores};
use crate::lines::{LineLanguage, strip_label};
use crate::script::is_end_mark;
use crate::{Lexicon, Span};

/// Two texts to score as translations: the halves of a cell, or the Chinese half and an English cell at most
/// [`NEAR_CELLS`] cells away that the whole cell may translate. The *word score* of the texts says how well each
/// translates the other, whatever the layout.
struct Trial<'p> {
    cell: usize,
    /// Index in [`PageCell::halves`]; `None` if the English text is an English cell nearby.
    halves: Option<usize>,
    english: &'p str,
    chinese: &'p str,
}

/// Maximum distance, in cells, between a bilingual cell and an English cell that the whole bilingual cell may
/// translate.
const NEAR_CELLS: usize = 2;

/// Returns, for each cell, the halves at its best cut if these halves translate each other.
///
/// Time O(length of the page).
pub(crate) fn translated_halves(
    page: &str,
    cells: &[PageCell],
    lexicon: &Lexicon,
    model: &Model,
    weights: &PageWeights,
) -> Vec<Option<Halves>> {
    let trials = trials(page, cells);
    let (english, chinese): (Vec<&str>, Vec<&str>) =
        trials.iter().map(|trial| (trial.english, trial.chinese)).unzip();
    let (english, chinese) = (english_side(&english), chinese_side(&chinese, lexicon));
    let scores = parallel_scores(&english, &chinese, lexicon, model);
    let mut best = vec![Best::default(); cells.len()];
    for (trial, score) in trials.iter().zip(scores) {
        best[trial.cell].add(trial.halves.map(|at| cells[trial.cell].halves[at]), score, weights);
    }
    let cut = || best.iter().filter_map(|best| best.cut);
    let is_certain = |&(halves, score): &(Halves, f32)| score > min_score(halves.separator, weights);
    let certain = cut().filter(is_certain).count();
    let possible = cut().filter(|cut| looks_translated(page, &cut.0) || is_certain(cut)).count();
    let (part, whole) = w::BILINGUAL_SHARE;
    let bilingual = certain >= w::MIN_BILINGUAL_LINES && certain * whole >= possible * part;
    let accept = |best: &Best| {
        let (halves, score) = best.cut?;
        let mut min = min_score(halves.separator, weights);
        if is_title(page, &halves) {
            min = min.min(weights.halves_of_title);
        }
        if bilingual {
            let translated = looks_translated(page, &halves);
            min = min.min(if translated { weights.bilingual_halves } else { weights.bilingual_words });
        }
        (score > min && score >= best.whole).then_some(halves)
    };
    best.iter().map(accept).collect()
}

/// Returns the texts to score: the halves at each place where a cell can be cut, and the first Chinese half of each
/// cell with English cells at most [`NEAR_CELLS`] cells away. Such an English cell must have all Latin words and
/// numbers of the whole cell, and at least one more.
///
/// The English cell is not compared with the whole cell. In the headings `Install 安装` and `Install with pip`, the word
/// that both cells have would count as a translation, but the second heading does not explain `安装` better than
/// `Install` does.
fn trials<'p>(page: &'p str, cells: &[PageCell]) -> Vec<Trial<'p>> {
    let text = |span: Span| strip_label(page, span).0.of(page);
    let mut trials = Vec::new();
    for (number, cell) in cells.iter().enumerate() {
        for (at, halves) in cell.halves.iter().enumerate() {
            let (english, chinese) = (text(halves.english), text(halves.chinese));
            trials.push(Trial { cell: number, halves: Some(at), english, chinese });
        }
        let Some(first) = cell.halves.first() else { continue };
        // A cell without an end mark counts as a title, and a title is not the translation of a sentence near it.
        let chinese = cell.span.of(page);
        let is_title = !chinese.ends_with(is_end_mark);
        let near = number.saturating_sub(NEAR_CELLS)..cells.len().min(number + NEAR_CELLS + 1);
        for other in cells[near].iter().filter(|other| is_pure_english(other)) {
            let english = other.span.of(page);
            if !(is_title && english.ends_with(is_end_mark)) && has_all_words(english, chinese) {
                trials.push(Trial { cell: number, halves: None, english, chinese: text(first.chinese) });
            }
        }
    }
    trials
}

fn is_pure_english(cell: &PageCell) -> bool {
    cell.language == LineLanguage::English && cell.halves.is_empty()
}

/// Whether an English text has all Latin words and numbers that `text` has, and at least one more.
fn has_all_words(english: &str, text: &str) -> bool {
    let (known, needed): (HashSet<&str>, HashSet<&str>) = (words(english).collect(), words(text).collect());
    needed.len() < known.len() && needed.is_subset(&known)
}

/// The best cut of a cell, and the best score of its Chinese half with another cell.
#[derive(Clone, Copy, Debug)]
struct Best {
    /// The halves at the best cut, with their word score.
    cut: Option<(Halves, f32)>,
    /// Worth of the best cut in nats: the word score, plus the worth of the separator and of the shared words.
    worth: f32,
    /// Best word score of the Chinese half with an English cell nearby; minus infinity if it was scored with none.
    whole: f32,
}

impl Default for Best {
    fn default() -> Self {
        Self { cut: None, worth: f32::NEG_INFINITY, whole: f32::NEG_INFINITY }
    }
}

impl Best {
    fn add(&mut self, halves: Option<Halves>, score: f32, weights: &PageWeights) {
        let Some(halves) = halves else {
            self.whole = self.whole.max(score);
            return;
        };
        let worth =
            score + separator_worth(halves.separator, weights) + weights.shared_word * halves.shared as f32;
        if worth > self.worth {
            self.worth = worth;
            self.cut = Some((halves, score));
        }
    }
}

/// Whether two halves look like translations: a sign, an end mark or brackets separate them, or the English half has
/// several words. A single English word may simply be a name in the Chinese text.
fn looks_translated(page: &str, halves: &Halves) -> bool {
    let marked = matches!(halves.separator, Separator::Sign | Separator::EndMark | Separator::Bracket);
    marked || has_several_words(halves.english.of(page))
}

/// Whether two halves look like a title in both languages: several English words, and no end mark in either half.
fn is_title(page: &str, halves: &Halves) -> bool {
    let [english, chinese] = [halves.english.of(page), halves.chinese.of(page)];
    has_several_words(english) && !english.ends_with(is_end_mark) && !chinese.ends_with(is_end_mark)
}

/// Whether a text has several words. A name such as `Array#push` or `os.path` counts as one word.
fn has_several_words(english: &str) -> bool {
    let words = english.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/' | '&' | '\''));
    words.filter(|word| word.contains(char::is_alphabetic)).nth(1).is_some()
}

fn separator_worth(separator: Separator, weights: &PageWeights) -> f32 {
    match separator {
        Separator::Nothing => 0.0,
        Separator::Blank => weights.cut_at_blank,
        Separator::Sign => weights.cut_at_sign,
        Separator::EndMark => weights.cut_at_end_mark,
        Separator::Bracket => weights.cut_at_bracket,
    }
}

fn min_score(separator: Separator, weights: &PageWeights) -> f32 {
    match separator {
        Separator::Nothing => weights.halves_at_nothing,
        Separator::Blank => weights.halves_at_blank,
        Separator::Sign | Separator::EndMark | Separator::Bracket => weights.halves_at_sign,
    }
}

//! Segments, the pieces of a page to align: cells in one language, and the halves of cells in both languages.

use super::bilingual_lines::translated_halves;
use super::cells::PageCell;
use super::weights::{self as w, PageWeights};
use crate::align::Model;
use crate::english::{is_stop_stem, stems};
use crate::lines::{LineLabel, LineLanguage, strip_label};
use crate::{Lexicon, Span};

/// A line, a cell or half of a line, in one language. A sentence never extends over two segments.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    pub(crate) span: Span,
    pub(crate) language: LineLanguage,
    pub(crate) label: Option<LineLabel>,
    pub(crate) paragraph: usize,
    /// Number that two segments share if they can be aligned only with each other: the halves of a line, or the only
    /// English and the only Chinese cell of a row.
    pub(crate) facing: Option<usize>,
    /// Whether the segment is half of a line.
    pub(crate) half: bool,
}

/// Returns the segments of a page. A line in both languages becomes two segments if its halves translate each other.
/// Latin text in a language other than English is left out.
///
/// Time O(length of the page).
pub(crate) fn segments(
    page: &str,
    cells: &[PageCell],
    lexicon: &Lexicon,
    model: &Model,
    weights: &PageWeights,
) -> Vec<Segment> {
    let translated = translated_halves(page, cells, lexicon, model, weights);
    let mut segments: Vec<Segment> = Vec::new();
    let mut lines = 0;
    for ((cell, halves), row) in cells.iter().zip(translated).zip(bilingual_rows(cells)) {
        let paragraph = cell.paragraph;
        match halves {
            Some(halves) => {
                let half = |span, language| {
                    let (span, label) = strip_label(page, span);
                    Segment { span, language, label, paragraph, facing: Some(lines), half: true }
                };
                let mut both = [
                    half(halves.english, LineLanguage::English),
                    half(halves.chinese, LineLanguage::Chinese),
                ];
                lines += 1;
                both.sort_by_key(|segment| segment.span);
                segments.extend(both);
            }
            None if cell.language == LineLanguage::English && !is_english(lexicon, cell.span.of(page)) => {}
            None => segments.push(Segment {
                span: cell.span,
                language: cell.language,
                label: cell.label.clone(),
                paragraph,
                // Numbers below `cells.len()` are reserved for halves.
                facing: row.map(|line| line + cells.len()),
                half: false,
            }),
        }
    }
    segments
}

/// Returns, for each cell, the number of its line if the line has exactly one English and one Chinese cell.
fn bilingual_rows(cells: &[PageCell]) -> Vec<Option<usize>> {
    let mut rows = Vec::with_capacity(cells.len());
    for row in cells.chunk_by(|one, other| one.line == other.line) {
        let count = |language| row.iter().filter(|cell| cell.language == language).count();
        let bilingual = count(LineLanguage::English) == 1 && count(LineLanguage::Chinese) == 1;
        rows.extend(row.iter().map(|cell| bilingual.then_some(cell.line)));
    }
    rows
}

/// Whether Latin text counts as English: at least half of its words are in the lexicon or are stop words, the text is
/// too short to judge, or the lexicon is empty.
fn is_english(lexicon: &Lexicon, text: &str) -> bool {
    let (mut words, mut known) = (0, 0);
    let table = lexicon.table();
    stems(text, |stem, _| {
        if stem.starts_with(char::is_alphabetic) {
            words += 1;
            known += usize::from(table.stem_id(&stem).is_some() || is_stop_stem(&stem));
        }
    });
    words < w::MIN_ENGLISH_WORDS || known * 2 >= words || lexicon.is_empty()
}

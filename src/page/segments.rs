//! Segments: the cells of a page, and the halves of bilingual lines, that take part in the alignment.

use super::cells::PageCell;
use super::halves::Halves;
use super::weights as w;
use crate::align::{Model, chinese_side, english_side, parallel_scores};
use crate::english::{is_stop_stem, stems};
use crate::lines::{LineLabel, LineLanguage, strip_label};
use crate::{Lexicon, Span};

/// A line, a cell or the half of a line, in one language. No sentence crosses a segment.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    pub(crate) span: Span,
    pub(crate) language: LineLanguage,
    pub(crate) label: Option<LineLabel>,
    pub(crate) paragraph: usize,
    /// Number that the two halves of a line, or the only two cells of a row, share. They are aligned only with each other.
    pub(crate) facing: Option<usize>,
    /// Whether the segment is the half of a line.
    pub(crate) half: bool,
}

/// The segments of a page. A line in both languages becomes two segments if its halves translate each other. Latin text in
/// a language other than English is left out.
///
/// Time O(length of the page).
pub(crate) fn segments(page: &str, cells: &[PageCell], lexicon: &Lexicon, model: &Model) -> Vec<Segment> {
    let translated = translated_halves(page, cells, lexicon, model);
    let mut segments: Vec<Segment> = Vec::new();
    let mut lines = 0;
    for (cell, translated) in cells.iter().zip(translated) {
        let paragraph = cell.paragraph;
        match cell.halves.filter(|_| translated) {
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
                // Smaller numbers belong to halves.
                facing: bilingual_row(cells, cell).map(|line| line + cells.len()),
                half: false,
            }),
        }
    }
    segments
}

/// The line number of a cell, if the line has exactly one English and one Chinese cell.
fn bilingual_row(cells: &[PageCell], cell: &PageCell) -> Option<usize> {
    let start = cells.partition_point(|other| other.line < cell.line);
    let row = &cells[start..];
    let row = &row[..row.partition_point(|other| other.line <= cell.line)];
    let (mut english, mut chinese) = (0, 0);
    for cell in row {
        match cell.language {
            LineLanguage::English => english += 1,
            LineLanguage::Chinese => chinese += 1,
            LineLanguage::Other => {}
        }
    }
    ((english, chinese) == (1, 1)).then_some(cell.line)
}

/// Whether Latin text is English: half of its words are in the lexicon, or it is too short to tell.
fn is_english(lexicon: &Lexicon, text: &str) -> bool {
    let (mut words, mut known) = (0, 0);
    let table = lexicon.table();
    stems(text, |stem| {
        if stem.starts_with(char::is_alphabetic) {
            words += 1;
            known += usize::from(table.stem_id(&stem).is_some() || is_stop_stem(&stem));
        }
    });
    words < w::MIN_ENGLISH_WORDS || known * 2 >= words || lexicon.is_empty()
}

/// For each cell, whether it has halves that translate each other.
fn translated_halves(page: &str, cells: &[PageCell], lexicon: &Lexicon, model: &Model) -> Vec<bool> {
    let halves: Vec<_> = cells.iter().filter_map(|cell| cell.halves).collect();
    let text = |span: Span| strip_label(page, span).0.of(page);
    let english: Vec<&str> = halves.iter().map(|halves| text(halves.english)).collect();
    let chinese: Vec<&str> = halves.iter().map(|halves| text(halves.chinese)).collect();
    let (english, chinese) = (english_side(&english), chinese_side(&chinese, lexicon));
    let scores = parallel_scores(&english, &chinese, lexicon, model);
    let min = |halves: &Halves| {
        let blank = page[..halves.english.start.max(halves.chinese.start)].ends_with(char::is_whitespace);
        match (halves.separated, blank) {
            (true, _) => w::HALVES_AT_SIGN,
            (false, true) => w::HALVES_AT_BLANK,
            (false, false) => w::HALVES_AT_NOTHING,
        }
    };
    let certain = halves.iter().zip(&scores).filter(|(halves, score)| **score > min(halves)).count();
    let (part, whole) = w::BILINGUAL_SHARE;
    let bilingual = certain >= w::MIN_BILINGUAL_LINES && certain * whole >= halves.len() * part;
    let limit = if bilingual { w::HALVES_ON_BILINGUAL_PAGE } else { f32::INFINITY };
    let mut next = halves.iter().zip(&scores);
    cells
        .iter()
        .map(|cell| {
            let scored = cell.halves.and_then(|_| next.next());
            scored.is_some_and(|(halves, score)| *score > min(halves).min(limit))
        })
        .collect()
}

//! The sentences of a page, by language, and the blocks that they form.

use std::ops::Range;

use super::layout::Tongue;
use crate::align::text::Side;
use crate::align::{chinese, english};
use crate::lines::Label;
use crate::{Lexicon, SentenceSplitter, Span};

/// A line, a cell or the half of a line: text of one language that its neighbours do not go on with.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) span: Span,
    pub(crate) tongue: Tongue,
    pub(crate) label: Option<Label>,
    pub(crate) paragraph: usize,
    /// Number of the pair of pieces that this one belongs to: halves of a line, cells of a row.
    pub(crate) couple: Option<usize>,
    /// Whether it is one half of a line.
    pub(crate) half: bool,
}

/// A sentence, or a whole piece that is not one.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) span: Span,
    /// Number of its piece.
    pub(crate) piece: usize,
    /// Whether it starts and ends its piece.
    pub(crate) starts: bool,
    pub(crate) ends: bool,
    pub(crate) bracketed: bool,
}

/// Consecutive pieces of one paragraph and language.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Numbers of its units.
    pub(crate) units: Range<usize>,
    /// Its place among the blocks of both languages, and the number of its run of one language.
    pub(crate) order: usize,
    pub(crate) run: usize,
    pub(crate) couple: Option<usize>,
    pub(crate) half: bool,
}

/// One language of a page.
#[derive(Debug)]
pub(crate) struct Tract {
    pub(crate) units: Vec<Unit>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) side: Side,
}

/// A piece with so few letters and no final mark is a heading or an item, and not sentences.
const SHORT_ENGLISH: usize = 90;
const SHORT_CHINESE: usize = 40;

/// The English and the Chinese of a page.
pub(crate) fn tracts(
    page: &str,
    pieces: &[Piece],
    splitter: SentenceSplitter,
    lexicon: &Lexicon,
) -> [Tract; 2] {
    let (english, chinese) =
        (units(page, pieces, Tongue::English, splitter), units(page, pieces, Tongue::Chinese, splitter));
    let mut blocks: [Vec<Block>; 2] = [Vec::new(), Vec::new()];
    let mut last: Option<&Piece> = None;
    let (mut order, mut run) = (0, 0);
    let mut next = [0, 0];
    for (number, piece) in pieces.iter().enumerate() {
        let side = match piece.tongue {
            Tongue::English => 0,
            Tongue::Chinese => 1,
            Tongue::Other => continue,
        };
        let all = if side == 0 { &english } else { &chinese };
        let start = next[side];
        next[side] += all[start..].iter().take_while(|unit| unit.piece == number).count();
        if next[side] == start {
            continue;
        }
        let goes_on = last.is_some_and(|last| {
            last.paragraph == piece.paragraph
                && last.tongue == piece.tongue
                && last.couple.is_none()
                && piece.couple.is_none()
        });
        if goes_on {
            if let Some(block) = blocks[side].last_mut() {
                block.units.end = next[side];
            }
        } else {
            if let Some(last) = last {
                order += 1;
                run += usize::from(last.tongue != piece.tongue);
            }
            blocks[side].push(Block {
                units: start..next[side],
                order,
                run,
                couple: piece.couple,
                half: piece.half,
            });
        }
        last = Some(piece);
    }
    let [english_blocks, chinese_blocks] = blocks;
    let texts = |units: &[Unit]| -> Vec<&str> { units.iter().map(|unit| unit.span.of(page)).collect() };
    let english_side = english::read(&texts(&english));
    let chinese_side = chinese::read(&texts(&chinese), lexicon);
    [
        Tract { units: english, blocks: english_blocks, side: english_side },
        Tract { units: chinese, blocks: chinese_blocks, side: chinese_side },
    ]
}

fn units(page: &str, pieces: &[Piece], tongue: Tongue, splitter: SentenceSplitter) -> Vec<Unit> {
    let mut units = Vec::new();
    for (number, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.tongue == tongue) {
        let text = piece.span.of(page);
        let first = units.len();
        let mut push = |span: Span| {
            units.push(Unit {
                span,
                piece: number,
                starts: false,
                ends: false,
                bracketed: bracketed(span.of(page)),
            });
        };
        if is_short(text, tongue) {
            push(piece.span);
        } else {
            splitter.split(text).for_each(|span| push(span.shifted(piece.span.start)));
        }
        if let Some(unit) = units.get_mut(first) {
            unit.starts = true;
        }
        if let Some(unit) = units[first..].last_mut() {
            unit.ends = true;
        }
    }
    units
}

fn is_short(text: &str, tongue: Tongue) -> bool {
    let limit = if tongue == Tongue::Chinese { SHORT_CHINESE } else { SHORT_ENGLISH };
    if text.contains('。') {
        return false;
    }
    let ends = text.trim_end_matches(['”', '"', '’', '\'', ')', '）', '」', '』']);
    let is_final = ends.ends_with(['.', '!', '?', '。', '！', '？', '…', '．']);
    !is_final && text.chars().nth(limit).is_none()
}

fn bracketed(text: &str) -> bool {
    text.starts_with(['(', '（', '[', '【'])
        && text.trim_end_matches(['.', '。']).ends_with([')', '）', ']', '】'])
}

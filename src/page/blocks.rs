//! The sentences of a page by language, grouped into blocks.

use std::ops::Range;

use super::heading::is_heading;
use super::segments::Segment;
use crate::align::{Side, chinese_side, english_side};
use crate::lines::LineLanguage;
use crate::{Lexicon, SentenceSplitter, Span};

/// A sentence, or a whole segment that is a heading or an item.
#[derive(Clone, Debug)]
pub(crate) struct PageSentence {
    pub(crate) span: Span,
    /// Index of the segment that contains the sentence.
    pub(crate) segment: usize,
    /// Whether the sentence is the first of the segment.
    pub(crate) starts: bool,
    /// Whether the sentence is the last of the segment.
    pub(crate) ends: bool,
    /// Whether the sentence is in brackets: it begins with an opening bracket, and ends with a closing bracket or
    /// with a full stop after one.
    pub(crate) bracketed: bool,
}

/// Consecutive segments of one paragraph and language, or one segment with a [`facing`](Segment::facing) segment.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Indices of the sentences of the block in [`PageSide::sentences`].
    pub(crate) sentences: Range<usize>,
    /// Index of the block in reading order, among the blocks of both languages.
    pub(crate) order: usize,
    /// Index of the run that contains the block. A run is a maximal sequence of consecutive blocks in one language.
    pub(crate) run: usize,
    /// See [`Segment::facing`].
    pub(crate) facing: Option<usize>,
}

/// The sentences and blocks of one language of a page.
#[derive(Debug)]
pub(crate) struct PageSide {
    pub(crate) sentences: Vec<PageSentence>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) side: Side,
}

/// Returns the English and the Chinese side of a page.
pub(crate) fn page_sides(page: &str, segments: &[Segment], lexicon: &Lexicon) -> (PageSide, PageSide) {
    let splitter = SentenceSplitter::new();
    let english = sentences(page, segments, LineLanguage::English, splitter);
    let chinese = sentences(page, segments, LineLanguage::Chinese, splitter);
    let [english_blocks, chinese_blocks] = blocks(segments, [&english, &chinese]);
    let texts = |sentences: &[PageSentence]| -> Vec<&str> {
        sentences.iter().map(|sentence| sentence.span.of(page)).collect()
    };
    let english_side = english_side(&texts(&english));
    let chinese_side = chinese_side(&texts(&chinese), lexicon);
    (
        PageSide { sentences: english, blocks: english_blocks, side: english_side },
        PageSide { sentences: chinese, blocks: chinese_blocks, side: chinese_side },
    )
}

/// Groups the sentences of each language into blocks. English comes first in `sentences` and in the result.
fn blocks(segments: &[Segment], sentences: [&[PageSentence]; 2]) -> [Vec<Block>; 2] {
    let mut blocks: [Vec<Block>; 2] = [Vec::new(), Vec::new()];
    let mut last: Option<&Segment> = None;
    let (mut order, mut run) = (0, 0);
    let mut next = [0, 0];
    for (number, segment) in segments.iter().enumerate() {
        let side = match segment.language {
            LineLanguage::English => 0,
            LineLanguage::Chinese => 1,
            LineLanguage::Other => continue,
        };
        let start = next[side];
        let own = sentences[side][start..].iter().take_while(|sentence| sentence.segment == number);
        next[side] += own.count();
        if next[side] == start {
            continue;
        }
        if last.is_some_and(|last| continues(last, segment)) {
            if let Some(block) = blocks[side].last_mut() {
                block.sentences.end = next[side];
            }
        } else {
            if let Some(last) = last {
                order += 1;
                run += usize::from(last.language != segment.language);
            }
            let (sentences, facing) = (start..next[side], segment.facing);
            blocks[side].push(Block { sentences, order, run, facing });
        }
        last = Some(segment);
    }
    blocks
}

/// Whether a segment belongs to the block of the segment before it.
fn continues(last: &Segment, segment: &Segment) -> bool {
    last.paragraph == segment.paragraph
        && last.language == segment.language
        && last.facing.is_none()
        && segment.facing.is_none()
}

/// Returns the sentences of one language.
fn sentences(
    page: &str,
    segments: &[Segment],
    language: LineLanguage,
    splitter: SentenceSplitter,
) -> Vec<PageSentence> {
    let mut sentences = Vec::new();
    for (number, segment) in segments.iter().enumerate().filter(|(_, segment)| segment.language == language) {
        let text = segment.span.of(page);
        let first = sentences.len();
        let mut push = |span: Span| {
            sentences.push(PageSentence {
                span,
                segment: number,
                starts: false,
                ends: false,
                bracketed: is_bracketed(span.of(page)),
            });
        };
        if is_heading(text, language) {
            push(segment.span);
        } else {
            splitter.split(text).for_each(|span| push(span.shifted(segment.span.start)));
        }
        if let Some(sentence) = sentences.get_mut(first) {
            sentence.starts = true;
        }
        if let Some(sentence) = sentences[first..].last_mut() {
            sentence.ends = true;
        }
    }
    sentences
}

fn is_bracketed(text: &str) -> bool {
    text.starts_with(['(', '（', '[', '【'])
        && text.trim_end_matches(['.', '。']).ends_with([')', '）', ']', '】'])
}

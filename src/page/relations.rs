//! Relations: the position of an English line relative to a Chinese line on the page.

use std::ops::Range;

use super::blocks::PageSide;
use super::segments::Segment;
use crate::lines::LineLanguage;

/// The position of an English line relative to a Chinese line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Relation {
    /// The halves of one line.
    Halves,
    /// The only English and the only Chinese cell of one row.
    Row,
    /// The English line is directly above the Chinese line, in the same paragraph.
    EnglishAbove,
    ChineseAbove,
    /// The English line is the last of its paragraph, and the Chinese line directly below begins another paragraph.
    EnglishParagraphAbove,
    ChineseParagraphAbove,
    /// The lines have the same index in two consecutive runs of equally many lines. A run is a maximal sequence of
    /// lines in one language. The English run comes first, and each run has at least two lines.
    EnglishRunAbove,
    ChineseRunAbove,
}

/// The order of the languages in a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    EnglishAbove,
    ChineseAbove,
    /// Both texts are on one line of the page.
    Facing,
}

impl Direction {
    pub(crate) const ALL: [Self; 3] = [Self::EnglishAbove, Self::ChineseAbove, Self::Facing];
}

/// Number of variants of [`Relation`].
pub(crate) const RELATIONS: usize = 8;

impl Relation {
    pub(crate) const ALL: [Self; RELATIONS] = [
        Self::Halves,
        Self::Row,
        Self::EnglishAbove,
        Self::ChineseAbove,
        Self::EnglishParagraphAbove,
        Self::ChineseParagraphAbove,
        Self::EnglishRunAbove,
        Self::ChineseRunAbove,
    ];

    /// Returns the order of the languages in the relation.
    pub(crate) const fn direction(self) -> Direction {
        match self {
            Self::Halves | Self::Row => Direction::Facing,
            Self::EnglishAbove | Self::EnglishParagraphAbove | Self::EnglishRunAbove => {
                Direction::EnglishAbove
            }
            Self::ChineseAbove | Self::ChineseParagraphAbove | Self::ChineseRunAbove => {
                Direction::ChineseAbove
            }
        }
    }

    /// Whether both texts are on one line of the page. They are then aligned only with each other.
    pub(crate) fn is_facing(self) -> bool {
        self.direction() == Direction::Facing
    }

    /// Whether the two relations put the languages in opposite order.
    pub(crate) fn opposes(self, other: Self) -> bool {
        !self.is_facing() && !other.is_facing() && self.direction() != other.direction()
    }

    const fn of_neighbours(english_first: bool, same_paragraph: bool) -> Self {
        match (english_first, same_paragraph) {
            (true, true) => Self::EnglishAbove,
            (false, true) => Self::ChineseAbove,
            (true, false) => Self::EnglishParagraphAbove,
            (false, false) => Self::ChineseParagraphAbove,
        }
    }
}

/// A segment that has sentences: a line, a cell or half of a line.
#[derive(Clone, Debug)]
pub(crate) struct SentenceLine {
    pub(crate) segment: usize,
    pub(crate) language: LineLanguage,
    /// Indices of the sentences of the line in [`PageSide::sentences`].
    pub(crate) sentences: Range<usize>,
}

/// An English and a Chinese line with their relation.
#[derive(Clone, Debug)]
pub(crate) struct LinePair {
    pub(crate) english: SentenceLine,
    pub(crate) chinese: SentenceLine,
    pub(crate) relation: Relation,
}

/// Returns the lines of both languages, in reading order.
pub(crate) fn sentence_lines(english: &PageSide, chinese: &PageSide) -> Vec<SentenceLine> {
    let mut lines = Vec::new();
    for (side, language) in [(english, LineLanguage::English), (chinese, LineLanguage::Chinese)] {
        let mut start = 0;
        for line in side.sentences.chunk_by(|one, other| one.segment == other.segment) {
            let sentences = start..start + line.len();
            start = sentences.end;
            lines.push(SentenceLine { segment: line[0].segment, language, sentences });
        }
    }
    lines.sort_unstable_by_key(|line| line.segment);
    lines
}

/// Returns the pairs of lines that have a relation, in reading order. A line is paired with at most one line before it
/// and at most one line after it.
///
/// Time O(lines).
pub(crate) fn line_pairs(segments: &[Segment], lines: &[SentenceLine]) -> Vec<LinePair> {
    let facing = |line: &SentenceLine| segments[line.segment].facing;
    let runs: Vec<&[SentenceLine]> = lines
        .chunk_by(|one, other| {
            one.language == other.language && facing(one).is_none() && facing(other).is_none()
        })
        .collect();
    let mut pairs = Vec::new();
    for both in runs.windows(2) {
        let [above, below] = [both[0], both[1]];
        let (Some(last), Some(first)) = (above.last(), below.first()) else { continue };
        if last.language == first.language {
            continue;
        }
        let mut push = |one: &SentenceLine, other: &SentenceLine, relation| {
            let english_first = one.language == LineLanguage::English;
            let (english, chinese) = if english_first { (one, other) } else { (other, one) };
            pairs.push(LinePair { english: english.clone(), chinese: chinese.clone(), relation });
        };
        let english_first = last.language == LineLanguage::English;
        let (one, other) = (&segments[last.segment], &segments[first.segment]);
        if one.facing.is_some() || other.facing.is_some() {
            if one.facing == other.facing {
                push(last, first, if one.half { Relation::Halves } else { Relation::Row });
            }
        } else if above.len() == below.len() && above.len() > 1 {
            let relation = if english_first { Relation::EnglishRunAbove } else { Relation::ChineseRunAbove };
            above.iter().zip(below).for_each(|(one, other)| push(one, other, relation));
        } else {
            push(last, first, Relation::of_neighbours(english_first, one.paragraph == other.paragraph));
        }
    }
    pairs
}

//! Aligns the sentences of English blocks with the sentences of Chinese blocks.

use std::ops::Range;

use super::blocks::{Block, PageSide};
use super::layout_score::LayoutScorer;
use super::weights::PageWeights;
use crate::align::{BeadFit, BeadRange, Flag, NullRuns, PartAligner, PathBead, WordLink};

/// The best alignment of a range of English sentences with a range of Chinese sentences: its score, and its beads
/// except null beads.
#[derive(Clone, Debug)]
pub(crate) struct BlockAlignment {
    pub(crate) score: f32,
    pub(crate) beads: Vec<PathBead>,
}

/// Aligns blocks of one page.
pub(crate) struct BlockAligner<'p> {
    pub(crate) layout: LayoutScorer<'p>,
    parts: PartAligner<'p>,
}

impl<'p> BlockAligner<'p> {
    pub(crate) fn new(layout: LayoutScorer<'p>, parts: PartAligner<'p>) -> Self {
        Self { layout, parts }
    }

    pub(crate) fn english(&self) -> &'p PageSide {
        self.layout.english
    }

    pub(crate) fn chinese(&self) -> &'p PageSide {
        self.layout.chinese
    }

    #[cfg(feature = "train")]
    pub(crate) fn parts(&mut self) -> &mut PartAligner<'p> {
        &mut self.parts
    }

    pub(crate) fn weights(&self) -> &'p PageWeights {
        self.layout.weights
    }

    /// Returns the best alignment of a range of English sentences with a range of Chinese sentences.
    ///
    /// Time O(tokens): a long range is first aligned coarsely, and only beads near that alignment are scored.
    pub(crate) fn align(&mut self, english: Range<usize>, chinese: Range<usize>) -> BlockAlignment {
        let runs = NullRuns {
            english: lines_before_cuts(self.english(), &english),
            chinese: lines_before_cuts(self.chinese(), &chinese),
            score: self.weights().null_line,
        };
        let layout = &self.layout;
        let (score, mut beads) =
            self.parts.align(english, chinese, runs, |range, score| layout.adjust(range, score));
        beads.retain(|bead| !bead.range.is_null());
        BlockAlignment { score, beads }
    }

    /// Returns the score of a bead that is not a null bead.
    pub(crate) fn score(&mut self, range: BeadRange) -> f32 {
        let score = self.parts.score(range);
        self.layout.adjust(range, score)
    }

    /// Returns how well the words and the lengths of a bead agree.
    pub(crate) fn fit(&mut self, range: BeadRange) -> BeadFit {
        self.parts.fit(range)
    }

    /// Returns pairs of an English and a Chinese block index. Each Chinese block for which `searched` is true is paired
    /// with at most `most` English blocks, those that share the most rare words with it. The pairs that share the
    /// most rare words come first. Facing blocks are left out.
    pub(crate) fn similar(&self, searched: &[bool], most: usize) -> Vec<(usize, usize)> {
        let range = |block: &Block, used: bool| match block.facing {
            None if used => block.sentences.clone(),
            _ => 0..0,
        };
        let english: Vec<Range<usize>> =
            self.english().blocks.iter().map(|block| range(block, true)).collect();
        let chinese: Vec<Range<usize>> =
            self.chinese().blocks.iter().zip(searched).map(|(block, &used)| range(block, used)).collect();
        self.parts.similar(&english, &chinese, most)
    }

    /// Returns the flags of a bead.
    pub(crate) fn flags(&self, range: BeadRange) -> Vec<Flag> {
        self.parts.flags(range)
    }

    /// Returns the word links and the flags of a bead.
    pub(crate) fn explain(&mut self, range: BeadRange) -> (Vec<WordLink>, Vec<Flag>) {
        self.parts.explain(range)
    }
}

/// Returns, for each `i`, the number of sentences of the segment that ends after the first `i` sentences of
/// `part`. The number is 0 if no segment ends there, or if the segment has only one sentence or begins before `part`.
fn lines_before_cuts(side: &PageSide, part: &Range<usize>) -> Vec<usize> {
    let mut lengths = vec![0; part.len() + 1];
    let mut start = part.start;
    for (at, sentence) in side.sentences[part.clone()].iter().enumerate() {
        let at = part.start + at;
        if at > part.start && side.sentences[at - 1].segment != sentence.segment {
            start = at;
        }
        let length = at + 1 - start;
        if sentence.ends && length > 1 && side.sentences[start].starts {
            lengths[at + 1 - part.start] = length;
        }
    }
    lengths
}

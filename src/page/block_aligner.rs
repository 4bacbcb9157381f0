//! Aligns the sentences of English blocks with those of Chinese blocks.

use std::ops::Range;

use super::blocks::PageSide;
use super::layout_score::LayoutScorer;
use super::segments::Segment;
use super::weights as w;
use crate::align::{BeadRange, Flag, Model, NullRuns, PartAligner, PathBead, Translations, WordLink};

/// The best alignment of two blocks: its score, and its beads without null beads.
#[derive(Clone, Debug)]
pub(crate) struct BlockAlignment {
    pub(crate) score: f32,
    pub(crate) beads: Vec<PathBead>,
}

/// Aligns blocks of one page.
pub(crate) struct BlockAligner<'p> {
    pub(crate) english: &'p PageSide,
    pub(crate) chinese: &'p PageSide,
    layout: LayoutScorer<'p>,
    parts: PartAligner<'p>,
}

impl<'p> BlockAligner<'p> {
    pub(crate) fn new(
        segments: &'p [Segment],
        english: &'p PageSide,
        chinese: &'p PageSide,
        translations: &'p Translations,
        model: &'p Model,
    ) -> Self {
        let layout = LayoutScorer { segments, english, chinese };
        let parts = PartAligner::new(&english.side, &chinese.side, translations, model);
        Self { english, chinese, layout, parts }
    }

    /// The best alignment of a range of English sentences with a range of Chinese sentences.
    ///
    /// Time O(tokens); long ranges are aligned within a band.
    pub(crate) fn align(&mut self, english: Range<usize>, chinese: Range<usize>) -> BlockAlignment {
        let runs = NullRuns {
            english: lines_before_cuts(self.english, &english),
            chinese: lines_before_cuts(self.chinese, &chinese),
            score: w::NULL_LINE,
        };
        let layout = &self.layout;
        let (score, mut beads) =
            self.parts.align(english, chinese, runs, |range, score| layout.adjust(range, score));
        beads.retain(|bead| !bead.range.is_null());
        BlockAlignment { score, beads }
    }

    /// For each Chinese block, the `most` English blocks that share the most rare words with it, as pairs of indices with the
    /// English one first.
    pub(crate) fn similar(&self, most: usize) -> Vec<(usize, usize)> {
        let ranges = |side: &PageSide| -> Vec<Range<usize>> {
            side.blocks.iter().map(|block| block.sentences.clone()).collect()
        };
        self.parts.similar(&ranges(self.english), &ranges(self.chinese), most)
    }

    /// The evidence and the flags of a bead.
    pub(crate) fn explain(&mut self, range: BeadRange) -> (Vec<WordLink>, Vec<Flag>) {
        self.parts.explain(range)
    }
}

/// For each cut between the sentences of a range: the number of sentences of the segment that ends at the cut, if it has
/// several and lies wholly in the range; otherwise 0.
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

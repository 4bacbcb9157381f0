//! The layout terms in the score of a bead: line breaks, labels, brackets, final marks.

use super::blocks::{PageSentence, PageSide};
use super::segments::Segment;
use super::weights as w;
use crate::align::BeadRange;

/// Scores the layout of beads.
pub(crate) struct LayoutScorer<'p> {
    pub(crate) segments: &'p [Segment],
    pub(crate) english: &'p PageSide,
    pub(crate) chinese: &'p PageSide,
}

impl LayoutScorer<'_> {
    /// The score of a bead on a page. `score` is its score in two texts; that of a null bead is replaced.
    pub(crate) fn adjust(&self, range: BeadRange, score: f32) -> f32 {
        let english = &self.english.sentences[range.english_sentences()];
        let chinese = &self.chinese.sentences[range.chinese_sentences()];
        let (Some(one), Some(other)) = (english.first(), chinese.first()) else {
            return if english.is_empty() { w::NULL_CHINESE } else { w::NULL_ENGLISH };
        };
        let mut score = score;
        if english.len() + chinese.len() > 2 {
            score += w::NOT_ONE_TO_ONE;
        }
        for sentences in [english, chinese] {
            let breaks = sentences.windows(2).filter(|pair| pair[0].segment != pair[1].segment).count();
            score += w::ACROSS_LINES * breaks as f32;
        }
        score += match (one.starts, other.starts) {
            (true, true) => w::BOTH_START_LINES + self.labels(one.segment, other.segment),
            (false, false) => 0.0,
            _ => w::ONE_STARTS_LINE,
        };
        if is_whole(english) != is_whole(chinese) {
            score += w::ONE_IS_WHOLE;
        }
        if self.english.side.is_finished(range.english.1 - 1)
            != self.chinese.side.is_finished(range.chinese.1 - 1)
        {
            score += w::ONE_IS_FINISHED;
        }
        let bracketed = |sentences: &[PageSentence]| sentences.iter().all(|sentence| sentence.bracketed);
        if bracketed(english) != bracketed(chinese) {
            score += w::ONE_IN_BRACKETS;
        }
        score
    }

    /// The score of a pair of segments by their labels.
    fn labels(&self, english: usize, chinese: usize) -> f32 {
        let labels = self.segments[english].label.as_ref().zip(self.segments[chinese].label.as_ref());
        match labels.and_then(|(one, other)| one.agrees(other)) {
            Some(true) => w::LABELS_AGREE,
            Some(false) => w::LABELS_DIFFER,
            None => 0.0,
        }
    }
}

/// Whether the sentences make up whole segments.
fn is_whole(sentences: &[PageSentence]) -> bool {
    sentences.first().is_some_and(|sentence| sentence.starts)
        && sentences.last().is_some_and(|sentence| sentence.ends)
}

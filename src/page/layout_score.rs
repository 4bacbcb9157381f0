//! The layout terms in the score of a bead: line breaks, labels, brackets, final marks.

use super::blocks::{PageSentence, PageSide};
use super::layout::Layout;
use super::segments::Segment;
use super::weights::PageWeights;
use crate::align::BeadRange;

/// Scores the layout of beads.
pub(crate) struct LayoutScorer<'p> {
    pub(crate) segments: &'p [Segment],
    pub(crate) english: &'p PageSide,
    pub(crate) chinese: &'p PageSide,
    pub(crate) layout: &'p Layout,
    pub(crate) weights: &'p PageWeights,
}

impl LayoutScorer<'_> {
    /// Adds the layout terms to `score`, the score that a bead has in two separate texts. A null bead gets a fixed
    /// score that does not depend on `score`.
    pub(crate) fn adjust(&self, range: BeadRange, score: f32) -> f32 {
        if range.english.0 == range.english.1 {
            self.weights.null_chinese
        } else if range.chinese.0 == range.chinese.1 {
            self.weights.null_english
        } else {
            score + self.terms(range) + self.odds_term(range)
        }
    }

    /// Returns the sum of the layout terms of a bead, without [`Self::odds_term`].
    pub(crate) fn terms(&self, range: BeadRange) -> f32 {
        let english = &self.english.sentences[range.english_sentences()];
        let chinese = &self.chinese.sentences[range.chinese_sentences()];
        let (Some(one), Some(other)) = (english.first(), chinese.first()) else { return 0.0 };
        let mut score = 0.0;
        if english.len() + chinese.len() > 2 {
            score += self.weights.not_one_to_one;
        }
        for sentences in [english, chinese] {
            let breaks = sentences.windows(2).filter(|pair| pair[0].segment != pair[1].segment).count();
            score += self.weights.across_lines * breaks as f32;
        }
        score += match (one.starts, other.starts) {
            (true, true) => self.weights.both_start_lines + self.labels(one.segment, other.segment),
            (false, false) => 0.0,
            _ => self.weights.one_starts_line,
        };
        if is_whole(english) != is_whole(chinese) {
            score += self.weights.one_is_whole;
        }
        if self.english.side.is_finished(range.english.1 - 1)
            != self.chinese.side.is_finished(range.chinese.1 - 1)
        {
            score += self.weights.one_is_finished;
        }
        if is_bracketed(english) != is_bracketed(chinese) {
            score += self.weights.one_in_brackets;
        }
        score
    }

    /// Returns the weighted log odds of the relation between the lines of a bead, if each side of the bead is one
    /// sentence that is a whole line; otherwise 0. In a bead of several sentences, the odds would also favour
    /// untranslated sentences beside the translated ones. If only one of the lines is in brackets, the term is 0 as
    /// well: that line is usually a note, such as `（待补）`.
    pub(crate) fn odds_term(&self, range: BeadRange) -> f32 {
        let english = &self.english.sentences[range.english_sentences()];
        let chinese = &self.chinese.sentences[range.chinese_sentences()];
        match (english, chinese) {
            ([one], [other])
                if is_whole(english) && is_whole(chinese) && one.bracketed == other.bracketed =>
            {
                self.weights.odds_in_bead * self.layout.odds(one.segment, other.segment).unwrap_or(0.0)
            }
            _ => 0.0,
        }
    }

    /// Whether the labels of two segments agree; `None` if a segment has no label or only a bullet.
    pub(crate) fn labels_agree(&self, english: usize, chinese: usize) -> Option<bool> {
        let labels = self.segments[english].label.as_ref().zip(self.segments[chinese].label.as_ref());
        labels.and_then(|(one, other)| one.agrees(other))
    }

    /// Returns the score term for the labels of two segments.
    fn labels(&self, english: usize, chinese: usize) -> f32 {
        match self.labels_agree(english, chinese) {
            Some(true) => self.weights.labels_agree,
            Some(false) => self.weights.labels_differ,
            None => 0.0,
        }
    }
}

/// Whether each of the sentences is in brackets.
fn is_bracketed(sentences: &[PageSentence]) -> bool {
    sentences.iter().all(|sentence| sentence.bracketed)
}

/// Whether consecutive sentences make up one or more whole segments.
pub(crate) fn is_whole(sentences: &[PageSentence]) -> bool {
    sentences.first().is_some_and(|sentence| sentence.starts)
        && sentences.last().is_some_and(|sentence| sentence.ends)
}

//! Keeps the pairs of a page whose worth is above a threshold.

use super::blocks::PageSide;
use super::weights as w;
use crate::align::{BeadRange, LENGTH_RATIO, PathBead};

/// A pair of sentences with its score, and the prior of its blocks.
#[derive(Clone, Debug)]
pub(crate) struct ScoredPair {
    pub(crate) range: BeadRange,
    pub(crate) score: f32,
    posterior: f32,
    prior: f32,
}

impl ScoredPair {
    pub(crate) fn new(bead: &PathBead, prior: f32) -> Self {
        Self { range: bead.range, score: bead.score, posterior: bead.posterior, prior }
    }

    /// The worth of the pair without the share of its neighbours.
    fn own(&self) -> f32 {
        self.score + self.prior.max(w::MIN_PRIOR)
    }
}

/// The pairs to keep, each with its confidence. `pairs` are in the order of the English sentences.
pub(crate) fn keep(pairs: &[ScoredPair], english: &PageSide, chinese: &PageSide) -> Vec<(ScoredPair, f32)> {
    let worth: Vec<f32> = (0..pairs.len())
        .map(|at| {
            let support = |other: Option<&ScoredPair>| {
                other.map_or(0.0, |other| other.own().clamp(0.0, w::MAX_NEIGHBOUR))
            };
            let before = support(at.checked_sub(1).and_then(|at| pairs.get(at)));
            pairs[at].own() + w::NEIGHBOUR_SHARE * (before + support(pairs.get(at + 1)))
        })
        .collect();
    let rates: Vec<f32> = pairs.iter().map(|pair| rate(pair, english)).collect();
    let sure: Vec<bool> =
        worth.iter().zip(&rates).map(|(worth, rate)| *worth > w::KEEP && *rate > w::SURE_RATE).collect();
    let covered = is_covered(pairs, &sure, english, chinese);
    let margin = |at: usize| {
        if covered {
            worth[at] - w::KEEP
        } else if sure[at] {
            worth[at] - w::KEEP - w::UNCOVERED
        } else {
            f32::NEG_INFINITY
        }
    };
    let kept = pairs.iter().enumerate().filter(|&(at, _)| margin(at) > 0.0);
    kept.map(|(at, pair)| (pair.clone(), pair.posterior * probability(margin(at)))).collect()
}

/// The score divided by the square root of the English length. The scores of true pairs and of random pairs both grow with
/// that root.
fn rate(pair: &ScoredPair, english: &PageSide) -> f32 {
    let (first, end) = pair.range.english;
    pair.score / english.side.char_count(first, end).max(1.0).sqrt()
}

/// Whether the certain pairs cover at least [`w::COVERED`] of the side with less text.
fn is_covered(pairs: &[ScoredPair], sure: &[bool], english: &PageSide, chinese: &PageSide) -> bool {
    let share = |page_side: &PageSide, of: fn(&BeadRange) -> (usize, usize)| {
        let sure = pairs.iter().zip(sure).filter(|(_, sure)| **sure);
        let covered: f32 = sure
            .map(|(pair, _)| of(&pair.range))
            .map(|(first, end)| page_side.side.char_count(first, end))
            .sum();
        (page_side.side.char_count(0, page_side.side.len()), covered)
    };
    let (english_all, english_covered) = share(english, |range| range.english);
    let (chinese_all, chinese_covered) = share(chinese, |range| range.chinese);
    if english_all < chinese_all * LENGTH_RATIO {
        english_covered >= english_all * w::COVERED
    } else {
        chinese_covered >= chinese_all * w::COVERED
    }
}

/// The probability that a pair is right; `margin` is its worth above the threshold, in nats.
fn probability(margin: f32) -> f32 {
    1.0 / (1.0 + (-w::KEPT_LOG_ODDS - margin).exp())
}

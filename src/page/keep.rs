//! Which pairs of a page are beyond doubt.

use super::inner::PageBead;
use super::unit::Tract;
use super::weights as w;
use crate::align::score::Range;

/// A pair that was found, with what its place on the page says.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) range: Range,
    pub(crate) score: f32,
    posterior: f32,
    prior: f32,
}

impl Found {
    pub(crate) fn new(bead: &PageBead, prior: f32) -> Self {
        Self { range: bead.range, score: bead.score, posterior: bead.posterior, prior }
    }

    /// What speaks for the pair by itself.
    fn own(&self) -> f32 {
        self.score + self.prior.max(-1.0)
    }
}

/// The pairs to keep, each with its confidence; `found` is in the order of the English sentences.
pub(crate) fn keep(found: &[Found], english: &Tract, chinese: &Tract) -> Vec<(Found, f32)> {
    let worth: Vec<f32> = (0..found.len())
        .map(|at| {
            let support =
                |other: Option<&Found>| other.map_or(0.0, |other| other.own().clamp(0.0, w::NEIGHBOUR_MOST));
            let before = support(at.checked_sub(1).and_then(|at| found.get(at)));
            found[at].own() + w::NEIGHBOUR_SHARE * (before + support(found.get(at + 1)))
        })
        .collect();
    let rates: Vec<f32> = found.iter().map(|found| rate(found, english)).collect();
    let sure: Vec<bool> =
        worth.iter().zip(&rates).map(|(worth, rate)| *worth > w::KEEP && *rate > w::SURE_RATE).collect();
    let covered = is_covered(found, &sure, english, chinese);
    let margin = |at: usize| {
        if covered {
            worth[at] - w::KEEP
        } else if sure[at] {
            worth[at] - w::KEEP - w::UNCOVERED
        } else {
            f32::NEG_INFINITY
        }
    };
    let kept = found.iter().enumerate().filter(|&(at, _)| margin(at) > 0.0);
    kept.map(|(at, found)| (found.clone(), found.posterior * logistic(margin(at)))).collect()
}

/// The score in units of what a translation of that length usually scores: it grows with the square root of
/// the length, for true pairs and for chance alike.
fn rate(found: &Found, english: &Tract) -> f32 {
    let (first, end) = found.range.english;
    found.score / english.side.char_count(first, end).max(1.0).sqrt()
}

/// Whether pairs beyond doubt cover enough of the side that has less text.
fn is_covered(found: &[Found], sure: &[bool], english: &Tract, chinese: &Tract) -> bool {
    let share = |tract: &Tract, of: fn(&Range) -> (usize, usize)| {
        let sure = found.iter().zip(sure).filter(|(_, sure)| **sure);
        let covered: f32 = sure
            .map(|(found, _)| of(&found.range))
            .map(|(first, end)| tract.side.char_count(first, end))
            .sum();
        (tract.side.char_count(0, tract.side.len()), covered)
    };
    let (english_all, english_covered) = share(english, |range| range.english);
    let (chinese_all, chinese_covered) = share(chinese, |range| range.chinese);
    let ratio = crate::align::weights::LENGTH_RATIO;
    if english_all < chinese_all * ratio {
        english_covered >= english_all * w::COVERED
    } else {
        chinese_covered >= chinese_all * w::COVERED
    }
}

/// Odds of a margin in nats, from even ones at the threshold.
fn logistic(margin: f32) -> f32 {
    1.0 / (1.0 + (-1.0 - margin).exp())
}

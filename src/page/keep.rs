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
    let mut threshold = w::KEEP;
    if !is_covered(found, &worth, english, chinese) {
        threshold += w::UNCOVERED;
    }
    let sure = found.iter().zip(&worth).filter(|(_, worth)| **worth > threshold);
    sure.map(|(found, worth)| (found.clone(), found.posterior * logistic(worth - threshold))).collect()
}

/// Whether pairs beyond doubt cover enough of the side that has less text.
fn is_covered(found: &[Found], worth: &[f32], english: &Tract, chinese: &Tract) -> bool {
    let share = |tract: &Tract, of: fn(&Range) -> (usize, usize)| {
        let sure = found.iter().zip(worth).filter(|(_, worth)| **worth > w::KEEP + w::UNCOVERED);
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

//! Covers a query with as few terms as possible.

use super::units::{UnitScratch, is_mark};
use crate::tokenize::ChineseTokenizer;

/// The best cover of a query. A cover cuts the query into parts, such as `北京大学|的|地图`. A part is a
/// dictionary word of several units, or a single unit. Every part is a term, except a single mark.
#[derive(Clone, Debug, Default)]
pub(super) struct CoverScratch {
    /// `steps[i]` describes the best cover of `units[i..]`. There is one step more than units, and the last step is
    /// all zero.
    steps: Vec<CoverStep>,
}

#[derive(Clone, Copy, Debug, Default)]
struct CoverStep {
    /// Number of terms in the cover.
    terms: u32,
    /// Number of units in the first part of the cover.
    units: u32,
}

impl CoverScratch {
    /// Finds the cover with the fewest terms. If several covers have the fewest terms, takes the cover with the
    /// longest first part. No part extends past a unit for which `begins_phrase` is true.
    ///
    /// Time O(n · w) for n units, if at most w words begin at each unit.
    pub(super) fn solve(
        &mut self,
        units: &UnitScratch,
        chinese: &ChineseTokenizer,
        begins_phrase: impl Fn(usize) -> bool,
    ) {
        let len = units.units.len();
        self.steps.clear();
        self.steps.resize(len + 1, CoverStep::default());
        let mut phrase_end = len;
        for at in (0..len).rev() {
            let own = u32::from(!is_mark(&units.units[at]));
            let mut best = CoverStep { terms: own + self.steps[at + 1].terms, units: 1 };
            units.words_at(chinese, at, |length| {
                if at + length <= phrase_end {
                    let terms = 1 + self.steps[at + length].terms;
                    if terms <= best.terms {
                        best = CoverStep { terms, units: length as u32 };
                    }
                }
            });
            self.steps[at] = best;
            if begins_phrase(at) {
                phrase_end = at;
            }
        }
    }

    /// Returns the number of units in the first part of the best cover of `units[at..]`.
    pub(super) fn length(&self, at: usize) -> usize {
        self.steps.get(at).map_or(1, |step| step.units.max(1) as usize)
    }
}

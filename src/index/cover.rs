//! The fewest words that cover a query.

use super::units::{UnitScratch, is_mark};
use crate::tokenize::ChineseTokenizer;

/// The best cover of a query, and of each part of the query that extends to the end. A cover divides the
/// units of a query into words of several units and single units. Each of them is a term, unless it is a
/// single mark.
#[derive(Clone, Debug, Default)]
pub(super) struct CoverScratch {
    /// `steps[i]` describes the best cover of the units from unit `i` to the end. There is one entry more than
    /// units.
    steps: Vec<CoverStep>,
}

#[derive(Clone, Copy, Debug, Default)]
struct CoverStep {
    /// Number of terms in the cover.
    terms: u32,
    /// Number of units of the first term in the cover.
    units: u32,
}

impl CoverScratch {
    /// Finds the best cover of the units: of the covers with the fewest terms, the one whose first word is
    /// longest. A phrase starts at each unit for which `begins_phrase` is true, and no word extends across
    /// the start of a phrase.
    ///
    /// Time O(n · w) for n units at each of which at most w words begin.
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

    /// Number of units of the first term of the best cover of the units from `at` to the end.
    pub(super) fn length(&self, at: usize) -> usize {
        self.steps.get(at).map_or(1, |step| step.units.max(1) as usize)
    }
}

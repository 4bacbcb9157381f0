//! The score of a cut. A cut is a boundary between sentences on both sides. Its score is higher if both sides have the
//! same marks there, such as a question mark before the cut.

use super::model::Model;
use super::side::Side;

/// Returns the score of a cut, in nats; 0 at the start or the end of either side. `cut` is a pair of indices: the
/// first Chinese sentence and the first English sentence after the cut.
pub(crate) fn cut_score(english: &Side, chinese: &Side, model: &Model, cut: (usize, usize)) -> f32 {
    let (at_z, at_e) = cut;
    if at_z == 0 || at_e == 0 || at_z >= chinese.len() || at_e >= english.len() {
        return 0.0;
    }
    let weights = &model.weights;
    let (before_z, before_e) = (chinese.marks[at_z - 1], english.marks[at_e - 1]);
    let (after_z, after_e) = (chinese.marks[at_z], english.marks[at_e]);
    let mut score = 0.0;
    // Quotation marks are evidence only if both sides of the document have them.
    if english.has_quotes && chinese.has_quotes {
        if before_z.quoted != before_e.quoted {
            score += weights.quote_state_differs;
        }
        score += match (before_z.closes, before_e.closes) {
            (true, true) => weights.both_close,
            (false, false) => 0.0,
            _ => weights.one_closes,
        };
        if after_z.opens && after_e.opens {
            score += weights.both_open;
        }
    }
    score += match (before_z.asks, before_e.asks) {
        (true, true) => weights.both_ask,
        (false, false) => 0.0,
        _ => weights.one_asks,
    };
    score
        + match (before_z.unfinished, before_e.unfinished) {
            (true, true) => weights.both_unfinished,
            (true, false) => weights.chinese_unfinished,
            (false, true) => weights.english_unfinished,
            (false, false) => 0.0,
        }
}

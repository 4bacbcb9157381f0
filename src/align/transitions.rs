//! How each bead changes the odds of the next one, because sentences without a counterpart often come in runs.

use super::kind::{NULL_CHINESE, NULL_ENGLISH};
use super::model::Model;
use super::range::BeadRange;
use super::side::Side;
use super::weights::{LENGTH_RATIO, NULL_RUN_PRIOR, NULL_SHARE};

/// Number of states. The state of a path is set by its last bead: a pair, a Chinese null bead, or an English null
/// bead.
pub(crate) const STATES: usize = 3;

/// `transitions[before][after]` is added to the score of a bead with the state `after` that follows a bead with the
/// state `before`. It is the logarithm of the transition probability divided by the usual probability of `after`. The
/// priors of the bead kinds already cover the usual probability.
pub(crate) type Transitions<const N: usize> = [[f32; N]; N];

/// Returns the state of a path whose last bead has this kind, in a model of `N` states.
#[inline(always)]
pub(crate) const fn state<const N: usize>(kind: usize) -> usize {
    match kind {
        _ if N == 1 => 0,
        NULL_CHINESE => 1,
        NULL_ENGLISH => 2,
        _ => 0,
    }
}

/// Upper limit of the probability that a run of null beads starts after a pair.
const MAX_ENTRY: f32 = 0.45;

/// Computes the transitions of a document from the lengths of its sides. All of them are less than .1 nats from 0
/// unless one side is [`Weights::balanced`](super::weights::Weights) times as long as a translation of the other side
/// would be.
///
/// The transitions form a Markov chain. Its stationary distribution has about the share of null beads that the lengths
/// suggest. The larger this share, the longer the mean run of null beads. If the lengths suggest no missing sentences, the
/// runs are measured on `path`, which is empty in the first pass; the share does not depend on the path. In a text with
/// many missing sentences, the path is not reliable enough.
pub(crate) fn transitions(
    english: &Side,
    chinese: &Side,
    model: &Model,
    path: &[BeadRange],
) -> Transitions<STATES> {
    let fitted = &model.weights;
    let ratio = english.char_count(0, english.len())
        / chinese.expected_chars(0, chinese.len(), LENGTH_RATIO).max(1.0);
    let share = |excess: f32| (1.0 - fitted.balanced / excess).clamp(NULL_SHARE, fitted.null_share_most);
    // The share of each state among the beads, and the probability that the next bead has the same state.
    let shares = [1.0, share(1.0 / ratio), share(ratio)];
    let stays: [f32; STATES] = if shares[1..] == [NULL_SHARE; 2] {
        std::array::from_fn(
            |state| if state == 0 { 0.0 } else { stay_on_path(path, state, fitted.null_share_most) },
        )
    } else {
        shares.map(|share| 1.0 - 1.0 / (1.0 + fitted.run_growth * (share - NULL_SHARE)))
    };
    let usual = [1.0 - 2.0 * NULL_SHARE, NULL_SHARE, NULL_SHARE];
    let pairs = 1.0 - shares[1] - shares[2];
    let enters = |null: usize| (shares[null] / pairs * (1.0 - stays[null])).min(MAX_ENTRY);
    let leaves_pairs = [1.0 - enters(1) - enters(2), enters(1), enters(2)];
    let mut transitions = [[0.0; STATES]; STATES];
    for (before, row) in transitions.iter_mut().enumerate() {
        for (after, log_odds) in row.iter_mut().enumerate() {
            let probability = match (before, after) {
                (0, _) => leaves_pairs[after],
                _ if before == after => stays[before].max(usual[after]),
                _ => {
                    (1.0 - stays[before].max(usual[before])) * leaves_pairs[after]
                        / (1.0 - leaves_pairs[before])
                }
            };
            *log_odds = (probability / usual[after]).ln();
        }
    }
    transitions
}

/// Returns the probability that a null bead is followed by another one of its side: the share on a path, smoothed by
/// the share in a text without runs. Returns 0 if the null beads are more than `most` of the path, because such a path
/// of two texts of balanced lengths is wrong.
fn stay_on_path(path: &[BeadRange], null: usize, most: f32) -> f32 {
    let is_null = |range: &BeadRange| match null {
        1 => range.english_sentences().is_empty(),
        _ => range.chinese_sentences().is_empty(),
    };
    let all = path.iter().filter(|range| is_null(range)).count() as f32;
    if all > most * path.len() as f32 {
        return 0.0;
    }
    let stays = path.windows(2).filter(|pair| pair.iter().all(is_null)).count() as f32;
    (stays + NULL_RUN_PRIOR * NULL_SHARE) / (all + NULL_RUN_PRIOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_measured_on_a_plausible_path() {
        let bead = |at: usize, null: bool| BeadRange {
            chinese: (at, at + 1),
            english: (at, at + usize::from(!null)),
        };
        let path = |nulls: [usize; 4]| -> Vec<BeadRange> {
            (0..100).map(|at| bead(at, nulls.contains(&at))).collect()
        };
        let (run, apart) = (path([10, 11, 12, 13]), path([10, 30, 50, 70]));
        assert!(stay_on_path(&run, 1, 0.25) > 3.0 * stay_on_path(&apart, 1, 0.25));
        assert!(stay_on_path(&apart, 1, 0.25) < NULL_SHARE);
        // No null bead of the other side, and too many of this side.
        assert_eq!(stay_on_path(&run, 2, 0.25), NULL_SHARE);
        assert_eq!(stay_on_path(&run[8..16], 1, 0.25), 0.0);
    }
}

//! The layout of a page: which relations join lines that translate each other. The layout is learned from the
//! page itself. If its English lines are above their translations, a verse or a name is paired by its place.
//!
//! A pair of lines is *true* if its lines translate each other. The words of a pair give the likelihood ratio of
//! the pair. From these ratios, expectation maximization estimates the share of true pairs for each relation. For a
//! relation with few pairs, the share comes mostly from all relations in its direction, such as English above Chinese.

use super::features::{LineValues, line_features, weighted};
use super::relations::{Direction, LinePair, RELATIONS, Relation};
use super::weights::{LAYOUT_ROUNDS, MAX_DISTANT, MAX_LINE_CELLS, PageWeights};
use crate::align::PartAligner;

/// The relations of the lines of a page, and the log odds that a relation joins translations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// `relations[i]` holds the Chinese segments that are related to English segment `i`: one before it, then one
    /// after it.
    relations: Vec<[Option<(usize, Relation)>; 2]>,
    /// Log odds in nats that a pair of lines is true, by relation.
    odds: [f32; RELATIONS],
}

/// The relation of a pair of lines, and the features of the pair.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineEvidence {
    pub(crate) relation: Relation,
    pub(crate) features: LineValues,
}

impl Layout {
    /// Learns the layout from pairs of lines. `line_count` is the number of English and Chinese lines of the page.
    ///
    /// Time O(tokens of the lines).
    pub(crate) fn learn(
        aligner: &mut PartAligner<'_>,
        pairs: &[LinePair],
        line_count: usize,
        weights: &PageWeights,
    ) -> Self {
        let last = pairs.iter().map(|pair| pair.english.segment).max();
        let mut relations = vec![[None; 2]; last.map_or(0, |last| last + 1)];
        for pair in pairs {
            let (english, chinese) = (pair.english.segment, pair.chinese.segment);
            relations[english][usize::from(chinese > english)] = Some((chinese, pair.relation));
        }
        let evidence: Vec<_> = evidence(aligner, pairs).into_iter().map(|(_, evidence)| evidence).collect();
        let strictness = strictness(aligner, pairs, &evidence, line_count, weights);
        let ratios = |chosen: &dyn Fn(Relation) -> bool| -> Vec<f32> {
            let own = evidence.iter().filter(|line| chosen(line.relation));
            own.map(|line| weighted(&line.features, &weights.line)).collect()
        };
        let of_direction = Direction::ALL.map(|direction| {
            let all = ratios(&|relation| relation.direction() == direction);
            sigmoid(share_log_odds(&all, weights.share, weights.share_count))
        });
        let odds = std::array::from_fn(|number| {
            let relation = Relation::ALL[number];
            let (share, count) = match strictness[number] {
                Strictness::Open => (of_direction[relation.direction() as usize], weights.direction_count),
                Strictness::Strict => (weights.strict_share, weights.strict_count),
                Strictness::Opposed => (weights.opposite_share, weights.opposite_count),
            };
            let own = ratios(&|other| other == relation);
            share_log_odds(&own, share, count).clamp(-weights.max_odds, weights.max_odds)
        });
        Self { relations, odds }
    }

    /// Returns the log odds that two segments translate each other, judged by their relation; `None` if they have no
    /// relation.
    pub(crate) fn odds(&self, english: usize, chinese: usize) -> Option<f32> {
        self.relation(english, chinese).map(|relation| self.odds[relation as usize])
    }

    /// Returns the relation of two segments, if they have one.
    pub(crate) fn relation(&self, english: usize, chinese: usize) -> Option<Relation> {
        let (other, relation) = self.relations.get(english)?[usize::from(chinese > english)]?;
        (other == chinese).then_some(relation)
    }
}

/// Returns the pairs whose lines are short enough to be compared, each with its evidence.
pub(crate) fn evidence<'l>(
    aligner: &mut PartAligner<'_>,
    pairs: &'l [LinePair],
) -> Vec<(&'l LinePair, LineEvidence)> {
    let short = pairs.iter().filter(|pair| is_short(pair, pair));
    short
        .map(|pair| (pair, LineEvidence { relation: pair.relation, features: features(aligner, pair, pair) }))
        .collect()
}

/// Whether the English line of `one` and the Chinese line of `other` are short enough to be compared.
fn is_short(one: &LinePair, other: &LinePair) -> bool {
    one.english.sentences.len() * other.chinese.sentences.len() <= MAX_LINE_CELLS
}

fn features(aligner: &mut PartAligner<'_>, one: &LinePair, other: &LinePair) -> LineValues {
    let (english, chinese) = (one.english.sentences.clone(), other.chinese.sentences.clone());
    let (chars, single) = (aligner.english_chars(&english), english.len() == 1 && chinese.len() == 1);
    line_features(aligner.whole(english, chinese), chars, single)
}

/// Returns the log odds of the share of true pairs. `ratios` has the log-likelihood ratio of each pair. `prior`, the
/// prior of the share, counts as `count` pairs.
fn share_log_odds(ratios: &[f32], prior: f32, count: f32) -> f32 {
    let mut share = prior;
    for _ in 0..LAYOUT_ROUNDS {
        let odds = log_odds(share);
        let expected: f32 = ratios.iter().map(|ratio| sigmoid(ratio + odds)).sum();
        share = (expected + count * prior) / (ratios.len() as f32 + count);
    }
    log_odds(share)
}

/// The role of a relation on a page. A page is strict if one relation gives almost every line its counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strictness {
    /// Neither this relation nor one in the opposite direction makes the page strict.
    Open,
    /// This relation makes the page strict.
    Strict,
    /// A relation in the opposite direction makes the page strict.
    Opposed,
}

/// Returns the strictness of each relation. A relation can make the page strict if it has enough pairs, if the pairs
/// contain most lines of the page, and if the rates of the pairs (see [`line_features`]) are higher than those of
/// distant lines by Student's t test.
fn strictness(
    aligner: &mut PartAligner<'_>,
    pairs: &[LinePair],
    evidence: &[LineEvidence],
    line_count: usize,
    weights: &PageWeights,
) -> [Strictness; RELATIONS] {
    let mut t = [f32::NEG_INFINITY; RELATIONS];
    let mut strict = [false; RELATIONS];
    for relation in Relation::ALL {
        let own = evidence.iter().filter(|line| line.relation == relation);
        let own: Vec<f32> = own.map(|line| line.features[1]).collect();
        if (own.len() as f32) < weights.strict_pairs {
            continue;
        }
        let of_relation: Vec<&LinePair> = pairs.iter().filter(|pair| pair.relation == relation).collect();
        t[relation as usize] = t_value(&own, &distant_rates(aligner, &of_relation));
        strict[relation as usize] = t[relation as usize] > weights.strict_t
            && 2.0 * own.len() as f32 >= weights.strict_cover * line_count as f32;
    }
    let at = |relation: Relation| relation as usize;
    std::array::from_fn(|number| {
        let relation = Relation::ALL[number];
        let rivals = || Relation::ALL.into_iter().filter(|&rival| rival.opposes(relation));
        if strict[number] && rivals().all(|rival| t[at(rival)] < t[number]) {
            Strictness::Strict
        } else if rivals().any(|rival| strict[at(rival)] && t[at(rival)] > t[number]) {
            Strictness::Opposed
        } else {
            Strictness::Open
        }
    })
}

/// Returns the rates of at most [`MAX_DISTANT`] pairs of distant lines. Each pair joins the English line of one element
/// of `pairs` with the Chinese line of another element, half the slice away.
fn distant_rates(aligner: &mut PartAligner<'_>, pairs: &[&LinePair]) -> Vec<f32> {
    let (count, shift) = (pairs.len(), pairs.len() / 2);
    let step = count.div_ceil(MAX_DISTANT).max(1);
    let mut rates = Vec::new();
    for at in (0..count).step_by(step) {
        let (one, other) = (pairs[at], pairs[(at + shift) % count]);
        if is_short(one, other) {
            rates.push(features(aligner, one, other)[1]);
        }
    }
    rates
}

/// Returns Student's t for the difference of the means of two samples, or minus infinity if a sample has fewer than two
/// values.
fn t_value(own: &[f32], distant: &[f32]) -> f32 {
    if own.len() < 2 || distant.len() < 2 {
        return f32::NEG_INFINITY;
    }
    let mean = |sample: &[f32]| sample.iter().sum::<f32>() / sample.len() as f32;
    let squares = |sample: &[f32]| {
        let mean = mean(sample);
        sample.iter().map(|value| (value - mean).powi(2)).sum::<f32>()
    };
    let degrees = (own.len() + distant.len() - 2) as f32;
    let deviation = ((squares(own) + squares(distant)) / degrees).sqrt().max(0.05);
    (mean(own) - mean(distant)) / (deviation * (1.0 / own.len() as f32 + 1.0 / distant.len() as f32).sqrt())
}

pub(crate) fn sigmoid(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// Returns the log odds of a probability, limited to about 16 nats on either side of 0.
pub(crate) fn log_odds(probability: f32) -> f32 {
    let bounded = probability.clamp(1e-7, 1.0 - 1e-7);
    (bounded / (1.0 - bounded)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four pairs with a log-likelihood ratio of 0 leave the share at its prior of one half. With a ratio of 1
    /// each, the share rises until it equals (4 p + .2) / 4.4, where p = sigmoid(1 + log odds of the share).
    #[test]
    fn a_share_rises_with_its_evidence() {
        assert!(share_log_odds(&[0.0; 4], 0.5, 0.4).abs() < 1e-4);
        let odds = share_log_odds(&[1.0; 4], 0.5, 0.4);
        let share = sigmoid(odds);
        assert!((share - (4.0 * sigmoid(1.0 + odds) + 0.2) / 4.4).abs() < 1e-3 && share > 0.8, "{share}");
        assert!(share_log_odds(&[-1.0; 4], 0.5, 0.4) < -1.5);
    }

    /// The means are 2 and 1. The squared deviations are .5 in each sample, over 2 degrees of freedom, so the deviation
    /// is sqrt(1 / 2) = .707. Thus t = 1 / (.707 * sqrt(1 / 2 + 1 / 2)) = 1.414.
    #[test]
    fn t_value_by_hand() {
        assert!((t_value(&[1.5, 2.5], &[0.5, 1.5]) - 1.414).abs() < 1e-3);
    }
}

//! The features of a candidate: how well it explains the words of both documents, alone and compared with its rivals.

use std::collections::HashMap;

use super::candidates::MatchCandidate;
use crate::Bitext;
use crate::tables::FastHash;

/// Names of the features, in the order of the weights.
pub(super) const MATCH_FEATURES: [&str; 10] = [
    "constant",
    "gain of the English words",
    "gain of the Chinese words",
    "gain times the logarithm of the load",
    "cosine",
    "lead over the best rival for the English document",
    "lead over the best rival for the Chinese document",
    "lead of the cosine",
    "length ratio",
    "logarithm of the load",
];

/// Names of the features of a pair after its sentences have been aligned, in the order of their weights.
pub(super) const CONFIRMATION_FEATURES: [&str; 4] = [
    "constant",
    "log odds of the first model",
    "log odds of the aligner",
    "share of the sentences that are in pairs",
];

/// Limit of log odds, in nats: larger values say no more.
const MOST_ODDS: f32 = 8.0;

/// Returns the features of a pair whose first probability is `first`, after its sentences have been aligned.
pub(super) fn confirmation_features(first: f32, bitext: &Bitext<'_>) -> [f32; CONFIRMATION_FEATURES.len()] {
    let log_odds = |probability: f32| {
        let odds = (probability / (1.0 - probability)).ln();
        odds.clamp(-MOST_ODDS, MOST_ODDS)
    };
    let paired: usize = bitext.pairs().map(|pair| pair.kind().english + pair.kind().chinese).sum();
    let all = bitext.english_sentences().len() + bitext.chinese_sentences().len();
    let translated = bitext.translation_probability().unwrap_or(0.5);
    [1.0, log_odds(first), log_odds(translated), paired as f32 / all.max(1) as f32]
}

/// Minimum of the mean gain, in nats, and of the cosine of the best rival: the values of an unrelated document. They
/// are also used if there is no rival, as in a small collection.
const UNRELATED: (f32, f32) = (0.3, 0.05);
/// Limit of a mean gain and of a lead, in nats: larger values say no more.
const MOST: f32 = 3.0;
/// Added to both cosines of a lead, so that the lead is near 0 if both cosines are small.
const COSINE_FLOOR: f32 = 0.02;

/// The values of the features.
pub(super) type MatchFeatures = [f32; MATCH_FEATURES.len()];

/// A candidate with its features, for fitting the weights.
#[cfg(feature = "train")]
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct MatchExample {
    /// The index of the English document.
    pub english: usize,
    /// The index of the Chinese document.
    pub chinese: usize,
    /// The features, in the order of the weights.
    pub features: Vec<f32>,
    /// The probability that the documents translate each other, by the current weights.
    pub probability: f32,
}

/// The highest two values of a document, with the other document of the highest.
#[derive(Clone, Copy, Default)]
struct TopTwo {
    first: Option<(f32, usize)>,
    second: Option<f32>,
}

impl TopTwo {
    fn add(&mut self, value: f32, other: usize) {
        match self.first {
            Some((first, _)) if value <= first => {
                self.second = Some(self.second.map_or(value, |old| old.max(value)));
            }
            first => {
                self.second = first.map(|(value, _)| value);
                self.first = Some((value, other));
            }
        }
    }

    /// Returns the highest value of the documents other than `other`.
    fn rival(&self, other: usize) -> Option<f32> {
        match self.first {
            Some((value, first)) if first != other => Some(value),
            _ => self.second,
        }
    }
}

/// Returns the features of all candidates. Time O(candidates).
pub(super) fn match_features(candidates: &[MatchCandidate]) -> Vec<MatchFeatures> {
    type ByDocument = HashMap<usize, (TopTwo, TopTwo), FastHash>;
    let (mut english, mut chinese): (ByDocument, ByDocument) = Default::default();
    for one in candidates {
        for (rivals, own, other) in
            [(&mut english, one.english, one.chinese), (&mut chinese, one.chinese, one.english)]
        {
            let (gains, cosines) = rivals.entry(own).or_default();
            gains.add(one.gain(), other);
            cosines.add(one.cosine, other);
        }
    }
    candidates
        .iter()
        .map(|one| {
            let rival = |rivals: &ByDocument, own: usize, other: usize| {
                let (gains, cosines) = rivals.get(&own).copied().unwrap_or_default();
                (
                    gains.rival(other).unwrap_or(0.0).max(UNRELATED.0),
                    cosines.rival(other).unwrap_or(0.0).max(UNRELATED.1),
                )
            };
            features(
                one,
                rival(&english, one.english, one.chinese),
                rival(&chinese, one.chinese, one.english),
            )
        })
        .collect()
}

/// Returns the features of a candidate. Each rival is given by its mean gain and its cosine.
fn features(one: &MatchCandidate, english_rival: (f32, f32), chinese_rival: (f32, f32)) -> MatchFeatures {
    let mean = |gain: f32, load: f32| (gain / load.max(1.0)).min(MOST);
    let gain = one.gain().min(MOST);
    let load = (one.english_fit.load + one.chinese_fit.load).max(1.0).ln();
    let rival = english_rival.1.max(chinese_rival.1);
    [
        1.0,
        mean(one.english_fit.gain, one.english_fit.load),
        mean(one.chinese_fit.gain, one.chinese_fit.load),
        gain * load,
        one.cosine,
        (gain - english_rival.0).clamp(-MOST, MOST),
        (gain - chinese_rival.0).clamp(-MOST, MOST),
        ((one.cosine + COSINE_FLOOR) / (rival + COSINE_FLOOR)).ln(),
        one.length.abs().min(MOST),
        load,
    ]
}

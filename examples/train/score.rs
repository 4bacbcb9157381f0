//! Strict F1 and calibration of alignments.

use std::collections::HashSet;

use bitext::Bead;

use crate::gold::Gold;

/// Counts over some documents.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    predicted: usize,
    right: usize,
    /// Number of gold beads with both sides.
    gold_pairs: usize,
    /// Number of gold beads with both sides that were predicted.
    found_pairs: usize,
    /// For each tenth of the range of confidences from 0 to 1: number of pairs, sum of their confidences, number of
    /// correct pairs.
    tenths: [(usize, f64, usize); 10],
    /// Number of pairs with a confidence of at least .9, and number of these pairs that are correct.
    sure: (usize, usize),
    /// Sum of the log losses of the pairs' confidences, in nats.
    loss: f64,
    /// Number of gold null sentences that the alignment pairs, and number of gold paired sentences that the alignment
    /// leaves null.
    nulls: (usize, usize),
}

impl Score {
    pub(crate) fn add(&mut self, gold: &[Gold], beads: &[Bead]) {
        self.gold_pairs +=
            gold.iter().filter(|(english, chinese)| !english.is_empty() && !chinese.is_empty()).count();
        let (gold_nulls, nulls) = (gold_nulls(gold), bead_nulls(beads));
        self.nulls.0 += gold_nulls.difference(&nulls).count();
        self.nulls.1 += nulls.difference(&gold_nulls).count();
        for bead in beads {
            let right = gold.iter().any(|(english, chinese)| {
                english.iter().copied().eq(bead.english.clone())
                    && chinese.iter().copied().eq(bead.chinese.clone())
            });
            self.predicted += 1;
            self.right += usize::from(right);
            if bead.is_null() {
                continue;
            }
            self.found_pairs += usize::from(right);
            let tenth = &mut self.tenths[((bead.confidence * 10.0) as usize).min(9)];
            tenth.0 += 1;
            tenth.1 += f64::from(bead.confidence);
            tenth.2 += usize::from(right);
            let confidence = f64::from(bead.confidence).clamp(1e-3, 1.0 - 1e-3);
            self.loss -= if right { confidence.ln() } else { (1.0 - confidence).ln() };
            if bead.confidence >= 0.9 {
                self.sure.0 += 1;
                self.sure.1 += usize::from(right);
            }
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.predicted += other.predicted;
        self.right += other.right;
        self.gold_pairs += other.gold_pairs;
        self.found_pairs += other.found_pairs;
        for (own, other) in self.tenths.iter_mut().zip(other.tenths) {
            *own = (own.0 + other.0, own.1 + other.1, own.2 + other.2);
        }
        self.sure = (self.sure.0 + other.sure.0, self.sure.1 + other.sure.1);
        self.loss += other.loss;
        self.nulls = (self.nulls.0 + other.nulls.0, self.nulls.1 + other.nulls.1);
    }

    /// Returns the number of gold null sentences that the alignment pairs, and the number of gold paired sentences
    /// that the alignment leaves null.
    pub(crate) fn nulls(&self) -> (usize, usize) {
        self.nulls
    }

    /// Returns the number of predicted beads.
    pub(crate) fn beads(&self) -> usize {
        self.predicted
    }

    /// Returns the mean log loss of a pair, in nats.
    pub(crate) fn log_loss(&self) -> f64 {
        let pairs: usize = self.tenths.iter().map(|tenth| tenth.0).sum();
        self.loss / pairs.max(1) as f64
    }

    /// Returns strict F1. Precision is over all predicted beads; recall is over the gold beads with both sides.
    pub(crate) fn f1(&self) -> f64 {
        let precision = self.right as f64 / self.predicted.max(1) as f64;
        let recall = self.found_pairs as f64 / self.gold_pairs.max(1) as f64;
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    /// Returns the expected calibration error over ten equal bins.
    pub(crate) fn calibration_error(&self) -> f64 {
        let pairs: usize = self.tenths.iter().map(|tenth| tenth.0).sum();
        let off: f64 = self.tenths.iter().map(|&(_, said, right)| (said - right as f64).abs()).sum();
        off / pairs.max(1) as f64
    }

    /// Returns the precision of the pairs with a confidence of at least .9.
    pub(crate) fn sure_precision(&self) -> f64 {
        self.sure.1 as f64 / self.sure.0.max(1) as f64
    }
}

/// Sentences without a counterpart, as pairs: whether the sentence is English, and its index.
type Nulls = HashSet<(bool, usize)>;

fn gold_nulls(gold: &[Gold]) -> Nulls {
    let nulls = gold.iter().filter(|(english, chinese)| english.is_empty() || chinese.is_empty());
    nulls
        .flat_map(|(english, chinese)| {
            let chinese = chinese.iter().map(|&at| (false, at));
            english.iter().map(|&at| (true, at)).chain(chinese)
        })
        .collect()
}

fn bead_nulls(beads: &[Bead]) -> Nulls {
    let nulls = beads.iter().filter(|bead| bead.is_null());
    nulls
        .flat_map(|bead| {
            let chinese = bead.chinese.clone().map(|at| (false, at));
            bead.english.clone().map(|at| (true, at)).chain(chinese)
        })
        .collect()
}

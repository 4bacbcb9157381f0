//! Scores of the pairs that are found on pages.

use std::fmt;

/// Counts over some pages. A pair with a probability of at least .5 is kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) gold: usize,
    kept: usize,
    right: usize,
    /// Number of candidate pairs, kept or not.
    pairs: usize,
    /// Log loss of all candidate pairs in nats.
    loss: f64,
    /// For each tenth of the range of probabilities from 0 to 1: number of kept pairs, sum of their probabilities,
    /// number of correct pairs.
    tenths: [(usize, f64, usize); 10],
    /// Number of pairs with a probability of at least .9, and number of these pairs that are correct.
    sure: (usize, usize),
}

impl Outcome {
    pub(crate) const HEADER: &str = "pages                                          precision recall F1     log loss  calibration error  right at .9";

    pub(crate) fn add(&mut self, probability: f64, right: bool) {
        self.pairs += 1;
        let bounded = probability.clamp(1e-6, 1.0 - 1e-6);
        self.loss -= if right { bounded.ln() } else { (1.0 - bounded).ln() };
        if probability < 0.5 {
            return;
        }
        self.kept += 1;
        self.right += usize::from(right);
        let tenth = &mut self.tenths[((probability * 10.0) as usize).min(9)];
        *tenth = (tenth.0 + 1, tenth.1 + probability, tenth.2 + usize::from(right));
        if probability >= 0.9 {
            self.sure = (self.sure.0 + 1, self.sure.1 + usize::from(right));
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.gold += other.gold;
        self.kept += other.kept;
        self.right += other.right;
        self.pairs += other.pairs;
        self.loss += other.loss;
        for (own, other) in self.tenths.iter_mut().zip(other.tenths) {
            *own = (own.0 + other.0, own.1 + other.1, own.2 + other.2);
        }
        self.sure = (self.sure.0 + other.sure.0, self.sure.1 + other.sure.1);
    }

    /// Returns the number of pairs with a probability of at least .5.
    pub(crate) fn kept(&self) -> usize {
        self.kept
    }

    /// Returns the mean log loss of a candidate pair, in nats.
    pub(crate) fn log_loss(&self) -> f64 {
        self.loss / self.pairs.max(1) as f64
    }

    pub(crate) fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.kept + self.gold).max(1) as f64
    }

    /// Returns the expected calibration error of the kept pairs over ten equal bins.
    pub(crate) fn calibration_error(&self) -> f64 {
        let off: f64 = self.tenths.iter().map(|&(_, said, right)| (said - right as f64).abs()).sum();
        off / self.kept.max(1) as f64
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        write!(
            f,
            "    {:.4}    {:.4} {:.4} {:.4}    {:.4}             {:.4}",
            share(self.right, self.kept),
            share(self.right, self.gold),
            self.f1(),
            self.log_loss(),
            self.calibration_error(),
            share(self.sure.1, self.sure.0)
        )
    }
}

//! Converts the times of two subtitle files to one clock.

use super::bead::Bead;

/// When each sentence is shown: start and end, in seconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct SentenceTimes {
    pub(crate) english: Vec<(f64, f64)>,
    pub(crate) chinese: Vec<(f64, f64)>,
}

/// Minimum confidence of a pair whose times are compared.
const MIN_CONFIDENCE: f32 = 0.8;

/// Minimum number of pairs for fitting the clocks. With fewer pairs, both files are assumed to have the same clock.
const MIN_PAIRS: usize = 5;

/// Maximum median difference between the English and the Chinese start of a pair, on the same clock and in seconds. If
/// the difference is larger, the times are not used.
const MAX_DIFFERENCE: f64 = 1.0;

/// Maximum number of pairs to which the speed and the offset are fitted.
const MAX_SAMPLES: usize = 200;

impl SentenceTimes {
    /// Converts the Chinese times to the clock of the English times: `time * speed + offset`. Returns `None` if the
    /// median difference between the times of the pairs is then still more than [`MAX_DIFFERENCE`].
    pub(crate) fn synchronized(mut self, beads: &[Bead]) -> Option<Self> {
        let starts: Vec<(f64, f64)> = beads
            .iter()
            .filter(|bead| bead.confidence >= MIN_CONFIDENCE && !bead.is_null())
            .filter_map(|bead| {
                Some((self.english.get(bead.english.start)?.0, self.chinese.get(bead.chinese.start)?.0))
            })
            .collect();
        let (speed, offset) = if starts.len() < MIN_PAIRS { (1.0, 0.0) } else { fit(&starts) };
        let differences = starts.iter().map(|(english, chinese)| (chinese * speed + offset - english).abs());
        if median(differences.collect()).is_some_and(|difference| difference > MAX_DIFFERENCE) {
            return None;
        }
        for (start, end) in &mut self.chinese {
            (*start, *end) = (*start * speed + offset, *end * speed + offset);
        }
        Some(self)
    }
}

/// Returns the speed and the offset for which `second * speed + offset` is close to `first` in the pairs `(first,
/// second)`. The speed is the median of the slopes between pairs (Theil 1950, Sen 1968), or 1 if that median is not
/// from .8 to 1.25. The offset is the median of the differences that remain.
fn fit(pairs: &[(f64, f64)]) -> (f64, f64) {
    let step = pairs.len().div_ceil(MAX_SAMPLES);
    let sample: Vec<(f64, f64)> = pairs.iter().step_by(step).copied().collect();
    let half = sample.len() / 2;
    let slopes = sample.iter().zip(&sample[half..]).filter_map(|(one, other)| {
        let length = other.1 - one.1;
        (length > 0.0).then(|| (other.0 - one.0) / length)
    });
    let speed = median(slopes.collect()).filter(|speed| (0.8..1.25).contains(speed)).unwrap_or(1.0);
    let offset = median(sample.iter().map(|(one, other)| one - other * speed).collect()).unwrap_or(0.0);
    (speed, offset)
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    let middle = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let (_, value, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    Some(*value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(seconds: &[f64]) -> Vec<(f64, f64)> {
        seconds.iter().map(|&start| (start, start + 2.0)).collect()
    }

    #[test]
    fn clocks_are_synchronized() {
        let seconds: Vec<f64> = (0..40).map(|number| f64::from(number * number)).collect();
        let late: Vec<f64> = seconds.iter().map(|second| (second + 7.0) * 25.0 / 24.0).collect();
        let beads: Vec<Bead> = (0..40)
            .map(|at| Bead { confidence: 0.9, ..Bead::bare(at..at + 1, at..at + 1, 5.0, 0.9) })
            .collect();
        let both = SentenceTimes { english: times(&seconds), chinese: times(&late) };
        let found = both.synchronized(&beads).unwrap();
        for (one, other) in found.english.iter().zip(&found.chinese) {
            assert!((one.0 - other.0).abs() < 0.01, "{one:?} {other:?}");
        }
        let mixed: Vec<f64> = late.iter().rev().copied().collect();
        let both = SentenceTimes { english: times(&seconds), chinese: times(&mixed) };
        assert!(both.synchronized(&beads).is_none());
    }
}

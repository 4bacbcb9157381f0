//! The times of subtitles as evidence of which sentences translate each other.

use super::range::BeadRange;

/// Score of sentences that are shown at exactly the same time, in nats. It falls linearly to [`OTHER_TIME`] as the
/// overlap falls to 0. The overlap is the time for which both sides are shown, divided by the time from the first start
/// to the last end. It is usually two thirds or more for translations, and at most a third for neighbours of
/// translations.
const SAME_TIME: f32 = 4.0;
/// Score of sentences that are never shown at the same time, in nats.
const OTHER_TIME: f32 = -3.0;

/// Returns the score of a bead from the times of its sentences, in nats; 0 if a side has no times.
pub(super) fn time_score(english: &[(f64, f64)], chinese: &[(f64, f64)], range: BeadRange) -> f32 {
    let shown = |times: &[(f64, f64)], (first, end): (usize, usize)| {
        let (first, last) = (times.get(first)?, times.get(end.checked_sub(1)?)?);
        Some((first.0, last.1.max(first.1)))
    };
    let (Some(one), Some(other)) = (shown(english, range.english), shown(chinese, range.chinese)) else {
        return 0.0;
    };
    let both = (one.1.min(other.1) - one.0.max(other.0)).max(0.0);
    let either = (one.1.max(other.1) - one.0.min(other.0)).max(f64::EPSILON);
    OTHER_TIME + (SAME_TIME - OTHER_TIME) * (both / either) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(seconds: &[f64]) -> Vec<(f64, f64)> {
        seconds.iter().map(|&start| (start, start + 2.0)).collect()
    }

    #[test]
    fn sentences_shown_together_score_higher() {
        let (own, other) = (times(&[0.0, 2.0, 4.0]), [(0.0, 2.0), (2.0, 6.0)]);
        let score = |chinese, english| time_score(&own, &other, BeadRange { chinese, english });
        assert_eq!(score((0, 1), (0, 1)), SAME_TIME);
        assert_eq!(score((1, 2), (1, 3)), SAME_TIME);
        assert_eq!(score((0, 1), (1, 2)), OTHER_TIME);
        // Both are shown for two of four seconds.
        assert_eq!(score((1, 2), (1, 2)), OTHER_TIME + (SAME_TIME - OTHER_TIME) / 2.0);
    }
}

//! Estimates where in the Chinese text the translation of an English word is, from the links of the words around it.

/// The anchors of a bead: links that are probably right.
#[derive(Debug)]
pub(super) struct Anchors {
    /// The English and the Chinese place of each link, in bytes, sorted by English place.
    points: Vec<(f32, f32)>,
    /// Lengths of the English and the Chinese text in bytes.
    lengths: (f32, f32),
}

/// Length of a Chinese character in UTF-8, in bytes.
const CHARACTER: f32 = 3.0;

/// How far a Chinese place is from the expected translation of an English place.
#[derive(Clone, Copy, Debug)]
pub(super) struct AnchorDistance {
    /// Difference of the relative places in the two texts, 0 to 1.
    pub(super) relative: f32,
    /// Distance, in characters, to the nearer of two expected places. The first is computed from the anchor before
    /// the English place, and the second from the anchor after it.
    pub(super) least: f32,
    /// Mean of the distances to these two expected places, in characters.
    pub(super) mean: f32,
}

impl Anchors {
    pub(super) fn new(mut points: Vec<(f32, f32)>, lengths: (usize, usize)) -> Self {
        points.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
        points.dedup();
        Self { points, lengths: (lengths.0.max(1) as f32, lengths.1.max(1) as f32) }
    }

    /// Returns the distance between an English place and a Chinese place. If the two places form an anchor, that
    /// anchor is ignored. Time O(log anchors).
    pub(super) fn distance(&self, english: f32, chinese: f32) -> AnchorDistance {
        let (before, after) = self.neighbours(english, Some(chinese));
        let ratio = self.ratio();
        let left = (chinese - before.1 - (english - before.0) * ratio).abs() / CHARACTER;
        let right = (after.1 - chinese - (after.0 - english) * ratio).abs() / CHARACTER;
        AnchorDistance {
            relative: (english / self.lengths.0 - chinese / self.lengths.1).abs(),
            least: left.min(right),
            mean: f32::midpoint(left, right),
        }
    }

    /// Returns the expected Chinese place for an English place, in bytes. The place is interpolated between the
    /// nearest anchors on both sides. Time O(log anchors).
    pub(super) fn interpolate(&self, english: f32) -> f32 {
        let (before, after) = self.neighbours(english, None);
        before.1 + (english - before.0) / (after.0 - before.0).max(1.0) * (after.1 - before.1)
    }

    /// Converts a distance in the Chinese text from bytes to characters.
    pub(super) fn characters(bytes: f32) -> f32 {
        bytes.abs() / CHARACTER
    }

    fn ratio(&self) -> f32 {
        self.lengths.1 / self.lengths.0
    }

    /// Returns the last anchor before an English place and the first anchor at or after it. The ends of the texts
    /// count as anchors. The anchor (`english`, `but`) is skipped.
    fn neighbours(&self, english: f32, but: Option<f32>) -> ((f32, f32), (f32, f32)) {
        let at = self.points.partition_point(|point| point.0 < english);
        let before = at.checked_sub(1).map_or((-1.0, -1.0), |at| self.points[at]);
        let same = |point: &&(f32, f32)| but.is_some_and(|chinese| **point == (english, chinese));
        let skip = usize::from(self.points.get(at).is_some_and(|point| same(&point)));
        let after = self.points.get(at + skip).copied().unwrap_or(self.lengths);
        (before, after)
    }
}

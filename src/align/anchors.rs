//! Where the counterpart of a word is expected: from the words around it whose links are certain.

/// Pairs of places in the English and the Chinese text of a bead, in bytes, ascending by the English one.
#[derive(Debug)]
pub(super) struct Anchors {
    points: Vec<(f32, f32)>,
    /// Lengths of the texts in bytes.
    lengths: (f32, f32),
}

/// Bytes of a Chinese character: distances are in characters.
const CHARACTER: f32 = 3.0;

/// How far a place in the Chinese text is from where an English place suggests.
#[derive(Clone, Copy, Debug)]
pub(super) struct AnchorDistance {
    /// Difference of the relative places in the texts, 0 to 1.
    pub(super) relative: f32,
    /// Distance from the place that the nearer-fitting neighbouring anchor implies, in characters.
    pub(super) least: f32,
    /// Mean of the distances from the places that the anchors on either side imply, in characters.
    pub(super) mean: f32,
}

impl Anchors {
    pub(super) fn new(mut points: Vec<(f32, f32)>, lengths: (usize, usize)) -> Self {
        points.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
        points.dedup();
        Self { points, lengths: (lengths.0.max(1) as f32, lengths.1.max(1) as f32) }
    }

    /// The distance of a pair of places; the pair itself is no anchor. Time O(log anchors).
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

    /// The Chinese place, in bytes, between those of the neighbouring anchors. Time O(log anchors).
    pub(super) fn interpolate(&self, english: f32) -> f32 {
        let (before, after) = self.neighbours(english, None);
        before.1 + (english - before.0) / (after.0 - before.0).max(1.0) * (after.1 - before.1)
    }

    /// The size of a distance in the Chinese text, in characters.
    pub(super) fn characters(bytes: f32) -> f32 {
        bytes.abs() / CHARACTER
    }

    fn ratio(&self) -> f32 {
        self.lengths.1 / self.lengths.0
    }

    /// The anchors before and after an English place; the ends of the texts are anchors.
    fn neighbours(&self, english: f32, but: Option<f32>) -> ((f32, f32), (f32, f32)) {
        let at = self.points.partition_point(|point| point.0 < english);
        let before = at.checked_sub(1).map_or((-1.0, -1.0), |at| self.points[at]);
        let same = |point: &&(f32, f32)| but.is_some_and(|chinese| **point == (english, chinese));
        let skip = usize::from(self.points.get(at).is_some_and(|point| same(&point)));
        let after = self.points.get(at + skip).copied().unwrap_or(self.lengths);
        (before, after)
    }
}

//! What the caller knows about an alignment: fixed and rejected beads, boundaries, sentences without a counterpart; and
//! the gaps between the fixed beads, which the search fills.

use std::ops::Range;

use super::coarse::CoarseAligner;
use super::range::BeadRange;

/// What the caller knows about an alignment.
#[derive(Clone, Debug, Default)]
pub(crate) struct FixedBeads {
    /// Fixed pairs, and boundaries, which are beads that are empty on both sides. They do not overlap, and their order
    /// is the same on both sides.
    pub(crate) beads: Vec<BeadRange>,
    /// Beads that the search may not choose, sorted.
    pub(crate) rejected: Vec<BeadRange>,
    /// English sentences without a counterpart, ascending.
    pub(crate) english: Vec<usize>,
    /// Chinese sentences without a counterpart, ascending.
    pub(crate) chinese: Vec<usize>,
}

/// A fixed bead with more pairs of sentences than this is neither scored nor explained. The limit keeps the time
/// linear.
const MAX_SCORED: usize = 400;

/// A part of both sides between two fixed beads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gap<'f> {
    pub(crate) range: BeadRange,
    /// The fixed bead at the end of the gap; `None` at the end of the text.
    pub(crate) next: Option<BeadRange>,
    fixed: &'f FixedBeads,
}

impl Gap<'_> {
    /// Returns the cut at the start of the gap: the first Chinese and the first English sentence after it.
    pub(crate) fn start(&self) -> (usize, usize) {
        (self.range.chinese.0, self.range.english.0)
    }

    /// Whether the search may choose a bead.
    pub(crate) fn allows(&self, bead: BeadRange) -> bool {
        self.fixed.allows(bead)
    }
}

impl FixedBeads {
    /// The value if the caller knows nothing.
    pub(crate) const NONE: &'static Self =
        &Self { beads: Vec::new(), rejected: Vec::new(), english: Vec::new(), chinese: Vec::new() };

    /// Returns the gaps of a text, in order. There is one more gap than fixed beads; a gap may be empty.
    pub(crate) fn gaps(&self, english: usize, chinese: usize) -> impl Iterator<Item = Gap<'_>> {
        let starts = std::iter::once((0, 0)).chain(self.beads.iter().map(|bead| bead.end()));
        let nexts = self.beads.iter().copied().map(Some).chain([None]);
        starts.zip(nexts).map(move |(start, next)| {
            let end = next.map_or((chinese, english), |bead| (bead.chinese.0, bead.english.0));
            let range = BeadRange { chinese: (start.0, end.0), english: (start.1, end.1) };
            Gap { range, next, fixed: self }
        })
    }

    fn allows(&self, bead: BeadRange) -> bool {
        bead.is_null() || !self.has_alone(bead) && self.rejected.binary_search(&bead).is_err()
    }

    /// Whether a bead has a sentence that is known to have no counterpart.
    pub(crate) fn has_alone(&self, bead: BeadRange) -> bool {
        let has = |alone: &[usize], (first, end): (usize, usize)| {
            alone.get(alone.partition_point(|&sentence| sentence < first)).is_some_and(|&next| next < end)
        };
        has(&self.english, bead.english) || has(&self.chinese, bead.chinese)
    }

    /// Whether the caller fixed this null bead.
    pub(crate) fn is_fixed_null(&self, bead: BeadRange) -> bool {
        let alone = |alone: &[usize], sentences: Range<usize>| {
            !sentences.is_empty() && sentences.into_iter().all(|one| alone.binary_search(&one).is_ok())
        };
        bead.is_null()
            && (alone(&self.english, bead.english_sentences())
                || alone(&self.chinese, bead.chinese_sentences()))
    }

    /// Whether a pair is fixed.
    pub(crate) fn has_pairs(&self) -> bool {
        self.beads.iter().any(|bead| !bead.is_null())
    }

    /// Returns what is known about a part of both sides, with sentences counted from the start of the part. No fixed
    /// bead may be partly inside the part.
    pub(crate) fn part(&self, english: &Range<usize>, chinese: &Range<usize>) -> Self {
        let sentences = |alone: &[usize], part: &Range<usize>| -> Vec<usize> {
            let first = alone.partition_point(|&sentence| sentence < part.start);
            let near = alone[first..].iter().take_while(|&&sentence| sentence < part.end);
            near.map(|sentence| sentence - part.start).collect()
        };
        Self {
            beads: part_of(&self.beads, english, chinese),
            rejected: part_of(&self.rejected, english, chinese),
            english: sentences(&self.english, english),
            chinese: sentences(&self.chinese, chinese),
        }
    }

    /// Returns the cut itself, or the end of the first fixed bead that the cut divides. A cut divides a bead if it is
    /// inside the bead, or before the bead in one text and after the bead in the other. A cut is a pair of the first
    /// English and the first Chinese sentence after it.
    pub(crate) fn legal_cut(&self, (english, chinese): (usize, usize)) -> (usize, usize) {
        let ends_before = |bead: &BeadRange| bead.chinese.1 <= chinese && bead.english.1 <= english;
        match self.beads.get(self.beads.partition_point(ends_before)) {
            Some(bead) if bead.chinese.0 < chinese || bead.english.0 < english => {
                (bead.english.1, bead.chinese.1)
            }
            _ => (english, chinese),
        }
    }

    /// Returns the coarse path through the fixed beads: for each Chinese sentence, the first and the last English
    /// sentence on the path. `english` and `chinese` are the numbers of sentences; neither is 0.
    ///
    /// Time and memory O(sentences).
    pub(crate) fn coarse_path(
        &self,
        coarse: &mut CoarseAligner<'_>,
        english: usize,
        chinese: usize,
    ) -> Vec<(u32, u32)> {
        let mut cells = Vec::with_capacity(chinese);
        let last = english - 1;
        // The scores of a bead need all cells of the bead in the band.
        let mut push = |range: BeadRange, whole: bool| {
            if whole {
                let all = (range.english.0 as u32, range.english.1.saturating_sub(1) as u32);
                return cells.extend(range.chinese_sentences().map(|_| all));
            }
            let cell = |cell: u32| (range.english.0 + cell as usize).min(last) as u32;
            let path = coarse.path(range.english_sentences(), range.chinese_sentences());
            cells.extend(path.into_iter().map(|(low, high)| (cell(low), cell(high))));
        };
        for gap in self.gaps(english, chinese) {
            push(gap.range, false);
            if let Some(bead) = gap.next {
                push(bead, is_scored(bead));
            }
        }
        cells
    }
}

/// Returns the beads inside a part of both sides, with sentences counted from the start of the part. `beads` must be
/// sorted.
///
/// Beads with the same Chinese side are sorted by their English side. So those of them that begin in the part are found
/// without the others: every sentence of a text may be rejected as the counterpart of a single sentence.
fn part_of(beads: &[BeadRange], english: &Range<usize>, chinese: &Range<usize>) -> Vec<BeadRange> {
    let mut inside = Vec::new();
    let mut rest = &beads[beads.partition_point(|bead| bead.chinese.0 < chinese.start)..];
    while let Some(side) = rest.first().map(|bead| bead.chinese).filter(|side| side.0 <= chinese.end) {
        if side.1 > chinese.end {
            // The further beads that begin with this sentence end after the part, too.
            rest = &rest[rest.partition_point(|bead| bead.chinese.0 == side.0)..];
            continue;
        }
        let (same, after) = rest.split_at(rest.partition_point(|bead| bead.chinese == side));
        let first = same.partition_point(|bead| bead.english.0 < english.start);
        let near = same[first..].iter().take_while(|bead| bead.english.0 <= english.end);
        let own = near.filter(|bead| bead.english.1 <= english.end);
        inside.extend(own.map(|bead| bead.counted_from(chinese.start, english.start)));
        rest = after;
    }
    inside
}

/// Whether a fixed bead is small enough to be scored and explained.
pub(crate) fn is_scored(bead: BeadRange) -> bool {
    bead.chinese_sentences().len() * bead.english_sentences().len() <= MAX_SCORED
}

/// Returns the cuts around and inside the beads of a path, for [`Band::around`](super::band::Band::around). Inside a
/// fixed bead that is too large to be scored, the cuts follow the coarse path.
pub(crate) fn cuts(path: &[BeadRange], coarse: &[(u32, u32)]) -> Vec<(usize, usize)> {
    let mut cuts = vec![(0, 0)];
    for bead in path {
        if !is_scored(*bead) {
            let inner = bead.chinese.0 + 1..bead.chinese.1;
            cuts.extend(inner.map(|cut| (cut, coarse[cut - 1].1 as usize + 1)));
        }
        cuts.push(bead.end());
    }
    cuts
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn rejected(beads: impl Iterator<Item = BeadRange>) -> FixedBeads {
        let mut rejected: Vec<BeadRange> = beads.collect();
        rejected.sort_unstable();
        FixedBeads { rejected, ..FixedBeads::default() }
    }

    #[test]
    fn a_part_has_the_beads_inside() {
        let ranges = || (0..4).flat_map(|first| (first + 1..5).map(move |end| (first, end)));
        let fixed = rejected(
            ranges().flat_map(|chinese| ranges().map(move |english| BeadRange { chinese, english })),
        );
        for english in ranges() {
            for chinese in ranges() {
                let part = fixed.part(&(english.0..english.1), &(chinese.0..chinese.1)).rejected;
                let is_in = |bead: (usize, usize), part: (usize, usize)| part.0 <= bead.0 && bead.1 <= part.1;
                let expected = fixed
                    .rejected
                    .iter()
                    .filter(|bead| is_in(bead.english, english) && is_in(bead.chinese, chinese));
                let expected: Vec<BeadRange> =
                    expected.map(|bead| bead.counted_from(chinese.0, english.0)).collect();
                assert_eq!(part, expected, "{english:?} {chinese:?}");
            }
        }
    }

    /// All English sentences are rejected as the counterpart of one Chinese sentence. Eight times as many parts of
    /// eight times as many beads take about eight times as long; if each part visited all beads, 64 times.
    #[test]
    fn parts_in_linear_time() {
        let time = |count: usize| {
            let fixed = rejected((0..count).map(|at| BeadRange::single(0, at)));
            let start = Instant::now();
            let found: usize = (0..count).map(|at| fixed.part(&(at..at + 1), &(0..1)).rejected.len()).sum();
            assert_eq!(found, count);
            start.elapsed()
        };
        let is_linear = |_| time(32_000) <= 24 * time(4_000).max(Duration::from_millis(10));
        assert!((0..4).any(is_linear));
    }
}

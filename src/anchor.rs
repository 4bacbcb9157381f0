//! What a caller knows about an alignment, and the check that the anchors do not contradict each other.

use std::fmt;
use std::ops::Range;

use crate::align::{BeadRange, FixedBeads};
use crate::{Error, ErrorKind};

/// What a caller knows about an alignment.
///
/// The method that gets the anchors decides what the numbers count: sentences for
/// [`Aligner::align_sentences_around`](crate::Aligner::align_sentences_around), bytes of each text for
/// [`Aligner::align_texts_around`](crate::Aligner::align_texts_around) and
/// [`Aligner::align_page_around`](crate::Aligner::align_page_around). The numbers start at 0, and a range excludes
/// its end.
///
/// ```
/// # #[cfg(feature = "cedict")] {
/// use bitext::{Aligner, Anchor, Review};
///
/// let english = ["He nodded.", "She left.", "It rained all night."];
/// let chinese = ["他点点头，她走了。", "雨下了一夜。"];
/// let anchors = [Anchor::pair(0..2, 0..1)];
/// let alignment = Aligner::new().align_sentences_around(&english, &chinese, &anchors)?;
/// let fixed = &alignment.beads()[0];
/// assert_eq!((fixed.english.clone(), fixed.confidence, fixed.review), (0..2, 1.0, Review::Checked));
/// assert_eq!(alignment.beads()[1].chinese, 1..2);
///
/// let crossing = [Anchor::pair(0..1, 1..2), Anchor::pair(2..3, 0..1)];
/// let error = Aligner::new().align_sentences_around(&english, &chinese, &crossing).unwrap_err();
/// assert!(error.to_string().contains("cross"));
/// # }
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Anchor {
    /// The two sides translate each other. If the range of one side is empty, the other side has no counterpart, and
    /// the position of the empty range does not matter.
    Pair {
        /// The English side.
        english: Range<usize>,
        /// The Chinese side.
        chinese: Range<usize>,
    },
    /// A place in each text that no pair crosses, such as the start of a chapter: the text before the place in one
    /// language translates only text before the place in the other language. A page has no boundaries.
    Boundary {
        /// The place in the English text.
        english: usize,
        /// The place in the Chinese text.
        chinese: usize,
    },
    /// The two sides are not a pair. A larger pair may contain both sides.
    Rejected {
        /// The English side.
        english: Range<usize>,
        /// The Chinese side.
        chinese: Range<usize>,
    },
}

impl Anchor {
    /// Creates an [`Anchor::Pair`].
    #[must_use]
    pub const fn pair(english: Range<usize>, chinese: Range<usize>) -> Self {
        Self::Pair { english, chinese }
    }

    /// Creates an [`Anchor::Boundary`].
    #[must_use]
    pub const fn boundary(english: usize, chinese: usize) -> Self {
        Self::Boundary { english, chinese }
    }

    /// Creates an [`Anchor::Rejected`].
    #[must_use]
    pub const fn rejected(english: Range<usize>, chinese: Range<usize>) -> Self {
        Self::Rejected { english, chinese }
    }

    /// Returns the ranges of both sides, English first; the range of a boundary is empty.
    pub(crate) fn ranges(&self) -> (Range<usize>, Range<usize>) {
        match self {
            Self::Pair { english, chinese } | Self::Rejected { english, chinese } => {
                (english.clone(), chinese.clone())
            }
            Self::Boundary { english, chinese } => (*english..*english, *chinese..*chinese),
        }
    }

    /// Returns an anchor of the same kind with these ranges.
    pub(crate) fn with_ranges(&self, english: Range<usize>, chinese: Range<usize>) -> Self {
        match self {
            Self::Pair { .. } => Self::Pair { english, chinese },
            Self::Rejected { .. } => Self::Rejected { english, chinese },
            Self::Boundary { .. } => Self::Boundary { english: english.start, chinese: chinese.start },
        }
    }

    pub(crate) fn error(&self, problem: impl fmt::Display) -> Error {
        Error::new(ErrorKind::Options, format!("the anchor {self} {problem}"))
    }
}

impl fmt::Display for Anchor {
    /// Writes the kind, the English range and the Chinese range, as in `pair 3..5 = 2..3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (english, chinese) = self.ranges();
        match self {
            Self::Pair { .. } => write!(f, "pair {english:?} = {chinese:?}"),
            Self::Boundary { english, chinese } => write!(f, "boundary {english} = {chinese}"),
            Self::Rejected { .. } => write!(f, "rejected {english:?} = {chinese:?}"),
        }
    }
}

/// Checks anchors whose numbers are indices of sentences, and sorts the anchors for the search. `english` and
/// `chinese` are the numbers of sentences.
///
/// Time O(n log n) in the number of anchors, plus the number of sentences without a counterpart.
///
/// # Errors
/// [`ErrorKind::Options`] if an anchor is out of bounds, backward or empty, or if two anchors contradict each other.
pub(crate) fn fixed_beads(anchors: &[Anchor], english: usize, chinese: usize) -> Result<FixedBeads, Error> {
    let mut fixed = FixedBeads::default();
    let (mut english_alone, mut chinese_alone) = (Vec::new(), Vec::new());
    for anchor in anchors {
        let (own, other) = anchor.ranges();
        for (range, len, language) in [(&own, english, "English"), (&other, chinese, "Chinese")] {
            if range.start > range.end {
                return Err(anchor.error("ends before it starts: swap the ends"));
            }
            if range.end > len && !range.is_empty() || range.start > len {
                return Err(
                    anchor.error(format_args!("is out of bounds: there are {len} {language} sentences"))
                );
            }
        }
        let range = BeadRange { chinese: (other.start, other.end), english: (own.start, own.end) };
        match (anchor, own.is_empty(), other.is_empty()) {
            (Anchor::Boundary { .. }, ..) | (Anchor::Pair { .. }, false, false) => fixed.beads.push(range),
            (Anchor::Pair { .. }, false, true) => english_alone.push(own),
            (Anchor::Pair { .. }, true, false) => chinese_alone.push(other),
            (Anchor::Rejected { .. }, false, false) => fixed.rejected.push(range),
            _ => return Err(anchor.error("has no text")),
        }
    }
    fixed.beads.sort_unstable();
    fixed.beads.dedup();
    fixed.rejected.sort_unstable();
    (fixed.english, fixed.chinese) = (united(english_alone), united(chinese_alone));
    check_order(&fixed)?;
    Ok(fixed)
}

/// Returns the sentences of all ranges, ascending. A sentence that several ranges contain is returned once.
fn united(mut ranges: Vec<Range<usize>>) -> Vec<usize> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut sentences = Vec::new();
    let mut next = 0;
    for range in ranges {
        sentences.extend(next.max(range.start)..range.end);
        next = next.max(range.end);
    }
    sentences
}

fn check_order(fixed: &FixedBeads) -> Result<(), Error> {
    let anchor = |bead: BeadRange| match bead.is_boundary() {
        true => Anchor::boundary(bead.english.0, bead.chinese.0),
        false => Anchor::pair(bead.english_sentences(), bead.chinese_sentences()),
    };
    for pair in fixed.beads.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        if after.chinese.0 < before.chinese.1 || after.english.0 < before.english.1 {
            let problem = format!("and the anchor {} overlap or cross: remove one", anchor(after));
            return Err(anchor(before).error(problem));
        }
    }
    for &bead in &fixed.beads {
        if fixed.rejected.binary_search(&bead).is_ok() {
            return Err(anchor(bead).error("is also rejected: remove one of the two"));
        }
        if fixed.has_alone(bead) {
            return Err(anchor(bead).error("has a sentence that another anchor leaves without a counterpart"));
        }
    }
    Ok(())
}

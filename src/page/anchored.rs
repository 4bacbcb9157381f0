//! Aligns a page around anchors: pairs, rejected pairs and sentences without a counterpart that the caller knows.

use std::ops::Range;

use super::pairs::align_page;
use super::weights::PageWeights;
use crate::align::{Bead, BeadRange, FixedBeads, Model, Sides, align_sides, chinese_side, english_side};
use crate::anchor::{Anchor, fixed_beads};
use crate::anchor_spans::{SentenceSpans, sentence_anchors};
use crate::{Bitext, Error, Lexicon, Span};

/// Aligns a page around anchors, whose ranges are byte offsets. The page is first aligned without the anchors. Pairs
/// that contradict an anchor are then dissolved. The sentences of these pairs that no anchor fixes are aligned again.
///
/// Time and memory O(length of the page).
///
/// # Errors
/// [`ErrorKind::Options`](crate::ErrorKind::Options) if an anchor is invalid, or if two anchors overlap.
pub(crate) fn align_page_around<'t>(
    page: &'t str,
    anchors: &[Anchor],
    lexicon: &Lexicon,
    model: &Model,
    weights: &PageWeights,
) -> Result<Bitext<'t>, Error> {
    let (old_english, old_chinese, found) = align_page(page, lexicon, model, weights).into_parts();
    let mut english = SentenceSpans { text: page, spans: old_english.clone() };
    let mut chinese = SentenceSpans { text: page, spans: old_chinese.clone() };
    let anchors = sentence_anchors(anchors, &mut english, &mut chinese)?;
    let known = PageAnchors::new(&anchors, english.spans.len(), chinese.spans.len())?;
    let parts = PartOfPage { english: &english, chinese: &chinese, lexicon, model };
    let mut beads = parts.fixed_pairs(&known.pairs);
    for bead in found.into_iter().filter(|bead| !bead.is_null()) {
        let part = |side: &SentenceSpans<'_>, old: &[Span]| {
            let (first, last) =
                (old.first().copied().unwrap_or_default(), old.last().copied().unwrap_or_default());
            side.sentences(Span::new(first.start, last.end))
        };
        let own = part(&english, &old_english[bead.english.clone()]);
        let other = part(&chinese, &old_chinese[bead.chinese.clone()]);
        let is_whole = (own.len(), other.len()) == (bead.english.len(), bead.chinese.len());
        if is_whole && known.allows(&own, &other) {
            beads.push(bead.moved_to(own.start, other.start));
            continue;
        }
        let (own, other) = (left(own, &known.english), left(other, &known.chinese));
        beads.extend(parts.pairs(own.0, other.0, &known.fixed));
        beads.extend(parts.pairs(own.1, other.1, &known.fixed));
    }
    beads.extend(known.nulls(&beads));
    beads.sort_by_key(|bead| (bead.english.is_empty(), bead.english.start, bead.chinese.start));
    Ok(Bitext::new(page, english.spans, page, chinese.spans, beads))
}

/// The anchors of a page, as indices of sentences.
struct PageAnchors {
    /// The fixed pairs, in the order of their English sentences. They may cross, but share no sentence.
    pairs: Vec<BeadRange>,
    /// For each English sentence, whether an anchor fixes it.
    english: Vec<bool>,
    /// For each Chinese sentence, whether an anchor fixes it.
    chinese: Vec<bool>,
    /// The sentences without a counterpart, and the rejected pairs.
    fixed: FixedBeads,
}

impl PageAnchors {
    fn new(anchors: &[Anchor], english: usize, chinese: usize) -> Result<Self, Error> {
        if let Some(boundary) = anchors.iter().find(|anchor| matches!(anchor, Anchor::Boundary { .. })) {
            return Err(boundary.error("is not for a page: its texts may be in any order"));
        }
        let (pairs, others): (Vec<Anchor>, Vec<Anchor>) =
            anchors.iter().cloned().partition(|anchor| matches!(anchor, Anchor::Pair { english, chinese } if !english.is_empty() && !chinese.is_empty()));
        let mut known = Self {
            pairs: Vec::with_capacity(pairs.len()),
            english: vec![false; english],
            chinese: vec![false; chinese],
            fixed: fixed_beads(&others, english, chinese)?,
        };
        known.fixed.english.iter().for_each(|&at| known.english[at] = true);
        known.fixed.chinese.iter().for_each(|&at| known.chinese[at] = true);
        for pair in pairs {
            let (own, other) = pair.ranges();
            let range = BeadRange { english: (own.start, own.end), chinese: (other.start, other.end) };
            if known.fixed.rejected.binary_search(&range).is_ok() {
                return Err(pair.error("is also rejected: remove one of the two"));
            }
            let (own, other) = (&mut known.english[own], &mut known.chinese[other]);
            if own.contains(&true) || other.contains(&true) {
                return Err(pair.error("shares a sentence with another anchor: remove one of the two"));
            }
            own.fill(true);
            other.fill(true);
            known.pairs.push(range);
        }
        known.pairs.sort_unstable_by_key(|pair| pair.english);
        Ok(known)
    }

    /// Whether no anchor contradicts a pair of the page.
    fn allows(&self, english: &Range<usize>, chinese: &Range<usize>) -> bool {
        let range =
            BeadRange { english: (english.start, english.end), chinese: (chinese.start, chinese.end) };
        !self.english[english.clone()].contains(&true)
            && !self.chinese[chinese.clone()].contains(&true)
            && self.fixed.rejected.binary_search(&range).is_err()
    }

    /// Returns a null bead for each sentence that is in none of `beads`.
    fn nulls(&self, beads: &[Bead]) -> Vec<Bead> {
        let (mut english, mut chinese) = (vec![true; self.english.len()], vec![true; self.chinese.len()]);
        for bead in beads {
            english[bead.english.clone()].fill(false);
            chinese[bead.chinese.clone()].fill(false);
        }
        let left = |free: Vec<bool>| free.into_iter().enumerate().filter_map(|(at, free)| free.then_some(at));
        let english = left(english).map(|at| Bead::bare(at..at + 1, 0..0, 0.0, 1.0));
        let nulls = english.chain(left(chinese).map(|at| Bead::bare(0..0, at..at + 1, 0.0, 1.0)));
        let is_fixed = |bead: &Bead| self.fixed.is_fixed_null(BeadRange::from(bead));
        nulls.map(|bead| if is_fixed(&bead) { bead.checked() } else { bead }).collect()
    }
}

/// Returns the sentences of `range` before the first fixed sentence, and the sentences after the last fixed sentence.
fn left(range: Range<usize>, fixed: &[bool]) -> (Range<usize>, Range<usize>) {
    let own = &fixed[range.clone()];
    let first = own.iter().position(|&fixed| fixed).unwrap_or(own.len());
    let last = own.iter().rposition(|&fixed| fixed).map_or(own.len(), |last| last + 1);
    (range.start..range.start + first, range.start + last..range.end)
}

/// Aligns parts of the page again.
struct PartOfPage<'a, 't> {
    english: &'a SentenceSpans<'t>,
    chinese: &'a SentenceSpans<'t>,
    lexicon: &'a Lexicon,
    model: &'a Model,
}

impl PartOfPage<'_, '_> {
    /// Aligns a range of English sentences with a range of Chinese sentences, and returns the pairs. The indices in
    /// `fixed` are indices of the whole page.
    fn pairs(&self, english: Range<usize>, chinese: Range<usize>, fixed: &FixedBeads) -> Vec<Bead> {
        if english.is_empty() || chinese.is_empty() {
            return Vec::new();
        }
        let fixed = fixed.part(&english, &chinese);
        let beads =
            self.align(&self.english.texts(english.clone()), &self.chinese.texts(chinese.clone()), &fixed);
        let pairs = beads.into_iter().filter(|bead| !bead.is_null());
        pairs.map(|bead| bead.shifted(english.start, chinese.start)).collect()
    }

    /// Returns the beads of the fixed pairs, with scores and evidence.
    fn fixed_pairs(&self, pairs: &[BeadRange]) -> Vec<Bead> {
        // The pairs are aligned as if they were a whole document.
        let (mut english, mut chinese, mut fixed) = (Vec::new(), Vec::new(), FixedBeads::default());
        for pair in pairs {
            let start = (chinese.len(), english.len());
            english.extend(self.english.texts(pair.english_sentences()));
            chinese.extend(self.chinese.texts(pair.chinese_sentences()));
            let bead = BeadRange { chinese: (start.0, chinese.len()), english: (start.1, english.len()) };
            fixed.beads.push(bead);
        }
        let beads = self.align(&english, &chinese, &fixed);
        beads
            .into_iter()
            .zip(pairs)
            .map(|(bead, pair)| bead.moved_to(pair.english.0, pair.chinese.0))
            .collect()
    }

    fn align(&self, english: &[&str], chinese: &[&str], fixed: &FixedBeads) -> Vec<Bead> {
        let (english, chinese) = (english_side(english), chinese_side(chinese, self.lexicon));
        align_sides(Sides { english: &english, chinese: &chinese, fixed }, self.lexicon, self.model)
            .into_beads()
    }
}

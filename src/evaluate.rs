//! Compares alignments with manual ones, and computes strict and lax precision, recall and F1.

use std::collections::HashSet;
use std::fmt;
use std::ops::AddAssign;

use crate::{Bead, Bitext, Review};

/// A bead of a manual alignment, as indices of sentences from 0. One side of a null bead is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct GoldBead {
    /// The English sentences, ascending.
    pub english: Vec<usize>,
    /// The Chinese sentences, ascending.
    pub chinese: Vec<usize>,
}

impl GoldBead {
    fn is_pair(&self) -> bool {
        !self.english.is_empty() && !self.chinese.is_empty()
    }
}

impl From<&Bead> for GoldBead {
    fn from(bead: &Bead) -> Self {
        Self { english: bead.english.clone().collect(), chinese: bead.chinese.clone().collect() }
    }
}

/// Precision and recall.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Score {
    /// Share of the predicted beads, including null beads, that are right; 0 to 1.
    pub precision: f64,
    /// Share of the gold beads, excluding null beads, that were found; 0 to 1. By the strict measure, a gold bead is
    /// found if the same bead was predicted. By the lax measure, it is found if it shares an English and a Chinese
    /// sentence with a single predicted bead.
    pub recall: f64,
}

impl Score {
    fn of(right: usize, predicted: usize, found: usize, gold: usize) -> Self {
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        Self { precision: share(right, predicted), recall: share(found, gold) }
    }

    /// Returns the harmonic mean of precision and recall; 0 if both are 0.
    #[must_use]
    pub fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "precision {:.4}, recall {:.4}, F1 {:.4}", self.precision, self.recall, self.f1())
    }
}

/// For each sentence, the indices of the beads that contain it: pairs of a sentence and a bead, ascending.
struct BeadIndex {
    english: Vec<(usize, usize)>,
    chinese: Vec<(usize, usize)>,
}

impl BeadIndex {
    fn new<'b>(beads: impl Iterator<Item = &'b GoldBead>) -> Self {
        let (mut english, mut chinese) = (Vec::new(), Vec::new());
        for (at, bead) in beads.enumerate() {
            english.extend(bead.english.iter().map(|&sentence| (sentence, at)));
            chinese.extend(bead.chinese.iter().map(|&sentence| (sentence, at)));
        }
        english.sort_unstable();
        chinese.sort_unstable();
        Self { english, chinese }
    }

    /// Whether `bead` shares at least one English and at least one Chinese sentence with a single bead of the index.
    fn agrees_with(&self, bead: &GoldBead) -> bool {
        let english: HashSet<usize> = Self::beads_of(&self.english, &bead.english).collect();
        Self::beads_of(&self.chinese, &bead.chinese).any(|at| english.contains(&at))
    }

    /// Returns the index of each bead that contains a sentence of `sentences`, once for each such sentence.
    fn beads_of<'i>(index: &'i [(usize, usize)], sentences: &'i [usize]) -> impl Iterator<Item = usize> + 'i {
        sentences.iter().flat_map(|&sentence| {
            let from = index.partition_point(|&(indexed, _)| indexed < sentence);
            index[from..].iter().take_while(move |&&(indexed, _)| indexed == sentence).map(|&(_, at)| at)
        })
    }
}

/// Agreement with gold alignments, summed over any number of documents.
///
/// By the strict measure, a bead is right if the gold alignment has the same bead. By the lax measure, a bead is also
/// right if it shares at least one English and at least one Chinese sentence with a single gold bead. Precision counts
/// all predicted beads, including null beads. Recall counts only gold beads with both sides. Vecalign (Thompson and
/// Koehn 2019) and Bertalign use the same measures.
///
/// ```
/// use bitext::evaluate::{Agreement, GoldBead};
/// use bitext::{Aligner, Lexicon};
///
/// let english = ["The shop is closed.", "Come back on Monday."];
/// let chinese = ["商店关门了。请周一再来。"];
/// let beads = Aligner::with_lexicon(Lexicon::empty()).align_sentences(&english, &chinese).into_beads();
/// let gold = [GoldBead { english: vec![0, 1], chinese: vec![0] }];
/// let agreement = Agreement::of(&gold, &beads);
/// assert_eq!(agreement.strict().f1(), 1.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Agreement {
    predicted: usize,
    gold: usize,
    strict: usize,
    strict_found: usize,
    lax: usize,
    lax_found: usize,
}

impl Agreement {
    /// Compares the beads of one document with its gold beads. Both may be in any order.
    ///
    /// Time O(n log n) and memory O(n) for beads with n sentences in all, if each sentence is in a few beads.
    #[must_use]
    pub fn of(gold: &[GoldBead], beads: &[Bead]) -> Self {
        let gold: HashSet<&GoldBead> = gold.iter().collect();
        let beads: HashSet<GoldBead> = beads.iter().map(GoldBead::from).collect();
        let (gold_index, index) = (BeadIndex::new(gold.iter().copied()), BeadIndex::new(beads.iter()));
        let right = |bead: &GoldBead| gold.contains(bead);
        let pairs = || gold.iter().filter(|bead| bead.is_pair());
        Self {
            predicted: beads.len(),
            gold: pairs().count(),
            strict: beads.iter().filter(|bead| right(bead)).count(),
            strict_found: pairs().filter(|&&bead| beads.contains(bead)).count(),
            lax: beads.iter().filter(|bead| right(bead) || gold_index.agrees_with(bead)).count(),
            lax_found: pairs().filter(|bead| index.agrees_with(bead)).count(),
        }
    }

    /// Compares beads with a corrected bitext of the same sentences.
    ///
    /// If no bead of the bitext is marked, every bead of the bitext is gold. Otherwise, only the beads marked as
    /// [`Review::Checked`] are gold, and the open beads of the bitext are unknown. A bead of `beads` counts only if
    /// it shares a sentence with a checked bead or equals a rejected bead. A bead that equals a rejected bead is
    /// wrong.
    ///
    /// Time O(n log n) and memory O(n) for beads with n sentences in all, if each sentence is in a few beads.
    ///
    /// ```
    /// use bitext::evaluate::Agreement;
    /// use bitext::export::Row;
    /// use bitext::{Aligner, Lexicon, OwnedBitext};
    ///
    /// let corrected = OwnedBitext::from_rows([Row::new("Mind the gap.", "小心站台间隙。"), Row::new("Stand clear.", "请勿靠近。")]);
    /// let corrected = corrected.bitext();
    /// let beads = Aligner::with_lexicon(Lexicon::empty()).align_sentences(&["Mind the gap.", "Stand clear."], &["小心站台间隙。", "请勿靠近。"]);
    /// assert_eq!(Agreement::of_corrected(&corrected, beads.beads()).strict().f1(), 1.0);
    /// ```
    #[must_use]
    pub fn of_corrected(corrected: &Bitext<'_>, beads: &[Bead]) -> Self {
        let is_marked = corrected.beads().iter().any(|bead| !bead.review.is_open());
        if !is_marked {
            return Self::of(&corrected.beads().iter().map(GoldBead::from).collect::<Vec<_>>(), beads);
        }
        let checked = || corrected.beads().iter().filter(|bead| bead.review == Review::Checked);
        let rejected = corrected.beads().iter().filter(|bead| bead.review == Review::Rejected);
        let rejected: HashSet<GoldBead> = rejected.map(GoldBead::from).collect();
        let english: HashSet<usize> = checked().flat_map(|bead| bead.english.clone()).collect();
        let chinese: HashSet<usize> = checked().flat_map(|bead| bead.chinese.clone()).collect();
        let counts = |bead: &&Bead| {
            bead.english.clone().any(|at| english.contains(&at))
                || bead.chinese.clone().any(|at| chinese.contains(&at))
                || rejected.contains(&GoldBead::from(*bead))
        };
        let gold: Vec<GoldBead> = checked().map(GoldBead::from).collect();
        let beads: Vec<Bead> = beads.iter().filter(counts).cloned().collect();
        Self::of(&gold, &beads)
    }

    /// Returns the score by the strict measure, for which a bead and a gold bead must be equal.
    #[must_use]
    pub fn strict(&self) -> Score {
        Score::of(self.strict, self.predicted, self.strict_found, self.gold)
    }

    /// Returns the score by the lax measure, for which a bead and a gold bead must be equal or share an English and a
    /// Chinese sentence.
    #[must_use]
    pub fn lax(&self) -> Score {
        Score::of(self.lax, self.predicted, self.lax_found, self.gold)
    }

    /// Returns the number of predicted beads, including null beads.
    #[must_use]
    pub fn predicted(&self) -> usize {
        self.predicted
    }

    /// Returns the number of gold beads with both sides.
    #[must_use]
    pub fn gold(&self) -> usize {
        self.gold
    }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        self.predicted += other.predicted;
        self.gold += other.gold;
        self.strict += other.strict;
        self.strict_found += other.strict_found;
        self.lax += other.lax;
        self.lax_found += other.lax_found;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::Range;

    fn bead(english: Range<usize>, chinese: Range<usize>) -> Bead {
        Bead::bare(english, chinese, 0.0, 1.0)
    }

    fn gold(english: &[usize], chinese: &[usize]) -> GoldBead {
        GoldBead { english: english.to_vec(), chinese: chinese.to_vec() }
    }

    /// Of the four predicted beads, the first (1-1) and the last (null) are right by both measures. The second (2-1) is
    /// right by the lax measure only. The third (null) is wrong.
    #[test]
    fn precision_and_recall_match_those_computed_by_hand() {
        let gold = [gold(&[0], &[0]), gold(&[1], &[1]), gold(&[2], &[1, 2]), gold(&[3], &[])];
        let beads = [bead(0..1, 0..1), bead(1..3, 1..2), bead(0..0, 2..3), bead(3..4, 0..0)];
        let agreement = Agreement::of(&gold, &beads);
        assert_eq!(agreement.strict(), Score { precision: 2.0 / 4.0, recall: 1.0 / 3.0 });
        assert_eq!(agreement.lax(), Score { precision: 3.0 / 4.0, recall: 3.0 / 3.0 });
        assert_eq!(agreement.strict().to_string(), "precision 0.5000, recall 0.3333, F1 0.4000");

        let mut both = agreement;
        both += Agreement::of(&[], &[]);
        assert_eq!(both, agreement);
    }

    /// The second corrected bead is open, so the beads predicted for its sentences do not count. The third is
    /// rejected, so the equal prediction is wrong. The fourth is checked, and the prediction has one English sentence
    /// too many.
    #[test]
    fn only_reviewed_beads_count() {
        let text = "A\nB\nC\nD\nE\n";
        let spans: Vec<_> = (0..5).map(|at| crate::Span::new(2 * at, 2 * at + 1)).collect();
        let marked = |at: usize, review| Bead { review, ..bead(at..at + 1, at..at + 1) };
        let beads = vec![
            marked(0, Review::Checked),
            marked(1, Review::Open),
            marked(2, Review::Rejected),
            marked(3, Review::Checked),
        ];
        let corrected = Bitext::from_parts(text, spans.clone(), text, spans, beads).unwrap();
        let found =
            [bead(0..1, 0..1), bead(1..2, 0..0), bead(2..3, 2..3), bead(3..5, 3..4), bead(0..0, 1..2)];
        let agreement = Agreement::of_corrected(&corrected, &found);
        assert_eq!(agreement.strict(), Score { precision: 1.0 / 3.0, recall: 1.0 / 2.0 });
        assert_eq!(agreement.lax(), Score { precision: 2.0 / 3.0, recall: 2.0 / 2.0 });
    }

    #[test]
    fn no_gold_beads_score_zero() {
        assert_eq!(Agreement::default().strict().f1(), 0.0);
        assert_eq!(Agreement::of(&[], &[bead(0..1, 0..0)]).lax().f1(), 0.0);
    }
}

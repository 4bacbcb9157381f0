//! Fitting the weights of the alignment model to documents aligned by hand.
//!
//! Given what the first pass and the learning found, a bead's score is a weighted sum, so that the paths of a
//! document are a log-linear model (a conditional random field, Lafferty et al. 2001): the log posterior of the gold path
//! is concave in those weights, and its gradient is the terms of the gold beads less the terms that
//! the model expects. Fitting it also calibrates the confidence of the beads.

use std::fmt;
use std::ops::Range as Sentences;
use std::sync::Arc;

use super::band::Band;
use super::links::Links;
use super::score::{self, Gains, Range, Scorer};
use super::text::Side;
use super::viterbi::Lattice;
use super::weights::{self as w, BEAD_TYPES};
use super::{Aligner, Alignment, Draft, Model, chinese, english, length_ratio, turns};
use crate::Lexicon;

pub use super::weights::Weights;

impl Aligner {
    /// The same aligner with other weights.
    #[must_use]
    pub fn with_weights(self, weights: Weights) -> Self {
        Self { model: Arc::new(Model::new(weights)), ..self }
    }

    /// The weights in use.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        &self.model.weights
    }
}

/// A document aligned by hand, its sentences read once for many alignments.
pub struct Document {
    english: Side,
    chinese: Side,
    gold: Vec<Range>,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Document({} English, {} Chinese, {} beads)",
            self.english.len(),
            self.chinese.len(),
            self.gold.len()
        )
    }
}

impl Document {
    /// Reads the sentences. The gold beads, English sentences and Chinese ones, ascend and hold every
    /// sentence once.
    ///
    /// # Panics
    ///
    /// If the beads do not tile the document.
    #[must_use]
    pub fn new<E: AsRef<str>, C: AsRef<str>>(
        english: &[E],
        chinese: &[C],
        gold: &[(Sentences<usize>, Sentences<usize>)],
        lexicon: &Lexicon,
    ) -> Self {
        let mut at = (0, 0);
        let gold = gold
            .iter()
            .map(|(english, chinese)| {
                assert_eq!((english.start, chinese.start), at, "the gold beads must touch and ascend");
                at = (english.end, chinese.end);
                Range { chinese: (chinese.start, chinese.end), english: (english.start, english.end) }
            })
            .collect();
        assert_eq!(at, (english.len(), chinese.len()), "the gold beads must hold every sentence");
        Self { english: english::read(english), chinese: chinese::read(chinese, lexicon), gold }
    }

    /// Aligns the document.
    #[must_use]
    pub fn align(&self, aligner: &Aligner) -> Alignment {
        Alignment::new(aligner.beads(&self.english, &self.chinese))
    }

    /// The terms of every bead that the second pass looks at, or that lies near the gold path.
    ///
    /// Time and memory as for an alignment; then every set of the weights that [`Weights::linear`] names can be
    /// tried in a fraction of it.
    #[must_use]
    pub fn terms(&self, aligner: &Aligner) -> Terms<'_> {
        let (english, chinese, model) = (&self.english, &self.chinese, &*aligner.model);
        let Draft { translations, path } =
            aligner.draft(english, chinese, turns(english, chinese, &model.weights));
        let mut cuts = vec![(0, 0)];
        cuts.extend(path.iter().chain(&self.gold).map(|range| (range.chinese.1, range.english.1)));
        cuts.sort_unstable();
        let band = Band::around(&cuts, chinese.len(), english.len(), w::BAND_SECOND);
        let links = Links::new(english, chinese, &translations, &band);
        let mut scorer = Scorer::new(english, chinese, &translations, links, model)
            .ratio(length_ratio(english, chinese, &path));
        let cut_weights = cut_weights();
        let types = BEAD_TYPES.len();
        let mut beads = Vec::new();
        let mut cut_terms = Vec::with_capacity(band.cells());
        let mut starts = Vec::with_capacity(band.cells() + 1);
        for row in 0..band.len() {
            for column in band.row(row) {
                starts.push(beads.len());
                cut_terms.push(std::array::from_fn(|at| scorer.cut_by(&cut_weights[at], row, column)));
                for (kind, shape) in BEAD_TYPES.iter().enumerate() {
                    let from =
                        (row.checked_sub(shape.chinese.into()), column.checked_sub(shape.english.into()));
                    let (Some(first), Some(second)) = from else { continue };
                    if band.cell(first, second).is_none() {
                        continue;
                    }
                    let range = Range::ending(row, column, shape);
                    if let Some(terms) = scorer.terms(range, kind) {
                        beads.push(BeadTerms { kind, gold: self.is_gold(range), terms });
                    }
                }
            }
        }
        starts.push(beads.len());
        Terms { document: self, band, beads, starts, cuts: cut_terms, types }
    }

    /// Whether a bead is gold, or a part of a gold bead of a type that the model does not know.
    fn is_gold(&self, range: Range) -> bool {
        let at = self
            .gold
            .partition_point(|gold| (gold.chinese.1, gold.english.1) < (range.chinese.1, range.english.1));
        let Some(gold) = self.gold.get(at) else { return false };
        *gold == range
            || (!BEAD_TYPES.iter().any(|kind| Range::ending(gold.chinese.1, gold.english.1, kind) == *gold)
                && gold.chinese.0 <= range.chinese.0
                && range.chinese.1 <= gold.chinese.1
                && gold.english.0 <= range.english.0
                && range.english.1 <= gold.english.1)
    }
}

/// Number of the weights of the cuts.
const CUTS: usize = 9;

fn cuts_of(weights: &mut Weights) -> [&mut f32; CUTS] {
    [
        &mut weights.quote_state_differs,
        &mut weights.both_close,
        &mut weights.one_closes,
        &mut weights.both_open,
        &mut weights.both_ask,
        &mut weights.one_asks,
        &mut weights.chinese_unfinished,
        &mut weights.english_unfinished,
        &mut weights.both_unfinished,
    ]
}

/// For each weight of the cuts, weights that are 1 there and 0 at the other marks.
fn cut_weights() -> [Weights; CUTS] {
    std::array::from_fn(|one| {
        let mut weights = Weights::default();
        for (at, weight) in cuts_of(&mut weights).into_iter().enumerate() {
            *weight = if at == one { 1.0 } else { 0.0 };
        }
        weights
    })
}

/// A bead that ends at a cell.
#[derive(Clone, Copy, Debug)]
struct BeadTerms {
    kind: usize,
    gold: bool,
    terms: score::Terms,
}

/// What the weights of a document's beads are multiplied with.
pub struct Terms<'d> {
    document: &'d Document,
    band: Band,
    /// The beads that end at each cell, and where they start; one more at the end.
    beads: Vec<BeadTerms>,
    starts: Vec<usize>,
    /// Of the cut at each cell.
    cuts: Vec<[f32; CUTS]>,
    types: usize,
}

impl fmt::Debug for Terms<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Terms({:?}, {} beads)", self.document, self.beads.len())
    }
}

impl Terms<'_> {
    /// The log posterior of the gold path, in nats; `None` if the model cannot make it. Adds its slope along
    /// the linear weights to `slope`.
    pub fn log_posterior(&self, weights: &Weights, slope: Option<&mut Weights>) -> Option<f64> {
        let mut own = weights.clone();
        let cut_weights = cuts_of(&mut own).map(|weight| *weight);
        let turns = turns(&self.document.english, &self.document.chinese, weights);
        let mut scores = vec![f32::NEG_INFINITY; self.band.cells() * self.types];
        let mut gold_scores = scores.clone();
        for (cell, cut) in self.cuts.iter().enumerate() {
            let cut: f32 = cut.iter().zip(&cut_weights).map(|(term, weight)| term * weight).sum();
            for bead in &self.beads[self.starts[cell]..self.starts[cell + 1]] {
                let score = weights.types[bead.kind]
                    + cut
                    + bead.terms.unread
                    + weights.length_weight * bead.terms.length
                    + dot(&bead.terms.english, &weights.english_class)
                    + dot(&bead.terms.chinese, &weights.chinese_class);
                let slot = cell * self.types + bead.kind;
                scores[slot] = score;
                if bead.gold {
                    gold_scores[slot] = score;
                }
            }
        }
        let (all, expected) = Lattice::of_scores(&self.band, self.types, turns, scores).expectations();
        let (gold, found) = Lattice::of_scores(&self.band, self.types, turns, gold_scores).expectations();
        if !gold.is_finite() || !all.is_finite() {
            return None;
        }
        if let Some(slope) = slope {
            self.add_slope(slope, |slot| found[slot] - expected[slot]);
        }
        Some(gold - all)
    }

    /// Adds up the terms of all beads, each by what it counts.
    fn add_slope(&self, slope: &mut Weights, count: impl Fn(usize) -> f32) {
        let mut cut_slopes = [0.0; CUTS];
        for (cell, cut) in self.cuts.iter().enumerate() {
            let mut all = 0.0;
            for bead in &self.beads[self.starts[cell]..self.starts[cell + 1]] {
                let count = count(cell * self.types + bead.kind);
                all += count;
                slope.types[bead.kind] += count;
                slope.length_weight += count * bead.terms.length;
                for class in 0..5 {
                    slope.english_class[class] += count * bead.terms.english[class];
                    slope.chinese_class[class] += count * bead.terms.chinese[class];
                }
            }
            for (slope, term) in cut_slopes.iter_mut().zip(cut) {
                *slope += all * term;
            }
        }
        for (weight, slope) in cuts_of(slope).into_iter().zip(cut_slopes) {
            *weight += slope;
        }
    }
}

fn dot(terms: &Gains, weights: &Gains) -> f32 {
    terms.iter().zip(weights).map(|(term, weight)| term * weight).sum()
}

impl Weights {
    /// Every weight at zero: a slope to add to.
    #[must_use]
    pub fn zero() -> Self {
        let mut weights = Self::default();
        for (_, weight) in weights.named() {
            *weight = 0.0;
        }
        weights
    }

    /// Whether the score of a bead is linear in the weight of that name.
    #[must_use]
    pub fn linear(name: &str) -> bool {
        let named = |slot: usize| {
            let mut weights = Self::zero();
            *cuts_of(&mut weights)[slot] = 1.0;
            weights.named().iter().any(|(other, weight)| other == name && **weight == 1.0)
        };
        name == "length_weight"
            || ["type_", "english_class_", "chinese_class_"].iter().any(|prefix| name.starts_with(prefix))
            || (0..CUTS).any(named)
    }
}

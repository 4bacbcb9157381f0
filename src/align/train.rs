//! Fitting the weights of the alignment model to documents aligned by hand.
//!
//! Given what the first pass and the learning found, a bead's score is a weighted sum, so that the paths of a
//! document are a log-linear model (a conditional random field, Lafferty et al. 2001): the log posterior of the gold path
//! is concave in those weights, and its gradient is the terms of the gold beads less the terms that
//! the model expects. Fitting it also calibrates the confidence of the beads.

use std::fmt;
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
    /// The pairs that the model can make, ascending.
    gold: Vec<Range>,
    english_gold: Vec<Place>,
    chinese_gold: Vec<Place>,
}

/// Where a sentence lies in the gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// It has no counterpart.
    Null,
    Pair,
    /// In a pair that crosses another or is of a type that the model does not know.
    Free,
}

/// The numbers of the sentences of a pair, English and Chinese.
pub type Pair = (Vec<usize>, Vec<usize>);

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
    /// Reads the sentences. `pairs` are the gold beads with two sides; the sentences of none have no
    /// counterpart.
    #[must_use]
    pub fn new<E: AsRef<str>, C: AsRef<str>>(
        english: &[E],
        chinese: &[C],
        pairs: &[Pair],
        lexicon: &Lexicon,
    ) -> Self {
        let mut ranges: Vec<Option<Range>> = Vec::new();
        let mut sorted: Vec<&Pair> = pairs.iter().collect();
        sorted.sort_by_key(|(english, chinese)| (chinese.first(), english.first()));
        let (mut english_end, mut chinese_end) = (0, 0);
        for (english, chinese) in &sorted {
            let range =
                stretch(english).zip(stretch(chinese)).map(|(english, chinese)| Range { english, chinese });
            let range = range.filter(|range| {
                range.english.0 >= english_end && range.chinese.0 >= chinese_end && is_known(*range)
            });
            if let Some(range) = range {
                (english_end, chinese_end) = (range.english.1, range.chinese.1);
            }
            ranges.push(range);
        }
        let mut english_gold = vec![Place::Null; english.len()];
        let mut chinese_gold = vec![Place::Null; chinese.len()];
        for ((english, chinese), range) in sorted.into_iter().zip(&ranges) {
            let place = if range.is_some() { Place::Pair } else { Place::Free };
            for (side, numbers) in [(&mut english_gold, english), (&mut chinese_gold, chinese)] {
                for &number in numbers {
                    if let Some(sentence) = side.get_mut(number) {
                        *sentence = place;
                    }
                }
            }
        }
        let gold = ranges.into_iter().flatten().collect();
        let (english, chinese) = (english::read(english), chinese::read(chinese, lexicon));
        Self { english, chinese, gold, english_gold, chinese_gold }
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
        cuts.extend(path.iter().map(|range| (range.chinese.1, range.english.1)));
        cuts.push((0, 0));
        for range in &self.gold {
            cuts.extend([(range.chinese.0, range.english.0), (range.chinese.1, range.english.1)]);
        }
        cuts.push((chinese.len(), english.len()));
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

    /// Whether a bead is gold, or holds nothing but free sentences.
    fn is_gold(&self, range: Range) -> bool {
        let english = &self.english_gold[range.english.0..range.english.1];
        let chinese = &self.chinese_gold[range.chinese.0..range.chinese.1];
        let places = || english.iter().chain(chinese);
        if places().all(|&place| place == Place::Free) {
            return true;
        }
        if english.is_empty() || chinese.is_empty() {
            return places().all(|&place| place == Place::Null);
        }
        self.gold
            .binary_search_by_key(&range.chinese.0, |gold| gold.chinese.0)
            .is_ok_and(|at| self.gold[at] == range)
    }
}

/// The first number and the one after the last, if there is no gap between.
fn stretch(numbers: &[usize]) -> Option<(usize, usize)> {
    let (&first, &last) = (numbers.first()?, numbers.last()?);
    numbers.windows(2).all(|pair| pair[1] == pair[0] + 1).then_some((first, last + 1))
}

fn is_known(range: Range) -> bool {
    BEAD_TYPES.iter().any(|kind| {
        (range.chinese.1 - range.chinese.0, range.english.1 - range.english.0)
            == (kind.chinese.into(), kind.english.into())
    })
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

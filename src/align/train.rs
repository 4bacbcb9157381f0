//! Fitting the weights of the alignment model to documents aligned by hand.
//!
//! Given what the first pass and the learning found, a bead's score is a weighted sum, so that the paths of a
//! document are a log-linear model (a conditional random field, Lafferty et al. 2001). What is fitted is the posterior of
//! each gold bead, with some doubt of it, which also calibrates the confidence. The likelihood of
//! the whole gold path, the usual aim, was worse: beads that no model could find drew all weights down
//! (strict F1 of novels .948 to .936, leave-one-document-out .923).

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
                        beads.push(BeadTerms { kind, gold: self.gold(range), terms });
                    }
                }
            }
        }
        starts.push(beads.len());
        Terms { document: self, band, beads, starts, cuts: cut_terms, types }
    }

    /// The number of a bead among the gold ones: pairs, then English sentences without counterpart, then Chinese
    /// ones. A null bead is the same wherever it stands on the other side.
    fn gold(&self, range: Range) -> Option<usize> {
        let null = |places: &[Place], at: usize| (places[at] == Place::Null).then_some(at);
        if range.chinese.0 == range.chinese.1 {
            null(&self.english_gold, range.english.0).map(|at| self.gold.len() + at)
        } else if range.english.0 == range.english.1 {
            null(&self.chinese_gold, range.chinese.0).map(|at| self.gold.len() + self.english.len() + at)
        } else {
            let at = self.gold.binary_search_by_key(&range.chinese.0, |gold| gold.chinese.0).ok()?;
            (self.gold[at] == range).then_some(at)
        }
    }

    /// Numbers that [`Document::gold`] may give.
    fn gold_numbers(&self) -> usize {
        self.gold.len() + self.english.len() + self.chinese.len()
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

/// By how many nats gold beads are made more likely to see what changes.
const NUDGE: f32 = 0.01;

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
    gold: Option<usize>,
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
    /// How likely the model finds the gold beads: the sum of ln((1 - doubt) p + doubt) over their posteriors
    /// p, in nats. `doubt` is the chance that a gold bead is wrong or beyond the model; without it a few lost beads
    /// outweigh all others. Adds the slope along the linear weights to `slope`.
    ///
    /// The slope of a posterior is the covariance of the bead with the terms of the path. Of all gold
    /// beads at once it is how the expected terms change as the gold beads become a little more likely (forward-backward
    /// twice, whatever their number).
    pub fn agreement(&self, weights: &Weights, doubt: f32, slope: Option<&mut Weights>) -> f64 {
        let turns = turns(&self.document.english, &self.document.chinese, weights);
        let scores = self.scores(weights);
        let expected = |by: &[(usize, f32)], sign: f32| {
            let mut scores = scores.clone();
            for &(slot, by) in by {
                scores[slot] += sign * by;
            }
            Lattice::of_scores(&self.band, self.types, turns, scores).expectations()
        };
        let posteriors = expected(&[], 0.0);
        let mut found = vec![None; self.document.gold_numbers()];
        for (slot, gold) in self.gold_slots() {
            *found[gold].get_or_insert(0.0) += posteriors[slot];
        }
        let likely = |posterior: f32| (1.0 - doubt) * posterior + doubt;
        let total = found.iter().flatten().map(|&posterior| f64::from(likely(posterior).ln())).sum();
        let nudge = |gold: usize| NUDGE * (1.0 - doubt) / likely(found[gold].unwrap_or_default());
        let raised: Vec<(usize, f32)> = self.gold_slots().map(|(slot, gold)| (slot, nudge(gold))).collect();
        if let Some(slope) = slope {
            let (up, down) = (expected(&raised, 1.0), expected(&raised, -1.0));
            self.add_slope(slope, |slot| (up[slot] - down[slot]) / (2.0 * NUDGE));
        }
        total
    }

    /// Where the gold beads lie, with the number of each.
    fn gold_slots(&self) -> impl Iterator<Item = (usize, usize)> {
        self.starts.windows(2).enumerate().flat_map(move |(cell, ends)| {
            let beads = &self.beads[ends[0]..ends[1]];
            beads.iter().filter_map(move |bead| Some((cell * self.types + bead.kind, bead.gold?)))
        })
    }

    /// By cell and type.
    fn scores(&self, weights: &Weights) -> Vec<f32> {
        let cut_weights = cuts_of(&mut weights.clone()).map(|weight| *weight);
        let mut scores = vec![f32::NEG_INFINITY; self.band.cells() * self.types];
        for (cell, cut) in self.cuts.iter().enumerate() {
            let cut: f32 = cut.iter().zip(&cut_weights).map(|(term, weight)| term * weight).sum();
            for bead in &self.beads[self.starts[cell]..self.starts[cell + 1]] {
                scores[cell * self.types + bead.kind] = weights.types[bead.kind]
                    + cut
                    + bead.terms.unread
                    + weights.length_weight * bead.terms.length
                    + dot(&bead.terms.english, &weights.english_class)
                    + dot(&bead.terms.chinese, &weights.chinese_class);
            }
        }
        scores
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

//! Coordinate ascent over the weights. The scores of each set of weights are cached.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use bitext::Aligner;
use bitext::train::Weights;

use crate::gold::Item;
use crate::score::Score;

/// The settings of a search: the factors of its objective, the number of sweeps, and the weights to fit.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// Weight of the sparse copies, relative to whole documents.
    pub(crate) sparse: f64,
    /// Weight of one nat of log loss of the confidences, relative to strict F1.
    pub(crate) loss: f64,
    /// Penalty of a weight that is one step ([`STEP`] or [`FACTOR`]) away from its starting value; it grows with the
    /// square of the distance. The penalty limits overfitting: there are more weights than documents.
    pub(crate) pull: f64,
    pub(crate) sweeps: usize,
    /// The weights to fit; all if empty.
    pub(crate) only: Vec<String>,
}

/// The documents that a fit leaves out, so that it can be scored on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    Nothing,
    /// The document with this [`Item::origin`], and its sparse copies.
    Document(usize),
    /// All documents of the folder with this [`Item::folder`].
    Folder(usize),
}

impl LeftOut {
    fn omits(self, item: &Item) -> bool {
        match self {
            Self::Nothing => false,
            Self::Document(origin) => item.origin == origin,
            Self::Folder(folder) => item.folder == folder,
        }
    }
}

/// Difference by which the first sweep changes a log odds. Each further sweep uses half the difference of the sweep
/// before it.
const STEP: f32 = 0.3;
/// Factor by which the first sweep changes any other weight. Each further sweep uses the square root of the factor of
/// the sweep before it.
const FACTOR: f32 = 1.4;
/// Minimum gain in the objective for which a change is kept.
const MIN_GAIN: f64 = 0.0002;

/// A search over some documents.
pub(crate) struct Search<'i> {
    items: &'i [Item],
    start: Aligner,
    settings: Settings,
    /// Maps each list of weights that was tried, as bits, to the score of each item.
    tried: HashMap<Vec<u32>, Vec<Score>>,
}

impl<'i> Search<'i> {
    pub(crate) fn new(items: &'i [Item], start: Aligner, settings: Settings) -> Self {
        Self { items, start, settings, tried: HashMap::new() }
    }

    /// Returns the best weights that the search finds on the items that `left_out` does not omit.
    pub(crate) fn run(&mut self, left_out: LeftOut) -> Weights {
        let mut best = self.start.weights().clone();
        let mut value = self.worth(&best, left_out);
        for sweep in 0..self.settings.sweeps {
            let shrink = 0.5_f32.powi(sweep as i32);
            for at in 0..best.named().len() {
                let (name, weight) = named(&mut best, at);
                let weight = *weight;
                let others = !self.settings.only.is_empty() && !self.settings.only.contains(&name);
                if weight == 0.0 || others || is_rare(&name) {
                    continue;
                }
                let (up, down) = if is_added(&name) {
                    (weight + STEP * shrink, weight - STEP * shrink)
                } else {
                    let factor = FACTOR.powf(shrink);
                    (weight * factor, weight / factor)
                };
                for changed in [up, down] {
                    let mut tried = best.clone();
                    *named(&mut tried, at).1 = changed;
                    let worth = self.worth(&tried, left_out);
                    if worth > value + MIN_GAIN {
                        if left_out == LeftOut::Nothing {
                            eprintln!("  {name} {weight:.3} -> {changed:.3}: {:+.4}", worth - value);
                        }
                        (best, value) = (tried, worth);
                        break;
                    }
                }
            }
        }
        best
    }

    /// Returns the objective: a mean over the folders, minus the penalty.
    /// - The value of a folder is its strict F1 minus the weighted log loss.
    /// - Its weight in the mean is the square root of its number of predicted beads.
    /// - The sparse copies of a folder count as another folder, with a weight multiplied by [`Settings::sparse`].
    fn worth(&mut self, weights: &Weights, left_out: LeftOut) -> f64 {
        let &Settings { sparse, loss, pull, .. } = &self.settings;
        let folders = self.items.iter().map(|item| item.folder + 1).max().unwrap_or_default();
        let mut whole = vec![Score::default(); folders];
        let mut thin = whole.clone();
        let items = self.items;
        for (item, score) in items.iter().zip(self.scores(weights)) {
            if !left_out.omits(item) {
                let scores = if item.sparse { &mut thin } else { &mut whole };
                scores[item.folder].merge(score);
            }
        }
        let (mut total, mut shares) = (0.0, 0.0);
        for (scores, share) in [(whole, 1.0), (thin, sparse)] {
            for score in scores.iter().filter(|score| score.beads() > 0) {
                let share = share * (score.beads() as f64).sqrt();
                shares += share;
                total += share * (score.f1() - loss * score.log_loss());
            }
        }
        total / f64::max(shares, 1.0) - pull * self.distance(weights)
    }

    /// Returns the sum of the squared distances of the weights from their starting values, in steps of the first
    /// sweep.
    fn distance(&self, weights: &Weights) -> f64 {
        let (mut weights, mut start) = (weights.clone(), self.start.weights().clone());
        let pairs = weights.named().into_iter().zip(start.named());
        pairs
            .filter(|((_, weight), (_, start))| weight != start)
            .map(|((name, weight), (_, start))| {
                let steps = if is_added(&name) {
                    (*weight - *start) / STEP
                } else {
                    (*weight / *start).ln() / FACTOR.ln()
                };
                f64::from(steps * steps)
            })
            .sum()
    }

    fn scores(&mut self, weights: &Weights) -> &[Score] {
        let key = weights.clone().named().into_iter().map(|(_, weight)| weight.to_bits()).collect();
        self.tried.entry(key).or_insert_with(|| {
            let aligner = self.start.clone().with_weights(weights.clone());
            parallel_map(self.items.len(), |at| {
                let mut score = Score::default();
                score.add(&self.items[at].gold, self.items[at].document.align(&aligner).beads());
                score
            })
        })
    }
}

fn named(weights: &mut Weights, at: usize) -> (String, &mut f32) {
    weights.named().swap_remove(at)
}

/// Whether a weight is a log odds, which the search changes by adding. The other weights are factors or shares, which
/// it changes by multiplying.
fn is_added(name: &str) -> bool {
    name.starts_with("type_")
        || ["quote_", "both_", "one_", "chinese_unfinished", "english_unfinished"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
}

/// Whether a weight is the prior of a bead kind with six or more sentences. The gold data has only a handful of these
/// beads, too few to fit a prior.
fn is_rare(name: &str) -> bool {
    let numbers = name.strip_prefix("type_").map(|numbers| numbers.split('_').map(str::parse::<usize>));
    numbers.is_some_and(|numbers| numbers.flatten().sum::<usize>() > 5)
}

/// Calls `each` with every index below `count` on all cores; returns the results in order.
pub(crate) fn parallel_map<R: Send>(count: usize, each: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut found: Vec<(usize, R)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores)
            .map(|_| {
                scope.spawn(|| {
                    let mut own = Vec::new();
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        if at >= count {
                            return own;
                        }
                        own.push((at, each(at)));
                    }
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    });
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, result)| result).collect()
}

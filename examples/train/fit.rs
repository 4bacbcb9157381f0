//! Finds the weights under which the gold paths are the most likely.

use std::sync::atomic::{AtomicUsize, Ordering};

use bitext::Aligner;
use bitext::train::{Terms, Weights};

use crate::gold::Item;

/// How the fit is drawn and where to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// Strength of the pull towards the start values: 1 for a normal prior with the spread of [`spread`].
    pub(crate) pull: f64,
    /// What a bead of a sparse copy counts, to one of a whole document.
    pub(crate) sparse: f64,
    /// The chance that a gold bead is beyond the model.
    pub(crate) doubt: f32,
    /// Sweeps over the weights that the terms themselves depend on.
    pub(crate) sweeps: usize,
}

/// Steps of the ascent along the slope.
const STEPS: usize = 30;
/// The weights of the runs of null beads: cheap to try, but not linear.
const TURNS: [&str; 3] = ["balanced", "null_share_most", "run_growth"];
/// First and last factor by which the other weights are tried.
const FACTORS: [f32; 3] = [1.5, 1.25, 1.1];

/// The weights fitted to some documents, from those that the aligner has.
pub(crate) fn fit(items: &[&Item], aligner: &Aligner, settings: Settings) -> Weights {
    let start = aligner.weights().clone();
    let mut best = start.clone();
    let mut terms = terms(items, &aligner.clone().with_weights(best.clone()));
    climb(items, &terms, &mut best, &start, settings);
    for factor in FACTORS {
        vary(items, &mut terms, &mut best, aligner, settings, factor, |name| TURNS.contains(&name));
    }
    for &factor in &FACTORS[..settings.sweeps.min(FACTORS.len())] {
        vary(items, &mut terms, &mut best, aligner, settings, factor, |name| !Weights::linear(name));
        climb(items, &terms, &mut best, &start, settings);
    }
    best
}

/// Tries each of the chosen weights a factor larger and a factor smaller, and keeps what is better.
fn vary<'d>(
    items: &[&'d Item],
    terms: &mut Vec<Terms<'d>>,
    best: &mut Weights,
    aligner: &Aligner,
    settings: Settings,
    factor: f32,
    chosen: impl Fn(&str) -> bool,
) {
    let start = aligner.weights();
    let mut value = worth(items, terms, best, start, settings, None);
    for at in 0..best.named().len() {
        let name = best.named().swap_remove(at).0;
        if !chosen(&name) {
            continue;
        }
        for factor in [factor, 1.0 / factor] {
            let mut tried = best.clone();
            *tried.named()[at].1 *= factor;
            let fresh = (!TURNS.contains(&name.as_str()))
                .then(|| self::terms(items, &aligner.clone().with_weights(tried.clone())));
            let tried_value = worth(items, fresh.as_ref().unwrap_or(terms), &tried, start, settings, None);
            if tried_value > value {
                eprintln!("  {name} {:.3} {:+.2} nats", *tried.named()[at].1, tried_value - value);
                (*best, value) = (tried, tried_value);
                if let Some(fresh) = fresh {
                    *terms = fresh;
                }
                break;
            }
        }
    }
}

/// The terms of each document.
fn terms<'d>(items: &[&'d Item], aligner: &Aligner) -> Vec<Terms<'d>> {
    side_by_side(items.len(), |at| items[at].document.terms(aligner))
}

/// How far a weight may be expected to lie from its start value.
fn spread(name: &str, start: f32) -> f64 {
    if name.starts_with("type_") || TURNS.contains(&name) {
        0.5_f64.max(f64::from(start.abs()) / 4.0)
    } else if name.contains("_class_") || name == "length_weight" {
        0.1
    } else {
        0.3_f64.min(f64::from(start.abs()) / 2.0).max(0.05)
    }
}

/// The log posterior of the gold paths, less what the distance from the start costs; adds the slope of both.
fn worth(
    items: &[&Item],
    terms: &[Terms<'_>],
    weights: &Weights,
    start: &Weights,
    settings: Settings,
    slope: Option<&mut [f64]>,
) -> f64 {
    let wanted = slope.is_some();
    let parts = side_by_side(items.len(), |at| {
        let mut slope = Weights::zero();
        let value = terms[at].agreement(weights, settings.doubt, wanted.then_some(&mut slope));
        (value, slope)
    });
    let (mut weights, mut start) = (weights.clone(), start.clone());
    let mut total = 0.0;
    let mut sums = vec![0.0; weights.named().len()];
    for (item, (value, mut slope)) in items.iter().zip(parts) {
        let share = if item.sparse { settings.sparse } else { 1.0 };
        total += share * value;
        for (sum, (_, slope)) in sums.iter_mut().zip(slope.named()) {
            *sum += share * f64::from(*slope);
        }
    }
    for (at, ((name, weight), (_, start))) in weights.named().into_iter().zip(start.named()).enumerate() {
        let spread = spread(&name, *start);
        let off = f64::from(*weight - *start) / spread;
        total -= settings.pull * 0.5 * off * off;
        sums[at] -= settings.pull * off / spread;
    }
    if let Some(slope) = slope {
        slope.copy_from_slice(&sums);
    }
    total
}

/// Climbs along the slope, each weight by steps of its own that grow while the slope keeps its sign (Rprop,
/// Riedmiller and Braun 1993). What is zero stays zero.
fn climb(items: &[&Item], terms: &[Terms<'_>], best: &mut Weights, start: &Weights, settings: Settings) {
    let names: Vec<String> = best.named().into_iter().map(|(name, _)| name).collect();
    let zero: Vec<bool> = start.clone().named().into_iter().map(|(_, weight)| *weight == 0.0).collect();
    let mut steps = vec![0.02_f32; names.len()];
    let mut before = vec![0.0_f64; names.len()];
    let mut slope = vec![0.0_f64; names.len()];
    let mut weights = best.clone();
    let mut value = f64::NEG_INFINITY;
    for _ in 0..STEPS {
        let now = worth(items, terms, &weights, start, settings, Some(&mut slope));
        if now > value {
            (value, *best) = (now, weights.clone());
        }
        for (at, name) in names.iter().enumerate() {
            if zero[at] || !Weights::linear(name) {
                continue;
            }
            let agree = slope[at] * before[at];
            if agree > 0.0 {
                steps[at] = (steps[at] * 1.2).min(0.2);
            } else if agree < 0.0 {
                steps[at] *= 0.5;
            }
            before[at] = slope[at];
            *weights.named().swap_remove(at).1 += slope[at].signum() as f32 * steps[at];
        }
    }
}

/// Calls `each` with every number up to `count` on all cores; the results in order.
pub(crate) fn side_by_side<R: Send>(count: usize, each: impl Fn(usize) -> R + Sync) -> Vec<R> {
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

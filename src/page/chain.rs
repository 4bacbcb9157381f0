//! Chooses among candidates: the best chain in the order of both languages, then what stands out of order.

use std::collections::HashMap;
use std::ops::Range;

use super::candidates::Candidate;
use super::weights as w;

/// The numbers of the chosen candidates, with the prior that each came in with.
///
/// The chain maximises the sum of worth and prior; a candidate that starts where another ended has at
/// least the prior of one that continues. Time O(candidates * log blocks).
pub(crate) fn choose(candidates: &[Candidate], chinese_blocks: usize) -> Vec<(usize, f32)> {
    let mut chosen = chain(candidates, chinese_blocks);
    greedy(candidates, &mut chosen);
    chosen.sort_unstable_by_key(|&(number, _)| {
        (candidates[number].english.start, candidates[number].chinese.start)
    });
    chosen
}

/// The best end of a chain: its worth, and the candidate that it ends with.
type End = (f32, Option<usize>);

fn better(one: End, other: End) -> End {
    if other.0 > one.0 { other } else { one }
}

fn chain(candidates: &[Candidate], chinese_blocks: usize) -> Vec<(usize, f32)> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order
        .sort_unstable_by_key(|&number| (candidates[number].english.start, candidates[number].chinese.start));
    let mut by_end = order.clone();
    by_end.sort_unstable_by_key(|&number| candidates[number].english.end);
    let mut ends = Prefixes::new(chinese_blocks);
    let mut cuts: HashMap<(usize, usize), End> = HashMap::new();
    let mut worth = vec![(0.0_f32, None::<usize>, 0.0_f32); candidates.len()];
    let (mut best, mut ended): (End, usize) = ((0.0, None), 0);
    for &number in &order {
        let candidate = &candidates[number];
        while let Some(&done) =
            by_end.get(ended).filter(|&&done| candidates[done].english.end <= candidate.english.start)
        {
            let end = (worth[done].0, Some(done));
            ends.raise(candidates[done].chinese.end, end);
            let cut = (candidates[done].english.end, candidates[done].chinese.end);
            let known = cuts.entry(cut).or_insert(end);
            *known = better(*known, end);
            ended += 1;
        }
        let after = ends.best(candidate.chinese.start);
        let skip = if after.1.is_some() { w::SKIPS } else { 0.0 };
        let mut way = (after.0 + skip + candidate.prior, after.1, candidate.prior);
        if let Some(&(value, from)) = cuts.get(&(candidate.english.start, candidate.chinese.start)) {
            let prior = candidate.prior.max(w::CONTINUES);
            if value + prior > way.0 {
                way = (value + prior, from, prior);
            }
        }
        worth[number] = (way.0 + candidate.score(), way.1, way.2);
        best = better(best, (worth[number].0, Some(number)));
    }
    let mut chosen = Vec::new();
    let mut next = best.1;
    while let Some(number) = next {
        chosen.push((number, worth[number].2));
        next = worth[number].1;
    }
    chosen
}

/// Adds the candidates that are worth enough by themselves and that no other has taken blocks of.
fn greedy(candidates: &[Candidate], chosen: &mut Vec<(usize, f32)>) {
    let mut rest: Vec<usize> =
        (0..candidates.len()).filter(|&number| worth_alone(&candidates[number]) >= w::OUT_OF_ORDER).collect();
    rest.sort_by(|&a, &b| {
        worth_alone(&candidates[b]).total_cmp(&worth_alone(&candidates[a])).then(a.cmp(&b))
    });
    let mut taken = [Vec::new(), Vec::new()];
    for &(number, _) in chosen.iter() {
        take(&mut taken, &candidates[number]);
    }
    for number in rest {
        let candidate = &candidates[number];
        if is_free(&taken[0], &candidate.english) && is_free(&taken[1], &candidate.chinese) {
            take(&mut taken, candidate);
            chosen.push((number, candidate.prior));
        }
    }
}

fn worth_alone(candidate: &Candidate) -> f32 {
    candidate.score() + candidate.prior
}

fn take(taken: &mut [Vec<bool>; 2], candidate: &Candidate) {
    for (taken, blocks) in taken.iter_mut().zip([&candidate.english, &candidate.chinese]) {
        taken.resize(taken.len().max(blocks.end), false);
        taken[blocks.clone()].fill(true);
    }
}

fn is_free(taken: &[bool], blocks: &Range<usize>) -> bool {
    !blocks.clone().any(|block| taken.get(block).copied().unwrap_or(false))
}

/// The best end of a chain up to each Chinese block (Fenwick 1994, with the maximum for the sum).
struct Prefixes {
    tree: Vec<End>,
}

impl Prefixes {
    fn new(blocks: usize) -> Self {
        Self { tree: vec![(0.0, None); blocks + 2] }
    }

    fn raise(&mut self, end: usize, value: End) {
        let mut at = end + 1;
        while let Some(best) = self.tree.get_mut(at) {
            *best = better(*best, value);
            at += at & at.wrapping_neg();
        }
    }

    fn best(&self, end: usize) -> End {
        let mut best = (0.0, None);
        let mut at = end + 1;
        while at > 0 {
            best = better(best, self.tree[at]);
            at &= at - 1;
        }
        best
    }
}

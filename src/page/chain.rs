//! Chooses candidates: first the best chain, whose blocks ascend in both languages, then the best of the remaining
//! candidates.

use std::collections::HashMap;
use std::ops::Range;

use super::candidates::Candidate;
use super::weights::PageWeights;

/// Returns the indices of the chosen candidates, sorted by first English block and then by first Chinese block.
///
/// The chain maximizes the sum of the scores and priors of its candidates. A candidate that starts where the
/// previous candidate ends, in both languages, has a prior of at least `weights.continues`. Every other step from
/// one candidate to the next adds `weights.skips`.
///
/// Time O(candidates * log(candidates + blocks) + blocks).
pub(crate) fn choose(candidates: &[Candidate], chinese_blocks: usize, weights: &PageWeights) -> Vec<usize> {
    let mut chosen = chain(candidates, chinese_blocks, weights);
    add_out_of_order(candidates, &mut chosen, weights);
    chosen
        .sort_unstable_by_key(|&number| (candidates[number].english.start, candidates[number].chinese.start));
    chosen
}

/// The worth of a chain in nats, and the index of its last candidate, which is `None` if the chain is empty.
type ChainEnd = (f32, Option<usize>);

fn better(one: ChainEnd, other: ChainEnd) -> ChainEnd {
    if other.0 > one.0 { other } else { one }
}

/// Returns the candidates of the best chain, the last one first.
fn chain(candidates: &[Candidate], chinese_blocks: usize, weights: &PageWeights) -> Vec<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order
        .sort_unstable_by_key(|&number| (candidates[number].english.start, candidates[number].chinese.start));
    let mut by_end = order.clone();
    by_end.sort_unstable_by_key(|&number| candidates[number].english.end);
    // `ends.best(block)` is the best chain whose Chinese blocks all precede `block`. `cuts` maps a pair of exclusive
    // ends, English and Chinese, to the best chain that ends exactly there.
    let mut ends = PrefixMaxima::new(chinese_blocks);
    let mut cuts: HashMap<(usize, usize), ChainEnd> = HashMap::new();
    // `worth[i]` is the worth of the best chain that ends with candidate `i`, and the candidate before `i` in that
    // chain.
    let mut worth: Vec<ChainEnd> = vec![(0.0, None); candidates.len()];
    let (mut best, mut ended): (ChainEnd, usize) = ((0.0, None), 0);
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
        let skip = if after.1.is_some() { weights.skips } else { 0.0 };
        let mut link = (after.0 + skip + candidate.prior, after.1);
        if let Some(&(value, from)) = cuts.get(&(candidate.english.start, candidate.chinese.start)) {
            let prior = candidate.prior.max(weights.continues);
            if value + prior > link.0 {
                link = (value + prior, from);
            }
        }
        worth[number] = (link.0 + candidate.score(weights), link.1);
        best = better(best, (worth[number].0, Some(number)));
    }
    let mut chosen = Vec::new();
    let mut next = best.1;
    while let Some(number) = next {
        chosen.push(number);
        next = worth[number].1;
    }
    chosen
}

/// Adds remaining candidates greedily, the best first. An added candidate has a score plus prior of at least
/// `weights.out_of_order` and shares no block with a candidate chosen before.
fn add_out_of_order(candidates: &[Candidate], chosen: &mut Vec<usize>, weights: &PageWeights) {
    let worth_alone = |candidate: &Candidate| candidate.score(weights) + candidate.prior;
    let mut rest: Vec<usize> = (0..candidates.len())
        .filter(|&number| worth_alone(&candidates[number]) >= weights.out_of_order)
        .collect();
    rest.sort_by(|&a, &b| {
        worth_alone(&candidates[b]).total_cmp(&worth_alone(&candidates[a])).then(a.cmp(&b))
    });
    let mut taken = [Vec::new(), Vec::new()];
    for &number in chosen.iter() {
        take(&mut taken, &candidates[number]);
    }
    for number in rest {
        let candidate = &candidates[number];
        if is_free(&taken[0], &candidate.english) && is_free(&taken[1], &candidate.chinese) {
            take(&mut taken, candidate);
            chosen.push(number);
        }
    }
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

/// For each exclusive end in Chinese blocks, the best chain that ends there or earlier. Implemented as a binary indexed
/// tree (Fenwick 1994) of maxima rather than sums.
struct PrefixMaxima {
    tree: Vec<ChainEnd>,
}

impl PrefixMaxima {
    fn new(blocks: usize) -> Self {
        Self { tree: vec![(0.0, None); blocks + 2] }
    }

    fn raise(&mut self, end: usize, value: ChainEnd) {
        let mut at = end + 1;
        while let Some(best) = self.tree.get_mut(at) {
            *best = better(*best, value);
            at += at & at.wrapping_neg();
        }
    }

    fn best(&self, end: usize) -> ChainEnd {
        let mut best = (0.0, None);
        let mut at = end + 1;
        while at > 0 {
            best = better(best, self.tree[at]);
            at &= at - 1;
        }
        best
    }
}

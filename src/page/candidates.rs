//! Candidates: pairs of blocks that may translate each other, because they are near each other on the page, have the
//! same index in consecutive runs, or share rare words.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::block_aligner::{BlockAligner, BlockAlignment};
use super::blocks::{Block, PageSide};
use super::weights::{self as w, PageWeights};
use crate::align::LENGTH_RATIO;

/// One or more consecutive blocks of each language, with their alignment.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Indices of the English blocks.
    pub(crate) english: Range<usize>,
    /// Indices of the Chinese blocks.
    pub(crate) chinese: Range<usize>,
    /// Prior of the candidate in nats, from the positions of the blocks on the page.
    pub(crate) prior: f32,
    pub(crate) alignment: BlockAlignment,
}

impl Candidate {
    /// Returns the score of the candidate without its prior.
    pub(crate) fn score(&self, weights: &PageWeights) -> f32 {
        let merged = self.english.len() + self.chinese.len() - 2;
        self.alignment.score + weights.blocks + weights.block_merged * merged as f32
    }
}

/// The candidates of a page by the first English block, the first Chinese block, and the numbers of English and Chinese
/// blocks.
type Candidates = BTreeMap<(usize, usize, usize, usize), Candidate>;

/// Returns all candidates. Facing blocks are left out, because they are aligned only with each other.
///
/// Time O(blocks + tokens + rare translations of the tokens).
pub(crate) fn candidates(aligner: &mut BlockAligner<'_>) -> Vec<Candidate> {
    let mut found = Candidates::new();
    let near = near(aligner.english(), aligner.chinese());
    add_singles(aligner, &mut found, near);
    let parallel = parallel_runs(&aligner.english().blocks, &aligner.chinese().blocks);
    add_singles(aligner, &mut found, parallel);
    let mut similar = aligner.similar(&unsettled(aligner, &found), w::MAX_SIMILAR);
    limit_shorter(aligner.english(), aligner.chinese(), &mut similar);
    add_singles(aligner, &mut found, similar);
    add_merged(aligner, &mut found);
    found.into_values().collect()
}

/// Adds a candidate for each pair of an English and a Chinese block, unless one of them is a facing block.
fn add_singles(aligner: &mut BlockAligner<'_>, found: &mut Candidates, pairs: Vec<(usize, usize)>) {
    for (one, other) in pairs {
        let (english, chinese) = (&aligner.english().blocks[one], &aligner.chinese().blocks[other]);
        if english.facing.is_none() && chinese.facing.is_none() {
            found
                .entry((one, other, 1, 1))
                .or_insert_with(|| candidate(aligner, one..one + 1, other..other + 1));
        }
    }
}

/// Returns, for each Chinese block, whether its counterpart is still to be found: no candidate of the block scores at
/// least `weights.settled` for each sentence of the block. For the other blocks, only copies of the counterpart would
/// be found.
fn unsettled(aligner: &BlockAligner<'_>, found: &Candidates) -> Vec<bool> {
    let blocks = &aligner.chinese().blocks;
    let mut unsettled = vec![true; blocks.len()];
    for candidate in found.values() {
        let other = candidate.chinese.start;
        let min = aligner.weights().settled * blocks[other].sentences.len() as f32;
        unsettled[other] &= candidate.alignment.score < min;
    }
    unsettled
}

/// Keeps at most [`w::MAX_SHORTER`] pairs of each English block with Chinese blocks that are much shorter, the first
/// ones in `pairs`.
///
/// The time of a pair is proportional to the longer of its blocks. A long English block may share rare words with every
/// Chinese block of the page: without the limit, the time would be the product of their numbers of sentences.
fn limit_shorter(english: &PageSide, chinese: &PageSide, pairs: &mut Vec<(usize, usize)>) {
    let mut shorter = vec![0; english.blocks.len()];
    pairs.retain(|&(one, other)| {
        let (own, other) = (&english.blocks[one].sentences, &chinese.blocks[other].sentences);
        let expected = chinese.side.expected_chars(other.start, other.end, LENGTH_RATIO);
        if english.side.char_count(own.start, own.end) <= w::MUCH_LONGER * expected + w::MUCH_LONGER_BY {
            return true;
        }
        shorter[one] += 1;
        shorter[one] <= w::MAX_SHORTER
    });
}

/// Adds candidates of several neighbouring blocks in one of the languages.
fn add_merged(aligner: &mut BlockAligner<'_>, found: &mut Candidates) {
    let weights = aligner.weights();
    let singles: Vec<(usize, usize)> = found
        .iter()
        .filter(|(_, candidate)| candidate.score(weights) > weights.min_to_merge)
        .map(|(&(one, other, ..), _)| (one, other))
        .collect();
    for (one, other) in singles {
        for (more, less) in [(0, 1), (0, 2), (1, 0), (2, 0)] {
            let (english, chinese) = (one..one + 1 + more, other..other + 1 + less);
            if english.len().max(chinese.len()) > w::MAX_MERGED {
                continue;
            }
            let known = |one: usize, other: usize| found.contains_key(&(one, other, 1, 1));
            let together =
                english.clone().all(|at| known(at, other)) && chinese.clone().all(|at| known(one, at));
            if together
                && adjoin(&aligner.english().blocks, &english)
                && adjoin(&aligner.chinese().blocks, &chinese)
            {
                let key = (one, other, english.len(), chinese.len());
                let candidate = candidate(aligner, english, chinese);
                found.insert(key, candidate);
            }
        }
    }
}

/// Whether the blocks of a range can be merged: none is a facing block, and at most one block of the other language is
/// between two neighbouring blocks.
fn adjoin(blocks: &[Block], range: &Range<usize>) -> bool {
    blocks.get(range.clone()).is_some_and(|blocks| {
        blocks.iter().all(|block| block.facing.is_none())
            && blocks.windows(2).all(|pair| pair[1].order - pair[0].order <= 2)
    })
}

/// Aligns a range of English blocks with a range of Chinese blocks.
pub(crate) fn candidate(
    aligner: &mut BlockAligner<'_>,
    english: Range<usize>,
    chinese: Range<usize>,
) -> Candidate {
    let sentences = |side: &PageSide, blocks: &Range<usize>| {
        side.blocks[blocks.start].sentences.start..side.blocks[blocks.end - 1].sentences.end
    };
    let alignment =
        aligner.align(sentences(aligner.english(), &english), sentences(aligner.chinese(), &chinese));
    let (one, other) =
        (&aligner.english().blocks[english.clone()], &aligner.chinese().blocks[chinese.clone()]);
    let prior = prior(one, other, aligner.weights());
    Candidate { english, chinese, prior, alignment }
}

/// Returns the highest prior of any pair of an English and a Chinese block in a candidate.
fn prior(english: &[Block], chinese: &[Block], weights: &PageWeights) -> f32 {
    let mut best = weights.anywhere;
    for one in english {
        for other in chinese {
            best = best.max(match one.order.abs_diff(other.order) {
                0 | 1 => weights.neighbours,
                2 => weights.two_apart,
                _ if one.run.abs_diff(other.run) == 1 => weights.next_run,
                _ => weights.anywhere,
            });
        }
    }
    best
}

/// Returns the pairs of blocks that are at most [`w::NEAR`] blocks apart.
fn near(english: &PageSide, chinese: &PageSide) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut first = 0;
    for (one, block) in english.blocks.iter().enumerate() {
        while chinese.blocks.get(first).is_some_and(|other| other.order + w::NEAR < block.order) {
            first += 1;
        }
        let close = chinese.blocks[first..].iter().take_while(|other| other.order <= block.order + w::NEAR);
        pairs.extend(close.enumerate().map(|(at, _)| (one, first + at)));
    }
    pairs
}

/// Returns the pairs of blocks with the same index in two consecutive runs, as on a page with one whole text after the
/// other.
fn parallel_runs(english: &[Block], chinese: &[Block]) -> Vec<(usize, usize)> {
    let runs = |blocks: &[Block]| -> HashMap<usize, Range<usize>> {
        let mut runs: HashMap<usize, Range<usize>> = HashMap::new();
        for (at, block) in blocks.iter().enumerate() {
            runs.entry(block.run).or_insert(at..at).end = at + 1;
        }
        runs
    };
    let mut pairs = Vec::new();
    let chinese_runs = runs(chinese);
    for (run, own) in runs(english) {
        for neighbour in [run.wrapping_sub(1), run + 1] {
            if let Some(other) = chinese_runs.get(&neighbour) {
                pairs.extend(own.clone().zip(other.clone()));
            }
        }
    }
    pairs
}

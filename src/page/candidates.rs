//! Which blocks may translate each other: near ones, and those that share rare words.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::inner::{Inner, Inside};
use super::unit::{Block, Tract};
use super::weights as w;

/// Some English blocks and some Chinese ones, with the alignment inside them.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Numbers of the blocks of either language.
    pub(crate) english: Range<usize>,
    pub(crate) chinese: Range<usize>,
    /// What their places on the page say.
    pub(crate) prior: f32,
    pub(crate) inner: Inner,
}

impl Candidate {
    /// The worth of the pair of blocks without its prior.
    pub(crate) fn score(&self) -> f32 {
        let merged = self.english.len() + self.chinese.len() - 2;
        self.inner.score + w::BLOCKS + w::BLOCK_MERGED * merged as f32
    }
}

/// English blocks that are looked at for a Chinese one because of the words they share.
const MOST_SIMILAR: usize = 4;
/// A word in more blocks than this, and in more than a share of them, does not speak for any.
const RARE_COUNT: usize = 5;
const RARE_SHARE: usize = 20;
/// Blocks on a side that are merged at most.
const MOST_MERGED: usize = 3;
/// A pair worth less is not merged with its neighbours: what they add could not make up for it.
const WORTH_MERGING: f32 = -4.0;

/// All candidates but couples, which pair with each other alone.
///
/// Time O(blocks) but for the words that blocks share.
pub(crate) fn candidates(inside: &mut Inside<'_>) -> Vec<Candidate> {
    let mut pairs = similar(inside);
    near(inside.english, inside.chinese, &mut pairs);
    pairs.sort_unstable();
    pairs.dedup();
    let free = |block: &Block| block.couple.is_none();
    pairs.retain(|&(one, other)| free(&inside.english.blocks[one]) && free(&inside.chinese.blocks[other]));
    let mut found = BTreeMap::new();
    for &(one, other) in &pairs {
        let candidate = candidate(inside, one..one + 1, other..other + 1);
        found.insert((one, other, 1, 1), candidate);
    }
    let singles: Vec<(usize, usize)> = pairs
        .iter()
        .copied()
        .filter(|&(one, other)| found[&(one, other, 1, 1)].score() > WORTH_MERGING)
        .collect();
    for &(one, other) in &singles {
        for (more, less) in [(0, 1), (0, 2), (1, 0), (2, 0)] {
            let (english, chinese) = (one..one + 1 + more, other..other + 1 + less);
            if english.len().max(chinese.len()) > MOST_MERGED {
                continue;
            }
            let known = |one: usize, other: usize| pairs.binary_search(&(one, other)).is_ok();
            let together =
                english.clone().all(|at| known(at, other)) && chinese.clone().all(|at| known(one, at));
            if together && touch(&inside.english.blocks, &english) && touch(&inside.chinese.blocks, &chinese)
            {
                let key = (one, other, english.len(), chinese.len());
                let candidate = candidate(inside, english, chinese);
                found.insert(key, candidate);
            }
        }
    }
    found.into_values().collect()
}

/// Whether blocks follow each other without one of the other language between them by more than a line.
fn touch(blocks: &[Block], range: &Range<usize>) -> bool {
    blocks.get(range.clone()).is_some_and(|blocks| {
        blocks.iter().all(|block| block.couple.is_none())
            && blocks.windows(2).all(|pair| pair[1].order - pair[0].order <= 2)
    })
}

pub(crate) fn candidate(inside: &mut Inside<'_>, english: Range<usize>, chinese: Range<usize>) -> Candidate {
    let units = |tract: &Tract, blocks: &Range<usize>| {
        tract.blocks[blocks.start].units.start..tract.blocks[blocks.end - 1].units.end
    };
    let inner = inside.align(units(inside.english, &english), units(inside.chinese, &chinese));
    let prior = prior(&inside.english.blocks[english.clone()], &inside.chinese.blocks[chinese.clone()]);
    Candidate { english, chinese, prior, inner }
}

/// What the places of blocks on the page say for them: the nearest of them count.
fn prior(english: &[Block], chinese: &[Block]) -> f32 {
    let mut best = w::ANYWHERE;
    for one in english {
        for other in chinese {
            best = best.max(match one.order.abs_diff(other.order) {
                0 | 1 => w::NEIGHBOURS,
                2 => w::TWO_APART,
                _ if one.run.abs_diff(other.run) == 1 => w::NEXT_RUN,
                _ => w::ANYWHERE,
            });
        }
    }
    best
}

/// Blocks at most two apart, and those of the same number in runs that follow each other.
fn near(english: &Tract, chinese: &Tract, pairs: &mut Vec<(usize, usize)>) {
    let mut first = 0;
    for (one, block) in english.blocks.iter().enumerate() {
        while chinese.blocks.get(first).is_some_and(|other| other.order + 2 < block.order) {
            first += 1;
        }
        let close = chinese.blocks[first..].iter().take_while(|other| other.order <= block.order + 2);
        pairs.extend(close.enumerate().map(|(at, _)| (one, first + at)));
    }
    let runs = |blocks: &[Block]| -> HashMap<usize, Range<usize>> {
        let mut runs: HashMap<usize, Range<usize>> = HashMap::new();
        for (at, block) in blocks.iter().enumerate() {
            runs.entry(block.run).or_insert(at..at).end = at + 1;
        }
        runs
    };
    let chinese_runs = runs(&chinese.blocks);
    for (run, own) in runs(&english.blocks) {
        for neighbour in [run.wrapping_sub(1), run + 1] {
            if let Some(other) = chinese_runs.get(&neighbour) {
                pairs.extend(own.clone().zip(other.clone()));
            }
        }
    }
}

/// For each Chinese block the English ones that share the most with it, rare words counting most.
fn similar(inside: &Inside<'_>) -> Vec<(usize, usize)> {
    let (english, chinese) = (inside.english, inside.chinese);
    let mut holders: Vec<Vec<u32>> = vec![Vec::new(); english.side.types.len()];
    for (number, block) in english.blocks.iter().enumerate() {
        for unit in block.units.clone() {
            for word in english.side.words_of(unit) {
                let holders = &mut holders[word.id as usize];
                if holders.last() != Some(&(number as u32)) {
                    holders.push(number as u32);
                }
            }
        }
    }
    let rare = RARE_COUNT.max(english.blocks.len() / RARE_SHARE);
    let mut worth = vec![0.0_f32; english.blocks.len()];
    let mut pairs = Vec::new();
    for (number, block) in chinese.blocks.iter().enumerate() {
        let mut touched: Vec<u32> = Vec::new();
        for unit in block.units.clone() {
            for word in chinese.side.words_of(unit) {
                for entry in inside.scorer.translations.of(word.id) {
                    let holders = &holders[entry.english as usize];
                    if holders.len() > rare {
                        continue;
                    }
                    let share =
                        entry.forward * (1.0 + english.blocks.len() as f32 / holders.len() as f32).ln();
                    for &holder in holders {
                        if worth[holder as usize] == 0.0 {
                            touched.push(holder);
                        }
                        worth[holder as usize] += share;
                    }
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        touched.sort_by(|&a, &b| worth[b as usize].total_cmp(&worth[a as usize]));
        pairs.extend(touched.iter().take(MOST_SIMILAR).map(|&one| (one as usize, number)));
        touched.iter().for_each(|&one| worth[one as usize] = 0.0);
    }
    pairs
}

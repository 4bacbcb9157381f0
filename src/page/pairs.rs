//! Aligns a page: runs all steps of the page model.

use std::collections::HashMap;

use super::block_aligner::BlockAligner;
use super::blocks::{PageSide, page_sides};
use super::candidates::{candidate, candidates};
use super::cells::cells;
use super::chain::choose;
use super::keep::{ScoredPair, keep};
use super::segments::segments;
use super::weights as w;
use crate::align::{Bead, Model, Translations};
use crate::{Bitext, Lexicon};

/// Aligns the English of a page with its Chinese.
///
/// Time and memory O(length of the page).
pub(crate) fn align_page<'t>(page: &'t str, lexicon: &Lexicon, model: &Model) -> Bitext<'t> {
    let segments = segments(page, &cells(page), lexicon, model);
    let (english, chinese) = page_sides(page, &segments, lexicon);
    let translations = Translations::new(&english.side, &chinese.side, lexicon, &model.weights);
    let mut aligner = BlockAligner::new(&segments, &english, &chinese, &translations, model);
    let scored = scored_pairs(&mut aligner);
    let kept = keep(&scored, &english, &chinese);
    let beads = beads(&mut aligner, &kept);
    let spans = |side: &PageSide| side.sentences.iter().map(|sentence| sentence.span).collect();
    Bitext::new(page, spans(&english), page, spans(&chinese), beads)
}

/// The pairs of sentences in the chosen candidates and in facing blocks, in the order of the English.
fn scored_pairs(aligner: &mut BlockAligner<'_>) -> Vec<ScoredPair> {
    let candidates = candidates(aligner);
    let mut pairs = Vec::new();
    for (number, prior) in choose(&candidates, aligner.chinese.blocks.len()) {
        let beads = &candidates[number].alignment.beads;
        pairs.extend(beads.iter().map(|bead| ScoredPair::new(bead, prior)));
    }
    for (one, other) in facing_blocks(aligner.english, aligner.chinese) {
        let prior = if aligner.english.blocks[one].half { w::HALVES } else { w::NEIGHBOURS };
        let candidate = candidate(aligner, one..one + 1, other..other + 1);
        pairs.extend(candidate.alignment.beads.iter().map(|bead| ScoredPair::new(bead, prior)));
    }
    pairs.sort_by_key(|pair| pair.range.english);
    pairs
}

/// The pairs of facing blocks, as English and Chinese indices.
fn facing_blocks(english: &PageSide, chinese: &PageSide) -> Vec<(usize, usize)> {
    let mut partners = HashMap::new();
    for (number, block) in chinese.blocks.iter().enumerate() {
        block.facing.map(|facing| partners.insert(facing, number));
    }
    let own = english.blocks.iter().enumerate();
    own.filter_map(|(number, block)| Some((number, *partners.get(&block.facing?)?))).collect()
}

/// The beads of a page: pairs and English null beads in the order of the English sentences, then the Chinese null beads.
fn beads(aligner: &mut BlockAligner<'_>, kept: &[(ScoredPair, f32)]) -> Vec<Bead> {
    let mut beads = Vec::new();
    let mut taken = vec![false; aligner.chinese.sentences.len()];
    let mut next = 0;
    let null = |english, chinese| Bead::null(english, chinese, 0.0, 1.0);
    for (pair, confidence) in kept {
        let (english, chinese) = (pair.range.english_sentences(), pair.range.chinese_sentences());
        beads.extend((next..english.start).map(|at| null(at..at + 1, 0..0)));
        next = english.end;
        taken[chinese.clone()].fill(true);
        let (evidence, flags) = aligner.explain(pair.range);
        beads.push(Bead { english, chinese, score: pair.score, confidence: *confidence, evidence, flags });
    }
    beads.extend((next..aligner.english.sentences.len()).map(|at| null(at..at + 1, 0..0)));
    let left = taken.iter().enumerate().filter(|(_, taken)| !**taken);
    beads.extend(left.map(|(at, _)| null(0..0, at..at + 1)));
    beads
}

//! Aligns a page: runs all steps of the page model.

use std::collections::HashMap;

use super::block_aligner::BlockAligner;
use super::blocks::{PageSide, page_sides};
use super::candidates::{candidate, candidates};
use super::cells::cells;
use super::chain::choose;
use super::language_names::without_language_names;
use super::layout::Layout;
use super::layout_score::LayoutScorer;
use super::pair_features::{ScoredPair, pair_features, probability};
use super::relations::{LinePair, line_pairs, sentence_lines};
use super::segments::segments;
use super::trimming::trimmed;
use super::weights::PageWeights;
use crate::align::{Bead, Model, PartAligner, Translations};
use crate::{Bitext, Lexicon};

/// Minimum probability of a pair that is kept. From this value on, the pair is more likely right than wrong.
const MIN_PROBABILITY: f32 = 0.5;

/// Aligns the English sentences of a page with its Chinese sentences.
///
/// Time and memory O(length of the page).
pub(crate) fn align_page<'t>(
    page: &'t str,
    lexicon: &Lexicon,
    model: &Model,
    weights: &PageWeights,
) -> Bitext<'t> {
    with_page(page, (lexicon, model), weights, |aligner, _| {
        let scored = scored_pairs(aligner);
        let features = pair_features(&scored, aligner.english(), aligner.chinese(), weights);
        let probabilities = features.iter().map(|features| probability(features, weights));
        let kept: Vec<(ScoredPair, f32)> = scored
            .iter()
            .copied()
            .zip(probabilities)
            .filter(|&(_, probability)| probability >= MIN_PROBABILITY)
            .collect();
        bitext(page, aligner, &kept)
    })
}

/// Learns the layout of a page, then calls `each` with the aligner of the page and with the pairs of lines that have a
/// relation.
pub(super) fn with_page<R>(
    page: &str,
    (lexicon, model): (&Lexicon, &Model),
    weights: &PageWeights,
    each: impl FnOnce(&mut BlockAligner<'_>, &[LinePair]) -> R,
) -> R {
    let cells = without_language_names(page, cells(page));
    let segments = segments(page, &cells, lexicon, model, weights);
    let (english, chinese) = page_sides(page, &segments, lexicon);
    let translations = Translations::new(&english.side, &chinese.side, lexicon, &model.weights);
    let mut parts = PartAligner::new(&english.side, &chinese.side, &translations, model);
    let lines = sentence_lines(&english, &chinese);
    let related = line_pairs(&segments, &lines);
    let layout = Layout::learn(&mut parts, &related, lines.len(), weights);
    let scorer =
        LayoutScorer { segments: &segments, english: &english, chinese: &chinese, layout: &layout, weights };
    each(&mut BlockAligner::new(scorer, parts), &related)
}

/// Returns the sentence pairs of the chosen candidates and of facing blocks, in the order of the English sentences.
pub(super) fn scored_pairs(aligner: &mut BlockAligner<'_>) -> Vec<ScoredPair> {
    let candidates = candidates(aligner);
    let mut pairs = Vec::new();
    for number in choose(&candidates, aligner.chinese().blocks.len(), aligner.weights()) {
        let beads = &candidates[number].alignment.beads;
        pairs.extend(beads.iter().map(|&bead| ScoredPair::new(trimmed(bead, aligner), aligner)));
    }
    for (one, other) in facing_blocks(aligner.english(), aligner.chinese()) {
        let candidate = candidate(aligner, one..one + 1, other..other + 1);
        let beads = candidate.alignment.beads;
        pairs.extend(beads.into_iter().map(|bead| ScoredPair::new(trimmed(bead, aligner), aligner)));
    }
    pairs.sort_by_key(|pair| pair.range.english);
    pairs
}

/// Returns the pairs of blocks that face each other, as an English and a Chinese index.
fn facing_blocks(english: &PageSide, chinese: &PageSide) -> Vec<(usize, usize)> {
    let mut partners = HashMap::new();
    for (number, block) in chinese.blocks.iter().enumerate() {
        block.facing.map(|facing| partners.insert(facing, number));
    }
    let own = english.blocks.iter().enumerate();
    own.filter_map(|(number, block)| Some((number, *partners.get(&block.facing?)?))).collect()
}

/// Builds the bitext of the pairs in `kept`, each with its confidence. Pairs and English null beads come first, in the
/// order of the English sentences; the Chinese null beads follow.
pub(super) fn bitext<'t>(
    page: &'t str,
    aligner: &mut BlockAligner<'_>,
    kept: &[(ScoredPair, f32)],
) -> Bitext<'t> {
    let (english, chinese) = (aligner.english(), aligner.chinese());
    let mut beads = Vec::new();
    let mut taken = vec![false; chinese.sentences.len()];
    let mut next = 0;
    let null = |english, chinese| Bead::bare(english, chinese, 0.0, 1.0);
    for (pair, confidence) in kept {
        let (own, other) = (pair.range.english_sentences(), pair.range.chinese_sentences());
        beads.extend((next..own.start).map(|at| null(at..at + 1, 0..0)));
        next = own.end;
        taken[other.clone()].fill(true);
        let (evidence, flags) = aligner.explain(pair.range);
        let (score, confidence) = (pair.score, *confidence);
        beads.push(Bead { evidence, flags, ..Bead::bare(own, other, score, confidence) });
    }
    beads.extend((next..english.sentences.len()).map(|at| null(at..at + 1, 0..0)));
    let left = taken.iter().enumerate().filter(|(_, taken)| !**taken);
    beads.extend(left.map(|(at, _)| null(0..0, at..at + 1)));
    let spans = |side: &PageSide| side.sentences.iter().map(|sentence| sentence.span).collect();
    Bitext::new(page, spans(english), page, spans(chinese), beads)
}

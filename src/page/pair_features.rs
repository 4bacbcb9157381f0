//! The features of sentence pairs: their words, their layout, and how each pair compares with the rest of the page.

use super::block_aligner::BlockAligner;
use super::blocks::{Block, PageSide};
use super::features::{PairValues, line_features, weighted};
use super::layout::{log_odds, sigmoid};
use super::layout_score::is_whole;
use super::relations::Relation;
use super::trimming::least_needed;
use super::weights::PageWeights;
use crate::align::{BeadRange, Flag, LENGTH_RATIO, PathBead};

/// A sentence pair from an alignment of blocks, with the values from which its features are computed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScoredPair {
    pub(crate) range: BeadRange,
    pub(crate) score: f32,
    posterior: f32,
    /// The score without the layout terms and the odds of the relation, in nats.
    words: f32,
    /// The relation between the two lines in which the pair begins, and the log odds of that relation.
    relation: Option<(Relation, f32)>,
    /// Whether the English side consists of whole lines, and whether the Chinese side does.
    whole: (bool, bool),
    /// Whether the numbers differ, whether a name of the Chinese side is missing on the English side, and whether only
    /// one side ends with a question mark.
    differs: [bool; 3],
    /// Whether both sides start lines with the same label.
    labels_agree: bool,
    /// ln(e / x) for e English characters, if x are expected from the number of Chinese characters.
    length_ratio: f32,
    /// Natural logarithm of the number of alternatives of the pair. If the two lines have a relation, the
    /// alternatives are the sentences of the longer of the two blocks. Otherwise, they are the sentences of the
    /// language with fewer sentences, at most [`MAX_WAYS`].
    ways: f32,
    /// Numbers of English and of Chinese characters.
    chars: [f32; 2],
    /// Square root of the number of English characters.
    length: f32,
    /// Log odds that the sentence which the pair needs least belongs to the pair; 0 if each side has one sentence.
    need: f32,
}

/// Maximum number of sentences that count as alternatives of a pair whose lines have no relation.
const MAX_WAYS: usize = 20;
/// Maximum absolute value of the log odds of a pair's posterior in the alignment.
const MAX_POSTERIOR: f32 = 7.0;
/// Maximum absolute value of the log odds of the share that is covered: the characters in pairs, divided by all
/// characters.
const MAX_COVER: f32 = 4.0;
/// Limit of the log odds that a pair needs all of its sentences.
const MAX_NEED: f32 = 6.0;
/// Number of pseudo-pairs with a [rate](ScoredPair::rate) of 1 that are added when the mean rate of a page is computed.
const PSEUDO_PAIRS: f32 = 2.0;

impl ScoredPair {
    pub(crate) fn new(bead: PathBead, aligner: &mut BlockAligner<'_>) -> Self {
        let (english, chinese) = (aligner.english(), aligner.chinese());
        let range = bead.range;
        let (first, other) = (range.english.0, range.chinese.0);
        let segments = (english.sentences[first].segment, chinese.sentences[other].segment);
        let map = aligner.layout.layout;
        let relation = map.relation(segments.0, segments.1);
        let relation = relation.map(|relation| (relation, map.odds(segments.0, segments.1).unwrap_or(0.0)));
        let (layout, odds) = (aligner.layout.terms(range), aligner.layout.odds_term(range));
        let sentences = (block_len(&english.blocks, first), block_len(&chinese.blocks, other));
        let ways = match relation {
            Some(_) => sentences.0.max(sentences.1),
            None => english.sentences.len().min(chinese.sentences.len()).min(MAX_WAYS),
        };
        let chars = english.side.char_count(range.english.0, range.english.1);
        let chinese_chars = chinese.side.char_count(range.chinese.0, range.chinese.1);
        let flags = aligner.flags(range);
        let asks = english.side.asks(range.english.1 - 1) != chinese.side.asks(range.chinese.1 - 1);
        Self {
            range,
            score: bead.score,
            posterior: bead.posterior,
            words: bead.score - layout - odds,
            relation,
            whole: (
                is_whole(&english.sentences[range.english_sentences()]),
                is_whole(&chinese.sentences[range.chinese_sentences()]),
            ),
            differs: [flags.contains(&Flag::NumbersDiffer), flags.contains(&Flag::NameMissing), asks],
            labels_agree: english.sentences[first].starts
                && chinese.sentences[other].starts
                && aligner.layout.labels_agree(segments.0, segments.1) == Some(true),
            length_ratio: (chars.max(1.0) / (LENGTH_RATIO * chinese_chars).max(1.0)).ln(),
            chars: [chars, chinese_chars],
            ways: (ways.max(1) as f32).ln(),
            need: least_needed(range, aligner).map_or(0.0, |(need, _)| need.min(MAX_NEED)),
            length: chars.max(1.0).sqrt(),
        }
    }

    fn is_single(&self) -> bool {
        self.range.english.1 - self.range.english.0 + self.range.chinese.1 - self.range.chinese.0 == 2
    }

    /// Returns the score of the words divided by the square root of the number of English characters.
    fn rate(&self) -> f32 {
        self.words / self.length
    }

    /// Returns the probability that the pair is right, judged only by the words and the number of alternatives.
    fn by_words(&self, weights: &PageWeights) -> f32 {
        let features = line_features(self.words, self.length * self.length, self.is_single());
        sigmoid(weighted(&features, &weights.line) - self.ways)
    }
}

/// Returns the number of sentences in the block that contains `sentence`.
fn block_len(blocks: &[Block], sentence: usize) -> usize {
    let at = blocks.partition_point(|block| block.sentences.end <= sentence);
    blocks.get(at).map_or(1, |block| block.sentences.len())
}

/// Returns the features of the pairs of a page, in the order of `PAIR_FEATURES`.
///
/// Time O(pairs * log blocks).
pub(crate) fn pair_features(
    pairs: &[ScoredPair],
    english: &PageSide,
    chinese: &PageSide,
    weights: &PageWeights,
) -> Vec<PairValues> {
    let page = PageSums::of(pairs, english, chinese, weights);
    pairs.iter().map(|pair| page.features(pair, weights)).collect()
}

/// Sums over the pairs of a page. Each pair is weighted by the probability from [`ScoredPair::by_words`].
#[derive(Default)]
struct PageSums {
    weight: f64,
    rates: f64,
    /// Weighted numbers of characters in the pairs: English, then Chinese.
    covered: [f64; 2],
    /// Numbers of characters in all sentences of the page: English, then Chinese.
    all: [f64; 2],
}

impl PageSums {
    fn of(pairs: &[ScoredPair], english: &PageSide, chinese: &PageSide, weights: &PageWeights) -> Self {
        let all = [english, chinese].map(|side| f64::from(side.side.char_count(0, side.side.len())));
        let mut sums = Self { all, ..Self::default() };
        for pair in pairs {
            let probability = f64::from(pair.by_words(weights));
            sums.weight += probability;
            sums.rates += probability * f64::from(pair.rate());
            for (covered, chars) in sums.covered.iter_mut().zip(pair.chars) {
                *covered += probability * f64::from(chars);
            }
        }
        sums
    }

    /// Returns the weighted mean rate of all pairs except `pair`, with the pseudo-pairs.
    fn mean_without(&self, pair: &ScoredPair, weights: &PageWeights) -> f32 {
        let own = f64::from(pair.by_words(weights));
        let pseudo = f64::from(PSEUDO_PAIRS);
        ((self.rates - own * f64::from(pair.rate()) + pseudo) / (self.weight - own + pseudo)) as f32
    }

    /// Returns the log odds of the share of characters that the pairs cover, in the language where this share is
    /// larger. `pair` itself is taken to be right with a probability of one half.
    fn cover_without(&self, pair: &ScoredPair, weights: &PageWeights) -> f32 {
        let correction = 0.5 - f64::from(pair.by_words(weights));
        let share = |side: usize| {
            let covered = self.covered[side] + correction * f64::from(pair.chars[side]);
            if self.all[side] > 0.0 { covered / self.all[side] } else { 0.0 }
        };
        log_odds(share(0).max(share(1)) as f32).clamp(-MAX_COVER, MAX_COVER)
    }

    fn features(&self, pair: &ScoredPair, weights: &PageWeights) -> PairValues {
        let flag = |condition: bool| f32::from(u8::from(condition));
        let several = flag(!pair.is_single());
        let [numbers, name, asks] = pair.differs;
        let cover = self.cover_without(pair, weights);
        let odds = pair.relation.map_or(0.0, |(_, odds)| odds);
        let whole = flag(pair.whole.0 && pair.whole.1 && pair.is_single());
        [
            1.0,
            pair.rate(),
            pair.length,
            pair.length.ln(),
            several,
            several * pair.length_ratio.abs(),
            odds,
            flag(pair.relation.is_none()),
            flag(pair.relation.is_some_and(|(relation, _)| relation.is_facing())),
            log_odds(pair.posterior).clamp(-MAX_POSTERIOR, MAX_POSTERIOR),
            flag(pair.whole.0 != pair.whole.1),
            (pair.rate() - self.mean_without(pair, weights)).min(0.0),
            cover,
            cover.min(0.0),
            (cover + 1.0).min(0.0),
            flag(numbers),
            flag(name),
            flag(asks),
            whole,
            whole * odds,
            flag(pair.labels_agree),
            pair.need,
            whole * flag(pair.relation.is_none()),
        ]
    }
}

/// Returns the probability that a pair is right.
pub(crate) fn probability(features: &PairValues, weights: &PageWeights) -> f32 {
    sigmoid(weighted(features, &weights.pair))
}

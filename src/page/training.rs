//! Examples to which the weights of the page model are fitted: pairs of lines and of sentences, with their features.

use super::blocks::PageSentence;
use super::features::PairValues;
use super::layout::evidence;
use super::pair_features::{pair_features, probability};
use super::pairs::{bitext, scored_pairs, with_page};
use super::relations::SentenceLine;
use super::weights::PageWeights;
use crate::align::Model;
use crate::{Lexicon, Pair, Span};

/// A pair of sentences or of lines that may translate each other, with its features.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PageExample {
    /// The English text.
    pub english: String,
    /// The Chinese text.
    pub chinese: String,
    /// The features, in the order of the weights.
    pub features: Vec<f32>,
    /// For lines, the index of their relation; for sentences 0.
    pub relation: usize,
    /// For sentences, the probability that the pair is right; for lines 0.
    pub probability: f32,
}

/// Returns the pairs of lines that have a relation, except lines too long to compare.
pub(crate) fn line_examples(
    page: &str,
    lexicon: &Lexicon,
    model: &Model,
    weights: &PageWeights,
) -> Vec<PageExample> {
    with_page(page, (lexicon, model), weights, |aligner, related| {
        let (english, chinese) = (aligner.english(), aligner.chinese());
        let text = |line: &SentenceLine, sentences: &[PageSentence]| {
            let (first, last) = (line.sentences.start, line.sentences.end - 1);
            Span::new(sentences[first].span.start, sentences[last].span.end).of(page).to_owned()
        };
        let found = evidence(aligner.parts(), related);
        found
            .into_iter()
            .map(|(pair, evidence)| PageExample {
                english: text(&pair.english, &english.sentences),
                chinese: text(&pair.chinese, &chinese.sentences),
                features: evidence.features.to_vec(),
                relation: evidence.relation as usize,
                probability: 0.0,
            })
            .collect()
    })
}

/// Returns all pairs of sentences from which the page model chooses, including those that it rejects.
pub(crate) fn pair_examples(
    page: &str,
    lexicon: &Lexicon,
    model: &Model,
    weights: &PageWeights,
) -> Vec<PageExample> {
    with_page(page, (lexicon, model), weights, |aligner, _| {
        let scored = scored_pairs(aligner);
        let features = pair_features(&scored, aligner.english(), aligner.chinese(), weights);
        let kept: Vec<_> = scored
            .iter()
            .zip(&features)
            .map(|(pair, values)| (*pair, probability(values, weights)))
            .collect();
        let bitext = bitext(page, aligner, &kept);
        let example = |(pair, features): (Pair<'_, '_>, &PairValues)| PageExample {
            english: pair.english().into_owned(),
            chinese: pair.chinese().into_owned(),
            features: features.to_vec(),
            relation: 0,
            probability: pair.confidence(),
        };
        bitext.pairs().zip(&features).map(example).collect()
    })
}

//! Measures three parameters of a document on the path of the first pass: the length ratio, how literal the
//! translation is, and the probability that the texts translate each other.

use super::document_fit::DocumentFit;
use super::fixed::is_scored;
use super::model::Model;
use super::range::BeadRange;
use super::score::{Scorer, WordFit};
use super::side::Side;
use super::translations::Translations;
use super::weights::{LENGTH_RATIO, LENGTH_RATIO_PRIOR};
use crate::script::is_han;

/// Upper limit of a squared length difference, in units of the variance of Gale and Church. Beads with larger
/// differences are mostly wrong.
const MAX_SQUARE: f32 = 16.0;
/// Mean squared length difference of a typical document, in the same unit. Documents have .6 in subtitles, .7 to 1.2 in
/// news, and up to 2.2 in free novels.
const TYPICAL_SQUARE: f32 = 1.0;
/// Weight of [`TYPICAL_SQUARE`] relative to the mean of the document, as a number of beads.
const SQUARE_PRIOR: f32 = 20.0;

/// Mean gain of the words, in nats: with this value, two texts are as likely to be unrelated as to be translations. The
/// mean is the total gain divided by the total weight. Unrelated texts have .2 to .45, free novels .65 to 1.1, and news
/// 1.3 to 1.7.
const TRANSLATED_GAIN: f32 = 0.5;
/// Change of the log odds of a translation per nat of mean gain, for words with a total weight of 1.
const TRANSLATED_SLOPE: f32 = 3.0;
/// [`TRANSLATED_SLOPE`] is multiplied by the total weight of the words to this power. The power is below 1, because
/// the words of a text are not independent of each other.
const TRANSLATED_GROWTH: f32 = 0.75;

/// Measures the parameters of a document on the path of the first pass. `scorer` must be the scorer of the first
/// pass, without pairs learned from the document: learned pairs make unrelated texts look like translations.
///
/// Time O(tokens + links of the path).
pub(crate) fn measure(path: &[BeadRange], scorer: &mut Scorer<'_>, model: &Model) -> DocumentFit {
    let weights = &model.weights;
    let ratio = length_ratio(path, scorer);
    let (mut squares, mut beads) = (TYPICAL_SQUARE * SQUARE_PRIOR, SQUARE_PRIOR);
    let mut words = WordFit::default();
    for &range in path.iter().filter(|range| !range.is_null() && is_scored(**range)) {
        let bead = scorer.word_fit(range);
        words.load += bead.load;
        words.gain += bead.gain;
        if range.is_single() {
            squares += (2.0 * scorer.length_cost_at(range, ratio)).min(MAX_SQUARE);
            beads += 1.0;
        }
    }
    let literal = TYPICAL_SQUARE * beads / squares;
    DocumentFit {
        ratio,
        length_weight: weights.length_weight * literal.powf(weights.length_adapts),
        translated: 1.0 - coverage(scorer.chinese, scorer.translations) * (1.0 - translated(words)),
    }
}

/// Returns the probability that two texts translate each other, estimated from the words of the pairs on the path.
fn translated(words: WordFit) -> f32 {
    if words.load <= 0.0 {
        return 0.5;
    }
    let evidence = (words.gain / words.load - TRANSLATED_GAIN) * words.load.powf(TRANSLATED_GROWTH);
    1.0 / (1.0 + (-TRANSLATED_SLOPE * evidence).exp())
}

/// Returns the share of the Chinese words that the lexicon translates. Words that the lexicon lacks are no evidence
/// that two texts are unrelated.
fn coverage(chinese: &Side, translations: &Translations) -> f32 {
    let (mut known, mut all) = (0_u64, 0_u64);
    for (id, (text, &count)) in chinese.types.texts.iter().zip(&chinese.types.counts).enumerate() {
        if text.starts_with(is_han) {
            all += u64::from(count);
            known += if translations.known[id] { u64::from(count) } else { 0 };
        }
    }
    known as f32 / all.max(1) as f32
}

/// Returns the number of English characters per Chinese character in the pairs of a path, shrunk toward
/// [`LENGTH_RATIO`] in a short document. The Latin characters in the Chinese text are subtracted on both sides.
fn length_ratio(path: &[BeadRange], scorer: &Scorer<'_>) -> f32 {
    let (english, chinese) = (scorer.english, scorer.chinese);
    let (mut english_chars, mut chinese_chars) = (0.0, 0.0);
    for range in path {
        let own = english.char_count(range.english.0, range.english.1);
        let other = chinese.char_count(range.chinese.0, range.chinese.1);
        if own > 0.0 && other > 0.0 {
            let latin = chinese.latin_count(range.chinese.0, range.chinese.1);
            english_chars += f64::from((own - latin).max(0.0));
            chinese_chars += f64::from(other - latin);
        }
    }
    let prior = f64::from(LENGTH_RATIO_PRIOR);
    ((english_chars + prior * f64::from(LENGTH_RATIO)) / (chinese_chars + prior)) as f32
}

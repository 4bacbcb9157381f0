//! Measures a document on its first path: its length ratio, how literal the translation is, and whether it is one.

use super::document_fit::DocumentFit;
use super::model::Model;
use super::range::BeadRange;
use super::score::{Scorer, WordFit};
use super::side::Side;
use super::weights::{LENGTH_RATIO, LENGTH_RATIO_PRIOR};
use crate::Lexicon;
use crate::script::is_han;

/// Largest squared length difference that counts, in units of the variance of Gale and Church: beads beyond it are mostly
/// wrong.
const MAX_SQUARE: f32 = 16.0;
/// Mean of these squares in most documents (.6 in subtitles, .7 to 1.2 in news, up to 2.2 in free novels), and its weight
/// against the mean of the document, in beads.
const TYPICAL_SQUARE: f32 = 1.0;
const SQUARE_PRIOR: f32 = 20.0;

/// Gain per weight of a token, in nats, at which two texts are as likely strangers as translations: strangers have .2 to .45,
/// free novels .65 to 1.1, news 1.3 to 1.7.
const TRANSLATED_GAIN: f32 = 0.5;
/// Slope of the log odds at a load of 1, and the power of the load by which it grows. Words of a text are not independent, so
/// the power is below 1.
const TRANSLATED_SLOPE: f32 = 3.0;
const TRANSLATED_GROWTH: f32 = 0.75;

/// The numbers of a document. `scorer` is that of the first pass: its lexicon has not learned from the document, which would
/// make strangers look like translations.
///
/// Time O(tokens + links of the path).
pub(crate) fn measure(
    path: &[BeadRange],
    scorer: &mut Scorer<'_>,
    lexicon: &Lexicon,
    model: &Model,
) -> DocumentFit {
    let weights = &model.weights;
    let ratio = length_ratio(path, scorer);
    let (mut squares, mut beads) = (TYPICAL_SQUARE * SQUARE_PRIOR, SQUARE_PRIOR);
    let mut words = WordFit::default();
    for &range in path.iter().filter(|range| !range.is_null()) {
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
        translated: 1.0 - coverage(scorer.chinese, lexicon) * (1.0 - translated(words)),
    }
}

/// The probability that two texts translate each other, from the words of the pairs of their path.
fn translated(words: WordFit) -> f32 {
    if words.load <= 0.0 {
        return 0.5;
    }
    let evidence = (words.gain / words.load - TRANSLATED_GAIN) * words.load.powf(TRANSLATED_GROWTH);
    1.0 / (1.0 + (-TRANSLATED_SLOPE * evidence).exp())
}

/// The share of the Chinese words that the lexicon translates. Of a text that the lexicon does not know, nothing can be told.
fn coverage(chinese: &Side, lexicon: &Lexicon) -> f32 {
    let table = lexicon.table();
    let (mut known, mut all) = (0_u64, 0_u64);
    for (text, &count) in chinese.types.texts.iter().zip(&chinese.types.counts) {
        if text.starts_with(is_han) {
            let row = table.row_of(text).filter(|&row| table.stems_of(row).next().is_some());
            all += u64::from(count);
            known += row.map_or(0, |_| u64::from(count));
        }
    }
    known as f32 / all.max(1) as f32
}

/// English characters per Chinese character in the pairs of a path, shrunk toward [`LENGTH_RATIO`] in a short document. Latin
/// text in the Chinese counts on neither side.
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

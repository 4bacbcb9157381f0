//! The score of a bead: a log-likelihood ratio against "these are not translations".
//!
//! score = type + length + words + cut. A token is explained by the tokens of the other side through
//! the lexicon (IBM model 1, Brown et al. 1993; as a ratio to chance, Moore 2002), weighted by the position
//! kernel; lengths as Gale and Church (1993).

use super::Model;
use super::kernel::Kernel;
use super::lexical::Translations;
use super::links::Links;
use super::text::Side;
use super::weights::{self as w, BeadType, Weights};

/// Scores beads of one document.
pub(crate) struct Scorer<'d> {
    pub(crate) english: &'d Side,
    pub(crate) chinese: &'d Side,
    pub(crate) translations: &'d Translations,
    pub(crate) links: Links,
    kernel: &'d Kernel,
    weights: &'d Weights,
    /// Characters of English for one of Chinese.
    ratio: f32,
    /// Cost of length past which words are not looked at.
    limit: f32,
    /// Of each class, summed over the tokens before each sentence: what unexplained tokens cost.
    english_floor: Vec<f32>,
    chinese_floor: Vec<f32>,
    quotes: bool,
    scratch: Scratch,
}

#[derive(Default)]
struct Scratch {
    english: Vec<f32>,
    chinese: Vec<f32>,
    english_places: Vec<f32>,
    chinese_places: Vec<f32>,
}

/// A bead by its first sentences and those after its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) chinese: (usize, usize),
    pub(crate) english: (usize, usize),
}

impl Range {
    /// The bead of `kind` that ends at a cut.
    pub(crate) fn ending(chinese: usize, english: usize, kind: &BeadType) -> Self {
        Self {
            chinese: (chinese - usize::from(kind.chinese), chinese),
            english: (english - usize::from(kind.english), english),
        }
    }
}

impl<'d> Scorer<'d> {
    pub(crate) fn new(
        english: &'d Side,
        chinese: &'d Side,
        translations: &'d Translations,
        links: Links,
        model: &'d Model,
    ) -> Self {
        Self {
            english,
            chinese,
            translations,
            links,
            kernel: &model.kernel,
            weights: &model.weights,
            ratio: w::LENGTH_RATIO,
            limit: w::LENGTH_LIMIT,
            english_floor: floor(english, &model.weights.english_class, model.weights.explained),
            chinese_floor: floor(chinese, &model.weights.chinese_class, model.weights.explained),
            quotes: english.has_quotes && chinese.has_quotes,
            scratch: Scratch::default(),
        }
    }

    pub(crate) fn ratio(mut self, ratio: f32) -> Self {
        self.ratio = ratio;
        self
    }

    pub(crate) fn length_limit(mut self, limit: f32) -> Self {
        self.limit = limit;
        self
    }

    /// The score of a bead without its cut; minus infinity for one whose lengths cannot be.
    pub(crate) fn bead(&mut self, range: Range, kind: usize) -> f32 {
        let prior = self.weights.types[kind];
        if kind == w::NULL_CHINESE || kind == w::NULL_ENGLISH {
            return prior;
        }
        let length = self.weights.length_weight * self.length(range);
        if length > self.limit {
            return if kind == w::ONE_TO_ONE { prior - length - w::UNREAD } else { f32::NEG_INFINITY };
        }
        prior - length + self.words(range)
    }

    /// Half the square of the difference of the lengths, in standard deviations.
    pub(crate) fn length(&self, range: Range) -> f32 {
        let english = self.english.char_count(range.english.0, range.english.1);
        let expected = self.ratio * self.chinese.char_count(range.chinese.0, range.chinese.1);
        let variance = w::LENGTH_VARIANCE * (expected + english) / 2.0;
        if variance <= 0.0 {
            return 0.0;
        }
        let difference = english - expected;
        0.5 * difference * difference / variance
    }

    /// What the words say. Time O(tokens + links of the bead).
    fn words(&mut self, range: Range) -> f32 {
        let (english, chinese) = self.gains(range);
        self.english_floor[range.english.1] - self.english_floor[range.english.0]
            + self.chinese_floor[range.chinese.1]
            - self.chinese_floor[range.chinese.0]
            + weighted(&english, &self.weights.english_class)
            + weighted(&chinese, &self.weights.chinese_class)
    }

    /// By class what the tokens that are explained give, English first, before the classes are weighted.
    fn gains(&mut self, range: Range) -> (Gains, Gains) {
        let (english_count, chinese_count) = self.explain(range);
        let scratch = &self.scratch;
        let english = gains(
            self.english,
            range.english,
            &scratch.english,
            &scratch.english_places,
            chinese_count,
            |id| self.translations.english_chance[id as usize],
            self.kernel,
            self.odds(),
        );
        let chinese = gains(
            self.chinese,
            range.chinese,
            &scratch.chinese,
            &scratch.chinese_places,
            english_count,
            |id| self.translations.chinese_chance[id as usize],
            self.kernel,
            self.odds(),
        );
        (english, chinese)
    }

    /// Fills in how far each token of the bead is explained; returns the numbers of tokens, English first.
    fn explain(&mut self, range: Range) -> (f32, f32) {
        let scratch = &mut self.scratch;
        places(self.english, range.english, &mut scratch.english_places);
        places(self.chinese, range.chinese, &mut scratch.chinese_places);
        scratch.english.clear();
        scratch.english.resize(scratch.english_places.len(), 0.0);
        scratch.chinese.clear();
        scratch.chinese.resize(scratch.chinese_places.len(), 0.0);
        let english_base = self.english.starts[range.english.0];
        let chinese_base = self.chinese.starts[range.chinese.0];
        for row in range.chinese.0..range.chinese.1 {
            let chinese_at = (self.chinese.starts[row] - chinese_base) as usize;
            for column in range.english.0..range.english.1 {
                let english_at = (self.english.starts[column] - english_base) as usize;
                for link in self.links.of(row, column) {
                    let (a, b) = (english_at + link.english as usize, chinese_at + link.chinese as usize);
                    let near = self.kernel.at(scratch.english_places[a] - scratch.chinese_places[b]);
                    scratch.english[a] += link.forward * near;
                    scratch.chinese[b] += link.backward * near;
                }
            }
        }
        (scratch.english.len() as f32, scratch.chinese.len() as f32)
    }

    /// What each link of a bead gives to its score, in nats: for each, its sentences, their tokens, and
    /// the share. Sorted by the tokens.
    pub(crate) fn shares(&mut self, range: Range) -> Vec<Share> {
        let (english_count, chinese_count) = self.explain(range);
        let mut shares = Vec::new();
        let odds = self.odds();
        let scratch = &self.scratch;
        let english_base = self.english.starts[range.english.0];
        let chinese_base = self.chinese.starts[range.chinese.0];
        for row in range.chinese.0..range.chinese.1 {
            for column in range.english.0..range.english.1 {
                for link in self.links.of(row, column) {
                    let a = (self.english.starts[column] - english_base + link.english) as usize;
                    let b = (self.chinese.starts[row] - chinese_base + link.chinese) as usize;
                    let (place_a, place_b) = (scratch.english_places[a], scratch.chinese_places[b]);
                    let near = self.kernel.at(place_a - place_b);
                    let word_a = &self.english.words_of(column)[link.english as usize];
                    let word_b = &self.chinese.words_of(row)[link.chinese as usize];
                    let mut nats = 0.0;
                    if scratch.english[a] > 0.0 {
                        let chance = self.translations.english_chance[word_a.id as usize];
                        let scale = chinese_count * self.kernel.mass(place_a) * chance;
                        nats += link.forward * near / scratch.english[a]
                            * self.weights.english_class[word_a.class as usize]
                            * likelihood(odds, scratch.english[a] / scale).ln();
                    }
                    if scratch.chinese[b] > 0.0 {
                        let chance = self.translations.chinese_chance[word_b.id as usize];
                        let scale = english_count * self.kernel.mass(place_b) * chance;
                        nats += link.backward * near / scratch.chinese[b]
                            * self.weights.chinese_class[word_b.class as usize]
                            * likelihood(odds, scratch.chinese[b] / scale).ln();
                    }
                    shares.push(Share {
                        chinese: (row, link.chinese as usize),
                        english: (column, link.english as usize),
                        nats,
                    });
                }
            }
        }
        shares
    }

    /// How much the other side explains of a token, to what it does not.
    fn odds(&self) -> f32 {
        self.weights.explained / (1.0 - self.weights.explained)
    }

    /// What the marks on both sides of a cut say; nothing at the end of the document.
    pub(crate) fn cut(&self, chinese: usize, english: usize) -> f32 {
        if chinese == 0 || english == 0 || chinese >= self.chinese.len() || english >= self.english.len() {
            return 0.0;
        }
        let (before_z, before_e) = (self.chinese.marks[chinese - 1], self.english.marks[english - 1]);
        let (after_z, after_e) = (self.chinese.marks[chinese], self.english.marks[english]);
        let mut score = 0.0;
        if self.quotes {
            if before_z.quoted != before_e.quoted {
                score += self.weights.quote_state_differs;
            }
            score += match (before_z.closes, before_e.closes) {
                (true, true) => self.weights.both_close,
                (false, false) => 0.0,
                _ => self.weights.one_closes,
            };
            if after_z.opens && after_e.opens {
                score += self.weights.both_open;
            }
        }
        score += match (before_z.asks, before_e.asks) {
            (true, true) => self.weights.both_ask,
            (false, false) => 0.0,
            _ => self.weights.one_asks,
        };
        score
            + match (before_z.unfinished, before_e.unfinished) {
                (true, true) => self.weights.both_unfinished,
                (true, false) => self.weights.chinese_unfinished,
                (false, true) => self.weights.english_unfinished,
                (false, false) => 0.0,
            }
    }
}

/// What a link of a bead gives to its score.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share {
    /// Sentence, and token in it.
    pub(crate) chinese: (usize, usize),
    pub(crate) english: (usize, usize),
    pub(crate) nats: f32,
}

/// Relative to an unexplained token: 1 + (explained / background) x, x the ratio to chance.
fn likelihood(odds: f32, ratio: f32) -> f32 {
    1.0 + odds * ratio
}

/// Nats by class of token.
type Gains = [f32; 5];

fn weighted(gains: &Gains, weights: &Gains) -> f32 {
    gains.iter().zip(weights).map(|(gain, weight)| gain * weight).sum()
}

/// What the tokens that are explained give: for each class one logarithm of a product.
#[expect(
    clippy::too_many_arguments,
    reason = "the two directions of one formula; a struct would only rename them"
)]
fn gains(
    side: &Side,
    (first, end): (usize, usize),
    explained: &[f32],
    places: &[f32],
    others: f32,
    chance: impl Fn(u32) -> f32,
    kernel: &Kernel,
    odds: f32,
) -> Gains {
    let words = &side.words[side.starts[first] as usize..side.starts[end] as usize];
    let mut products = [1.0_f32; 5];
    let mut totals = [0.0; 5];
    for ((word, &explained), &place) in words.iter().zip(explained).zip(places) {
        if explained > 0.0 {
            let product = &mut products[word.class as usize];
            *product *= likelihood(odds, explained / (others * kernel.mass(place) * chance(word.id)));
            // Far from the limit of f32, so that one more factor cannot reach it.
            if *product > 1e25 {
                totals[word.class as usize] += product.ln();
                *product = 1.0;
            }
        }
    }
    for (total, product) in totals.iter_mut().zip(products) {
        *total += product.ln();
    }
    totals
}

/// The relative place of each token of a bead's side.
fn places(side: &Side, (first, end): (usize, usize), out: &mut Vec<f32>) {
    out.clear();
    let total = (side.scale[end] - side.scale[first]).max(1.0) as f32;
    for sentence in first..end {
        let before = (side.scale[sentence] - side.scale[first]) as f32;
        out.extend(side.words_of(sentence).iter().map(|word| (before + word.middle) / total));
    }
}

/// For each sentence, what the tokens before it would cost unexplained.
fn floor(side: &Side, weights: &[f32; 5], explained: f32) -> Vec<f32> {
    let unexplained = (1.0 - explained).ln();
    let mut sums = Vec::with_capacity(side.len() + 1);
    let mut total = 0.0_f64;
    sums.push(0.0);
    for sentence in 0..side.len() {
        let weight: f32 = side.words_of(sentence).iter().map(|word| weights[word.class as usize]).sum();
        total += f64::from(weight * unexplained);
        sums.push(total as f32);
    }
    sums
}

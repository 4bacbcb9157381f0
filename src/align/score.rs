//! The score of a bead: a log-likelihood ratio against "these are not translations".
//!
//! score = prior of the kind - length cost + words. The lexicon explains each token by the tokens of the other side (IBM
//! model 1, Brown et al. 1993; as a ratio to the background, Moore 2002), weighted by the position kernel. Lengths
//! follow Gale and Church (1993).

use super::cut::cut_score;
use super::kernel::Kernel;
use super::kind::{NULL_CHINESE, NULL_ENGLISH, ONE_TO_ONE};
use super::links::{TokenLink, TokenLinks};
use super::model::Model;
use super::range::BeadRange;
use super::reason::Reason;
use super::side::{Side, SideToken, TypeId};
use super::times::time_score;
use super::translations::Translations;
use super::weights::{LENGTH_RATIO, LENGTH_VARIANCE, MAX_LENGTH_COST, WORDS_SKIPPED};

/// Scores beads of one document.
pub(crate) struct Scorer<'d> {
    pub(crate) english: &'d Side,
    pub(crate) chinese: &'d Side,
    pub(crate) translations: &'d Translations,
    links: TokenLinks,
    model: &'d Model,
    /// Characters of English for one of Chinese.
    ratio: f32,
    max_length_cost: f32,
    /// Score of all tokens before each sentence if the other side explains none of them.
    english_unexplained: Vec<f32>,
    chinese_unexplained: Vec<f32>,
    scratch: ScorerBuffers,
}

/// Buffers for the tokens of one bead: how well the other side explains each token, and its relative position.
#[derive(Default)]
struct ScorerBuffers {
    english: Vec<f32>,
    chinese: Vec<f32>,
    english_positions: Vec<f32>,
    chinese_positions: Vec<f32>,
}

/// The contribution of a token link to the score of a bead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LinkShare {
    /// Sentence, and index of the token in it.
    pub(crate) chinese: (usize, usize),
    pub(crate) english: (usize, usize),
    pub(crate) nats: f32,
    /// Posterior probability that the Chinese token generated the English one, and the reverse, under model 1 with the
    /// background as the alternative.
    pub(crate) forward: f32,
    pub(crate) backward: f32,
    /// Why the two count as translations.
    pub(crate) reason: Reason,
}

impl<'d> Scorer<'d> {
    pub(crate) fn new(
        english: &'d Side,
        chinese: &'d Side,
        translations: &'d Translations,
        links: TokenLinks,
        model: &'d Model,
    ) -> Self {
        let weights = &model.weights;
        Self {
            english,
            chinese,
            translations,
            links,
            model,
            ratio: LENGTH_RATIO,
            max_length_cost: MAX_LENGTH_COST,
            english_unexplained: unexplained(english, &weights.english_class, weights.explained),
            chinese_unexplained: unexplained(chinese, &weights.chinese_class, weights.explained),
            scratch: ScorerBuffers::default(),
        }
    }

    /// Sets the document's own length ratio.
    pub(crate) fn ratio(mut self, ratio: f32) -> Self {
        self.ratio = ratio;
        self
    }

    pub(crate) fn max_length_cost(mut self, cost: f32) -> Self {
        self.max_length_cost = cost;
        self
    }

    /// Replaces the token links, to score beads of another part of the sides.
    pub(crate) fn set_links(&mut self, links: TokenLinks) {
        self.links = links;
    }

    /// The score of a bead without its cut; minus infinity if the lengths rule it out.
    pub(crate) fn bead(&mut self, range: BeadRange, kind: usize) -> f32 {
        let prior = self.model.weights.kinds[kind];
        if kind == NULL_CHINESE || kind == NULL_ENGLISH {
            return prior;
        }
        let length = self.model.weights.length_weight * self.length_cost(range);
        if length > self.max_length_cost {
            return if kind == ONE_TO_ONE { prior - length - WORDS_SKIPPED } else { f32::NEG_INFINITY };
        }
        let time = time_score(&self.english.times, &self.chinese.times, range);
        prior - length + time + self.words(range)
    }

    /// How well one sentence translates another, in nats: their one-to-one score without the prior.
    pub(crate) fn single(&mut self, range: BeadRange) -> f32 {
        self.bead(range, ONE_TO_ONE) - self.model.weights.kinds[ONE_TO_ONE]
    }

    /// The score of the cut before the given sentences.
    pub(crate) fn cut(&self, chinese: usize, english: usize) -> f32 {
        cut_score(self.english, self.chinese, self.model, (chinese, english))
    }

    /// Half the square of the length difference, measured in standard deviations.
    pub(crate) fn length_cost(&self, range: BeadRange) -> f32 {
        let english = self.english.char_count(range.english.0, range.english.1);
        let expected = self.ratio * self.chinese.char_count(range.chinese.0, range.chinese.1);
        let variance = LENGTH_VARIANCE * (expected + english) / 2.0;
        if variance <= 0.0 {
            return 0.0;
        }
        let difference = english - expected;
        0.5 * difference * difference / variance
    }

    /// The score of the words, in nats.
    ///
    /// Time O(tokens + links of the bead).
    fn words(&mut self, range: BeadRange) -> f32 {
        self.explain(range);
        let (model, odds) = (self.model, self.odds());
        let english = self.english_tokens(range).gains(&model.kernel, odds);
        let chinese = self.chinese_tokens(range).gains(&model.kernel, odds);
        self.english_unexplained[range.english.1] - self.english_unexplained[range.english.0]
            + self.chinese_unexplained[range.chinese.1]
            - self.chinese_unexplained[range.chinese.0]
            + weighted(&english, &model.weights.english_class)
            + weighted(&chinese, &model.weights.chinese_class)
    }

    /// Fills the buffers for a bead.
    fn explain(&mut self, range: BeadRange) {
        let scratch = &mut self.scratch;
        fill_positions(self.english, range.english, &mut scratch.english_positions);
        fill_positions(self.chinese, range.chinese, &mut scratch.chinese_positions);
        scratch.english.clear();
        scratch.english.resize(scratch.english_positions.len(), 0.0);
        scratch.chinese.clear();
        scratch.chinese.resize(scratch.chinese_positions.len(), 0.0);
        let kernel = &self.model.kernel;
        let english_base = self.english.starts[range.english.0];
        let chinese_base = self.chinese.starts[range.chinese.0];
        for row in range.chinese.0..range.chinese.1 {
            let chinese_at = (self.chinese.starts[row] - chinese_base) as usize;
            for column in range.english.0..range.english.1 {
                let english_at = (self.english.starts[column] - english_base) as usize;
                for link in self.links.of(row, column) {
                    let (a, b) = (english_at + link.english as usize, chinese_at + link.chinese as usize);
                    let near = kernel.proximity(scratch.english_positions[a] - scratch.chinese_positions[b]);
                    scratch.english[a] += link.forward * near;
                    scratch.chinese[b] += link.backward * near;
                }
            }
        }
    }

    /// The contribution of each token link to the score of a bead.
    pub(crate) fn link_shares(&mut self, range: BeadRange) -> Vec<LinkShare> {
        self.explain(range);
        let mut shares = Vec::new();
        for row in range.chinese.0..range.chinese.1 {
            for column in range.english.0..range.english.1 {
                let links = self.links.of(row, column).iter();
                shares.extend(links.map(|link| self.link_share(range, (row, column), link)));
            }
        }
        shares
    }

    fn link_share(&self, range: BeadRange, (row, column): (usize, usize), link: &TokenLink) -> LinkShare {
        let (english, chinese) = (self.english_tokens(range), self.chinese_tokens(range));
        let a = (self.english.starts[column] - self.english.starts[range.english.0] + link.english) as usize;
        let b = (self.chinese.starts[row] - self.chinese.starts[range.chinese.0] + link.chinese) as usize;
        let (kernel, weights, odds) = (&self.model.kernel, &self.model.weights, self.odds());
        let near = kernel.proximity(english.positions[a] - chinese.positions[b]);
        let share = |tokens: ExplainedTokens<'_>, at: usize, probability: f32, classes: &ClassGains| {
            let explained = tokens.explained[at];
            if explained <= 0.0 {
                return (0.0, 0.0);
            }
            let share = probability * near / explained;
            let likelihood = likelihood(odds, explained / tokens.background(at, kernel));
            let nats = share * classes[tokens.tokens[at].class as usize] * likelihood.ln();
            (nats, share * (1.0 - 1.0 / likelihood))
        };
        let (forward_nats, forward) = share(english, a, link.forward, &weights.english_class);
        let (backward_nats, backward) = share(chinese, b, link.backward, &weights.chinese_class);
        LinkShare {
            chinese: (row, link.chinese as usize),
            english: (column, link.english as usize),
            nats: forward_nats + backward_nats,
            forward,
            backward,
            reason: self.reason(english.tokens[a].id, chinese.tokens[b].id),
        }
    }

    fn reason(&self, english: TypeId, chinese: TypeId) -> Reason {
        let entry = self.translations.of(chinese).iter().find(|entry| entry.english == english);
        entry.map_or(Reason::Lexicon, |entry| entry.reason)
    }

    fn english_tokens(&self, range: BeadRange) -> ExplainedTokens<'_> {
        ExplainedTokens {
            tokens: self.english.tokens_within(range.english),
            explained: &self.scratch.english,
            positions: &self.scratch.english_positions,
            others: self.scratch.chinese.len() as f32,
            background: &self.translations.english_background,
        }
    }

    fn chinese_tokens(&self, range: BeadRange) -> ExplainedTokens<'_> {
        ExplainedTokens {
            tokens: self.chinese.tokens_within(range.chinese),
            explained: &self.scratch.chinese,
            positions: &self.scratch.chinese_positions,
            others: self.scratch.english.len() as f32,
            background: &self.translations.chinese_background,
        }
    }

    /// Odds of an explained token against an unexplained one.
    fn odds(&self) -> f32 {
        self.model.weights.explained / (1.0 - self.model.weights.explained)
    }
}

/// The tokens of one side of a bead, and how well the other side explains them.
#[derive(Clone, Copy)]
struct ExplainedTokens<'s> {
    tokens: &'s [SideToken],
    explained: &'s [f32],
    /// Relative position of each token in the bead, 0 to 1.
    positions: &'s [f32],
    /// Number of tokens on the other side.
    others: f32,
    /// Background probability of each type.
    background: &'s [f32],
}

impl ExplainedTokens<'_> {
    /// How well a random bead of the same size would explain the token.
    fn background(&self, at: usize, kernel: &Kernel) -> f32 {
        self.others * kernel.mass(self.positions[at]) * self.background[self.tokens[at].id as usize]
    }

    /// The gain of the explained tokens by class, computed as the logarithm of one product per class.
    fn gains(self, kernel: &Kernel, odds: f32) -> ClassGains {
        let mut products = [1.0_f32; 5];
        let mut totals = [0.0; 5];
        for ((token, &explained), &position) in self.tokens.iter().zip(self.explained).zip(self.positions) {
            if explained > 0.0 {
                let background = self.background[token.id as usize];
                let product = &mut products[token.class as usize];
                *product *= likelihood(odds, explained / (self.others * kernel.mass(position) * background));
                // At this size, one more factor cannot overflow an f32.
                if *product > 1e25 {
                    totals[token.class as usize] += product.ln();
                    *product = 1.0;
                }
            }
        }
        for (total, product) in totals.iter_mut().zip(products) {
            *total += product.ln();
        }
        totals
    }
}

/// Nats by class of token.
type ClassGains = [f32; 5];

fn weighted(gains: &ClassGains, weights: &ClassGains) -> f32 {
    gains.iter().zip(weights).map(|(gain, weight)| gain * weight).sum()
}

/// Likelihood of an explained token, relative to an unexplained one.
fn likelihood(odds: f32, ratio: f32) -> f32 {
    1.0 + odds * ratio
}

/// The relative position of each token in its side of a bead.
fn fill_positions(side: &Side, (first, end): (usize, usize), out: &mut Vec<f32>) {
    out.clear();
    let total = (side.scale[end] - side.scale[first]).max(1.0) as f32;
    for sentence in first..end {
        let before = (side.scale[sentence] - side.scale[first]) as f32;
        out.extend(side.tokens_of(sentence).iter().map(|token| (before + token.middle) / total));
    }
}

/// For each sentence, the score of all tokens before it if the other side explains none of them; then the total.
fn unexplained(side: &Side, weights: &ClassGains, explained: f32) -> Vec<f32> {
    let unexplained = (1.0 - explained).ln();
    let mut sums = Vec::with_capacity(side.len() + 1);
    let mut total = 0.0_f64;
    sums.push(0.0);
    for sentence in 0..side.len() {
        let weight: f32 = side.tokens_of(sentence).iter().map(|token| weights[token.class as usize]).sum();
        total += f64::from(weight * unexplained);
        sums.push(total as f32);
    }
    sums
}

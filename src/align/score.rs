//! The score of a bead: a log-likelihood ratio against "these are not translations".
//!
//! score = prior of the kind - length cost + words + times. The score of the words says how well the lexicon explains
//! the tokens of each side by the tokens of the other side (IBM model 1, Brown et al. 1993; as a ratio to the
//! background, Moore 2002). The closer the relative positions of two tokens in the bead are, the more their pair
//! counts ([`kernel`](super::kernel)). The length cost follows Gale and Church (1993). The score of the times is 0
//! unless both sides are subtitles.

use super::cut::cut_score;
use super::document_fit::DocumentFit;
use super::explained::{ClassWeights, ExplainedToken, ExplainedTokens, fill_positions, likelihood};
use super::kind::{NULL_CHINESE, NULL_ENGLISH, ONE_TO_ONE};
use super::linked_tokens::{LinkedToken, LinkedTokens};
use super::links::TokenLinks;
use super::model::Model;
use super::range::BeadRange;
use super::reason::Reason;
use super::side::{Side, SideToken};
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
    /// English characters per Chinese character.
    ratio: f32,
    /// Weight of the length cost.
    length_weight: f32,
    max_length_cost: f32,
    /// Prefix sums from [`unexplained`], for each side.
    english_unexplained: Vec<f32>,
    chinese_unexplained: Vec<f32>,
    scratch: ScorerBuffers,
}

/// Buffers for the tokens of one bead.
#[derive(Default)]
struct ScorerBuffers {
    english: Vec<ExplainedToken>,
    chinese: Vec<ExplainedToken>,
}

/// How well the words of a bead translate each other.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordFit {
    /// Sum of the weights of the tokens.
    pub(crate) load: f32,
    /// Nats that the explained tokens add to the score.
    pub(crate) gain: f32,
}

/// The contribution of a token link to the score of a bead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LinkShare {
    /// Index of the sentence, and index of the token in the sentence.
    pub(crate) chinese: (usize, usize),
    pub(crate) english: (usize, usize),
    pub(crate) nats: f32,
    /// Posterior probability that the Chinese token generated the English token, under IBM model 1 with the
    /// background as the alternative.
    pub(crate) forward: f32,
    /// Posterior probability that the English token generated the Chinese token.
    pub(crate) backward: f32,
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
            length_weight: weights.length_weight,
            max_length_cost: MAX_LENGTH_COST,
            english_unexplained: unexplained(english, &weights.english_class, weights.explained),
            chinese_unexplained: unexplained(chinese, &weights.chinese_class, weights.explained),
            scratch: ScorerBuffers::default(),
        }
    }

    /// Sets the parameters of the document.
    pub(crate) fn fitted_to(mut self, fit: &DocumentFit) -> Self {
        self.ratio = fit.ratio;
        self.length_weight = fit.length_weight;
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

    /// Returns the score of a bead without its cut, or minus infinity if the lengths rule the bead out.
    pub(crate) fn bead(&mut self, range: BeadRange, kind: usize) -> f32 {
        let prior = self.model.weights.kinds[kind];
        match kind {
            NULL_CHINESE => return prior + self.repetition(self.chinese, range.chinese.0),
            NULL_ENGLISH => return prior + self.repetition(self.english, range.english.0),
            _ => {}
        }
        let length = self.weighted_length_cost(range);
        if length > self.max_length_cost {
            return if kind == ONE_TO_ONE { prior - length - WORDS_SKIPPED } else { f32::NEG_INFINITY };
        }
        let time = time_score(&self.english.times, &self.chinese.times, range);
        prior - length + time + self.words(range)
    }

    /// Returns the score of a bead that is part of the result, without its cut. If the lengths rule out its kind, the
    /// bead is scored as one to one, so that the score is finite.
    pub(crate) fn kept_bead(&mut self, range: BeadRange, kind: usize) -> f32 {
        let score = self.bead(range, kind);
        if score > f32::NEG_INFINITY { score } else { self.bead(range, ONE_TO_ONE) }
    }

    /// Returns what is added to the score of a null bead if its sentence repeats an earlier sentence. Usually only
    /// one copy has a counterpart.
    fn repetition(&self, side: &Side, sentence: usize) -> f32 {
        if side.repeats[sentence] { self.model.weights.repeated } else { 0.0 }
    }

    /// Returns how well one sentence translates another, in nats: the score of a one-to-one bead without the prior.
    pub(crate) fn single(&mut self, range: BeadRange) -> f32 {
        self.bead(range, ONE_TO_ONE) - self.model.weights.kinds[ONE_TO_ONE]
    }

    /// Returns the score of the words and the lengths of a bead, without its prior.
    pub(crate) fn without_prior(&mut self, range: BeadRange) -> f32 {
        self.words(range) - self.weighted_length_cost(range)
    }

    /// Returns the score of the cut before the sentences `chinese` and `english`.
    pub(crate) fn cut(&self, chinese: usize, english: usize) -> f32 {
        cut_score(self.english, self.chinese, self.model, (chinese, english))
    }

    /// Returns the length cost, as the score of a bead contains it.
    pub(crate) fn weighted_length_cost(&self, range: BeadRange) -> f32 {
        self.length_weight * self.length_cost(range)
    }

    /// Returns half the square of the length difference, measured in standard deviations.
    pub(crate) fn length_cost(&self, range: BeadRange) -> f32 {
        self.length_cost_at(range, self.ratio)
    }

    /// Returns the length cost for another length ratio.
    pub(crate) fn length_cost_at(&self, range: BeadRange, ratio: f32) -> f32 {
        let english = self.english.char_count(range.english.0, range.english.1);
        let expected = self.chinese.expected_chars(range.chinese.0, range.chinese.1, ratio);
        let variance = LENGTH_VARIANCE * (expected + english) / 2.0;
        if variance <= 0.0 {
            return 0.0;
        }
        let difference = english - expected;
        0.5 * difference * difference / variance
    }

    /// Returns the score of the words, in nats.
    ///
    /// Time O(tokens + links of the bead).
    fn words(&mut self, range: BeadRange) -> f32 {
        let [english, chinese] = self.words_by_side(range);
        english + chinese
    }

    /// Returns the score of the English words, and the score of the Chinese words. Their sum is the score of the words
    /// of a bead.
    pub(crate) fn words_by_side(&mut self, range: BeadRange) -> [f32; 2] {
        self.explain(range);
        let (weights, kernel, odds) = (&self.model.weights, &self.model.kernel, self.odds());
        let english = self.english_tokens(range).gains(kernel, odds, &weights.english_class);
        let chinese = self.chinese_tokens(range).gains(kernel, odds, &weights.chinese_class);
        let unexplained = |sums: &[f32], (first, end): (usize, usize)| sums[end] - sums[first];
        [
            unexplained(&self.english_unexplained, range.english) + english,
            unexplained(&self.chinese_unexplained, range.chinese) + chinese,
        ]
    }

    /// Fills the buffers with the linked tokens of a bead, and with how well the other side explains each token.
    fn explain(&mut self, range: BeadRange) {
        let ScorerBuffers { english, chinese } = &mut self.scratch;
        let links = &self.links;
        fill_positions(self.english, range.english, links.english.within(range.english), english);
        fill_positions(self.chinese, range.chinese, links.chinese.within(range.chinese), chinese);
        let kernel = &self.model.kernel;
        let english_base = links.english.start(range.english.0);
        let chinese_base = links.chinese.start(range.chinese.0);
        for row in range.chinese.0..range.chinese.1 {
            let chinese = &mut chinese[links.chinese.start(row) - chinese_base..];
            for column in range.english.0..range.english.1 {
                let english = &mut english[links.english.start(column) - english_base..];
                for link in links.of(row, column) {
                    let (a, b) = (&mut english[link.english as usize], &mut chinese[link.chinese as usize]);
                    let near = kernel.proximity(a.position, b.position);
                    a.explained += link.forward * near;
                    b.explained += link.backward * near;
                }
            }
        }
    }

    /// Returns how well the words of a bead translate each other.
    pub(crate) fn word_fit(&mut self, range: BeadRange) -> WordFit {
        let [english, chinese] = self.side_fits(range);
        WordFit { load: english.load + chinese.load, gain: english.gain + chinese.gain }
    }

    /// Returns how well each side of a bead is explained by the other, English first.
    pub(crate) fn side_fits(&mut self, range: BeadRange) -> [WordFit; 2] {
        self.explain(range);
        let (kernel, weights, odds) = (&self.model.kernel, &self.model.weights, self.odds());
        let fit = |tokens: &[SideToken], linked: ExplainedTokens<'_>, classes: &ClassWeights| WordFit {
            load: tokens.iter().map(|token| classes[token.class as usize]).sum(),
            gain: linked.gains(kernel, odds, classes),
        };
        let tokens = (self.english.tokens_within(range.english), self.chinese.tokens_within(range.chinese));
        [
            fit(tokens.0, self.english_tokens(range), &weights.english_class),
            fit(tokens.1, self.chinese_tokens(range), &weights.chinese_class),
        ]
    }

    /// Returns the contribution of each token link to the score of a bead.
    pub(crate) fn link_shares(&mut self, range: BeadRange) -> Vec<LinkShare> {
        self.explain(range);
        let (english, chinese) = (self.english_tokens(range), self.chinese_tokens(range));
        let units = (
            self.units(english, &self.model.weights.english_class),
            self.units(chinese, &self.model.weights.chinese_class),
        );
        let at = |tokens: &LinkedTokens, first: usize, sentence: usize, index: u32| {
            tokens.start(sentence) - tokens.start(first) + index as usize
        };
        let mut shares = Vec::new();
        for row in range.chinese.0..range.chinese.1 {
            for column in range.english.0..range.english.1 {
                for link in self.links.of(row, column) {
                    let a = at(&self.links.english, range.english.0, column, link.english);
                    let b = at(&self.links.chinese, range.chinese.0, row, link.chinese);
                    let near =
                        self.model.kernel.proximity(english.placed[a].position, chinese.placed[b].position);
                    let (forward, backward) = (link.forward * near, link.backward * near);
                    shares.push(LinkShare {
                        chinese: (row, chinese.tokens[b].index as usize),
                        english: (column, english.tokens[a].index as usize),
                        nats: forward * units.0[a].0 + backward * units.1[b].0,
                        forward: forward * units.0[a].1,
                        backward: backward * units.1[b].1,
                    });
                }
            }
        }
        shares
    }

    /// Returns, for each token, what a link that explains one unit of it adds: to the score, in nats, and to the posterior
    /// probability of the link.
    fn units(&self, tokens: ExplainedTokens<'_>, classes: &ClassWeights) -> Vec<(f32, f32)> {
        let odds = self.odds() / tokens.others;
        let unit = |(token, placed): (&LinkedToken, &ExplainedToken)| {
            if placed.explained <= 0.0 {
                return (0.0, 0.0);
            }
            let mass = self.model.kernel.inverse_mass(placed.position);
            let likelihood = likelihood(odds, placed.explained * mass);
            let nats = classes[token.class as usize] * likelihood.ln();
            (nats / placed.explained, (1.0 - 1.0 / likelihood) / placed.explained)
        };
        tokens.tokens.iter().zip(tokens.placed).map(unit).collect()
    }

    /// Returns why two tokens count as translations of each other.
    pub(crate) fn reason(&self, share: &LinkShare) -> Reason {
        let english = self.english.tokens_of(share.english.0)[share.english.1].id;
        let chinese = self.chinese.tokens_of(share.chinese.0)[share.chinese.1].id;
        let entry = self.translations.of(chinese).iter().find(|entry| entry.english == english);
        entry.map_or(Reason::Lexicon, |entry| entry.reason)
    }

    fn english_tokens(&self, range: BeadRange) -> ExplainedTokens<'_> {
        ExplainedTokens {
            tokens: self.links.english.within(range.english),
            placed: &self.scratch.english,
            others: self.chinese.token_count(range.chinese.0, range.chinese.1) as f32,
        }
    }

    fn chinese_tokens(&self, range: BeadRange) -> ExplainedTokens<'_> {
        ExplainedTokens {
            tokens: self.links.chinese.within(range.chinese),
            placed: &self.scratch.chinese,
            others: self.english.token_count(range.english.0, range.english.1) as f32,
        }
    }

    /// Returns the odds that a token comes from the other side rather than from the background.
    fn odds(&self) -> f32 {
        self.model.weights.explained / (1.0 - self.model.weights.explained)
    }
}

/// Returns prefix sums: entry i is the score of all tokens before sentence i if the other side explains none of them.
/// There is one entry more than sentences, and the last entry is the total.
fn unexplained(side: &Side, weights: &ClassWeights, explained: f32) -> Vec<f32> {
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

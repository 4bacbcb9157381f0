//! Learns word pairs from the document itself, such as names and terms that the lexicon lacks.
//!
//! The pairs come from two rounds of expectation maximization over the beads of the first pass. A pair of words counts
//! more if the words are at similar relative positions in their bead, by the position [kernel](super::kernel). The
//! learned pairs raise strict F1 on novels by .005 to .01. Without the kernel, learning only repeats the alignment
//! errors of the first pass.

use std::ops::Range;

use super::expected_counts::{CountedLink, KnownTranslations, PlacedToken, TokensByType, place_tokens};
use super::kernel::Kernel;
use super::learned_pairs::LearnedPairs;
use super::model::Model;
use super::range::BeadRange;
use super::reason::Reason;
use super::side::{Side, TokenClass, TypeId};
use super::translation::Translation;
use super::translations::Translations;
use super::weights::{LEARN_ROUNDS, LEARN_SEED, Weights};

/// Maximum number of tokens on a side of a bead. Longer beads are skipped: they give little evidence about which word
/// translates which, and the time for a bead grows with the square of its length.
const MAX_BEAD_TOKENS: usize = 400;

/// Maximum number of candidate translations of a Chinese type before the first round. The candidates with the
/// strongest association are kept. The limit matters in repetitive texts, where a type occurs in the same beads as
/// most other types.
const MAX_STARTS: usize = 32;

/// Maximum number of translations that are learned for a Chinese type. In a text of a hundred thousand sentences, the
/// limit raises strict F1 from .935 to .940 and saves a fifth of the time. In a chapter, it makes no difference.
const MAX_LEARNED: usize = 2;

/// Learns word pairs from `beads`.
///
/// Time O(sum of English tokens · Chinese tokens over all beads).
pub(crate) fn learn(
    english: &Side,
    chinese: &Side,
    translations: &Translations,
    beads: &[BeadRange],
    model: &Model,
) -> LearnedPairs {
    let learner = Learner::new(english, chinese, translations, beads, model);
    let mut pairs = learner.start();
    learner.rounds(&mut pairs);
    let least = model.weights.learn_least;
    let mut learned = LearnedPairs::new();
    for row in pairs.rows() {
        // A pair may keep one direction and lose the other.
        let kept = |share: f32| if share < least { 0.0 } else { share };
        let row = row.iter().map(|entry| Translation {
            forward: kept(entry.forward),
            backward: kept(entry.backward),
            ..*entry
        });
        learned.entries.extend(row.filter(|entry| entry.forward > 0.0 || entry.backward > 0.0));
        learned.end_type(MAX_LEARNED, |entry| entry.forward.max(entry.backward));
    }
    learned
}

struct Learner<'d> {
    english: &'d Side,
    chinese: &'d Side,
    translations: &'d Translations,
    kernel: &'d Kernel,
    weights: &'d Weights,
    /// The English tokens of all beads, in order.
    english_tokens: Vec<PlacedToken>,
    /// The Chinese tokens of all beads, in order.
    chinese_tokens: Vec<PlacedToken>,
    /// `starts[i]` is a pair: the index of the first English token of bead i, and the index of its first Chinese
    /// token. One entry more than beads: the last holds the total numbers of tokens.
    starts: Vec<(usize, usize)>,
    /// The tokens in `english_tokens` that take part in learning: see [`repeated_words`].
    learning_tokens: Vec<PlacedToken>,
    /// `learning_starts[i]` is the index in `learning_tokens` of the first token of bead i. One entry more than
    /// beads: the last is `learning_tokens.len()`.
    learning_starts: Vec<usize>,
    /// The Chinese tokens, sorted by type and then by place: pairs of an index in `chinese_tokens` and the index of the
    /// bead.
    chinese_occurrences: Vec<(u32, u32)>,
    /// `occurrence_starts[i]` is the index in `chinese_occurrences` of the first token of type i. One entry more than
    /// types: the last is the number of tokens.
    occurrence_starts: Vec<u32>,
    /// For each Chinese type, whether it takes part in learning: see [`repeated_words`].
    chinese_learns: Vec<bool>,
}

impl<'d> Learner<'d> {
    fn new(
        english: &'d Side,
        chinese: &'d Side,
        translations: &'d Translations,
        beads: &[BeadRange],
        model: &'d Model,
    ) -> Self {
        let mut learner = Self {
            english,
            chinese,
            translations,
            kernel: &model.kernel,
            weights: &model.weights,
            english_tokens: Vec::new(),
            chinese_tokens: Vec::new(),
            starts: vec![(0, 0)],
            learning_tokens: Vec::new(),
            learning_starts: vec![0],
            chinese_occurrences: Vec::new(),
            occurrence_starts: Vec::new(),
            chinese_learns: repeated_words(chinese, |c| c >= '\u{3000}'),
        };
        let english_learns = repeated_words(english, char::is_alphabetic);
        for bead in beads {
            let sizes = [
                english.token_count(bead.english.0, bead.english.1),
                chinese.token_count(bead.chinese.0, bead.chinese.1),
            ];
            if sizes.contains(&0) || sizes.iter().any(|&size| size > MAX_BEAD_TOKENS) {
                continue;
            }
            let placed = learner.english_tokens.len();
            place_tokens(english, bead.english, &mut learner.english_tokens);
            let placed = learner.english_tokens[placed..].iter();
            learner.learning_tokens.extend(placed.filter(|token| english_learns[token.id as usize]));
            learner.learning_starts.push(learner.learning_tokens.len());
            place_tokens(chinese, bead.chinese, &mut learner.chinese_tokens);
            learner.starts.push((learner.english_tokens.len(), learner.chinese_tokens.len()));
        }
        learner.sort_occurrences(chinese.types.len());
        learner
    }

    /// Sorts the Chinese tokens by type.
    fn sort_occurrences(&mut self, types: usize) {
        // While the tokens are placed, `starts[i + 1]` is the place of the next token of type i.
        let mut starts = vec![0_u32; types + 2];
        for token in &self.chinese_tokens {
            starts[token.id as usize + 2] += 1;
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        self.chinese_occurrences = vec![(0, 0); self.chinese_tokens.len()];
        for (number, bead) in self.starts.windows(2).enumerate() {
            for at in bead[0].1..bead[1].1 {
                let next = &mut starts[self.chinese_tokens[at].id as usize + 1];
                self.chinese_occurrences[*next as usize] = (at as u32, number as u32);
                *next += 1;
            }
        }
        starts.pop();
        self.occurrence_starts = starts;
    }

    fn occurrences_of(&self, chinese: usize) -> &[(u32, u32)] {
        let (start, end) = (self.occurrence_starts[chinese], self.occurrence_starts[chinese + 1]);
        &self.chinese_occurrences[start as usize..end as usize]
    }

    fn english_of(&self, bead: usize) -> &[PlacedToken] {
        &self.english_tokens[self.english_range(bead)]
    }

    fn chinese_of(&self, bead: usize) -> &[PlacedToken] {
        &self.chinese_tokens[self.chinese_range(bead)]
    }

    /// Returns the range of a bead in `english_tokens`.
    fn english_range(&self, bead: usize) -> Range<usize> {
        self.starts[bead].0..self.starts[bead + 1].0
    }

    /// Returns the range of a bead in `chinese_tokens`.
    fn chinese_range(&self, bead: usize) -> Range<usize> {
        self.starts[bead].1..self.starts[bead + 1].1
    }

    fn learning_of(&self, bead: usize) -> &[PlacedToken] {
        &self.learning_tokens[self.learning_starts[bead]..self.learning_starts[bead + 1]]
    }

    /// Returns the start values of the pairs: s * a * min(1, a), where s is `learn_start`, and a is the association
    /// of the pair, (c - `learn_discount`) / g. Here c is the count of the pair, weighted by the kernel, and g is the
    /// geometric mean of the counts of its two types.
    fn start(&self) -> LearnedPairs {
        let mut counts = vec![0.0_f32; self.english.types.len()];
        let mut counted = Vec::new();
        let mut pairs = LearnedPairs::new();
        for id in 0..self.chinese.types.len() {
            if self.chinese_learns[id] {
                self.count_pairs(id, &mut counts, &mut counted);
            }
            let own = self.chinese.types.counts[id] as f32;
            pairs.entries.extend(counted.drain(..).filter_map(|english| {
                let count = std::mem::take(&mut counts[english as usize]) - self.weights.learn_discount;
                let mean = (own * self.english.types.counts[english as usize] as f32).sqrt();
                let association = count / mean;
                let share = self.weights.learn_start * association * association.min(1.0);
                (count > 0.0 && share > LEARN_SEED).then_some(Translation {
                    english,
                    forward: share,
                    backward: share,
                    reason: Reason::Learned,
                })
            }));
            pairs.end_type(MAX_STARTS, |entry| entry.forward);
        }
        pairs
    }

    /// Sets `counts` to the counts of the pairs of a Chinese type, weighted by the kernel, and adds the English types of
    /// these pairs to `counted`.
    fn count_pairs(&self, chinese: usize, counts: &mut [f32], counted: &mut Vec<TypeId>) {
        for &(at, bead) in self.occurrences_of(chinese) {
            let position = self.chinese_tokens[at as usize].position;
            for token in self.learning_of(bead as usize) {
                let count = &mut counts[token.id as usize];
                if *count == 0.0 {
                    counted.push(token.id);
                }
                *count += self.kernel.proximity(token.position, position);
            }
        }
    }

    /// Runs the rounds of expectation maximization. Each token has a count of 1, which is divided among the empty word
    /// and the tokens on the other side of the bead. The new values of a learned pair come from the sums of these
    /// shares. A pair that loses both directions stays lost.
    fn rounds(&self, pairs: &mut LearnedPairs) {
        let mut known = KnownTranslations::new(self.translations, pairs);
        let mut by_type = TokensByType::new(self.english.types.len());
        let mut counts = (vec![0.0; self.english_tokens.len()], vec![0.0; self.chinese_tokens.len()]);
        for bead in 0..self.starts.len() - 1 {
            let (english, chinese) = (self.english_range(bead), self.chinese_range(bead));
            self.fill_chances(bead, &mut counts.0[english.clone()], &mut counts.1[chinese.clone()]);
            known.add(
                (&self.english_tokens[english.clone()], &mut counts.0[english]),
                (&self.chinese_tokens[chinese.clone()], &mut counts.1[chinese]),
                self.kernel,
                &mut by_type,
            );
        }
        for _ in 0..LEARN_ROUNDS {
            let sums = self.expected_counts(pairs, &known, (&counts.0, &counts.1), &mut by_type);
            let discounted =
                |sum: f32, count: f32| (sum - self.weights.learn_discount).max(0.0) / (count + 1.0);
            for id in 0..pairs.len() {
                let own = self.chinese.types.counts[id] as f32;
                for pair in pairs.range(id as TypeId) {
                    let entry = &mut pairs.entries[pair];
                    if entry.forward > 0.0 || entry.backward > 0.0 {
                        let other = self.english.types.counts[entry.english as usize] as f32;
                        entry.forward = discounted(sums[pair].0, own);
                        entry.backward = discounted(sums[pair].1, other);
                    }
                }
            }
            known.retain_used(pairs);
        }
    }

    /// Sets the counts of the tokens of a bead to the count of the empty word.
    fn fill_chances(&self, bead: usize, english_counts: &mut [f32], chinese_counts: &mut [f32]) {
        let (english, chinese) = (self.english_of(bead), self.chinese_of(bead));
        let fill = |tokens: &[PlacedToken], others: usize, background: &[f32], counts: &mut [f32]| {
            for (token, count) in tokens.iter().zip(counts) {
                let empty = self.weights.learn_empty_word / self.kernel.inverse_mass(token.position);
                *count = empty * others as f32 * background[token.id as usize];
            }
        };
        fill(english, chinese.len(), &self.translations.english_background, english_counts);
        fill(chinese, english.len(), &self.translations.chinese_background, chinese_counts);
    }

    /// Returns the two expected counts of each learned pair, in the order of the pairs: one from its English tokens, one
    /// from its Chinese tokens. `counts` has, for each English and each Chinese token, its count without learned pairs.
    fn expected_counts(
        &self,
        pairs: &LearnedPairs,
        known: &KnownTranslations,
        counts: (&[f32], &[f32]),
        by_type: &mut TokensByType,
    ) -> Vec<(f32, f32)> {
        let mut sums = vec![(0.0, 0.0); pairs.entries.len()];
        let (mut shares, mut links) = ((Vec::new(), Vec::new()), Vec::new());
        for bead in 0..self.starts.len() - 1 {
            let (english, chinese) = (self.english_of(bead), self.chinese_of(bead));
            shares.0.clear();
            shares.0.extend_from_slice(&counts.0[self.english_range(bead)]);
            shares.1.clear();
            shares.1.extend_from_slice(&counts.1[self.chinese_range(bead)]);
            links.clear();
            by_type.within(english, |by_type| {
                for (at, token) in chinese.iter().enumerate() {
                    for pair in pairs.range(token.id) {
                        let (entry, known) = (&pairs.entries[pair], known.learned[pair]);
                        let weights = (entry.forward + known.0, entry.backward + known.1);
                        if weights == (0.0, 0.0) {
                            continue;
                        }
                        by_type.for_each(entry.english, |index| {
                            let near = self.kernel.proximity(english[index].position, token.position);
                            let (forward, backward) = (weights.0 * near, weights.1 * near);
                            shares.0[index] += forward;
                            shares.1[at] += backward;
                            let (english, chinese, pair) = (index as u32, at as u32, pair as u32);
                            links.push(CountedLink { english, chinese, pair, forward, backward });
                        });
                    }
                }
            });
            // From here on, a share is what one unit of a link gets of the count of 1 of its token.
            for share in shares.0.iter_mut().chain(&mut shares.1) {
                *share = 1.0 / *share;
            }
            for link in &links {
                let sum: &mut (f32, f32) = &mut sums[link.pair as usize];
                sum.0 += link.forward * shares.0[link.english as usize];
                sum.1 += link.backward * shares.1[link.chinese as usize];
            }
        }
        sums
    }
}

/// Returns, for each type, whether it is a word that occurs at least twice.
fn repeated_words(side: &Side, is_word: impl Fn(char) -> bool) -> Vec<bool> {
    let mut repeated: Vec<bool> = side
        .types
        .texts
        .iter()
        .zip(&side.types.counts)
        .map(|(text, &count)| count >= 2 && text.chars().all(&is_word))
        .collect();
    for token in &side.tokens {
        repeated[token.id as usize] &= token.class != TokenClass::Punctuation;
    }
    repeated
}

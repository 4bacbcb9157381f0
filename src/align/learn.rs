//! Learns word pairs from the document itself, such as names and terms that the lexicon lacks.
//!
//! The pairs come from two rounds of expectation maximization over the beads of the first pass. A pair of words counts
//! more if the words are at similar relative positions in their bead, by the position [kernel](super::kernel). The
//! learned pairs raise strict F1 on novels by .005 to .01. Without the kernel, learning only repeats the alignment
//! errors of the first pass.

use super::expected_counts::{ExpectedCounts, NONE, PlacedToken, place_tokens};
use super::kernel::Kernel;
use super::model::Model;
use super::range::BeadRange;
use super::reason::Reason;
use super::side::{Side, TokenClass, TypeId};
use super::translations::{Translation, Translations};
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

/// Learns word pairs from `beads`. Returns the translations of each Chinese type, sorted by English type.
///
/// Time O(sum of English tokens · Chinese tokens over all beads).
pub(crate) fn learn(
    english: &Side,
    chinese: &Side,
    translations: &Translations,
    beads: &[BeadRange],
    model: &Model,
) -> Vec<Vec<Translation>> {
    let learner = Learner::new(english, chinese, translations, beads, model);
    let mut learned = learner.start();
    for _ in 0..LEARN_ROUNDS {
        learned = learner.round(&learned);
    }
    for row in &mut learned {
        row.retain_mut(|entry| {
            // A pair may keep one direction and lose the other.
            for share in [&mut entry.forward, &mut entry.backward] {
                if *share < model.weights.learn_least {
                    *share = 0.0;
                }
            }
            entry.forward > 0.0 || entry.backward > 0.0
        });
        keep_closest(row, MAX_LEARNED, |entry| entry.forward.max(entry.backward));
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
        &self.english_tokens[self.starts[bead].0..self.starts[bead + 1].0]
    }

    fn learning_of(&self, bead: usize) -> &[PlacedToken] {
        &self.learning_tokens[self.learning_starts[bead]..self.learning_starts[bead + 1]]
    }

    fn chinese_of(&self, bead: usize) -> &[PlacedToken] {
        &self.chinese_tokens[self.starts[bead].1..self.starts[bead + 1].1]
    }

    /// Returns the start values of the pairs: s * a * min(1, a), where s is `learn_start`, and a is the association
    /// of the pair, (c - `learn_discount`) / g. Here c is the count of the pair, weighted by the kernel, and g is the
    /// geometric mean of the counts of its two types.
    fn start(&self) -> Vec<Vec<Translation>> {
        let mut counts = vec![0.0_f32; self.english.types.len()];
        let mut counted = Vec::new();
        (0..self.chinese.types.len())
            .map(|id| {
                if !self.chinese_learns[id] {
                    return Vec::new();
                }
                for &(at, bead) in self.occurrences_of(id) {
                    let position = self.chinese_tokens[at as usize].position;
                    for token in self.learning_of(bead as usize) {
                        let count = &mut counts[token.id as usize];
                        if *count == 0.0 {
                            counted.push(token.id);
                        }
                        *count += self.kernel.proximity(token.position, position);
                    }
                }
                let own = self.chinese.types.counts[id] as f32;
                let mut row: Vec<Translation> = counted
                    .drain(..)
                    .filter_map(|english| {
                        let count =
                            std::mem::take(&mut counts[english as usize]) - self.weights.learn_discount;
                        let mean = (own * self.english.types.counts[english as usize] as f32).sqrt();
                        let association = count / mean;
                        let share = self.weights.learn_start * association * association.min(1.0);
                        (count > 0.0 && share > LEARN_SEED).then_some(Translation {
                            english,
                            forward: share,
                            backward: share,
                            reason: Reason::Learned,
                        })
                    })
                    .collect();
                row.sort_unstable_by_key(|entry| entry.english);
                keep_closest(&mut row, MAX_STARTS, |entry| entry.forward);
                row
            })
            .collect()
    }

    /// Runs one round of expectation maximization. Each token has a count of 1, which is divided among the empty word
    /// and the tokens on the other side of the bead. The new values of a learned pair come from the sums of these
    /// shares.
    fn round(&self, learned: &[Vec<Translation>]) -> Vec<Vec<Translation>> {
        let mut sums = self.expected_counts(learned).into_iter();
        learned
            .iter()
            .enumerate()
            .map(|(id, row)| {
                let own = self.chinese.types.counts[id] as f32;
                row.iter()
                    .zip(sums.by_ref().take(row.len()))
                    .filter_map(|(entry, (forward, backward))| {
                        let other = self.english.types.counts[entry.english as usize] as f32;
                        let forward = (forward - self.weights.learn_discount).max(0.0) / (own + 1.0);
                        let backward = (backward - self.weights.learn_discount).max(0.0) / (other + 1.0);
                        (forward > 0.0 || backward > 0.0).then_some(Translation {
                            forward,
                            backward,
                            ..*entry
                        })
                    })
                    .collect()
            })
            .collect()
    }

    /// Returns the two expected counts of each learned pair, in the order of the pairs: one from its English tokens, one
    /// from its Chinese tokens.
    fn expected_counts(&self, learned: &[Vec<Translation>]) -> Vec<(f32, f32)> {
        let current = self.translations.with_learned(learned);
        let slots = slots(&current, learned);
        let mut sums = vec![(0.0, 0.0); learned.iter().map(Vec::len).sum()];
        let mut counts = ExpectedCounts::new(self.english.types.len(), self.kernel, &slots);
        for bead in 0..self.starts.len() - 1 {
            let (english, chinese) = (self.english_of(bead), self.chinese_of(bead));
            counts.fill(english, chinese, &current);
            for link in &counts.links {
                let (a, b) = (english[link.english], chinese[link.chinese]);
                let sum: &mut (f32, f32) = &mut sums[link.slot];
                let empty = self.weights.learn_empty_word / self.kernel.inverse_mass(a.position);
                let background = current.english_background[a.id as usize];
                sum.0 +=
                    link.forward / (counts.english[link.english] + empty * chinese.len() as f32 * background);
                let empty = self.weights.learn_empty_word / self.kernel.inverse_mass(b.position);
                let background = current.chinese_background[b.id as usize];
                sum.1 += link.backward
                    / (counts.chinese[link.chinese] + empty * english.len() as f32 * background);
            }
        }
        sums
    }
}

/// For each entry of `current`, returns the index of its pair among all pairs of `learned`, or [`NONE`] if the pair is
/// not learned. `current` must include all learned pairs.
fn slots(current: &Translations, learned: &[Vec<Translation>]) -> Vec<u32> {
    let mut slots = Vec::new();
    let mut next = 0;
    for (chinese, learned) in learned.iter().enumerate() {
        let mut learned = learned.iter().peekable();
        slots.extend(current.of(chinese as TypeId).iter().map(|entry| {
            learned.next_if(|pair| pair.english == entry.english).map_or(NONE, |_| {
                next += 1;
                next - 1
            })
        }));
    }
    slots
}

/// Keeps the `most` entries for which `worth` is highest, sorted by English type.
fn keep_closest(row: &mut Vec<Translation>, most: usize, worth: impl Fn(&Translation) -> f32) {
    if row.len() > most {
        row.select_nth_unstable_by(most, |a, b| {
            worth(b).total_cmp(&worth(a)).then(a.english.cmp(&b.english))
        });
        row.truncate(most);
        row.sort_unstable_by_key(|entry| entry.english);
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

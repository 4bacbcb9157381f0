//! Learning word pairs from the document itself: names, terms, and what the lexicon left out.
//!
//! Two rounds of expectation and maximisation on the beads of the first pass, with the position kernel:
//! without the kernel learning only repeats the errors of the path. +.005 to .01 of strict F1 on novels.

use super::Model;
use super::kernel::Kernel;
use super::lexical::{Entry, Reason, Translations};
use super::score::Range;
use super::text::{Class, Side, TypeId};
use super::weights::{LEARN_ROUNDS, LEARN_SEED, Weights};

/// What the beads teach: for each Chinese type, entries by English type.
pub(crate) fn learn(
    english: &Side,
    chinese: &Side,
    translations: &Translations,
    beads: &[Range],
    model: &Model,
) -> Vec<Vec<Entry>> {
    let mut learner = Learner::new(english, chinese, translations, beads, model);
    let mut learned = learner.start();
    for _ in 0..LEARN_ROUNDS {
        learned = learner.round(&learned);
    }
    for row in &mut learned {
        row.retain_mut(|entry| {
            // A direction that is not sure of the pair does without it.
            for share in [&mut entry.forward, &mut entry.backward] {
                if *share < model.weights.learn_least {
                    *share = 0.0;
                }
            }
            entry.forward > 0.0 || entry.backward > 0.0
        });
        closest(row, MOST_LEARNED, |entry| entry.forward.max(entry.backward));
    }
    learned
}

/// Tokens on a side of a bead that is learned from at most: a longer one tells nothing of which word is whose, and takes
/// the square of its length.
const LONGEST_LESSON: usize = 400;

/// English types that a Chinese one starts with at most, the closest ones: in a text that repeats itself every word
/// stands beside all others again and again.
const MOST_STARTS: usize = 32;

/// English types that are learned for a Chinese one, the closest ones: a document has one or two words for another. More
/// change nothing in a chapter, and in a hundred thousand sentences they are the words beside it (strict F1 .935 to .940,
/// and a fifth less time).
const MOST_LEARNED: usize = 2;

/// A token of a bead: its type, its place in the bead.
#[derive(Clone, Copy)]
struct Token {
    id: TypeId,
    place: f32,
}

struct Learner<'d> {
    english: &'d Side,
    chinese: &'d Side,
    translations: &'d Translations,
    kernel: &'d Kernel,
    weights: &'d Weights,
    /// The tokens of each bead, end to end, and where each bead starts.
    english_tokens: Vec<Token>,
    chinese_tokens: Vec<Token>,
    starts: Vec<(usize, usize)>,
    /// For each Chinese type, the numbers of its tokens with their bead.
    places: Vec<Vec<(u32, u32)>>,
    english_learns: Vec<bool>,
    chinese_learns: Vec<bool>,
}

impl<'d> Learner<'d> {
    fn new(
        english: &'d Side,
        chinese: &'d Side,
        translations: &'d Translations,
        beads: &[Range],
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
            places: vec![Vec::new(); chinese.types.len()],
            english_learns: learners(english, char::is_alphabetic),
            chinese_learns: learners(chinese, |c| c >= '\u{3000}'),
        };
        for bead in beads {
            let sizes = [
                english.word_count(bead.english.0, bead.english.1),
                chinese.word_count(bead.chinese.0, bead.chinese.1),
            ];
            if sizes.contains(&0) || sizes.iter().any(|&size| size > LONGEST_LESSON) {
                continue;
            }
            let number = (learner.starts.len() - 1) as u32;
            collect(english, bead.english, &mut learner.english_tokens);
            let first = learner.chinese_tokens.len();
            collect(chinese, bead.chinese, &mut learner.chinese_tokens);
            for (at, token) in learner.chinese_tokens.iter().enumerate().skip(first) {
                learner.places[token.id as usize].push((at as u32, number));
            }
            learner.starts.push((learner.english_tokens.len(), learner.chinese_tokens.len()));
        }
        learner
    }

    fn english_of(&self, bead: usize) -> &[Token] {
        &self.english_tokens[self.starts[bead].0..self.starts[bead + 1].0]
    }

    fn chinese_of(&self, bead: usize) -> &[Token] {
        &self.chinese_tokens[self.starts[bead].1..self.starts[bead + 1].1]
    }

    /// Association of the pairs: A = C - discount, L = start (A / g) min(1, A / g), where C counts the pair
    /// by the kernel and g is the geometric mean of the counts of both.
    fn start(&self) -> Vec<Vec<Entry>> {
        let mut counts = vec![0.0_f32; self.english.types.len()];
        let mut set = Vec::new();
        (0..self.chinese.types.len())
            .map(|id| {
                if !self.chinese_learns[id] {
                    return Vec::new();
                }
                for &(at, bead) in &self.places[id] {
                    let place = self.chinese_tokens[at as usize].place;
                    for token in self.english_of(bead as usize) {
                        if self.english_learns[token.id as usize] {
                            let count = &mut counts[token.id as usize];
                            if *count == 0.0 {
                                set.push(token.id);
                            }
                            *count += self.kernel.at(token.place - place);
                        }
                    }
                }
                set.sort_unstable();
                let own = self.chinese.types.counts[id] as f32;
                let mut row: Vec<Entry> = set
                    .drain(..)
                    .filter_map(|english| {
                        let count =
                            std::mem::take(&mut counts[english as usize]) - self.weights.learn_discount;
                        let mean = (own * self.english.types.counts[english as usize] as f32).sqrt();
                        let bond = count / mean;
                        let share = self.weights.learn_start * bond * bond.min(1.0);
                        (count > 0.0 && share > LEARN_SEED).then_some(Entry {
                            english,
                            forward: share,
                            backward: share,
                            reason: Reason::Learned,
                        })
                    })
                    .collect();
                closest(&mut row, MOST_STARTS, |entry| entry.forward);
                row
            })
            .collect()
    }

    /// One round: tokens choose among those of the bead, or the empty word; pairs get the sums.
    fn round(&mut self, learned: &[Vec<Entry>]) -> Vec<Vec<Entry>> {
        let current = self.translations.with_learned(learned);
        let mut sums: Vec<Vec<(f32, f32)>> = learned.iter().map(|row| vec![(0.0, 0.0); row.len()]).collect();
        let mut choice = Choice::new(self.english.types.len());
        for bead in 0..self.starts.len() - 1 {
            choice.read(self.english_of(bead), self.chinese_of(bead), &current, self.kernel);
            for link in &choice.links {
                let (a, b) = (self.english_of(bead)[link.english], self.chinese_of(bead)[link.chinese]);
                let row = &learned[b.id as usize];
                let Ok(at) = row.binary_search_by_key(&a.id, |entry| entry.english) else { continue };
                let sum = &mut sums[b.id as usize][at];
                let empty = self.weights.learn_empty_word * self.kernel.mass(a.place);
                let chance = current.english_chance[a.id as usize];
                sum.0 += link.forward
                    / (choice.english[link.english] + empty * self.chinese_of(bead).len() as f32 * chance);
                let empty = self.weights.learn_empty_word * self.kernel.mass(b.place);
                let chance = current.chinese_chance[b.id as usize];
                sum.1 += link.backward
                    / (choice.chinese[link.chinese] + empty * self.english_of(bead).len() as f32 * chance);
            }
        }
        learned
            .iter()
            .zip(sums)
            .enumerate()
            .map(|(id, (row, sums))| {
                let own = self.chinese.types.counts[id] as f32;
                row.iter()
                    .zip(sums)
                    .filter_map(|(entry, (forward, backward))| {
                        let other = self.english.types.counts[entry.english as usize] as f32;
                        let forward = (forward - self.weights.learn_discount).max(0.0) / (own + 1.0);
                        let backward = (backward - self.weights.learn_discount).max(0.0) / (other + 1.0);
                        (forward > 0.0 || backward > 0.0).then_some(Entry { forward, backward, ..*entry })
                    })
                    .collect()
            })
            .collect()
    }
}

/// Leaves the `most` entries that are worth most, by English type.
fn closest(row: &mut Vec<Entry>, most: usize, worth: impl Fn(&Entry) -> f32) {
    if row.len() > most {
        row.select_nth_unstable_by(most, |a, b| {
            worth(b).total_cmp(&worth(a)).then(a.english.cmp(&b.english))
        });
        row.truncate(most);
        row.sort_unstable_by_key(|entry| entry.english);
    }
}

/// A word must be seen twice, and be a word.
fn learners(side: &Side, is_word: impl Fn(char) -> bool) -> Vec<bool> {
    let mut learns: Vec<bool> = side
        .types
        .texts
        .iter()
        .zip(&side.types.counts)
        .map(|(text, &count)| count >= 2 && text.chars().all(&is_word))
        .collect();
    for word in &side.words {
        learns[word.id as usize] &= word.class != Class::Punctuation;
    }
    learns
}

fn collect(side: &Side, (first, end): (usize, usize), out: &mut Vec<Token>) {
    let total = (side.scale[end] - side.scale[first]).max(1.0) as f32;
    for sentence in first..end {
        let before = (side.scale[sentence] - side.scale[first]) as f32;
        let words = side.words_of(sentence).iter();
        out.extend(words.map(|word| Token { id: word.id, place: (before + word.middle) / total }));
    }
}

/// The links of one bead with what its tokens sum up to.
struct Choice {
    heads: Vec<u32>,
    nexts: Vec<u32>,
    links: Vec<BeadLink>,
    english: Vec<f32>,
    chinese: Vec<f32>,
}

struct BeadLink {
    english: usize,
    chinese: usize,
    forward: f32,
    backward: f32,
}

const NONE: u32 = u32::MAX;

impl Choice {
    fn new(english_types: usize) -> Self {
        Self {
            heads: vec![NONE; english_types],
            nexts: Vec::new(),
            links: Vec::new(),
            english: Vec::new(),
            chinese: Vec::new(),
        }
    }

    fn read(&mut self, english: &[Token], chinese: &[Token], translations: &Translations, kernel: &Kernel) {
        self.links.clear();
        self.nexts.clear();
        for (at, token) in english.iter().enumerate() {
            self.nexts.push(std::mem::replace(&mut self.heads[token.id as usize], at as u32));
        }
        self.english.clear();
        self.english.resize(english.len(), 0.0);
        self.chinese.clear();
        self.chinese.resize(chinese.len(), 0.0);
        for (at, token) in chinese.iter().enumerate() {
            for entry in translations.of(token.id) {
                let mut other = self.heads[entry.english as usize];
                while other != NONE {
                    let index = other as usize;
                    let near = kernel.at(english[index].place - token.place);
                    let (forward, backward) = (entry.forward * near, entry.backward * near);
                    self.english[index] += forward;
                    self.chinese[at] += backward;
                    self.links.push(BeadLink { english: index, chinese: at, forward, backward });
                    other = self.nexts[index];
                }
            }
        }
        for token in english {
            self.heads[token.id as usize] = NONE;
        }
    }
}

//! The words of a dictionary that do not change, laid out to be looked up.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::characters::{CharacterTable, Folding, HanSigns, folded, is_han};
use super::double_array::{ByCode, DoubleArray, MAX_VALUES, by_code, lay_out};
use super::hmm::Hmm;
use crate::{Error, ErrorKind};

/// The words that do not change.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) trie: DoubleArray,
    /// The character of each code from 1.
    pub(super) alphabet: Vec<char>,
    /// By value less 1: what a word with that value is. First come the values of the words
    /// themselves; after them those of words that only count where this crate goes beyond jieba:
    /// the supplement, and what folding makes a text spell, `干隆` for `乾隆`.
    pub(super) values: Vec<Value>,
    /// By value: the natural logarithm of the frequency, negative infinity for no word.
    pub(super) logs: Vec<f64>,
    /// The same by code, of characters that are words by themselves. What stands in no
    /// block, code 0, counts as a word of frequency 1, and so does what the dictionary does not have.
    pub(super) singles: ByCode<f64>,
    /// And with those that only folding makes.
    pub(super) folded_singles: ByCode<f64>,
    /// How many values are of words themselves.
    pub(super) own: usize,
    pub(super) tags: Vec<Box<str>>,
    /// Whether a word has frequency 0.
    pub(super) any_of_frequency_0: bool,
    /// Words that do not consist of Chinese characters alone.
    pub(super) mixed: Vec<Box<str>>,
    len: usize,
    total: u64,
    /// Characters without any folding.
    pub(super) table: Arc<CharacterTable>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Value {
    pub(super) frequency: u64,
    pub(super) tag: u32,
}

impl Base {
    /// Distinct characters that the words can have: the characters that a model knows have codes, too.
    pub(super) const MAX_ALPHABET: usize = CharacterTable::MAX_ALPHABET - Hmm::MAX_CHARACTERS;

    /// Lays out the words; each stands here once.
    pub(super) fn build(
        words: &[(&str, Value)],
        tags: Vec<Box<str>>,
        supplement: &[(String, Value)],
    ) -> Result<Self, Error> {
        let total = words.iter().fold(0, |total: u64, (_, value)| total.saturating_add(value.frequency));
        let len = words.len();
        let known: HashSet<&str> = words.iter().map(|(word, _)| *word).collect();
        let mut by_folding: HashMap<String, Value> = HashMap::new();
        let supplement = supplement.iter().map(|(word, value)| (word.as_str(), *value));
        let mixed_words: Vec<&str> =
            words.iter().map(|(word, _)| *word).chain(supplement.clone().map(|(word, _)| word)).collect();
        for (word, value) in words.iter().copied().chain(supplement) {
            let spelled: String =
                word.chars().map(|c| folded(c, Folding::Simplified, HanSigns::Inside)).collect();
            if !known.contains(spelled.as_str()) {
                let best = by_folding.entry(spelled).or_insert(value);
                *best = (*best).max(value);
            }
        }
        let alphabet =
            ranked_alphabet(words.iter().map(|(word, value)| (*word, value.frequency)), &by_folding);
        if alphabet.len() > Self::MAX_ALPHABET {
            let message = "too many distinct characters: leave the words with rare ones out";
            return Err(Error::new(ErrorKind::Options, message));
        }
        let codes: HashMap<char, u32> = alphabet.iter().copied().zip(1..).collect();
        let mut values = ranked_values(words.iter().map(|(_, value)| *value));
        let own = values.len();
        values.extend(ranked_values(by_folding.values().copied()));
        if values.len() >= MAX_VALUES {
            let message = "too many distinct frequencies: round them to three digits";
            return Err(Error::new(ErrorKind::Options, message));
        }
        let number = |values: &[Value], from: usize| -> HashMap<Value, u32> {
            values.iter().copied().zip(from as u32 + 1..).collect()
        };
        let (own_numbers, other_numbers) = (number(&values[..own], 0), number(&values[own..], own));
        let spell = |word: &str| word.chars().map(|c| codes[&c]).collect::<Vec<_>>();
        let mut spelled: Vec<_> =
            words.iter().map(|(word, value)| (spell(word), own_numbers[value])).collect();
        spelled.extend(by_folding.iter().map(|(word, value)| (spell(word), other_numbers[value])));
        spelled.sort_unstable();
        let weight = |value: u32| values[value as usize - 1].frequency;
        let trie = lay_out(&spelled, weight).ok_or_else(|| {
            Error::new(ErrorKind::Options, "the dictionary is too large: leave rare words out")
        })?;
        let mut mixed: Vec<Box<str>> =
            mixed_words.into_iter().filter(|word| !word.chars().all(is_han)).map(Into::into).collect();
        mixed.sort_unstable();
        Ok(Self::new(trie, alphabet, values, own, tags, mixed, (len, total)))
    }

    pub(super) fn new(
        trie: DoubleArray,
        alphabet: Vec<char>,
        values: Vec<Value>,
        own: usize,
        tags: Vec<Box<str>>,
        mixed: Vec<Box<str>>,
        (len, total): (usize, u64),
    ) -> Self {
        let logs = values.iter().map(|value| (value.frequency as f64).ln());
        let logs: Vec<f64> = std::iter::once(f64::NEG_INFINITY).chain(logs).collect();
        let singles = |limit: usize| {
            let value = |code| trie.get([code]).filter(|&value| value as usize <= limit).unwrap_or(0);
            let known = (1..=alphabet.len() as u32).map(|code| logs[value(code) as usize]);
            by_code(std::iter::once(0.0).chain(known))
        };
        let (singles, folded_singles) = (singles(own), singles(values.len()));
        let table = Arc::new(CharacterTable::new(&alphabet, Folding::Off, HanSigns::Outside));
        let any_of_frequency_0 = values.iter().any(|value| value.frequency == 0);
        Self {
            trie,
            alphabet,
            values,
            logs,
            singles,
            folded_singles,
            own,
            tags,
            any_of_frequency_0,
            mixed,
            len,
            total,
            table,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn total(&self) -> u64 {
        self.total
    }

    pub(super) fn tag_name(&self, value: Value) -> &str {
        self.tags.get(value.tag as usize).map_or("", |tag| tag)
    }

    pub(super) fn own_value(&self, value: u32) -> Option<Value> {
        self.values[..self.own].get((value as usize).wrapping_sub(1)).copied()
    }

    pub(super) fn character(&self, code: u32) -> Option<char> {
        self.alphabet.get((code as usize).wrapping_sub(1)).copied()
    }
}

/// Characters by how often they occur, so that frequent ones stand side by side in the tables.
fn ranked_alphabet<'w>(
    words: impl Iterator<Item = (&'w str, u64)>,
    others: &HashMap<String, Value>,
) -> Vec<char> {
    let mut counts: HashMap<char, u64> = HashMap::new();
    for (word, frequency) in words {
        for c in word.chars() {
            let count = counts.entry(c).or_default();
            *count = count.saturating_add(frequency).saturating_add(1);
        }
    }
    for c in others.keys().flat_map(|word| word.chars()) {
        counts.entry(c).or_default();
    }
    let mut alphabet: Vec<_> = counts.into_iter().collect();
    alphabet.sort_unstable_by_key(|&(c, count)| (std::cmp::Reverse(count), c));
    alphabet.into_iter().map(|(c, _)| c).collect()
}

/// Values by how many words have them, so that most get short numbers; those of one word only by
/// their frequency.
fn ranked_values(values: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut counts: HashMap<Value, u64> = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_unstable_by_key(|&(value, count)| (std::cmp::Reverse(count), std::cmp::Reverse(value)));
    ranked.into_iter().map(|(value, _)| value).collect()
}

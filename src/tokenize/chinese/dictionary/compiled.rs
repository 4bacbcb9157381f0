//! The compiled words of a dictionary: immutable tables for look-up.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::double_array::{DoubleArray, MAX_VALUES, lay_out};
use crate::tables::PackedArray;
use crate::tokenize::chinese::characters::{CharacterTable, MODEL_FIRST, MODEL_LAST, folded, is_ideograph};
use crate::tokenize::chinese::options::{Folding, HanSigns};
use crate::{Error, ErrorKind};

/// The compiled words of a dictionary. The tables of the embedded dictionary are not copied.
#[derive(Debug, Default)]
pub(crate) struct CompiledDictionary {
    pub(crate) trie: DoubleArray,
    /// The characters in the order of their codes, from code 1, as code points of four bytes.
    pub(crate) alphabet: PackedArray<4>,
    /// The distinct values of words: `values[n - 1]` is the [`WordValue`] with number `n` in the trie. The
    /// dictionary's own words come first, then the words that count only with folding, such as `干隆` for `乾隆`.
    pub(crate) values: PackedArray<12>,
    /// `logs[n]` is the natural logarithm of the frequency of value number `n`, an `f64`. It is negative infinity for
    /// frequency 0 and for number 0.
    pub(crate) logs: PackedArray<8>,
    /// `singles[code]` is the natural logarithm of the frequency of the character as a word, an `f64`. It is
    /// negative infinity for a character that is not a word, and 0 for code 0.
    pub(crate) singles: PackedArray<8>,
    /// Like `singles`, but the words that count only with folding are included.
    pub(crate) folded_singles: PackedArray<8>,
    /// Number of values of the dictionary's own words.
    pub(crate) own_values: usize,
    pub(crate) tags: Vec<Box<str>>,
    /// Whether any word has frequency 0.
    pub(crate) any_of_frequency_0: bool,
    /// The words that contain at least one character that is not Chinese.
    pub(crate) mixed_words: Vec<Box<str>>,
    pub(super) len: usize,
    pub(super) total: u64,
    /// The table of characters without folding, built on first use.
    pub(super) table: OnceLock<Arc<CharacterTable>>,
}

/// Number of characters of a word that is too long that the error message shows.
const SHOWN: usize = 40;

/// The value of a word: its frequency, and the index of its part of speech in [`CompiledDictionary::tags`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct WordValue {
    pub(crate) frequency: u64,
    pub(crate) tag: u32,
}

impl WordValue {
    fn to_bytes(self) -> [u8; 12] {
        let mut bytes = [0; 12];
        bytes[..8].copy_from_slice(&self.frequency.to_le_bytes());
        bytes[8..].copy_from_slice(&self.tag.to_le_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8; 12]) -> Self {
        let tag = bytes.last_chunk().map_or(0, |&tag| u32::from_le_bytes(tag));
        Self { frequency: bytes.first_chunk().map_or(0, |&frequency| u64::from_le_bytes(frequency)), tag }
    }
}

impl CompiledDictionary {
    /// Maximum number of distinct characters. The remaining codes are reserved for the characters of the hidden
    /// Markov model.
    pub(crate) const MAX_ALPHABET: usize =
        CharacterTable::MAX_ALPHABET - (MODEL_LAST as usize - MODEL_FIRST as usize + 1);

    /// Maximum number of characters of a word. A trie stores the beginning that words share only once, so without a limit
    /// the text of all words could be quadratic in the size of the trie.
    pub(crate) const MAX_WORD: usize = 255;

    /// Returns a dictionary without words.
    pub(crate) fn empty() -> Self {
        let mut compiled = Self::default();
        compiled.set_values(&[]);
        compiled
    }

    /// Compiles `words`, which must be distinct. The words of `supplement` count only with folding.
    pub(crate) fn build(
        words: &[(&str, WordValue)],
        tags: Vec<Box<str>>,
        supplement: &[(String, WordValue)],
    ) -> Result<Self, Error> {
        let total = words.iter().fold(0, |total: u64, (_, value)| total.saturating_add(value.frequency));
        let len = words.len();
        let supplement = supplement.iter().map(|(word, value)| (word.as_str(), *value));
        let all = words.iter().copied().chain(supplement);
        if let Some((word, _)) = all.clone().find(|(word, _)| word.chars().nth(Self::MAX_WORD).is_some()) {
            let start: String = word.chars().take(SHOWN).collect();
            let message = format!("a word of more than {} characters: `{start}...`", Self::MAX_WORD);
            return Err(Error::new(ErrorKind::Options, message));
        }
        let folded = folded_spellings(words, all.clone());
        let alphabet = ranked_alphabet(words.iter().map(|(word, value)| (*word, value.frequency)), &folded);
        if alphabet.len() > Self::MAX_ALPHABET {
            let message = "too many distinct characters: leave out the words with rare ones";
            return Err(Error::new(ErrorKind::Options, message));
        }
        let codes: HashMap<char, u32> = alphabet.iter().copied().zip(1..).collect();
        let mut values = ranked_values(words.iter().map(|(_, value)| *value));
        let own_values = values.len();
        values.extend(ranked_values(folded.values().copied()));
        if values.len() >= MAX_VALUES {
            let message = "too many distinct frequencies: round them to three digits";
            return Err(Error::new(ErrorKind::Options, message));
        }
        let number = |values: &[WordValue], from: usize| -> HashMap<WordValue, u32> {
            values.iter().copied().zip(from as u32 + 1..).collect()
        };
        let (own_numbers, other_numbers) =
            (number(&values[..own_values], 0), number(&values[own_values..], own_values));
        let spell = |word: &str| word.chars().map(|c| codes[&c]).collect::<Vec<_>>();
        let mut spelled: Vec<_> =
            words.iter().map(|(word, value)| (spell(word), own_numbers[value])).collect();
        spelled.extend(folded.iter().map(|(word, value)| (spell(word), other_numbers[value])));
        spelled.sort_unstable();
        let weight = |value: u32| values[value as usize - 1].frequency;
        let trie = lay_out(&spelled, weight).ok_or_else(|| {
            Error::new(ErrorKind::Options, "the dictionary is too large: leave out rare words")
        })?;
        let is_mixed = |word: &&str| !word.chars().all(is_ideograph);
        let mut mixed_words: Vec<Box<str>> =
            all.map(|(word, _)| word).filter(is_mixed).map(Into::into).collect();
        mixed_words.sort_unstable();
        let mut compiled = Self { trie, own_values, tags, mixed_words, len, total, ..Self::default() };
        compiled.alphabet = alphabet.iter().map(|&c| u32::from(c).to_le_bytes()).collect();
        compiled.set_values(&values);
        Ok(compiled)
    }

    /// Sets the values, and the logarithms of their frequencies.
    fn set_values(&mut self, values: &[WordValue]) {
        self.any_of_frequency_0 = values.iter().any(|value| value.frequency == 0);
        let logs = values.iter().map(|value| (value.frequency as f64).ln());
        let logs: Vec<f64> = std::iter::once(f64::NEG_INFINITY).chain(logs).collect();
        let singles = |limit: usize| {
            let value = |code| self.trie.get([code]).filter(|&value| value as usize <= limit).unwrap_or(0);
            let known = (1..=self.alphabet.len() as u32).map(|code| logs[value(code) as usize]);
            std::iter::once(0.0).chain(known).map(f64::to_le_bytes).collect()
        };
        (self.singles, self.folded_singles) = (singles(self.own_values), singles(values.len()));
        self.values = values.iter().map(|value| value.to_bytes()).collect();
        self.logs = logs.into_iter().map(f64::to_le_bytes).collect();
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// Returns the table of characters, without folding.
    pub(crate) fn table(&self) -> &Arc<CharacterTable> {
        self.table.get_or_init(|| {
            Arc::new(CharacterTable::new(self.characters(), None, Folding::Off, HanSigns::Outside))
        })
    }

    /// Returns the characters in the order of their codes, from code 1.
    pub(crate) fn characters(&self) -> impl Iterator<Item = char> + '_ {
        let code_points = self.alphabet.iter().map(|&c| u32::from_le_bytes(c));
        code_points.map(|c| char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    pub(crate) fn tag_name(&self, value: WordValue) -> &str {
        self.tags.get(value.tag as usize).map_or("", |tag| tag)
    }

    pub(crate) fn own_value(&self, value: u32) -> Option<WordValue> {
        self.values[..self.own_values].get((value as usize).wrapping_sub(1)).map(WordValue::from_bytes)
    }

    pub(crate) fn character(&self, code: u32) -> Option<char> {
        let c = self.alphabet.get((code as usize).wrapping_sub(1))?;
        char::from_u32(u32::from_le_bytes(*c))
    }
}

/// Returns the folded spellings of the words in `all` that are not in `words`. Of several words with the same folded
/// spelling, the highest value counts.
fn folded_spellings<'w>(
    words: &[(&str, WordValue)],
    all: impl Iterator<Item = (&'w str, WordValue)>,
) -> HashMap<String, WordValue> {
    let known: HashSet<&str> = words.iter().map(|(word, _)| *word).collect();
    let mut spellings: HashMap<String, WordValue> = HashMap::new();
    for (word, value) in all {
        let spelling: String =
            word.chars().map(|c| folded(c, Folding::Simplified, HanSigns::AsHan)).collect();
        if !known.contains(spelling.as_str()) {
            let best = spellings.entry(spelling).or_insert(value);
            *best = (*best).max(value);
        }
    }
    spellings
}

/// Returns the distinct characters by descending frequency. Frequent characters are then adjacent in tables.
fn ranked_alphabet<'w>(
    words: impl Iterator<Item = (&'w str, u64)>,
    others: &HashMap<String, WordValue>,
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

/// Returns the distinct values. Values of many words come first. Values of equally many words are in descending order
/// of frequency.
fn ranked_values(values: impl Iterator<Item = WordValue>) -> Vec<WordValue> {
    let mut counts: HashMap<WordValue, u64> = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_unstable_by_key(|&(value, count)| (std::cmp::Reverse(count), std::cmp::Reverse(value)));
    ranked.into_iter().map(|(value, _)| value).collect()
}

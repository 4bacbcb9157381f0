//! The words of a dictionary, their frequencies and parts of speech.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use super::characters::{CharacterTable, Folding, HanSigns, class, folded, is_han};
use super::cut::suggested_frequency;
use super::double_array::{DoubleArray, MAX_VALUES, lay_out};
use super::line::DictionaryLine;
use super::stretch::Joints;
use super::user_words::{UserWord, UserWords};
use crate::{Error, ErrorKind};

/// A word list with frequencies and parts of speech, as [`ChineseTokenizer`](super::ChineseTokenizer)
/// looks words up in it.
///
/// Cloning is cheap: clones share the words until one of them gets another word. The embedded
/// dictionary is jieba's, with 349,045 words, and takes some 5 MB of memory.
///
/// ```
/// use bitext::Dictionary;
///
/// let words = "云计算 60 n\n计算 3000 v\n云 900 n\n";
/// let dictionary = Dictionary::from_reader(words.as_bytes())?;
/// assert_eq!(dictionary.len(), 3);
/// assert_eq!(dictionary.frequency("计算"), Some(3000));
/// assert_eq!(dictionary.tag("计算"), Some("v"));
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone)]
pub struct Dictionary {
    pub(super) base: Arc<Base>,
    pub(super) user: Arc<UserWords>,
    /// Sum of all frequencies.
    total: u64,
    pub(super) log_total: f64,
}

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
    /// By value: the natural logarithm of the frequency.
    pub(super) logs: Vec<f64>,
    /// The same by code, of characters that are words by themselves.
    pub(super) singles: Vec<f64>,
    /// And with those that only folding makes.
    pub(super) folded_singles: Vec<f64>,
    /// How many values are of words themselves.
    pub(super) own: usize,
    pub(super) tags: Vec<Box<str>>,
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

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionary")
            .field("words", &self.len())
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}

impl Dictionary {
    /// jieba's dictionary, as the `dictionary` feature embeds it.
    ///
    /// Unpacks it anew, which takes some 10 ms: make one and clone it.
    #[cfg(feature = "dictionary")]
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "a test reads the embedded table")]
    pub fn embedded() -> Self {
        Self::from_bytes(include_bytes!("../../../data/chinese_words.bin"))
            .expect("the embedded dictionary is whole")
    }

    /// A dictionary without words, to add some.
    #[must_use]
    pub fn empty() -> Self {
        let trie = DoubleArray::default();
        Self::from_base(Base::new(trie, Vec::new(), Vec::new(), 0, Vec::new(), Vec::new(), (0, 0)))
    }

    /// Reads a dictionary in jieba's text format: one word a line, with its frequency and its part
    /// of speech after it, parted by blanks or tabs. A blank line is passed over; of a word given
    /// twice the last frequency counts. Words without a frequency are added after all others as
    /// by [`Dictionary::add_word`].
    ///
    /// A word may hold blanks if its frequency stands after it, or if tabs part the fields.
    ///
    /// Time O(length · log(words)), some seconds for 350,000 words: keep [`Dictionary::to_bytes`] of it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Syntax`] with the line that does not have that form, [`ErrorKind::Encoding`] and
    /// [`ErrorKind::Io`] from the reader, [`ErrorKind::Options`] for more than 262,142 distinct pairs
    /// of frequency and part of speech.
    pub fn from_reader(reader: impl BufRead) -> Result<Self, Error> {
        let mut words = HashMap::new();
        let mut order = Vec::new();
        let mut tags = Tags::default();
        let mut without = Vec::new();
        DictionaryLine::read_all(reader, |line| {
            let tag = tags.number(line.tag.unwrap_or(""));
            match line.frequency {
                None => without.push((line.word.to_owned(), line.tag.unwrap_or("").to_owned())),
                Some(frequency) => match words.get_mut(line.word) {
                    None => {
                        words.insert(line.word.to_owned(), Value { frequency, tag });
                        order.push(line.word.to_owned());
                    }
                    Some(value) => value.frequency = frequency,
                },
            }
        })?;
        let words: Vec<_> = order.iter().map(|word| (word.as_str(), words[word])).collect();
        let mut dictionary = Self::build(&words, tags.names, &[])?;
        for (word, tag) in without {
            dictionary.add_word(&word, None, Some(&tag));
        }
        Ok(dictionary)
    }

    /// [`Dictionary::from_reader`] for a file; errors name it.
    ///
    /// # Errors
    ///
    /// As [`Dictionary::from_reader`], and [`ErrorKind::Io`] if the file can't be opened.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let read = || Self::from_reader(BufReader::new(File::open(path)?));
        read().map_err(|error| error.in_file(path))
    }

    /// The dictionary with words that count only where the tokenizer goes beyond jieba, that is, not
    /// with [`Folding::Off`]; in the format of [`Dictionary::from_reader`], each with a frequency. The
    /// embedded dictionary has some fifty, such as `卡拉OK` and `维生素C`, which jieba's lacks.
    ///
    /// Takes as long as [`Dictionary::from_reader`]. Words of an earlier supplement are dropped.
    ///
    /// # Errors
    ///
    /// As [`Dictionary::from_reader`].
    pub fn with_supplement(&self, reader: impl BufRead) -> Result<Self, Error> {
        let words: Vec<_> = self.iter().collect();
        let mut tags = Tags::default();
        let own: Vec<_> = words
            .iter()
            .map(|(word, frequency, tag)| {
                (word.as_str(), Value { frequency: *frequency, tag: tags.number(tag) })
            })
            .collect();
        let mut supplement = Vec::new();
        DictionaryLine::read_all(reader, |line| {
            let value =
                Value { frequency: line.frequency.unwrap_or(1), tag: tags.number(line.tag.unwrap_or("")) };
            supplement.push((line.word.to_owned(), value));
        })?;
        Self::build(&own, tags.names, &supplement)
    }

    /// Lays out the words; each stands here once.
    pub(super) fn build(
        words: &[(&str, Value)],
        tags: Vec<Box<str>>,
        supplement: &[(String, Value)],
    ) -> Result<Self, Error> {
        let total = words.iter().map(|(_, value)| value.frequency).sum();
        let len = words.len();
        let known: std::collections::HashSet<&str> = words.iter().map(|(word, _)| *word).collect();
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
        Ok(Self::from_base(Base::new(trie, alphabet, values, own, tags, mixed, (len, total))))
    }

    pub(super) fn from_base(base: Base) -> Self {
        let total = base.total;
        Self { base: Arc::new(base), user: Arc::default(), total, log_total: log_total(total) }
    }

    /// Adds a word, or changes the one that is there, and returns its frequency.
    ///
    /// Without a frequency it gets one that makes it win against the words that it falls into
    /// now. An empty word is passed over. Time O(length of the word), once O(words added before)
    /// after the dictionary was cloned.
    ///
    /// ```
    /// use bitext::Dictionary;
    ///
    /// let mut dictionary = Dictionary::empty();
    /// assert_eq!(dictionary.add_word("深度学习", Some(120), Some("n")), 120);
    /// assert_eq!(dictionary.tag("深度学习"), Some("n"));
    /// ```
    pub fn add_word(&mut self, word: &str, frequency: Option<u64>, tag: Option<&str>) -> u64 {
        if word.is_empty() {
            return 0;
        }
        let frequency = frequency.unwrap_or_else(|| suggested_frequency(self, word));
        let before = self.frequency(word).unwrap_or(0);
        let tag = tag.or_else(|| self.tag(word)).unwrap_or("").into();
        self.total = self.total.saturating_sub(before).saturating_add(frequency);
        self.log_total = log_total(self.total);
        let word = UserWord { word: word.into(), frequency, log: (frequency as f64).ln(), tag };
        Arc::make_mut(&mut self.user).insert(word);
        frequency
    }

    /// Adds the words of a text in the format of [`Dictionary::from_reader`] and returns how many
    /// there were. Under half a second for 100,000 words.
    ///
    /// # Errors
    ///
    /// As [`Dictionary::from_reader`]; the words of the lines before the error have been added.
    pub fn add_reader(&mut self, reader: impl BufRead) -> Result<usize, Error> {
        let mut added = 0;
        DictionaryLine::read_all(reader, |line| {
            self.add_word(line.word, line.frequency, line.tag);
            added += 1;
        })?;
        Ok(added)
    }

    /// [`Dictionary::add_reader`] for a file; errors name it.
    ///
    /// # Errors
    ///
    /// As [`Dictionary::add_reader`], and [`ErrorKind::Io`] if the file can't be opened.
    pub fn add_path(&mut self, path: impl AsRef<Path>) -> Result<usize, Error> {
        let path = path.as_ref();
        let mut read = || self.add_reader(BufReader::new(File::open(path)?));
        read().map_err(|error| error.in_file(path))
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        let new = |word: &&UserWord| self.base_value(&word.word).is_none();
        self.base.len + self.user.words().iter().filter(new).count()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.base.len == 0 && self.user.is_empty()
    }

    /// Whether `word` is in the dictionary, spelled just so. Time O(length of the word).
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.frequency(word).is_some()
    }

    /// How often the word stands in the texts that the dictionary was counted in, `None` for a word
    /// that it does not have. Time O(length of the word).
    #[must_use]
    pub fn frequency(&self, word: &str) -> Option<u64> {
        match self.user.get(word.chars()) {
            Some(word) => Some(word.frequency),
            None => self.base_value(word).map(|value| value.frequency),
        }
    }

    /// The part of speech of a word, as jieba writes it (`n`, `v`, `nr`, ...): empty if none was
    /// given, `None` for a word that the dictionary does not have. Time O(length of the word).
    #[must_use]
    pub fn tag(&self, word: &str) -> Option<&str> {
        match self.user.get(word.chars()) {
            Some(word) => Some(&word.tag),
            None => self.base_value(word).map(|value| self.base.tag_name(value)),
        }
    }

    /// Every word with its frequency and part of speech, in no particular order. Time O(size of the
    /// dictionary).
    pub fn iter(&self) -> impl Iterator<Item = (String, u64, &str)> + '_ {
        let base = self.base.trie.words().filter_map(|(codes, value)| {
            let value = self.base.own_value(value)?;
            let word: String = codes.iter().filter_map(|&code| self.base.character(code)).collect();
            let tag = self.base.tag_name(value);
            self.user.get(word.chars()).is_none().then_some((word, value.frequency, tag))
        });
        let user = self.user.words().iter();
        base.chain(user.map(|word| (word.word.to_string(), word.frequency, &*word.tag)))
    }

    /// The words that do not consist of Chinese characters alone.
    pub(super) fn mixed_words(&self) -> impl Iterator<Item = &str> {
        let table = &self.base.table;
        let is_mixed = |word: &&str| !word.chars().all(|c| table.of(c).is(class::HAN));
        let user = self.user.words().iter().map(|word| &*word.word);
        self.base.mixed.iter().map(|word| &**word).chain(user.filter(is_mixed))
    }

    fn base_value(&self, word: &str) -> Option<Value> {
        let code = |c| Some(self.base.table.of(c).code()).filter(|&code| code != 0);
        let codes: Option<Vec<u32>> = word.chars().map(code).collect();
        self.base.own_value(self.base.trie.get(codes?)?)
    }
}

impl Base {
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
        let logs: Vec<f64> = std::iter::once(f64::NAN).chain(logs).collect();
        let singles = |limit: usize| -> Vec<f64> {
            let value = |code| trie.get([code]).filter(|&value| value as usize <= limit);
            (0..=alphabet.len() as u32)
                .map(|code| {
                    value(code).map_or(if code == 0 { 0.0 } else { f64::NAN }, |value| logs[value as usize])
                })
                .collect()
        };
        let (singles, folded_singles) = (singles(own), singles(values.len()));
        let mut table = CharacterTable::new(&alphabet, Folding::Off, HanSigns::Outside);
        let mut joints = Joints::default();
        for word in &mixed {
            joints.add(word, &mut table);
        }
        let table = Arc::new(table);
        Self { trie, alphabet, values, logs, singles, folded_singles, own, tags, mixed, len, total, table }
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

    fn own_value(&self, value: u32) -> Option<Value> {
        self.values[..self.own].get((value as usize).wrapping_sub(1)).copied()
    }

    fn character(&self, code: u32) -> Option<char> {
        self.alphabet.get((code as usize).wrapping_sub(1)).copied()
    }
}

/// An empty dictionary counts as one word, so that the logarithm is a number.
fn log_total(total: u64) -> f64 {
    (total.max(1) as f64).ln()
}

/// Names of parts of speech with the numbers that they get.
#[derive(Default)]
struct Tags {
    names: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Tags {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
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
            *counts.entry(c).or_default() += frequency + 1;
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

//! The words of a dictionary, their frequencies and parts of speech.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use super::base::{Base, Value};
use super::characters::class;
use super::cut::suggested_frequency;
use super::double_array::DoubleArray;
use super::line::DictionaryLine;
use super::user_words::{UserWord, UserWords};
use crate::Error;

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
    /// [`ErrorKind::Syntax`](crate::ErrorKind::Syntax) with the line that does not have that form,
    /// [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) and [`ErrorKind::Io`](crate::ErrorKind::Io)
    /// from the reader, [`ErrorKind::Options`](crate::ErrorKind::Options) for more than 131,071 distinct
    /// pairs of frequency and part of speech, or more than 44,583 distinct characters.
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
        let mut dictionary = Self::from_base(Base::build(&words, tags.names, &[])?);
        for (word, tag) in without {
            dictionary.add_word(&word, None, Some(&tag));
        }
        Ok(dictionary)
    }

    /// [`Dictionary::from_reader`] for a file; errors name it.
    ///
    /// # Errors
    ///
    /// As [`Dictionary::from_reader`], and [`ErrorKind::Io`](crate::ErrorKind::Io) if the file can't be opened.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let read = || Self::from_reader(BufReader::new(File::open(path)?));
        read().map_err(|error| error.in_file(path))
    }

    /// The dictionary with words that count only where the tokenizer goes beyond jieba, that is, not
    /// with [`Folding::Off`](crate::Folding::Off); in the format of [`Dictionary::from_reader`], each with a frequency. The
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
        Ok(Self::from_base(Base::build(&own, tags.names, &supplement)?))
    }

    pub(super) fn from_base(base: Base) -> Self {
        let total = base.total();
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
    /// As [`Dictionary::add_reader`], and [`ErrorKind::Io`](crate::ErrorKind::Io) if the file can't be opened.
    pub fn add_path(&mut self, path: impl AsRef<Path>) -> Result<usize, Error> {
        let path = path.as_ref();
        let mut read = || self.add_reader(BufReader::new(File::open(path)?));
        read().map_err(|error| error.in_file(path))
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        let new = |word: &&UserWord| self.base_value(&word.word).is_none();
        self.base.len() + self.user.words().iter().filter(new).count()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.base.len() == 0 && self.user.is_empty()
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
        let value = self.base.trie.get(word.chars().map(|c| self.base.table.code(c)))?;
        self.base.own_value(value)
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

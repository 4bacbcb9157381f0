//! The words of a dictionary, their frequencies and parts of speech.

use std::collections::HashMap;
use std::io::BufRead;
use std::sync::Arc;

use super::compiled::{CompiledDictionary, WordValue};
use super::line::DictionaryLine;
use super::user_words::{UserWord, UserWords};
use crate::Error;
use crate::tokenize::chinese::characters::is_ideograph;

/// A word list with frequencies and parts of speech, for [`ChineseTokenizer`](crate::ChineseTokenizer).
///
/// Cloning is cheap: clones share the compiled words, and they share added words until a word is added to one
/// of them. The embedded dictionary is jieba's, with 349,045 words, and takes about 5 MB of memory.
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
    pub(crate) compiled: Arc<CompiledDictionary>,
    pub(crate) user: Arc<UserWords>,
    /// Sum of all frequencies.
    total: u64,
    pub(crate) log_total: f64,
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
    /// Returns a dictionary without words, to which words can be added.
    #[must_use]
    pub fn empty() -> Self {
        Self::from_compiled(CompiledDictionary::empty())
    }

    /// Returns the dictionary with a supplement: words that a tokenizer uses unless its folding is
    /// [`Folding::Off`](crate::Folding::Off). The format is the same as for [`Dictionary::from_reader`], except
    /// that a word without a frequency gets frequency 1. The supplement of the embedded dictionary has some
    /// fifty words that jieba's dictionary lacks, such as `卡拉OK` and `维生素C`.
    ///
    /// The new supplement replaces an earlier one. Takes as long as [`Dictionary::from_reader`].
    ///
    /// # Errors
    ///
    /// As for [`Dictionary::from_reader`], and [`ErrorKind::Options`](crate::ErrorKind::Options) if a word of more than 255
    /// characters was added.
    pub fn with_supplement(&self, reader: impl BufRead) -> Result<Self, Error> {
        let words: Vec<_> = self.iter().collect();
        let mut tags = TagNumbers::default();
        let own: Vec<_> = words
            .iter()
            .map(|(word, frequency, tag)| {
                (word.as_str(), WordValue { frequency: *frequency, tag: tags.number(tag) })
            })
            .collect();
        let mut supplement = Vec::new();
        DictionaryLine::read_all(reader, |line| {
            let value = WordValue {
                frequency: line.frequency.unwrap_or(1),
                tag: tags.number(line.tag.unwrap_or("")),
            };
            supplement.push((line.word.to_owned(), value));
        })?;
        Ok(Self::from_compiled(CompiledDictionary::build(&own, tags.names, &supplement)?))
    }

    pub(crate) fn from_compiled(compiled: CompiledDictionary) -> Self {
        let total = compiled.total();
        Self { compiled: Arc::new(compiled), user: Arc::default(), total, log_total: log_total(total) }
    }

    /// Adds a word, or replaces the entry of the same word. Without a tag, an existing word keeps its tag.
    pub(crate) fn insert(&mut self, word: &str, frequency: u64, tag: Option<&str>) {
        let before = self.frequency(word).unwrap_or(0);
        let tag = tag.or_else(|| self.tag(word)).unwrap_or("").into();
        self.total = self.total.saturating_sub(before).saturating_add(frequency);
        self.log_total = log_total(self.total);
        let word = UserWord { word: word.into(), frequency, log: (frequency as f64).ln(), tag };
        Arc::make_mut(&mut self.user).insert(word);
    }

    /// Returns the number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        let new = |word: &&UserWord| self.compiled_value(&word.word).is_none();
        self.compiled.len() + self.user.words().iter().filter(new).count()
    }

    /// Whether the dictionary has no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.compiled.len() == 0 && self.user.is_empty()
    }

    /// Whether the dictionary has `word` in exactly this spelling. Time O(length of the word).
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.frequency(word).is_some()
    }

    /// Returns the frequency of a word, as it was read or added. Returns `None` for a word that the dictionary does
    /// not have. Time O(length of the word).
    #[must_use]
    pub fn frequency(&self, word: &str) -> Option<u64> {
        match self.user.get(word.chars()) {
            Some(word) => Some(word.frequency),
            None => self.compiled_value(word).map(|value| value.frequency),
        }
    }

    /// Returns the part of speech of a word in jieba's notation (`n`, `v`, `nr`, ...). Returns an empty string for a
    /// word without a part of speech, and `None` for a word that the dictionary does not have. Time O(length of the
    /// word).
    #[must_use]
    pub fn tag(&self, word: &str) -> Option<&str> {
        match self.user.get(word.chars()) {
            Some(word) => Some(&word.tag),
            None => self.compiled_value(word).map(|value| self.compiled.tag_name(value)),
        }
    }

    /// Returns every word with its frequency and part of speech, in no particular order. Time O(size of the
    /// dictionary).
    pub fn iter(&self) -> impl Iterator<Item = (String, u64, &str)> + '_ {
        let compiled = self.compiled.trie.words().filter_map(|(codes, value)| {
            let value = self.compiled.own_value(value)?;
            let word: String = codes.iter().filter_map(|&code| self.compiled.character(code)).collect();
            let tag = self.compiled.tag_name(value);
            self.user.get(word.chars()).is_none().then_some((word, value.frequency, tag))
        });
        let user = self.user.words().iter();
        compiled.chain(user.map(|word| (word.word.to_string(), word.frequency, &*word.tag)))
    }

    /// Returns the words that contain at least one character that is not Chinese.
    pub(crate) fn mixed_words(&self) -> impl Iterator<Item = &str> {
        let is_mixed = |word: &&str| !word.chars().all(is_ideograph);
        let user = self.user.words().iter().map(|word| &*word.word);
        self.compiled.mixed_words.iter().map(|word| &**word).chain(user.filter(is_mixed))
    }

    fn compiled_value(&self, word: &str) -> Option<WordValue> {
        let table = self.compiled.table();
        let value = self.compiled.trie.get(word.chars().map(|c| table.code(c)))?;
        self.compiled.own_value(value)
    }
}

/// Returns the natural logarithm of the total frequency. The total of an empty dictionary counts as 1.
fn log_total(total: u64) -> f64 {
    (total.max(1) as f64).ln()
}

/// Assigns numbers to the names of parts of speech, in the order in which they occur.
#[derive(Default)]
pub(crate) struct TagNumbers {
    pub(crate) names: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl TagNumbers {
    pub(crate) fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.push(name.into());
        self.numbers.insert(name.into(), number);
        number
    }
}

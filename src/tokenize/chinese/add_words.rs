//! Reads dictionaries from text and adds words to them, with jieba's rule for words without a frequency.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::ascii::{AsciiCutter, AsciiPairs};
use super::cutter::Cutter;
use super::dictionary::{CompiledDictionary, Dictionary, DictionaryLine, TagNumbers, WordValue};
use super::engine::Engine;
use super::mixed_pairs::MixedWordPairs;
use super::options::{CutMode, Overlaps};
use super::scratch::Scratch;
use super::token_writer::TokenWriter;
use super::vocabulary::Vocabulary;
use crate::{Error, Span};

impl Dictionary {
    /// Reads a dictionary in jieba's text format: one word per line, followed by its frequency and its part of
    /// speech, separated by white space. Blank lines are skipped. If a word has a frequency on several lines, the
    /// last frequency and the first part of speech count. Words without a frequency are added last, as by
    /// [`Dictionary::add_word`].
    ///
    /// A word may contain spaces if a frequency follows it or if the fields are separated by tabs.
    ///
    /// Time O(length of the text · log(words)), a few seconds for 350,000 words. [`Dictionary::from_bytes`] is
    /// faster.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Syntax`](crate::ErrorKind::Syntax) with the number of a line that is malformed or whose word has more
    /// than 255 characters, [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) and [`ErrorKind::Io`](crate::ErrorKind::Io)
    /// from the reader, and [`ErrorKind::Options`](crate::ErrorKind::Options) for more than 131,071 distinct
    /// pairs of frequency and part of speech, or more than 44,583 distinct characters.
    pub fn from_reader(reader: impl BufRead) -> Result<Self, Error> {
        let mut words = HashMap::new();
        let mut order = Vec::new();
        let mut tags = TagNumbers::default();
        let mut without = Vec::new();
        DictionaryLine::read_all(reader, |line| {
            let tag = tags.number(line.tag.unwrap_or(""));
            match line.frequency {
                None => without.push((line.word.to_owned(), line.tag.unwrap_or("").to_owned())),
                Some(frequency) => match words.get_mut(line.word) {
                    None => {
                        words.insert(line.word.to_owned(), WordValue { frequency, tag });
                        order.push(line.word.to_owned());
                    }
                    Some(value) => value.frequency = frequency,
                },
            }
        })?;
        let words: Vec<_> = order.iter().map(|word| (word.as_str(), words[word])).collect();
        let mut dictionary = Self::from_compiled(CompiledDictionary::build(&words, tags.names, &[])?);
        for (word, tag) in without {
            dictionary.add_word(&word, None, Some(&tag));
        }
        Ok(dictionary)
    }

    /// Reads a dictionary from a file, in the format of [`Dictionary::from_reader`]. Errors name the file.
    ///
    /// # Errors
    ///
    /// As for [`Dictionary::from_reader`], and [`ErrorKind::Io`](crate::ErrorKind::Io) if the file can't be opened.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let read = || Self::from_reader(BufReader::new(File::open(path)?));
        read().map_err(|error| error.in_file(path))
    }

    /// Adds a word or changes an existing one, and returns its frequency.
    ///
    /// If `frequency` is `None`, the word gets a frequency so high that it is no longer cut into shorter words.
    /// An empty word is ignored, and the result is 0. Time O(length of the word); the first call after a clone
    /// takes O(added words) in addition.
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
        self.insert(word, frequency, tag);
        frequency
    }

    /// Adds the words of a text in the format of [`Dictionary::from_reader`], and returns the number of words read.
    /// Takes less than half a second for 100,000 words.
    ///
    /// # Errors
    ///
    /// As for [`Dictionary::from_reader`]; the words of the lines before the error are added.
    pub fn add_reader(&mut self, reader: impl BufRead) -> Result<usize, Error> {
        let mut added = 0;
        DictionaryLine::read_all(reader, |line| {
            self.add_word(line.word, line.frequency, line.tag);
            added += 1;
        })?;
        Ok(added)
    }

    /// Adds the words of a file, like [`Dictionary::add_reader`]. Errors name the file.
    ///
    /// # Errors
    ///
    /// As for [`Dictionary::add_reader`], and [`ErrorKind::Io`](crate::ErrorKind::Io) if the file can't be opened.
    pub fn add_path(&mut self, path: impl AsRef<Path>) -> Result<usize, Error> {
        let path = path.as_ref();
        let mut read = || self.add_reader(BufReader::new(File::open(path)?));
        read().map_err(|error| error.in_file(path))
    }
}

/// Returns the frequency that jieba's rule gives to `word`: with it, `word` is at least as probable as the words
/// that it is cut into now.
fn suggested_frequency(dictionary: &Dictionary, word: &str) -> u64 {
    let table = dictionary.compiled.table();
    let ascii = AsciiCutter {
        table,
        pairs: &AsciiPairs::all(),
        needs_dictionary: false,
        has_model: false,
        adds_parts: false,
    };
    let cutter = Cutter {
        vocabulary: Vocabulary::new(dictionary, &dictionary.user, false),
        table,
        model: None,
        engine: &Engine::Own,
        mode: CutMode::Exact,
        overlaps: Overlaps::default(),
        longest_unknown: usize::MAX,
        mixed_pairs: &MixedWordPairs::default(),
        ascii,
    };
    let mut tokens = Vec::new();
    let mut writer = TokenWriter { text: word, out: &mut tokens, position: 0 };
    cutter.cut(Span::new(0, word.len()), &mut Scratch::default(), &mut writer);
    let mut log = 0.0;
    for token in tokens {
        let frequency = dictionary.frequency(token.of(word)).unwrap_or(1);
        log = log + (frequency as f64).ln() - dictionary.log_total;
    }
    let suggested = (log + dictionary.log_total).exp() as u64;
    suggested.saturating_add(1).max(dictionary.frequency(word).unwrap_or(1))
}

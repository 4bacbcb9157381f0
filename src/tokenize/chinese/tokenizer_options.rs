//! The options and added words of a Chinese tokenizer as one value.

use super::options::{CutMode, Folding, HanSigns, Names, Overlaps, UnknownModel};
use super::tokenizer::{ChineseTokenizer, LONGEST_UNKNOWN};

/// The options of a [`ChineseTokenizer`] and the words added to it, as one value that can be stored. The
/// dictionary, the hidden Markov model and a caller's jieba are not included.
///
/// ```
/// use bitext::{ChineseTokenizer, CutMode, Tokenizer};
///
/// let mut tokenizer = ChineseTokenizer::new().mode(CutMode::Search);
/// tokenizer.add_word("石墨烯", None, Some("n"));
/// let options = tokenizer.options();
/// assert_eq!((options.mode, options.words[0].word.as_str()), (CutMode::Search, "石墨烯"));
/// let again = ChineseTokenizer::new().with_options(&options);
/// assert_eq!(again.tokenize("石墨烯电池"), tokenizer.tokenize("石墨烯电池"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields, rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct ChineseOptions {
    /// The mode of cutting: see [`ChineseTokenizer::mode`].
    pub mode: CutMode,
    /// Which overlapping words are found: see [`ChineseTokenizer::overlaps`].
    pub overlaps: Overlaps,
    /// The folding of characters: see [`ChineseTokenizer::folding`].
    pub folding: Folding,
    /// Whether `〇` and `々` count as Chinese characters: see [`ChineseTokenizer::han_signs`].
    pub han_signs: HanSigns,
    /// The treatment of foreign names: see [`ChineseTokenizer::names`]. `None` is the default of the tokenizer:
    /// [`Names::Whole`] in a [`ChineseTokenizer`], and [`Names::Split`] in a tokenizer of mixed text.
    pub names: Option<Names>,
    /// Maximum length in characters of a word that is not in the dictionary: see
    /// [`ChineseTokenizer::longest_unknown_word`].
    pub longest_unknown_word: Option<usize>,
    /// Whether the tokenizer has a model for unknown words: [`ChineseTokenizer::hmm`].
    pub unknown_words: UnknownModel,
    /// The added words, in the order in which they were added.
    pub words: Vec<AddedWord>,
}

/// A word added to a tokenizer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct AddedWord {
    /// The word as it was added.
    pub word: String,
    /// The frequency of the word; `None` lets [`ChineseTokenizer::add_word`] choose one.
    #[cfg_attr(feature = "serde", serde(default))]
    pub frequency: Option<u64>,
    /// The part of speech of the word; empty if it has none.
    #[cfg_attr(feature = "serde", serde(default))]
    pub tag: String,
}

impl Default for ChineseOptions {
    fn default() -> Self {
        Self {
            mode: CutMode::default(),
            overlaps: Overlaps::default(),
            folding: Folding::default(),
            han_signs: HanSigns::default(),
            names: None,
            longest_unknown_word: Some(LONGEST_UNKNOWN),
            unknown_words: UnknownModel::default(),
            words: Vec::new(),
        }
    }
}

impl ChineseTokenizer {
    /// Returns the options and added words. Time O(added words).
    #[must_use]
    pub fn options(&self) -> ChineseOptions {
        let words = self.dictionary.user.words().iter();
        let unknown_words = if self.model.is_some() { UnknownModel::On } else { UnknownModel::Off };
        ChineseOptions {
            mode: self.mode,
            overlaps: self.overlaps,
            folding: self.table.folding,
            han_signs: self.table.signs,
            names: (self.names != Names::default()).then_some(self.names),
            longest_unknown_word: self.longest_unknown,
            unknown_words,
            words: words
                .map(|word| AddedWord {
                    word: word.word.to_string(),
                    frequency: Some(word.frequency),
                    tag: word.tag.to_string(),
                })
                .collect(),
        }
    }

    /// Sets all options, and adds the words of `options`. The tokenizer keeps its dictionary and the words
    /// already added to it. With [`UnknownModel::On`] it keeps its model, if it has one. Time O(added words),
    /// and some milliseconds.
    #[must_use]
    pub fn with_options(self, options: &ChineseOptions) -> Self {
        let mut tokenizer = self
            .mode(options.mode)
            .overlaps(options.overlaps)
            .names(options.names.unwrap_or_default())
            .longest_unknown_word(options.longest_unknown_word)
            .with_spelling(options.folding, options.han_signs);
        if options.unknown_words == UnknownModel::Off {
            tokenizer = tokenizer.hmm(None);
        }
        for AddedWord { word, frequency, tag } in &options.words {
            tokenizer.add_word(word, *frequency, Some(tag));
        }
        tokenizer
    }
}

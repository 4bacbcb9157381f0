//! The tokenizer of Chinese and its options.

use std::io::BufRead;
use std::sync::Arc;

use super::added_words::AddedWords;
use super::ascii::AsciiPairs;
use super::characters::{CharacterTable, class};
use super::dictionary::Dictionary;
use super::engine::Engine;
use super::hmm::Hmm;
use super::mixed_pairs::MixedWordPairs;
use super::options::{CutMode, Folding, HanSigns, Names, Overlaps};
use super::unknown::UnknownWords;
use crate::Error;

/// Default of [`ChineseTokenizer::longest_unknown_word`], in characters: the length of the longest word in
/// jieba's dictionary. Without a limit, ten megabytes of `汉` are one word, as in jieba.
pub(super) const LONGEST_UNKNOWN: usize = 16;

/// Cuts Chinese text into words.
///
/// The words are jieba's, with these differences by default:
///
/// - Traditional characters and full-width letters are folded before the look-up.
/// - `〇` and `々` count as Chinese characters.
/// - A foreign name with a dot is one word (`列夫·托尔斯泰`).
/// - A word that is not in the dictionary has at most 16 characters.
/// - Search and full mode find more overlapping words ([`Overlaps`]).
///
/// Each difference can be turned off. [`ChineseTokenizer::like_jieba`] turns all of them off. The words are then
/// exactly the words of jieba-rs 0.11, except that white space has no tokens.
///
/// Text between runs of Chinese is cut in the same way as by jieba; [`MixedTokenizer`](crate::MixedTokenizer) cuts it
/// better.
///
/// A tokenizer is cheap to clone, and clones share its tables.
///
/// ```
/// use bitext::{ChineseTokenizer, CutMode, Tokenizer};
///
/// let tokenizer = ChineseTokenizer::new();
/// let words = |tokenizer: &ChineseTokenizer, text: &str| {
///     let tokens = tokenizer.tokenize(text);
///     tokens.iter().map(|token| token.of(text).to_owned()).collect::<Vec<_>>().join(" ")
/// };
/// assert_eq!(words(&tokenizer, "他在北京大学读书"), "他 在 北京大学 读书");
/// assert_eq!(words(&tokenizer, "他在北京大學讀書"), "他 在 北京大學 讀書");
/// let search = tokenizer.mode(CutMode::Search);
/// assert_eq!(words(&search, "他在北京大学读书"), "他 在 北京 大学 北京大学 读书");
/// ```
#[derive(Clone, Debug)]
pub struct ChineseTokenizer {
    pub(super) dictionary: Dictionary,
    pub(super) model: Option<Arc<UnknownWords>>,
    pub(super) engine: Engine,
    pub(super) mode: CutMode,
    pub(super) overlaps: Overlaps,
    pub(super) names: Names,
    pub(super) longest_unknown: Option<usize>,
    pub(super) table: Arc<CharacterTable>,
    pub(super) mixed_pairs: Arc<MixedWordPairs>,
    pub(super) ascii_pairs: Arc<AsciiPairs>,
    pub(super) added: Arc<AddedWords>,
}

impl ChineseTokenizer {
    /// Returns a tokenizer with jieba's dictionary and model. Takes about a millisecond; a clone takes nanoseconds.
    #[cfg(feature = "dictionary")]
    #[must_use]
    pub fn new() -> Self {
        Self::with(Dictionary::embedded(), Some(Arc::new(Hmm::embedded())))
    }

    /// Returns a tokenizer with the caller's dictionary and without a model for unknown words.
    #[must_use]
    pub fn with_dictionary(dictionary: Dictionary) -> Self {
        Self::with(dictionary, None)
    }

    fn with(dictionary: Dictionary, model: Option<Arc<Hmm>>) -> Self {
        Self::build((dictionary, Engine::Own), model, Folding::default(), HanSigns::default())
    }

    /// Sets the mode of cutting: [`CutMode::Exact`] by default.
    #[must_use]
    pub fn mode(mut self, mode: CutMode) -> Self {
        self.mode = mode;
        self
    }

    /// Sets which overlapping words search and full mode find: [`Overlaps::All`] by default.
    #[must_use]
    pub fn overlaps(mut self, overlaps: Overlaps) -> Self {
        self.overlaps = overlaps;
        self
    }

    /// Sets the model for words that the dictionary does not have. With `None`, these words are cut into single
    /// characters. [`ChineseTokenizer::new`] has jieba's model. Takes a millisecond.
    #[must_use]
    pub fn hmm(mut self, model: Option<Arc<Hmm>>) -> Self {
        if let Some(jieba) = self.engine.jieba_mut() {
            jieba.set_model(model.is_some());
        }
        let (folding, signs) = (self.table.folding, self.table.signs);
        self.with_tables(model, folding, signs)
    }

    /// Sets the folding of characters before the look-up: [`Folding::Simplified`] by default. Takes a
    /// millisecond.
    #[must_use]
    pub fn folding(self, folding: Folding) -> Self {
        let signs = self.table.signs;
        self.with_spelling(folding, signs)
    }

    /// Sets whether `〇` and `々` count as Chinese characters: [`HanSigns::AsHan`] by default. Takes a
    /// millisecond.
    #[must_use]
    pub fn han_signs(self, signs: HanSigns) -> Self {
        let folding = self.table.folding;
        self.with_spelling(folding, signs)
    }

    /// Sets the treatment of foreign names with a dot: [`Names::Whole`] by default.
    #[must_use]
    pub fn names(mut self, names: Names) -> Self {
        self.names = names;
        self
    }

    /// Sets the maximum length in characters of a word that is not in the dictionary: 16 by default, `None` for no
    /// limit.
    #[must_use]
    pub fn longest_unknown_word(mut self, characters: Option<usize>) -> Self {
        self.longest_unknown = characters;
        self
    }

    /// Turns off everything that jieba-rs 0.11 does not do. The words are then the words of jieba-rs, except that
    /// white space has no tokens.
    #[must_use]
    pub fn like_jieba(self) -> Self {
        let tokenizer = self.names(Names::AsJieba).overlaps(Overlaps::AsJieba).longest_unknown_word(None);
        tokenizer.with_spelling(Folding::Off, HanSigns::Outside)
    }

    /// Rebuilds the tables for other options of folding and signs.
    pub(super) fn with_spelling(self, folding: Folding, signs: HanSigns) -> Self {
        let model = self.model.as_ref().map(|unknown| Arc::clone(&unknown.hmm));
        self.with_tables(model, folding, signs)
    }

    /// Rebuilds everything that depends on the codes of characters.
    fn with_tables(self, model: Option<Arc<Hmm>>, folding: Folding, signs: HanSigns) -> Self {
        let Self { dictionary, engine, mode, overlaps, names, longest_unknown, .. } = self;
        let built = Self::build((dictionary, engine), model, folding, signs);
        Self { mode, overlaps, names, longest_unknown, ..built }
    }

    /// Builds a tokenizer with default options. The characters of the dictionary have the lowest codes. The next
    /// codes are for characters that only the model has.
    fn build(
        (dictionary, engine): (Dictionary, Engine),
        model: Option<Arc<Hmm>>,
        folding: Folding,
        signs: HanSigns,
    ) -> Self {
        let others = model.iter().flat_map(|model| model.characters());
        let mut table = CharacterTable::new(dictionary.compiled.characters(), others, folding, signs);
        let model = model.map(|model| Arc::new(UnknownWords::new(model, &table)));
        let (mut mixed_pairs, mut ascii_pairs) = (MixedWordPairs::default(), AsciiPairs::default());
        if !engine.is_own() {
            mixed_pairs.add_all(&mut table);
        }
        for word in dictionary.mixed_words() {
            mixed_pairs.add(word, &mut table);
            ascii_pairs.add(&table.spelled_word(word));
        }
        let mut added = AddedWords::default();
        for word in dictionary.user.words() {
            added.add(word, &table);
        }
        Self {
            dictionary,
            model,
            engine,
            mode: CutMode::default(),
            overlaps: Overlaps::default(),
            names: Names::default(),
            longest_unknown: Some(LONGEST_UNKNOWN),
            table: Arc::new(table),
            mixed_pairs: Arc::new(mixed_pairs),
            ascii_pairs: Arc::new(ascii_pairs),
            added: Arc::new(added),
        }
    }

    /// Adds a word or changes an existing one, and returns its frequency, like [`Dictionary::add_word`]. A word
    /// with spaces or punctuation, such as `machine learning` or `（注）`, is found in any context. Of several words
    /// of this kind that begin at the same character, the longest wins.
    ///
    /// With words of at most l characters, a text of n characters takes time O(n · l). That matters only for words much
    /// longer than those of any language.
    ///
    /// ```
    /// use bitext::{ChineseTokenizer, Tokenizer};
    ///
    /// let mut tokenizer = ChineseTokenizer::new();
    /// tokenizer.add_word("石墨烯", None, Some("n"));
    /// let text = "石墨烯电池";
    /// assert_eq!(tokenizer.tokenize(text)[0].of(text), "石墨烯");
    /// ```
    pub fn add_word(&mut self, word: &str, frequency: Option<u64>, tag: Option<&str>) -> u64 {
        let frequency = self.dictionary.add_word(word, frequency, tag);
        self.index_word(word);
        frequency
    }

    /// Adds the words of a text, one per line with its frequency and tag, and returns their number, like
    /// [`Dictionary::add_reader`].
    ///
    /// # Errors
    ///
    /// As for [`Dictionary::from_reader`]; the words of the lines before the error are added.
    pub fn add_words(&mut self, reader: impl BufRead) -> Result<usize, Error> {
        let before = self.dictionary.user.words().len();
        let added = self.dictionary.add_reader(reader);
        let dictionary = self.dictionary.clone();
        // If more lines were read than words are new, a line changed an older word. After an error, this is assumed.
        let new = dictionary.user.words().len() - before;
        let changed = added.as_ref().map_or(true, |added| *added > new);
        // After a change, all added words are indexed again.
        let from = if changed { 0 } else { before };
        for word in &dictionary.user.words()[from..] {
            self.index_word(&word.word);
        }
        added
    }

    /// Adds a word of the dictionary to the look-up tables.
    fn index_word(&mut self, word: &str) {
        let Some(added) = self.dictionary.user.get(word.chars()) else { return };
        if let Some(jieba) = self.engine.jieba_mut() {
            let spelled: String = word.chars().map(|c| self.table.folded(c)).collect();
            jieba.add_word(&spelled, &added.tag);
        }
        Arc::make_mut(&mut self.added).add(added, &self.table);
        if !word.chars().all(|c| self.table.of(c).is(class::HAN)) {
            Arc::make_mut(&mut self.mixed_pairs).add(word, Arc::make_mut(&mut self.table));
            Arc::make_mut(&mut self.ascii_pairs).add(&self.table.spelled_word(word));
        }
    }

    /// Returns the dictionary, including added words.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }
}

#[cfg(feature = "dictionary")]
impl Default for ChineseTokenizer {
    fn default() -> Self {
        Self::new()
    }
}

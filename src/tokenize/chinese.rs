//! Chinese words by dictionary and statistics: jieba's answers, with the gaps around them closed.

mod ascii;
mod base;
mod characters;
mod cut;
mod dictionary;
mod digits;
mod double_array;
mod edges;
mod gaps;
mod hmm;
mod image;
#[cfg(feature = "jieba")]
mod jieba;
mod lattice;
mod line;
mod names;
mod review;
mod scratch;
mod sink;
mod stretch;
mod tag;
mod unknown;
mod user_words;
mod words;

use std::io::BufRead;
use std::sync::Arc;

pub use characters::{Folding, HanSigns};
pub use cut::CutMode;
pub use dictionary::Dictionary;
pub use hmm::Hmm;
pub use names::Names;

use self::ascii::AsciiPairs;
use self::characters::CharacterTable;
pub(super) use self::characters::{Character, class};
use self::cut::Cutter;
pub(super) use self::lattice::Lattice;
use self::review::Review;
pub(super) use self::scratch::{Scratch, with_scratch};
pub(super) use self::sink::Sink;
pub(super) use self::stretch::Ahead;
use self::stretch::Joints;
use self::unknown::UnknownWords;
use self::user_words::{Cursor, SortedWords, UserWords};
use self::words::Words;
use crate::{Error, Script, Span, Token, Tokenizer};

/// Longest word that statistics may make, in characters: as long as the longest word of jieba's
/// dictionary. jieba itself makes one word of ten megabytes of `汉`.
const LONGEST_UNKNOWN: usize = 16;

/// Cuts Chinese text into words.
///
/// The words are jieba's; around them, by default, traditional characters and full-width letters
/// are folded before the look-up, `〇` and `々` count as Chinese characters, the dot inside a
/// foreign name stays in it (`列夫·托尔斯泰`), and no word of more than 16 characters is made of
/// characters that the dictionary does not know. Each of these can be turned off;
/// [`ChineseTokenizer::like_jieba`] turns all of them off, and then the words are exactly those
/// of jieba-rs 0.11, white space left out.
///
/// Text between Chinese is cut as jieba does; [`MixedTokenizer`](crate::MixedTokenizer) does it better.
///
/// An engine is cheap to clone, and clones share its tables.
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
    dictionary: Dictionary,
    hmm: Option<Arc<UnknownWords>>,
    #[cfg(feature = "jieba")]
    jieba: Option<jieba::JiebaEngine>,
    mode: CutMode,
    names: Names,
    longest: Option<usize>,
    table: Arc<CharacterTable>,
    joints: Arc<Joints>,
    ascii: Arc<AsciiPairs>,
    added: Arc<SortedWords>,
}

impl ChineseTokenizer {
    /// A tokenizer with jieba's dictionary and model. Takes some 15 ms and 7 MB: make one and
    /// clone it.
    #[cfg(feature = "dictionary")]
    #[must_use]
    pub fn new() -> Self {
        Self::with(Dictionary::embedded(), Some(Arc::new(Hmm::embedded())))
    }

    /// A tokenizer with a dictionary of the caller's, and without a model for unknown words.
    #[must_use]
    pub fn with_dictionary(dictionary: Dictionary) -> Self {
        Self::with(dictionary, None)
    }

    fn with(dictionary: Dictionary, model: Option<Arc<Hmm>>) -> Self {
        let table = Arc::clone(&dictionary.base.table);
        let tokenizer = Self {
            dictionary,
            hmm: None,
            #[cfg(feature = "jieba")]
            jieba: None,
            mode: CutMode::default(),
            names: Names::default(),
            longest: Some(LONGEST_UNKNOWN),
            table,
            joints: Arc::default(),
            ascii: Arc::default(),
            added: Arc::default(),
        };
        tokenizer.coded(model, Folding::default(), HanSigns::default())
    }

    /// How a text is cut: [`CutMode::Exact`] by default.
    #[must_use]
    pub fn mode(mut self, mode: CutMode) -> Self {
        self.mode = mode;
        self
    }

    /// The model that finds words which the dictionary does not have; with `None` unknown words
    /// fall into single characters. [`ChineseTokenizer::new`] has jieba's. Takes a millisecond.
    #[must_use]
    pub fn hmm(self, model: Option<Arc<Hmm>>) -> Self {
        #[cfg(feature = "jieba")]
        let tokenizer = self.jieba_with_model(model.is_some());
        #[cfg(not(feature = "jieba"))]
        let tokenizer = self;
        let (folding, signs) = (tokenizer.table.folding, tokenizer.table.signs);
        tokenizer.coded(model, folding, signs)
    }

    /// What is folded before the look-up: [`Folding::Simplified`] by default. Takes a millisecond.
    #[must_use]
    pub fn folding(self, folding: Folding) -> Self {
        let signs = self.table.signs;
        self.spelled(folding, signs)
    }

    /// Whether `〇` and `々` count as Chinese characters: [`HanSigns::Inside`] by default. Takes a
    /// millisecond.
    #[must_use]
    pub fn han_signs(self, signs: HanSigns) -> Self {
        let folding = self.table.folding;
        self.spelled(folding, signs)
    }

    /// What becomes of foreign names with a dot inside: [`Names::Whole`] by default.
    #[must_use]
    pub fn names(mut self, names: Names) -> Self {
        self.names = names;
        self
    }

    /// The longest word, in characters, that may be made of characters that the dictionary does
    /// not know: 16 by default, `None` for no bound.
    #[must_use]
    pub fn longest_unknown_word(mut self, characters: Option<usize>) -> Self {
        self.longest = characters;
        self
    }

    /// Turns off everything that jieba-rs 0.11 does not do, so that the words are the same as its
    /// own, white space left out.
    #[must_use]
    pub fn like_jieba(self) -> Self {
        self.names(Names::Pieces).longest_unknown_word(None).spelled(Folding::Off, HanSigns::Outside)
    }

    /// Makes everything anew that depends on how characters are spelled for the look-up.
    fn spelled(self, folding: Folding, signs: HanSigns) -> Self {
        let model = self.hmm.as_ref().map(|unknown| Arc::clone(&unknown.hmm));
        self.coded(model, folding, signs)
    }

    /// Makes everything anew that depends on the codes of characters: the dictionary's have the first
    /// ones, after them come those that only the model knows.
    fn coded(mut self, model: Option<Arc<Hmm>>, folding: Folding, signs: HanSigns) -> Self {
        let base = &self.dictionary.base;
        let mut alphabet = base.alphabet.clone();
        if let Some(model) = &model {
            let is_new = |c: &char| base.table.code(*c) as usize > base.alphabet.len();
            alphabet.extend(model.characters().filter(is_new));
        }
        let mut table = CharacterTable::new(&alphabet, folding, signs);
        self.hmm = model.map(|model| Arc::new(UnknownWords::new(model, &alphabet)));
        let (mut joints, mut added) = (Joints::default(), SortedWords::default());
        #[cfg(feature = "jieba")]
        if self.jieba.is_some() {
            joints.add_all(&mut table);
        }
        let mut ascii = AsciiPairs::default();
        for word in self.dictionary.mixed_words() {
            joints.add(word, &mut table);
            ascii.add(&table.spelled_word(word));
        }
        self.ascii = Arc::new(ascii);
        for word in self.dictionary.user.words() {
            added.add(word, &table);
        }
        (self.table, self.joints, self.added) = (Arc::new(table), Arc::new(joints), Arc::new(added));
        self
    }

    /// Adds a word, or changes the one that is there, and returns its frequency; as
    /// [`Dictionary::add_word`]. Words with blanks or punctuation, such as `machine learning` or
    /// `（注）`, are found too, wherever they stand; the longest of them wins.
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
        self.take_word(word);
        frequency
    }

    /// Adds the words of a text, one a line with its frequency and tag, and returns how many there
    /// were; as [`Dictionary::add_reader`].
    ///
    /// # Errors
    ///
    /// As [`Dictionary::from_reader`]; the words of the lines before the error have been added.
    pub fn add_words(&mut self, reader: impl BufRead) -> Result<usize, Error> {
        let before = self.dictionary.user.words().len();
        let added = self.dictionary.add_reader(reader);
        let dictionary = self.dictionary.clone();
        // How many lines there were is not known after an error.
        let new = dictionary.user.words().len() - before;
        let changed = added.as_ref().map_or(true, |added| *added > new);
        // A word that was there before has changed its place in no list: sort all of them again.
        let from = if changed { 0 } else { before };
        for word in &dictionary.user.words()[from..] {
            self.take_word(&word.word);
        }
        added
    }

    /// Makes an added word known to the tables that texts are cut by.
    fn take_word(&mut self, word: &str) {
        let Some(added) = self.dictionary.user.get(word.chars()) else { return };
        #[cfg(feature = "jieba")]
        if let Some(engine) = &mut self.jieba {
            let spelled: String = word.chars().map(|c| self.table.folded(c)).collect();
            // Its own frequencies decide what wins there.
            Arc::make_mut(&mut engine.jieba).add_word(&spelled, None, Some(&added.tag));
        }
        Arc::make_mut(&mut self.added).add(added, &self.table);
        if !word.chars().all(|c| self.table.of(c).is(class::HAN)) {
            Arc::make_mut(&mut self.joints).add(word, Arc::make_mut(&mut self.table));
            Arc::make_mut(&mut self.ascii).add(&self.table.spelled_word(word));
        }
    }

    /// The dictionary, with the words that were added.
    #[must_use]
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// What texts are cut by, with these options.
    pub(super) fn cutter(&self) -> Cutter<'_> {
        Cutter {
            words: Words::new(&self.dictionary, &self.added.words, self.table.folding != Folding::Off),
            table: &self.table,
            hmm: self.hmm.as_deref(),
            #[cfg(feature = "jieba")]
            jieba: self.jieba.as_ref(),
            mode: self.mode,
            longest: self.longest.unwrap_or(usize::MAX),
            joints: &self.joints,
            ascii: &self.ascii,
        }
    }

    /// Finds the added words with blanks or punctuation, and calls `part` for what lies between
    /// them and at both ends.
    pub(super) fn between_phrases(
        &self,
        phrases: &UserWords,
        sink: &mut Sink<'_>,
        mut part: impl FnMut(Span, &mut Sink<'_>),
    ) {
        let text = sink.text;
        if phrases.is_empty() {
            part(Span::new(0, text.len()), sink);
        } else {
            let (mut from, mut at) = (0, 0);
            while at < text.len() {
                match self.phrase_at(text, at, phrases) {
                    Some((end, classes)) => {
                        part(Span::new(from, at), sink);
                        sink.push(at, end, classes & !class::SPACE);
                        (from, at) = (end, end);
                    }
                    None => at += text[at..].chars().next().map_or(1, char::len_utf8),
                }
            }
            part(Span::new(from, text.len()), sink);
        }
    }

    /// The end of the longest added phrase that starts at `start`, and the classes of its
    /// characters. Letters and digits at its ends must not go on outside.
    fn phrase_at(&self, text: &str, start: usize, phrases: &UserWords) -> Option<(usize, u32)> {
        let inside_word = |at: usize| {
            let is_part = |c: Option<char>| {
                let script = c.map_or(Script::Space, Script::of);
                matches!(script, Script::Latin | Script::Letter | Script::Digit | Script::Mark)
            };
            is_part(text[..at].chars().next_back()) && is_part(text[at..].chars().next())
        };
        let (mut cursor, mut at, mut classes, mut found) = (Cursor::ROOT, start, 0, None);
        for c in text[start..].chars() {
            let Some((next, word)) = phrases.step(cursor, self.table.folded(c)) else { break };
            cursor = next;
            at += c.len_utf8();
            classes |= self.table.of(c).classes();
            if word.is_some() && !inside_word(at) {
                found = Some((at, classes));
            }
        }
        found.filter(|_| !inside_word(start))
    }

    /// Joins the names and the numbers with `〇` among the tokens from `first` on, as far as `review` says
    /// that there can be any.
    #[inline(always)]
    pub(super) fn join(&self, text: &str, review: &Review, first: usize, out: &mut Vec<Token>) {
        if !review.is_empty() && self.cuts_exactly() {
            self.join_found(text, review, first, out);
        }
    }

    #[inline(never)]
    fn join_found(&self, text: &str, review: &Review, first: usize, out: &mut Vec<Token>) {
        if self.names != Names::Pieces {
            names::join(text, &review.dots, out, first, self.names, &self.dictionary);
        }
        if review.zero && self.table.signs == HanSigns::Inside {
            digits::join(text, out, first);
        }
    }

    /// Whether no token overlaps another.
    pub(super) fn cuts_exactly(&self) -> bool {
        self.mode == CutMode::Exact
    }

    /// The added words that a tokenizer of mixed text must find outside Chinese.
    pub(super) fn foreign_words(&self) -> &UserWords {
        &self.added.foreign
    }
}

#[cfg(feature = "dictionary")]
impl Default for ChineseTokenizer {
    fn default() -> Self {
        Self::new()
    }
}

impl Tokenizer for ChineseTokenizer {
    fn tokenize_into(&self, text: &str, out: &mut Vec<Token>) {
        let first = out.len();
        with_scratch(text.len(), |scratch| {
            scratch.review.clear();
            let cutter = self.cutter();
            let mut sink = Sink { text, out, position: 0 };
            self.between_phrases(&self.added.phrases, &mut sink, |span, sink| {
                cutter.cut(span, scratch, sink);
            });
            self.join(text, &scratch.review, first, out);
        });
    }
}

//! The language of Latin letters: English, unless the words are evidence of another language.

use crate::{Language, Script};

use super::doubt::{is_foreign, most_margin};
use super::informal::is_informal;
use super::language_set::LanguageSet;
use super::latin_others::{detect_other, lacks_model};
use super::other_scripts::sign_end;
use super::pinyin::Pinyin;
use super::pinyin_chain::PinyinChain;
use super::quick_score::QuickScore;
use super::window_path::{CHANGE_BETWEEN_SENTENCES, PathCosts, WindowPath};
use super::window_word::WindowWord;
use super::word_model::{CAP, COLUMNS, ENGLISH, EnglishRank, LANGUAGES, LogOdds, english_rank};
use super::word_shape::WordShape;
use super::word_weight::WordWeight;

/// Maximum number of words of a window, the unit of scoring. A longer sentence has several windows, to bound memory.
const WINDOW: usize = 64;

/// Maximum number of words of a short window, whose arrays are cheap to clear. Fits most Latin runs in Chinese text.
const FEW: usize = 6;

/// Maximum number of words of a medium window. Fits most sentences.
const SENTENCE: usize = 24;

/// How strongly English is preferred to other languages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bias {
    /// Evidence that German or French, the frequent languages, needs to win over English, in nats.
    pub(super) other: f32,
    /// Evidence that any other language needs, in nats. Other languages are rare beside English or Chinese.
    pub(super) rare: f32,
    /// Whether the margins of the runs are used. If not, [`most_margin`] does not limit them.
    pub(super) margins: bool,
}

/// Number of frequent languages. They have the first columns of the word model: English, German, French.
const FREQUENT: usize = 3;

/// A window does not fit the model if the mean log-odds of its words, in nats, are below this limit. Sentences in
/// languages such as Polish, Czech and Vietnamese have -1.2 to -2.4. Of 100 German sentences, 5 are below -1.0;
/// of 100 French sentences, 5 are below -1.3.
const MISFIT: f32 = -1.1;
/// A window with at most this sum of word weights always fits the model: its mean log-odds are too noisy.
const ENOUGH: f32 = 4.0;
/// With at most this many lower-case words, the mean log-odds of a window are not compared with [`MISFIT`].
const ENOUGH_ORDINARY: f32 = 2.5;
/// Bytes of text that share one answer of `whatlang`. A call takes as long as the other work on 10,000 bytes.
const SAMPLE: usize = 256;
/// Maximum number of consecutive words without evidence of English in a clearly English window of more than [`FEW`]
/// words. A name has up to three words; more may be a quotation in another language.
const MOST_DOUBTFUL: u32 = 3;
/// The column of languages outside the model.
const OTHER: u8 = u8::MAX;

/// Reads Latin words a window at a time, and returns them as runs of one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct LatinReader {
    languages: LanguageSet,
    bias: Bias,
    /// The language that column [`OTHER`] means.
    other: Option<Language>,
    /// Offset up to which the last answer of `whatlang` is reused.
    other_until: usize,
    /// Column of the previous sentence's language.
    last: usize,
    /// The costs of entering a language ([`PathCosts::entering`]), computed when the first window is scored.
    entering: Option<LogOdds>,
    words: [WindowWord; WINDOW],
    /// Index of the first word that has not been returned.
    next: usize,
    len: usize,
    /// The quick score of the window: how English the words are.
    quick: QuickScore,
    /// The words in pinyin at the end of the window.
    chain: PinyinChain,
    /// Log-odds of the window's language over the next best language, in nats; 0 once the first run is returned.
    margin: f32,
}

/// Consecutive Latin words in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct LatinRun {
    pub(super) end: usize,
    pub(super) language: Language,
    /// Evidence for the language over the next best language, in nats.
    pub(super) margin: f64,
}

impl LatinReader {
    pub(super) fn new(languages: LanguageSet, bias: Bias) -> Self {
        Self {
            languages,
            bias,
            other: None,
            other_until: 0,
            last: ENGLISH,
            entering: None,
            words: [WindowWord::NONE; WINDOW],
            next: 0,
            len: 0,
            quick: QuickScore::default(),
            chain: PinyinChain::default(),
            margin: 0.0,
        }
    }

    /// Returns the run that begins with the Latin letter at `at`. Time O(length of the run), plus O(length of the
    /// sentence) once per sentence.
    pub(super) fn read(&mut self, text: &str, at: usize) -> LatinRun {
        if self.next == self.len {
            self.fill(text, at);
            if self.languages.has(Language::English) && (self.is_clearly_english() || self.is_too_little()) {
                self.last = ENGLISH;
                self.next = self.len;
                let end = self.words[..self.len].last().map_or(at + 1, |word| word.end);
                let margin = self.quick.margin().min(self.most_margin(text, ENGLISH).into());
                return LatinRun { end, language: Language::English, margin };
            }
            match self.len {
                len if len <= FEW => self.score::<FEW>(text),
                len if len <= SENTENCE => self.score::<SENTENCE>(text),
                _ => self.score::<WINDOW>(text),
            }
        }
        let Some(first) = self.words[..self.len].get(self.next).copied() else {
            return LatinRun { end: at + 1, language: Language::Undetermined, margin: 0.0 };
        };
        let mut run =
            LatinRun { end: first.end, language: self.language(first.column), margin: self.margin.into() };
        self.margin = 0.0;
        while let Some(word) =
            self.words[..self.len].get(self.next).filter(|word| word.column == first.column)
        {
            run.end = word.end;
            self.next += 1;
        }
        run
    }

    fn language(&self, column: u8) -> Language {
        let language = LANGUAGES.get(usize::from(column)).copied().or(self.other);
        self.languages.admit(language.unwrap_or(Language::Undetermined))
    }

    /// Reads words up to the end of the sentence, a letter of another script, or a full window.
    fn fill(&mut self, text: &str, at: usize) {
        let bytes = text.as_bytes();
        (self.next, self.len) = (0, 0);
        (self.quick, self.chain) = (QuickScore::default(), PinyinChain::default());
        let mut here = at;
        while self.len < WINDOW {
            let Some(&byte) = bytes.get(here) else { break };
            if byte < 0x80 {
                if byte.is_ascii_alphabetic() {
                    here = self.word(text, here);
                    continue;
                }
                here += 1;
                let ends = match byte {
                    b'\n' => true,
                    b'.' | b'!' | b'?' => {
                        bytes.get(here).is_none_or(|next| next.is_ascii_whitespace() || *next >= 0x80)
                    }
                    _ => false,
                };
                let new = byte == b' '
                    && bytes.get(here).is_some_and(u8::is_ascii_uppercase)
                    && self.after_address();
                if new || ends && !self.after_initial() {
                    break;
                }
                continue;
            }
            let Some(c) = text.get(here..).and_then(|rest| rest.chars().next()) else { break };
            match Script::of(c) {
                Script::Latin => here = self.word(text, here),
                Script::Han | Script::Kana | Script::Bopomofo | Script::Hangul => break,
                Script::Letter => match sign_end(text, here, c) {
                    Some(end) => here = end,
                    None => break,
                },
                _ => here += c.len_utf8(),
            }
        }
    }

    /// Whether the last word is a single letter, as in `J. Smith`.
    fn after_initial(&self) -> bool {
        self.words[..self.len].last().is_some_and(|word| word.end - word.start == 1)
    }

    /// Whether the last word is part of an address, or a name such as `iPhone`. Another text often begins after it.
    fn after_address(&self) -> bool {
        self.words[..self.len].last().is_some_and(|word| word.weight == WordWeight::None)
    }

    /// Reads one word and returns the offset after it.
    #[inline(always)]
    fn word(&mut self, text: &str, start: usize) -> usize {
        let shape = WordShape::read(text, start);
        let rank = english_rank(shape.hash);
        let weight = WordWeight::of(text.as_bytes(), start, &shape);
        let word = WindowWord { start, end: shape.end, rank, weight, pinyin: Pinyin::No, column: 0 };
        // Most words of English are in lower case, and in the English word table as words of English alone. They are
        // neither pinyin nor laughter.
        if shape.capitals == 0 && rank > EnglishRank::Shared {
            self.push(word);
            self.chain.end();
            self.quick.add(rank);
        } else {
            self.doubtful_word(text, word, shape.capitals > 0);
        }
        shape.end
    }

    #[inline(always)]
    fn push(&mut self, word: WindowWord) {
        if let Some(slot) = self.words.get_mut(self.len) {
            *slot = word;
            self.len += 1;
        }
    }

    /// Adds a word that may be pinyin, laughter or a chat abbreviation.
    #[inline(never)]
    fn doubtful_word(&mut self, text: &str, mut word: WindowWord, capitalized: bool) {
        let letters = text.get(word.start..word.end).unwrap_or_default();
        let rank = word.rank;
        if word.weight != WordWeight::None {
            if rank == EnglishRank::Unknown || capitalized {
                word.pinyin = Pinyin::of(letters);
            }
            if rank <= EnglishRank::Shared && is_informal(letters.as_bytes()) {
                word.weight = WordWeight::Neutral;
            }
        }
        self.push(word);
        let was_chinese = self.chain.is_chinese();
        self.chain.add(word.pinyin, capitalized, self.quick);
        if !self.chain.is_chinese() {
            if word.weight != WordWeight::Neutral {
                self.quick.add(rank);
            }
            return;
        }
        // When the chain of pinyin words becomes Chinese, all its unknown words become neutral. Unknown words that are
        // added later become neutral one by one.
        let mut new = 1;
        if !was_chinese {
            new = self.chain.len();
            self.quick = self.chain.before;
        }
        let from = self.len.saturating_sub(new);
        for word in &mut self.words[from..self.len] {
            if word.rank == EnglishRank::Unknown {
                word.weight = WordWeight::Neutral;
            } else {
                self.quick.add(word.rank);
            }
        }
    }

    /// Returns the cost of a change to the language of each column: see [`PathCosts::entering`].
    fn entering(&self) -> LogOdds {
        let mut entering = [f32::INFINITY; COLUMNS];
        for (column, (cost, &language)) in entering.iter_mut().zip(&LANGUAGES).enumerate() {
            if self.languages.has(language) {
                *cost = match column {
                    ENGLISH => 0.0,
                    column if column < FREQUENT => self.bias.other,
                    _ => self.bias.rare,
                };
            }
        }
        entering
    }

    /// Finds the most likely language of each word of the window.
    fn score<const MOST: usize>(&mut self, text: &str) {
        let entering = self.entering.unwrap_or_else(|| self.entering());
        self.entering = Some(entering);
        let costs = PathCosts { entering, last: self.last };
        let path = WindowPath::find::<MOST>(text, &mut self.words[..self.len], &costs);
        self.last = path.last;
        self.margin = path.margin.min(self.most_margin(text, path.last));
        // Names fit no language. They count in the weights, the amount of evidence, but not in the mean log-odds.
        let unlike =
            path.ordinary > ENOUGH_ORDINARY && path.fit < MISFIT * path.ordinary && !self.quick.has_english();
        let misfit = path.weights > ENOUGH && (unlike || is_foreign(text, &self.words[..self.len]));
        if misfit || lacks_model(self.languages) {
            self.assign_other(text);
        }
    }

    /// Assigns the window to the language that `whatlang` detects, if it detects one.
    fn assign_other(&mut self, text: &str) {
        let start = self.words[..self.len].first().map_or(0, |word| word.start);
        if start >= self.other_until {
            let end = self.words[..self.len].last().map_or(start, |word| word.end);
            self.other = text.get(start..end).and_then(|sample| detect_other(sample, self.languages));
            self.other_until = start + SAMPLE;
        }
        if self.other.is_some() {
            for word in &mut self.words[..self.len] {
                word.column = OTHER;
            }
        }
    }

    /// Returns the upper limit of the window's margin, in nats, if the window is in the language of `column`.
    fn most_margin(&self, text: &str, column: usize) -> f32 {
        if self.bias.margins {
            most_margin(text, &self.words[..self.len], column == ENGLISH)
        } else {
            f32::MAX
        }
    }

    /// Whether the words are too few or too short to outweigh the bias for English, whatever their log-odds.
    fn is_too_little(&self) -> bool {
        let most: f32 = self.words[..self.len].iter().take(FEW).map(|word| word.weight.factor() * CAP).sum();
        let letter = self.words[..self.len].iter().all(|word| word.end - word.start == 1);
        self.last == ENGLISH
            && (self.quick.is_empty()
                || self.len < FEW && (letter || most <= self.bias.other + CHANGE_BETWEEN_SENTENCES))
    }

    /// Whether nearly all words are English, so that scoring the window can be skipped.
    const fn is_clearly_english(&self) -> bool {
        self.quick.is_clearly_english(if self.len > FEW { MOST_DOUBTFUL } else { 0 })
    }
}

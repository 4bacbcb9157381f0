//! The language of Latin letters: English, unless the words are evidence of another language.

use crate::{Language, Script};

use super::features::WordSymbols;
use super::language_set::LanguageSet;
use super::latin_others::{detect_other, lacks_model};
use super::word_model::{CAP, COUNT, ENGLISH, EnglishRank, LANGUAGES, LogOdds, english_rank, log_odds};
use super::word_shape::WordShape;
use super::word_weight::WordWeight;

/// Words that are scored together; a longer sentence is scored in parts. Bounds the memory.
const WINDOW: usize = 64;

/// Words of the short window, whose arrays are cheaper to clear. Most Latin runs within Chinese text fit in it.
const FEW: usize = 6;

/// Evidence required against English, in nats.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bias {
    /// For any other language.
    pub(super) other: f32,
    /// For a language that is rare beside English or Chinese.
    pub(super) rare: f32,
}

/// Number of columns, from the first, that are not rare beside English or Chinese: English, German, French.
const FREQUENT: usize = 3;
/// Cost of a change of language between sentences, in nats.
const CHANGE_BETWEEN_SENTENCES: f32 = 2.0;
/// Cost of a change of language within a sentence, in nats. Greater than [`CAP`], so that no single word outweighs it.
const CHANGE_WITHIN_SENTENCE: f32 = 9.0;

/// Mean log-odds of the best path, in nats a word, below which a window fits no language of the model.
/// Sentences in Polish, Czech, Vietnamese and the like have -1.2 to -2.4; 5 in 100 German ones are
/// below -1.0, and 5 in 100 French ones below -1.3.
const MISFIT: f32 = -1.1;
/// Least sum of word weights for which the mean is compared with [`MISFIT`]; below it the mean is too noisy.
const ENOUGH: f32 = 4.0;
/// Bytes of text for which one answer of `whatlang` is used. One call takes as long as the rest of the reader takes
/// for ten thousand bytes.
const SAMPLE: usize = 256;
/// Least quick score of a clearly English window, in half nats: one unambiguous word.
const CLEAR_TOTAL: i32 = 4;
/// Least quick score a word of a clearly English window, as a fraction: 3/5 half nats.
const CLEAR_MEAN: (i32, i32) = (3, 5);
/// Margin, in nats, of a window that the quick score accepts; the quick score is added to it.
const QUICK_MARGIN: f64 = 1.0;
/// Units of the quick score per nat.
const HALF_NATS: f64 = 2.0;
/// Most consecutive words without evidence of English in a clearly English window longer than [`FEW`]. A name has up to
/// three; more may be a quotation in another language.
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
    words: [WindowWord; WINDOW],
    /// Index of the first word that has not been returned.
    next: usize,
    len: usize,
    /// Quick score of the window as English, in half nats.
    worth: i32,
    /// Log-odds of the window's language against the next best, in nats.
    margin: f32,
    /// Number of words at the end of the window without evidence of English.
    doubtful: u32,
    /// Length of the longest sequence of words without evidence of English in the window.
    most_doubtful: u32,
}

/// A word of the window.
#[derive(Clone, Copy, Debug)]
struct WindowWord {
    start: usize,
    end: usize,
    rank: EnglishRank,
    weight: WordWeight,
    /// The column of its language, once scored.
    column: u8,
}

const NO_WORD: WindowWord =
    WindowWord { start: 0, end: 0, rank: EnglishRank::Unknown, weight: WordWeight::None, column: 0 };

/// Consecutive Latin words in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct LatinRun {
    pub(super) end: usize,
    pub(super) language: Language,
    /// Evidence for the language against the next best, in nats.
    pub(super) margin: f64,
}

impl LatinReader {
    pub(super) const fn new(languages: LanguageSet, bias: Bias) -> Self {
        Self {
            languages,
            bias,
            other: None,
            other_until: 0,
            last: ENGLISH,
            words: [NO_WORD; WINDOW],
            next: 0,
            len: 0,
            worth: 0,
            margin: 0.0,
            doubtful: 0,
            most_doubtful: 0,
        }
    }

    /// The run that begins with the Latin letter at `at`. Time O(its length), plus O(the sentence's
    /// length) once a sentence.
    pub(super) fn read(&mut self, text: &str, at: usize) -> LatinRun {
        if self.next == self.len {
            self.fill(text, at);
            if self.languages.has(Language::English) && (self.is_clearly_english() || self.is_too_little()) {
                self.last = ENGLISH;
                self.next = self.len;
                let end = self.words[..self.len].last().map_or(at + 1, |word| word.end);
                return LatinRun {
                    end,
                    language: Language::English,
                    margin: QUICK_MARGIN + f64::from(self.worth) / HALF_NATS,
                };
            }
            if self.len <= FEW {
                self.score::<FEW>(text);
            } else {
                self.score::<WINDOW>(text);
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
        LANGUAGES.get(usize::from(column)).copied().or(self.other).unwrap_or(Language::Undetermined)
    }

    /// Reads words up to the end of the sentence, a letter of another script, or a full window.
    fn fill(&mut self, text: &str, at: usize) {
        let bytes = text.as_bytes();
        (self.next, self.len) = (0, 0);
        (self.worth, self.doubtful, self.most_doubtful) = (0, 0, 0);
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
                    && self.after_address()
                    && bytes.get(here).is_some_and(u8::is_ascii_uppercase);
                if new || ends && !self.after_initial() {
                    break;
                }
                continue;
            }
            let Some(c) = text.get(here..).and_then(|rest| rest.chars().next()) else { break };
            match Script::of(c) {
                Script::Latin => here = self.word(text, here),
                Script::Han | Script::Kana | Script::Bopomofo | Script::Hangul | Script::Letter => break,
                _ => here += c.len_utf8(),
            }
        }
    }

    /// Whether the last word is a single letter, as in `J. Smith`.
    fn after_initial(&self) -> bool {
        self.words[..self.len].last().is_some_and(|word| word.end - word.start == 1)
    }

    /// Whether the last word belongs to an address, after which another text often begins.
    fn after_address(&self) -> bool {
        self.words[..self.len].last().is_some_and(|word| word.weight == WordWeight::None)
    }

    /// Reads one word and returns the offset after it.
    fn word(&mut self, text: &str, start: usize) -> usize {
        let shape = WordShape::read(text, start);
        let rank = english_rank(shape.hash);
        let weight = WordWeight::of(text.as_bytes(), start, &shape);
        if let Some(word) = self.words.get_mut(self.len) {
            *word = WindowWord { start, end: shape.end, rank, weight, column: 0 };
            self.len += 1;
        }
        let worth = rank.worth();
        self.worth += worth;
        self.doubtful = if worth > 0 { 0 } else { self.doubtful + 1 };
        self.most_doubtful = self.most_doubtful.max(self.doubtful);
        shape.end
    }

    /// Finds the most likely language of each word of the window by dynamic programming (Viterbi) over
    /// the languages. Time O(words * languages).
    fn score<const MOST: usize>(&mut self, text: &str) {
        let mut total = [0.0; COUNT];
        let mut entering = [0.0; COUNT];
        for (column, score) in total.iter_mut().enumerate() {
            entering[column] = match LANGUAGES.get(column) {
                Some(&language) if !self.languages.has(language) => f32::INFINITY,
                _ if column == ENGLISH => 0.0,
                _ if column < FREQUENT => self.bias.other,
                _ => self.bias.rare,
            };
            if column != self.last || entering[column] == f32::INFINITY {
                *score = -entering[column] - CHANGE_BETWEEN_SENTENCES;
            }
        }
        let mut from = [[0u8; COUNT]; MOST];
        let mut margins = [[0f32; COUNT]; MOST];
        for ((word, from), margins) in self.words[..self.len].iter().zip(&mut from).zip(&mut margins) {
            let symbols = WordSymbols::of(text.get(word.start..word.end).unwrap_or_default());
            let scores = log_odds(&symbols, word.rank);
            let (best, best_score) = best_column(&total);
            for (column, total) in total.iter_mut().enumerate() {
                let kept = *total;
                let switched = best_score - CHANGE_WITHIN_SENTENCE - entering[column].max(0.0);
                (*total, from[column]) =
                    if switched > kept { (switched, best as u8) } else { (kept, column as u8) };
                *total += scores[column] * word.weight.factor();
            }
            *margins = scores;
        }
        let (mut column, best) = best_column(&total);
        let rivals = total.iter().enumerate().filter(|&(other, _)| other != column);
        self.margin = best - rivals.map(|(_, &score)| score).fold(best - CHANGE_WITHIN_SENTENCE, f32::max);
        self.last = column;
        let (mut fit, mut weights) = (0.0, 0.0);
        for ((word, from), margins) in self.words[..self.len].iter_mut().zip(&from).zip(&margins).rev() {
            word.column = column as u8;
            let weight = word.weight.factor();
            fit += margins.get(column).copied().unwrap_or_default() * weight;
            weights += weight;
            column = usize::from(from[column]);
        }
        let misfit = weights > ENOUGH && fit < MISFIT * weights;
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

    /// Whether the words are too few to outweigh the bias for English, whatever their log-odds.
    fn is_too_little(&self) -> bool {
        let most: f32 = self.words[..self.len].iter().take(FEW).map(|word| word.weight.factor() * CAP).sum();
        let letter = self.words[..self.len].iter().all(|word| word.end - word.start == 1);
        self.last == ENGLISH
            && self.len < FEW
            && (letter || most <= self.bias.other + CHANGE_BETWEEN_SENTENCES)
    }

    /// Whether nearly all words are English, so that scoring the window can be skipped.
    fn is_clearly_english(&self) -> bool {
        let words = self.len as i32;
        let doubtful = if self.len > FEW { MOST_DOUBTFUL } else { 0 };
        self.most_doubtful <= doubtful
            && self.worth >= CLEAR_TOTAL
            && self.worth * CLEAR_MEAN.1 >= words * CLEAR_MEAN.0
    }
}

/// The column with the highest score, the first of equal ones.
fn best_column(scores: &LogOdds) -> (usize, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (column, &score) in scores.iter().enumerate() {
        if score > best.1 {
            best = (column, score);
        }
    }
    best
}

//! The language of Latin letters: English, unless its words are evidence of another one.

use crate::{Language, Script};

use super::LanguageSet;
use super::features::Letters;
use super::spelled::Spelled;
use super::weight::Weight;
use super::words::{CAP, COUNT, Known, LANGUAGES, Scores, known, scores};

/// Words of a stretch that are weighed together; a longer one is weighed in parts.
const WINDOW: usize = 64;

/// Most stretches within Chinese text are not longer; the memory for them is small.
const FEW: usize = 6;

/// How much must speak against English.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bias {
    /// Against a language other than English at all, in nats.
    pub(super) other: f32,
    /// Against one that is seldom met.
    pub(super) rare: f32,
}

/// Languages other than English that are often met with it or with Chinese.
const FREQUENT: usize = 3;
/// Cost of another language than in the sentence before, in nats.
const NEXT_SENTENCE: f32 = 2.0;
/// Cost of another language within a sentence, in nats.
const WITHIN: f32 = 9.0;

/// A stretch fits no language of the model if its words, on average, are this much likelier in
/// another language each. (Sentences in Polish, Czech, Vietnamese and the like: -1.2 to -2.4;
/// of German and French ones 5 in 100 are below -1.0 and -1.3.)
const MISFIT: f32 = -1.1;
/// Words that a stretch needs for that to mean something.
const ENOUGH: f32 = 4.0;
/// Bytes of a text for which `whatlang` is asked once: it takes as long as everything else takes
/// for ten thousand bytes.
const SAMPLE: usize = 256;
/// Column of a language that the model does not have.
const OTHER: u8 = u8::MAX;

/// Languages in Latin letters that only `whatlang` knows.
const OTHERS: [Language; 20] = [
    Language::Afrikaans,
    Language::Akan,
    Language::Azerbaijani,
    Language::Catalan,
    Language::Croatian,
    Language::Czech,
    Language::Esperanto,
    Language::Estonian,
    Language::Indonesian,
    Language::Javanese,
    Language::Latin,
    Language::Latvian,
    Language::Lithuanian,
    Language::Polish,
    Language::Slovak,
    Language::Slovenian,
    Language::Tagalog,
    Language::Turkmen,
    Language::Vietnamese,
    Language::Welsh,
];

/// Reads stretches of Latin words, and remembers the parts of a stretch that it has not given out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Latin {
    limit: LanguageSet,
    bias: Bias,
    /// The language of column [`OTHER`].
    other: Option<Language>,
    /// Offset up to which the last answer of `whatlang` holds.
    asked_until: usize,
    /// Column of the language of the sentence before.
    last: usize,
    words: [Word; WINDOW],
    next: usize,
    len: usize,
    /// What the words of the window are worth as English, in half nats.
    worth: i32,
    /// How much likelier the language found is than any other one for the whole window, in nats.
    margin: f32,
    /// Words in a row, up to the last one, that are worth nothing, and the most of them.
    doubtful: u32,
    most_doubtful: u32,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    start: usize,
    end: usize,
    known: Known,
    weight: Weight,
    column: u8,
}

const NO_WORD: Word = Word { start: 0, end: 0, known: Known::No, weight: Weight::None, column: 0 };

/// Letters in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) end: usize,
    pub(super) language: Language,
    pub(super) margin: f64,
}

impl Latin {
    pub(super) const fn new(limit: LanguageSet, bias: Bias) -> Self {
        Self {
            limit,
            bias,
            other: None,
            asked_until: 0,
            last: 0,
            words: [NO_WORD; WINDOW],
            next: 0,
            len: 0,
            worth: 0,
            margin: 0.0,
            doubtful: 0,
            most_doubtful: 0,
        }
    }

    /// The letters in one language that begin at `at`, where a Latin letter stands. Time O(their
    /// length), and that of the sentence once.
    pub(super) fn read(&mut self, text: &str, at: usize) -> Stretch {
        if self.next == self.len {
            self.fill(text, at);
            if self.limit.has(Language::English) && (self.is_clearly_english() || self.is_too_little()) {
                self.last = 0;
                self.next = self.len;
                let end = self.words[..self.len].last().map_or(at + 1, |word| word.end);
                return Stretch {
                    end,
                    language: Language::English,
                    margin: 1.0 + f64::from(self.worth) / 2.0,
                };
            }
            if self.len <= FEW {
                self.weigh::<FEW>(text);
            } else {
                self.weigh::<WINDOW>(text);
            }
        }
        let Some(first) = self.words[..self.len].get(self.next).copied() else {
            return Stretch { end: at + 1, language: Language::Undetermined, margin: 0.0 };
        };
        let mut stretch =
            Stretch { end: first.end, language: self.language(first.column), margin: self.margin.into() };
        self.margin = 0.0;
        while let Some(word) =
            self.words[..self.len].get(self.next).filter(|word| word.column == first.column)
        {
            stretch.end = word.end;
            self.next += 1;
        }
        stretch
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

    /// Whether the last word is one letter, as in `J. Smith`.
    fn after_initial(&self) -> bool {
        self.words[..self.len].last().is_some_and(|word| word.end - word.start == 1)
    }

    /// Whether the last word belongs to an address; what follows one is often another text.
    fn after_address(&self) -> bool {
        self.words[..self.len].last().is_some_and(|word| word.weight == Weight::None)
    }

    /// Reads one word and returns the offset after it.
    fn word(&mut self, text: &str, start: usize) -> usize {
        let spelled = Spelled::read(text, start);
        let known = known(spelled.hash);
        let weight = Weight::of(text.as_bytes(), start, &spelled);
        if let Some(word) = self.words.get_mut(self.len) {
            *word = Word { start, end: spelled.end, known, weight, column: 0 };
            self.len += 1;
        }
        let worth = known.worth();
        self.worth += worth;
        self.doubtful = if worth > 0 { 0 } else { self.doubtful + 1 };
        self.most_doubtful = self.most_doubtful.max(self.doubtful);
        spelled.end
    }

    /// Finds the language of each word of the window.
    fn weigh<const MOST: usize>(&mut self, text: &str) {
        let mut total = [0.0; COUNT];
        let mut entering = [0.0; COUNT];
        for (column, score) in total.iter_mut().enumerate() {
            entering[column] = match LANGUAGES.get(column) {
                Some(&language) if !self.limit.has(language) => f32::INFINITY,
                _ if column == 0 => 0.0,
                _ if column < FREQUENT => self.bias.other,
                _ => self.bias.rare,
            };
            if column != self.last || entering[column] == f32::INFINITY {
                *score = -entering[column] - NEXT_SENTENCE;
            }
        }
        let mut from = [[0u8; COUNT]; MOST];
        let mut margins = [[0f32; COUNT]; MOST];
        for ((word, from), margins) in self.words[..self.len].iter().zip(&mut from).zip(&mut margins) {
            let letters = Letters::of(text.get(word.start..word.end).unwrap_or_default());
            let scores = scores(&letters, word.known);
            let (best, best_score) = most(&total);
            for (column, total) in total.iter_mut().enumerate() {
                let kept = *total;
                let switched = best_score - WITHIN - entering[column].max(0.0);
                (*total, from[column]) =
                    if switched > kept { (switched, best as u8) } else { (kept, column as u8) };
                *total += scores[column] * word.weight.factor();
            }
            *margins = scores;
        }
        let (mut column, best) = most(&total);
        let rivals = total.iter().enumerate().filter(|&(other, _)| other != column);
        self.margin = best - rivals.map(|(_, &score)| score).fold(best - WITHIN, f32::max);
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
        let unknown = !LANGUAGES.iter().any(|&language| self.limit.has(language));
        if misfit || unknown {
            self.hold_other(text, unknown);
        }
    }

    /// Gives the whole window to the language that `whatlang` finds, if it finds one.
    fn hold_other(&mut self, text: &str, unknown: bool) {
        let start = self.words[..self.len].first().map_or(0, |word| word.start);
        if start >= self.asked_until {
            self.other = self.ask(text, unknown);
            self.asked_until = start + SAMPLE;
        }
        if self.other.is_some() {
            for word in &mut self.words[..self.len] {
                word.column = OTHER;
            }
        }
    }

    /// The language that `whatlang` finds, if it is none of the model.
    fn ask(&self, text: &str, unknown: bool) -> Option<Language> {
        let words = &self.words[..self.len];
        let sample = text.get(words.first()?.start..words.last()?.end)?;
        let asked =
            |language: Language| self.limit.has(language) && (!unknown || !LANGUAGES.contains(&language));
        let latin = OTHERS.iter().chain(&LANGUAGES).copied().filter(|&language| asked(language));
        let latin: Vec<_> = latin.filter_map(Language::to_whatlang).collect();
        if latin.is_empty() {
            return Some(Language::Undetermined);
        }
        let found = whatlang::Detector::with_allowlist(latin).detect(sample)?;
        let language = Language::from_whatlang(found.lang());
        (unknown || found.is_reliable() && !LANGUAGES.contains(&language)).then_some(language)
    }

    /// Whether the words cannot outweigh the bias for English, whatever they are.
    fn is_too_little(&self) -> bool {
        let most: f32 = self.words[..self.len].iter().take(FEW).map(|word| word.weight.factor() * CAP).sum();
        let letter = self.words[..self.len].iter().all(|word| word.end - word.start == 1);
        self.last == 0 && self.len < FEW && (letter || most <= self.bias.other + NEXT_SENTENCE)
    }

    /// Whether nearly all words are English ones; such a stretch needs no closer look.
    fn is_clearly_english(&self) -> bool {
        let words = self.len as i32;
        let doubtful = if self.len > FEW { 3 } else { 0 };
        self.most_doubtful <= doubtful && self.worth >= 4 && self.worth * 5 >= words * 3
    }
}

fn most(scores: &Scores) -> (usize, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (column, &score) in scores.iter().enumerate() {
        if score > best.1 {
            best = (column, score);
        }
    }
    best
}

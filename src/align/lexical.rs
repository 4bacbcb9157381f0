//! Which English types of a document translate which Chinese ones, and how likely each is by chance.

use std::fmt;

use super::text::{Side, TypeId};
use super::weights::{LEAST_TOKENS, Weights};
use crate::english::{is_stop_stem, stem};
use crate::lexicon::{Lexicon, StemId};
use crate::numbers::{MONTHS, TENS, UNITS, numeral};
use pinyin::ToPinyin;

/// Why two words are held to be translations of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Reason {
    /// The lexicon has the pair, or has it for a part of the Chinese word.
    Lexicon,
    /// The English word spells the Chinese one in pinyin.
    Name,
    /// Both are the same number.
    Number,
    /// The same word in Latin letters stands on both sides.
    SameWord,
    /// The two were found together again and again in this document.
    Learned,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Lexicon => "lexicon",
            Self::Name => "name",
            Self::Number => "number",
            Self::SameWord => "same-word",
            Self::Learned => "learned",
        })
    }
}

/// One English type for a Chinese type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) english: TypeId,
    /// t(e|z): the chance that the Chinese word is rendered by this English one.
    pub(crate) forward: f32,
    /// The same in the other direction, over the types of the document.
    pub(crate) backward: f32,
    pub(crate) reason: Reason,
}

/// The translations of a document's Chinese types, and its background probabilities.
#[derive(Debug)]
pub(crate) struct Translations {
    /// Where the entries of each Chinese type start; one more at the end.
    starts: Vec<u32>,
    /// Of each Chinese type, by English type.
    entries: Vec<Entry>,
    pub(crate) english_chance: Vec<f32>,
    pub(crate) chinese_chance: Vec<f32>,
}

impl Translations {
    pub(crate) fn new(english: &Side, chinese: &Side, lexicon: &Lexicon, weights: &Weights) -> Self {
        let mut rows = Rows::new(english, lexicon, weights);
        let mut starts = vec![0];
        let mut entries = Vec::new();
        for text in &chinese.types.texts {
            rows.read(text);
            rows.drain_into(&mut entries);
            starts.push(entries.len() as u32);
        }
        let mut translations =
            Self { starts, entries, english_chance: chances(english), chinese_chance: chances(chinese) };
        translations.turn(english.types.len());
        translations
    }

    /// R(e,z) = T(e|z) / s(e) * min(1, 2 s(e)) with s(e) the sum of T(e|z) over the Chinese types z: an
    /// English word that the lexicon hardly knows is not certain of the one word it has.
    fn turn(&mut self, english_types: usize) {
        let mut sums = vec![0.0; english_types];
        for entry in &self.entries {
            sums[entry.english as usize] += entry.forward;
        }
        for entry in &mut self.entries {
            let sum: f32 = sums[entry.english as usize];
            entry.backward = entry.forward / sum * (2.0 * sum).min(1.0);
        }
    }

    pub(crate) fn of(&self, chinese: TypeId) -> &[Entry] {
        &self.entries[self.starts[chinese as usize] as usize..self.starts[chinese as usize + 1] as usize]
    }

    /// The same translations with what was learned added: for each Chinese type, learned entries in
    /// ascending order of their English types.
    pub(crate) fn with_learned(&self, learned: &[Vec<Entry>]) -> Self {
        let mut starts = vec![0];
        let mut entries: Vec<Entry> = Vec::with_capacity(self.entries.len() * 2);
        for (chinese, learned) in learned.iter().enumerate() {
            let mut known = self.of(chinese as TypeId).iter().peekable();
            for new in learned {
                while let Some(entry) = known.next_if(|entry| entry.english < new.english) {
                    entries.push(*entry);
                }
                match known.next_if(|entry| entry.english == new.english) {
                    Some(entry) => entries.push(Entry {
                        forward: entry.forward + new.forward,
                        backward: entry.backward + new.backward,
                        ..*entry
                    }),
                    None => entries.push(*new),
                }
            }
            entries.extend(known);
            starts.push(entries.len() as u32);
        }
        Self {
            starts,
            entries,
            english_chance: self.english_chance.clone(),
            chinese_chance: self.chinese_chance.clone(),
        }
    }
}

/// p(w) = (c(w) + 2) / (N + 2 V): counts smoothed by two, so that a rare word is not taken for proof; of a short
/// text as if it went on, since its words are not common because it has few.
fn chances(side: &Side) -> Vec<f32> {
    let total = (side.words.len() as f32 + 2.0 * side.types.len() as f32).max(LEAST_TOKENS);
    side.types.counts.iter().map(|&count| (count as f32 + 2.0) / total).collect()
}

/// Makes the row of one Chinese type at a time.
struct Rows<'a> {
    english: &'a Side,
    lexicon: &'a Lexicon,
    model: &'a Weights,
    /// The English type of each stem of the lexicon, if the document has it.
    types: Vec<Option<TypeId>>,
    /// The row under construction: weight and reason by English type, and which are set.
    weights: Vec<(f32, Reason)>,
    set: Vec<TypeId>,
}

impl<'a> Rows<'a> {
    fn new(english: &'a Side, lexicon: &'a Lexicon, model: &'a Weights) -> Self {
        let table = lexicon.table();
        let mut types = vec![None; table.stem_count()];
        for (id, text) in english.types.texts.iter().enumerate() {
            if let Some(stem) = table.stem_id(text) {
                types[stem as usize] = Some(id as TypeId);
            }
        }
        let weights = vec![(0.0, Reason::Lexicon); english.types.len()];
        Self { english, lexicon, model, types, weights, set: Vec::new() }
    }

    fn of_stem(&self, stem: StemId) -> Option<TypeId> {
        self.types[stem as usize]
    }

    fn read(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        if first.is_ascii() || !matches!(first, '\u{3000}'..) {
            let reason = if first.is_ascii_digit() { Reason::Number } else { Reason::SameWord };
            if let Some(month) = text.strip_suffix('月').and_then(|number| number.parse::<usize>().ok()) {
                let name = MONTHS.get(month.wrapping_sub(1)).copied().unwrap_or_default();
                self.raise_text(&stem(name), self.model.numeral_whole, Reason::Number);
                self.raise_text(&month.to_string(), self.model.numeral_units, Reason::Number);
            } else if first.is_alphanumeric() {
                self.raise_text(text, 1.0, reason);
                if let Ok(value) = text.parse() {
                    self.numeral(value);
                }
            }
            return;
        }
        let table = self.lexicon.table();
        if let Some(row) = table.row_of(text) {
            for pair in table.pairs(row) {
                self.raise(self.of_stem(pair.stem), pair.weight, Reason::Lexicon);
            }
        }
        let chars: Vec<char> = text.chars().take(MOST_CHARS).collect();
        self.pinyin(&chars);
        if let Some((value, _)) = numeral(text) {
            self.numeral(value);
        }
        self.parts(&chars);
    }

    /// The readings of each character, of all together, and of all but the first: a family name and a
    /// given name are two words in English.
    fn pinyin(&mut self, chars: &[char]) {
        let readings: Vec<&str> =
            chars.iter().map(|c| c.to_pinyin().map_or("", |reading| reading.plain())).collect();
        let weight = self.model.pinyin_share / chars.len() as f32;
        let mut spelled = |text: &str| {
            for vowel in ["v", "u"] {
                let text = text.replace('ü', vowel);
                let stem = stem(&text);
                if text.len() > 1 && !is_stop_stem(&stem) {
                    self.raise_text(&stem, weight, Reason::Name);
                }
                if !text.contains(vowel) {
                    break;
                }
            }
        };
        for reading in &readings {
            spelled(reading);
        }
        // Names have up to four characters, and a longer word is none.
        if (2..=4).contains(&chars.len()) {
            spelled(&readings.concat());
            if chars.len() > 2 {
                spelled(&readings[1..].concat());
            }
        }
    }

    /// In digits, or by the words that an English numeral is made of.
    fn numeral(&mut self, value: u64) {
        let (whole, tens, units) =
            (self.model.numeral_whole, self.model.numeral_tens, self.model.numeral_units);
        let mut named = |word: &str, weight| self.raise_text(&stem(word), weight, Reason::Number);
        named(&value.to_string(), whole);
        match value {
            0..=20 => named(UNITS[value as usize], whole),
            21..=99 => {
                named(TENS[(value / 10) as usize], tens);
                named(UNITS[(value % 10) as usize], units);
            }
            100..=9_999 => {
                let (size, name) = if value < 1_000 { (100, "hundred") } else { (1_000, "thousand") };
                named(name, tens);
                named(UNITS[(value / size) as usize], tens);
            }
            _ => {}
        }
    }

    /// A word of several characters also has something of the words that it is made of.
    fn parts(&mut self, chars: &[char]) {
        if chars.len() < 2 {
            return;
        }
        let table = self.lexicon.table();
        let size = (chars.len() - 1).max(1);
        let rows: Vec<_> =
            chars.windows(size).filter_map(|part| table.row_of(&part.iter().collect::<String>())).collect();
        let share = self.model.parts_share / rows.len() as f32;
        for row in rows {
            for pair in table.pairs(row) {
                if let Some(id) = self.of_stem(pair.stem) {
                    self.touch(id, Reason::Lexicon);
                    self.weights[id as usize].0 += share * pair.weight;
                }
            }
        }
    }

    fn touch(&mut self, id: TypeId, reason: Reason) {
        let entry = &mut self.weights[id as usize];
        if entry.0 == 0.0 {
            entry.1 = reason;
            self.set.push(id);
        }
    }

    fn raise(&mut self, id: Option<TypeId>, weight: f32, reason: Reason) {
        let Some(id) = id.filter(|_| weight > 0.0) else { return };
        self.touch(id, reason);
        let entry = &mut self.weights[id as usize];
        if weight > entry.0 {
            *entry = (weight, reason);
        }
    }

    fn raise_text(&mut self, text: &str, weight: f32, reason: Reason) {
        self.raise(self.english.types.id(text), weight, reason);
    }

    /// Hands the row over, and clears it for the next.
    fn drain_into(&mut self, entries: &mut Vec<Entry>) {
        self.set.sort_unstable();
        self.set.dedup();
        for english in self.set.drain(..) {
            let (forward, reason) =
                std::mem::replace(&mut self.weights[english as usize], (0.0, Reason::Lexicon));
            if forward > 0.0 {
                entries.push(Entry { english, forward, backward: 0.0, reason });
            }
        }
    }
}

/// Parts and readings of a word past this are not looked at: no lexicon has one so long.
const MOST_CHARS: usize = 16;

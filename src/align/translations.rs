//! The translations between the types of a document, and the background probability of each type.

use std::ops::Range;

use super::learned_pairs::LearnedPairs;
use super::pinyin_names::PinyinNames;
use super::reason::Reason;
use super::side::{Side, TypeId};
use super::weights::{MIN_TOKENS, Weights};
use crate::english::stem;
use crate::lexicon::{Lexicon, StemId};
use crate::numbers::{MONTHS, TENS, UNITS, numeral};

/// An English type that translates a Chinese type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Translation {
    pub(crate) english: TypeId,
    /// t(e|z): probability that the Chinese word z is translated by the English word e.
    pub(crate) forward: f32,
    /// t(z|e): probability that the English word e is translated by the Chinese word z, among the types of the
    /// document.
    pub(crate) backward: f32,
    pub(crate) reason: Reason,
}

/// The translations of each Chinese type of a document, and the background probability of each type.
#[derive(Debug)]
pub(crate) struct Translations {
    /// `starts[i]` is the index of the first entry of Chinese type i. One entry more than types: the last is
    /// `entries.len()`.
    starts: Vec<u32>,
    /// Sorted by Chinese type, then English type.
    entries: Vec<Translation>,
    pub(crate) english_background: Vec<f32>,
    pub(crate) chinese_background: Vec<f32>,
    /// For each Chinese type, whether the lexicon translates it.
    pub(crate) known: Vec<bool>,
}

impl Translations {
    /// Finds the translations of every Chinese type: in the lexicon, by its pinyin, as a number, or as a Latin word.
    ///
    /// Time and memory O(types + translations of the types).
    pub(crate) fn new(english: &Side, chinese: &Side, lexicon: &Lexicon, weights: &Weights) -> Self {
        let mut rows = RowBuilder::new(english, lexicon, weights);
        let mut starts = vec![0];
        let mut entries = Vec::new();
        let mut known = Vec::with_capacity(chinese.types.len());
        for text in &chinese.types.texts {
            known.push(rows.add_type(text));
            rows.drain_into(&mut entries);
            starts.push(entries.len() as u32);
        }
        let mut translations = Self {
            starts,
            entries,
            english_background: background(english),
            chinese_background: background(chinese),
            known,
        };
        translations.fill_backward(english.types.len());
        translations
    }

    /// Returns the translations between a part of the English side and a part of the Chinese side, the same as
    /// [`new`](Self::new) would find. The types of each part come with their ids in the whole side.
    ///
    /// `ids` is a scratch buffer; it must be empty or the buffer of an earlier call for the same translations.
    ///
    /// Time O(types of the part + their translations), and O(English types of the whole side) in the first call.
    pub(crate) fn part(
        &self,
        (english, english_origins): (&Side, &[TypeId]),
        (chinese, chinese_origins): (&Side, &[TypeId]),
        ids: &mut Vec<Option<TypeId>>,
    ) -> Self {
        ids.resize(self.english_background.len(), None);
        for (id, &origin) in english_origins.iter().enumerate() {
            ids[origin as usize] = Some(id as TypeId);
        }
        let mut starts = vec![0];
        let mut entries = Vec::new();
        for &origin in chinese_origins {
            let start = entries.len();
            entries.extend(self.of(origin).iter().filter_map(|entry| {
                ids[entry.english as usize].map(|english| Translation { english, ..*entry })
            }));
            entries[start..].sort_unstable_by_key(|entry| entry.english);
            starts.push(entries.len() as u32);
        }
        for &origin in english_origins {
            ids[origin as usize] = None;
        }
        let mut part = Self {
            starts,
            entries,
            english_background: background(english),
            chinese_background: background(chinese),
            known: chinese_origins.iter().map(|&origin| self.known[origin as usize]).collect(),
        };
        part.fill_backward(english.types.len());
        part
    }

    /// Returns the translations with background probabilities of at least `least`.
    pub(crate) fn with_min_background(mut self, least: f32) -> Self {
        for background in self.english_background.iter_mut().chain(&mut self.chinese_background) {
            *background = background.max(least);
        }
        self
    }

    /// Sets t(z|e) = t(e|z) / s(e) * min(1, 2 s(e)), where s(e) is the sum of t(e|z) over the Chinese types z.
    /// Without the last factor, a weak translation of an English word would be certain if it is the only translation
    /// of the word.
    fn fill_backward(&mut self, english_types: usize) {
        let mut sums = vec![0.0; english_types];
        for entry in &self.entries {
            sums[entry.english as usize] += entry.forward;
        }
        for entry in &mut self.entries {
            let sum: f32 = sums[entry.english as usize];
            entry.backward = entry.forward / sum * (2.0 * sum).min(1.0);
        }
    }

    /// Returns the translations of a Chinese type, sorted by English type.
    pub(crate) fn of(&self, chinese: TypeId) -> &[Translation] {
        &self.entries[self.entries_of(chinese)]
    }

    /// Returns the indices of the translations of a Chinese type among the translations of all types.
    pub(crate) fn entries_of(&self, chinese: TypeId) -> Range<usize> {
        self.starts[chinese as usize] as usize..self.starts[chinese as usize + 1] as usize
    }

    /// Returns a copy with learned translations added.
    pub(crate) fn with_learned(&self, learned: &LearnedPairs) -> Self {
        let mut starts = vec![0];
        let mut entries: Vec<Translation> = Vec::with_capacity(self.entries.len() + learned.entries.len());
        for (chinese, learned) in learned.rows().enumerate() {
            let mut known = self.of(chinese as TypeId).iter().peekable();
            for new in learned {
                while let Some(entry) = known.next_if(|entry| entry.english < new.english) {
                    entries.push(*entry);
                }
                match known.next_if(|entry| entry.english == new.english) {
                    Some(entry) => entries.push(Translation {
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
            english_background: self.english_background.clone(),
            chinese_background: self.chinese_background.clone(),
            known: self.known.clone(),
        }
    }
}

/// Returns the background probability p(w) = (c(w) + 2) / max(N + 2 V, [`MIN_TOKENS`]) of each type w, where c(w) is
/// the count of the type, N the number of tokens, and V the number of types. Without the 2, a single occurrence of a
/// rare word would outweigh the rest of the bead.
fn background(side: &Side) -> Vec<f32> {
    let total = (side.tokens.len() as f32 + 2.0 * side.types.len() as f32).max(MIN_TOKENS);
    side.types.counts.iter().map(|&count| (count as f32 + 2.0) / total).collect()
}

/// Maximum number of characters of a word that are used for looking up its parts and readings.
const MAX_CHARS: usize = 16;

/// Builds the translations of one Chinese type at a time.
struct RowBuilder<'a> {
    english: &'a Side,
    lexicon: &'a Lexicon,
    fitted: &'a Weights,
    /// For each stem of the lexicon, its English type if the stem occurs in the document.
    types: Vec<Option<TypeId>>,
    /// The translations of the current Chinese type: for each English type, the weight and its reason. The weight is 0
    /// for a type that is not a translation.
    row: Vec<(f32, Reason)>,
    /// The English types in the row, possibly repeated.
    filled: Vec<TypeId>,
    names: PinyinNames<'a>,
    /// Scratch buffer: the types that spell a name.
    found: Vec<TypeId>,
}

impl<'a> RowBuilder<'a> {
    fn new(english: &'a Side, lexicon: &'a Lexicon, fitted: &'a Weights) -> Self {
        let table = lexicon.table();
        let mut types = vec![None; table.stem_count()];
        for (id, text) in english.types.texts.iter().enumerate() {
            if let Some(stem) = table.stem_id(text) {
                types[stem as usize] = Some(id as TypeId);
            }
        }
        let row = vec![(0.0, Reason::Lexicon); english.types.len()];
        Self {
            english,
            lexicon,
            fitted,
            types,
            row,
            filled: Vec::new(),
            names: PinyinNames::new(&english.types),
            found: Vec::new(),
        }
    }

    fn of_stem(&self, stem: StemId) -> Option<TypeId> {
        self.types[stem as usize]
    }

    /// Adds the translations of a type. Returns whether the lexicon translates it.
    fn add_type(&mut self, text: &str) -> bool {
        let Some(first) = text.chars().next() else { return false };
        if first < '\u{3000}' {
            self.add_latin(text, first);
            false
        } else {
            self.add_chinese(text)
        }
    }

    /// Adds the translations of a number, a month such as `4月`, a Latin word, or a mark.
    fn add_latin(&mut self, text: &str, first: char) {
        let reason = if first.is_ascii_digit() { Reason::Number } else { Reason::SameWord };
        if let Some(month) = text.strip_suffix('月').and_then(|number| number.parse::<usize>().ok()) {
            let name = MONTHS.get(month.wrapping_sub(1)).copied().unwrap_or_default();
            self.raise_text(&stem(name), self.fitted.numeral_whole, Reason::Number);
            self.raise_text(&month.to_string(), self.fitted.numeral_units, Reason::Number);
        } else if first.is_alphanumeric() {
            self.raise_text(text, 1.0, reason);
            if let Ok(value) = text.parse() {
                self.add_numeral(value);
            }
        }
    }

    /// Adds the translations of a Chinese word. Returns whether the lexicon translates it.
    fn add_chinese(&mut self, text: &str) -> bool {
        let table = self.lexicon.table();
        let mut known = false;
        if let Some(row) = table.row_of(text) {
            for pair in table.stems_of(row) {
                known = true;
                self.raise(self.of_stem(pair.stem), pair.weight, Reason::Lexicon);
            }
        }
        let chars: Vec<char> = text.chars().take(MAX_CHARS).collect();
        self.add_pinyin(&chars);
        if let Some((value, _)) = numeral(text) {
            self.add_numeral(value);
        }
        self.add_parts(&chars);
        known
    }

    fn add_pinyin(&mut self, chars: &[char]) {
        let weight = self.fitted.pinyin_share / chars.len() as f32;
        let mut found = std::mem::take(&mut self.found);
        self.names.for_each(chars, |id| found.push(id));
        found.drain(..).for_each(|id| self.raise(Some(id), weight, Reason::Name));
        self.found = found;
    }

    /// Adds the digits and the English words of a number.
    fn add_numeral(&mut self, value: u64) {
        let (whole, tens, units) =
            (self.fitted.numeral_whole, self.fitted.numeral_tens, self.fitted.numeral_units);
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

    /// Adds the translations of the two longest parts of a word: 图书 and 书馆 for 图书馆.
    fn add_parts(&mut self, chars: &[char]) {
        if chars.len() < 2 {
            return;
        }
        let table = self.lexicon.table();
        let size = (chars.len() - 1).max(1);
        let rows = || chars.windows(size).filter_map(|part| table.row_of(&part.iter().collect::<String>()));
        let share = self.fitted.parts_share / rows().count() as f32;
        for row in rows() {
            for pair in table.stems_of(row) {
                if let Some(id) = self.of_stem(pair.stem) {
                    self.fill(id, Reason::Lexicon);
                    self.row[id as usize].0 += share * pair.weight;
                }
            }
        }
    }

    fn fill(&mut self, id: TypeId, reason: Reason) {
        let entry = &mut self.row[id as usize];
        if entry.0 == 0.0 {
            entry.1 = reason;
            self.filled.push(id);
        }
    }

    /// Raises the weight of a type to at least `weight`.
    fn raise(&mut self, id: Option<TypeId>, weight: f32, reason: Reason) {
        let Some(id) = id.filter(|_| weight > 0.0) else { return };
        self.fill(id, reason);
        let entry = &mut self.row[id as usize];
        if weight > entry.0 {
            *entry = (weight, reason);
        }
    }

    fn raise_text(&mut self, text: &str, weight: f32, reason: Reason) {
        self.raise(self.english.types.id(text), weight, reason);
    }

    /// Moves the row to `entries` and clears it.
    fn drain_into(&mut self, entries: &mut Vec<Translation>) {
        self.filled.sort_unstable();
        self.filled.dedup();
        for english in self.filled.drain(..) {
            let (forward, reason) =
                std::mem::replace(&mut self.row[english as usize], (0.0, Reason::Lexicon));
            if forward > 0.0 {
                entries.push(Translation { english, forward, backward: 0.0, reason });
            }
        }
    }
}

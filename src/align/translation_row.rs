//! The translations of one Chinese type: from the lexicon, by its pinyin, as a number, or as a Latin word.

use super::pinyin_names::PinyinNames;
use super::reason::Reason;
use super::side::{Side, TypeId};
use super::stem_types::StemTypes;
use super::translation::Translation;
use super::weights::Weights;
use crate::english::stem;
use crate::lexicon::Lexicon;
use crate::numbers::{MONTHS, TENS, UNITS, month_abbreviations, numeral};

/// Maximum number of characters of a word that are used for looking up its parts and readings.
const MAX_CHARS: usize = 16;

/// Collects the translations of one Chinese type at a time.
pub(super) struct TranslationRow<'a> {
    english: &'a Side,
    lexicon: &'a Lexicon,
    fitted: &'a Weights,
    types: StemTypes,
    /// The translations of the current Chinese type: for each English type, the weight and its reason. The weight is 0
    /// for a type that is not a translation.
    row: Vec<(f32, Reason)>,
    /// The English types in the row, possibly repeated.
    filled: Vec<TypeId>,
    names: PinyinNames<'a>,
    /// Scratch buffer: the types that spell a name.
    found: Vec<TypeId>,
}

impl<'a> TranslationRow<'a> {
    pub(super) fn new(english: &'a Side, lexicon: &'a Lexicon, fitted: &'a Weights) -> Self {
        let table = lexicon.table();
        let texts = english.types.texts.iter().enumerate();
        let stems = texts.filter_map(|(id, text)| Some((table.stem_id(text)?, id as TypeId))).collect();
        let row = vec![(0.0, Reason::Lexicon); english.types.len()];
        Self {
            english,
            lexicon,
            fitted,
            types: StemTypes::new(table.stem_count(), stems),
            row,
            filled: Vec::new(),
            names: PinyinNames::new(&english.types),
            found: Vec::new(),
        }
    }

    /// Adds the translations of a type. Returns whether the lexicon translates it.
    pub(super) fn add_type(&mut self, text: &str) -> bool {
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
        if let Some(month) = text.strip_suffix('月').and_then(|number| number.parse().ok()) {
            self.add_month(month);
        } else if first.is_alphanumeric() {
            self.raise_text(text, 1.0, reason);
            if let Ok(value) = text.parse() {
                self.add_numeral(value);
            }
        }
    }

    /// Adds the name of a month, its abbreviation, and its number.
    fn add_month(&mut self, month: u64) {
        let Some(name) = MONTHS.get((month as usize).wrapping_sub(1)) else { return };
        let whole = self.fitted.numeral_whole;
        self.raise_text(&stem(name), whole, Reason::Number);
        for short in month_abbreviations(name) {
            self.raise_text(&stem(short), whole, Reason::Number);
        }
        self.raise_text(&month.to_string(), self.fitted.numeral_units, Reason::Number);
    }

    /// Adds the translations of a Chinese word. Returns whether the lexicon translates it.
    fn add_chinese(&mut self, text: &str) -> bool {
        let table = self.lexicon.table();
        let mut known = false;
        if let Some(row) = table.row_of(text) {
            for pair in table.stems_of(row) {
                known = true;
                self.raise(self.types.get(pair.stem), pair.weight, Reason::Lexicon);
            }
        }
        let chars: Vec<char> = text.chars().take(MAX_CHARS).collect();
        self.add_pinyin(&chars);
        if let Some((value, taken)) = numeral(text) {
            if chars[taken.min(chars.len())..] == ['月'] {
                self.add_month(value);
            }
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
                if let Some(id) = self.types.get(pair.stem) {
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
    pub(super) fn drain_into(&mut self, entries: &mut Vec<Translation>) {
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

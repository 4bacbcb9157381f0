//! Finds the English words that spell a Chinese name in pinyin, without tones: `Wang` and `Xiaoming` for 王小明.

use std::collections::HashMap;

use pinyin::ToPinyin;

use super::side::{TypeId, TypeTable};
use crate::english::{is_stop_stem, stem};
use crate::tables::FastHash;

/// Length of a Chinese personal name in characters.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=4;

/// The English types that spell a reading. A reading with `ü` has two spellings: the first entry is for `v`, the
/// second for `u`.
type SpelledName = [Option<TypeId>; 2];

/// Finds the names of a document.
pub(super) struct PinyinNames<'d> {
    english: &'d TypeTable,
    /// Cache: for each character, its reading, and the English types that spell this reading.
    readings: HashMap<char, (&'static str, SpelledName), FastHash>,
    /// Scratch buffer: the reading of a name.
    name: String,
}

impl<'d> PinyinNames<'d> {
    pub(super) fn new(english: &'d TypeTable) -> Self {
        Self { english, readings: HashMap::default(), name: String::new() }
    }

    /// Calls `each` with the English types that spell a character of a word. If the word is as long as a name, also
    /// calls `each` with the types that spell the whole word or the given name: `wang`, `xiao`, `ming`,
    /// `wangxiaoming` and `xiaoming` for 王小明. Stop words are skipped.
    pub(super) fn for_each(&mut self, chars: &[char], mut each: impl FnMut(TypeId)) {
        let mut name = std::mem::take(&mut self.name);
        name.clear();
        let mut first = 0;
        for (at, &c) in chars.iter().enumerate() {
            let (reading, spelled) = self.reading(c);
            spelled.into_iter().flatten().for_each(&mut each);
            name.push_str(reading);
            if at == 0 {
                first = name.len();
            }
        }
        if NAME_CHARS.contains(&chars.len()) {
            self.spelled(&name).into_iter().flatten().for_each(&mut each);
            if chars.len() > 2 {
                self.spelled(&name[first..]).into_iter().flatten().for_each(&mut each);
            }
        }
        self.name = name;
    }

    fn reading(&mut self, c: char) -> (&'static str, SpelledName) {
        if let Some(&known) = self.readings.get(&c) {
            return known;
        }
        let reading = c.to_pinyin().map_or("", |reading| reading.plain());
        let entry = (reading, self.spelled(reading));
        self.readings.insert(c, entry);
        entry
    }

    fn spelled(&self, reading: &str) -> SpelledName {
        if reading.contains('ü') {
            ["v", "u"].map(|vowel| self.word(&reading.replace('ü', vowel)))
        } else {
            [self.word(reading), None]
        }
    }

    /// Returns the English type of a spelling, unless the spelling is a single letter or a stop word.
    fn word(&self, spelling: &str) -> Option<TypeId> {
        if spelling.len() < 2 {
            return None;
        }
        let stem = stem(spelling);
        self.english.id(&stem).filter(|_| !is_stop_stem(&stem))
    }
}

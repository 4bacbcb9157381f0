//! The translations between the types of a document, and the background probability of each type.

use std::ops::Range;

use super::learned_pairs::LearnedPairs;
use super::side::{Side, TypeId};
use super::translation::Translation;
use super::translation_row::TranslationRow;
use super::weights::{MIN_TOKENS, Weights};
use crate::lexicon::Lexicon;

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
        let mut row = TranslationRow::new(english, lexicon, weights);
        let mut starts = vec![0];
        let mut entries = Vec::new();
        let mut known = Vec::with_capacity(chinese.types.len());
        for text in &chinese.types.texts {
            known.push(row.add_type(text));
            row.drain_into(&mut entries);
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

#[cfg(test)]
mod tests {
    use super::super::reason::Reason;
    use super::super::{chinese_side, english_side};
    use super::*;

    #[test]
    fn months_have_names_and_abbreviations() {
        let lexicon = Lexicon::from_tsv("三月\tspring\n十二月\twinter\n".as_bytes()).unwrap();
        let cases = [
            ("1月", "Jan. January", 2),
            ("三月", "in March, Mar. 3", 3),
            ("５月", "May", 1),
            ("6月", "Jun. or June or July", 2),
            ("9月", "Sep., Sept., September", 3),
            ("十二月", "Dec. December", 2),
            ("十二月", "Nov. November", 0),
            ("13月", "Jan. January", 0),
        ];
        for (text, english, expected) in cases {
            let english = english_side(&[english]);
            let chinese = chinese_side(&[text], &lexicon);
            let translations = Translations::new(&english, &chinese, &lexicon, &Weights::default());
            let numbers = (0..chinese.types.len() as TypeId)
                .flat_map(|id| translations.of(id))
                .filter(|entry| entry.reason == Reason::Number);
            assert_eq!(numbers.count(), expected, "{text} {:?}", english.types.texts);
        }
    }
}

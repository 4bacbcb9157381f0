//! The rare words of a window of the coarse path: the translations of each Chinese type that occur in few English
//! sentences of the window.

use std::ops::Range;

use super::occurrences::Occurrences;
use super::side::{Side, TypeId};
use super::translations::Translations;

/// Minimum probability of a translation, t(e|z), that adds to the worth of a cell. Weaker translations change no bead of the
/// ten development sets, and their occurrences cost time.
const MIN_FORWARD: f32 = 0.1;

/// The translations of the Chinese types of a window, without those that do not occur or occur too often. A type is
/// looked up in the translations of the document only once, however often it occurs in the window.
#[derive(Debug)]
pub(crate) struct RareWords {
    /// For each Chinese type, its range in `words`; `None` if the type was not looked up yet.
    lists: Vec<Option<Range<u32>>>,
    /// The Chinese types that were looked up.
    used: Vec<TypeId>,
    words: Vec<RareWord>,
}

/// A translation that is rare in the window.
#[derive(Clone, Debug)]
pub(crate) struct RareWord {
    /// What a sentence with this translation adds to the worth of a cell.
    pub(crate) worth: f32,
    /// The occurrences that no row has passed yet: see [`Occurrences::from`].
    pub(crate) rest: Range<u32>,
    /// The start of all occurrences.
    start: u32,
}

impl RareWords {
    pub(crate) fn new(chinese: &Side) -> Self {
        Self { lists: vec![None; chinese.types.len()], used: Vec::new(), words: Vec::new() }
    }

    /// Forgets all words, for another window.
    pub(crate) fn clear(&mut self) {
        for id in self.used.drain(..) {
            self.lists[id as usize] = None;
        }
        self.words.clear();
    }

    /// Gives all words their occurrences back, for another table of the same window.
    pub(crate) fn rewind(&mut self) {
        self.words.iter_mut().for_each(|word| word.rest.start = word.start);
    }

    /// Returns the rare translations of a Chinese type. `rarity[n]` is the worth of a translation that occurs n times;
    /// translations that occur more often are not rare.
    ///
    /// Time O(translations of the type) in the first call, O(1) in further calls.
    pub(crate) fn of(
        &mut self,
        id: TypeId,
        translations: &Translations,
        occurrences: &Occurrences,
        rarity: &[f32],
    ) -> &mut [RareWord] {
        let list = match &self.lists[id as usize] {
            Some(list) => list.clone(),
            None => {
                let start = self.words.len() as u32;
                let entries = translations.of(id).iter().filter(|entry| entry.forward >= MIN_FORWARD);
                self.words.extend(entries.filter_map(|entry| {
                    let rest = occurrences.of(entry.english);
                    let rarity = rarity.get(rest.len()).filter(|_| !rest.is_empty())?;
                    Some(RareWord { worth: entry.forward * rarity, start: rest.start, rest })
                }));
                self.used.push(id);
                self.lists[id as usize].insert(start..self.words.len() as u32).clone()
            }
        };
        &mut self.words[list.start as usize..list.end as usize]
    }
}

//! Learned word pairs, by Chinese type.

use super::side::TypeId;
use super::translation::Translation;

/// The learned translations of each Chinese type.
#[derive(Debug)]
pub(crate) struct LearnedPairs {
    /// `starts[i]` is the index of the first entry of Chinese type i. One entry more than types: the last is
    /// `entries.len()`.
    starts: Vec<u32>,
    /// Sorted by Chinese type, then English type.
    pub(crate) entries: Vec<Translation>,
}

impl LearnedPairs {
    /// Creates a list that has no Chinese types yet.
    pub(crate) fn new() -> Self {
        Self { starts: vec![0], entries: Vec::new() }
    }

    /// Ends the translations of a Chinese type: the entries since the last call belong to it. Keeps only the `most`
    /// entries for which `worth` is highest, sorted by English type.
    pub(crate) fn end_type(&mut self, most: usize, worth: impl Fn(&Translation) -> f32) {
        let start = self.starts.last().map_or(0, |&start| start as usize);
        let row = &mut self.entries[start..];
        if row.len() > most {
            row.select_nth_unstable_by(most, |a, b| {
                worth(b).total_cmp(&worth(a)).then(a.english.cmp(&b.english))
            });
            self.entries.truncate(start + most);
        }
        self.entries[start..].sort_unstable_by_key(|entry| entry.english);
        self.starts.push(self.entries.len() as u32);
    }

    /// Keeps the entries for which `keeps` is true. It has a value for each entry.
    pub(crate) fn retain(&mut self, keeps: &[bool]) {
        let mut kept = Self::new();
        for id in 0..self.len() {
            let own = self.range(id as TypeId).filter(|&index| keeps[index]);
            kept.entries.extend(own.map(|index| self.entries[index]));
            kept.starts.push(kept.entries.len() as u32);
        }
        *self = kept;
    }

    /// Returns the number of Chinese types.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Returns the translations of a Chinese type, sorted by English type.
    pub(crate) fn of(&self, chinese: TypeId) -> &[Translation] {
        &self.entries[self.range(chinese)]
    }

    /// Returns the indices of the translations of a Chinese type among all entries.
    pub(crate) fn range(&self, chinese: TypeId) -> std::ops::Range<usize> {
        self.starts[chinese as usize] as usize..self.starts[chinese as usize + 1] as usize
    }

    /// Returns the translations of each Chinese type, in the order of the types.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[Translation]> {
        (0..self.len()).map(|id| self.of(id as TypeId))
    }
}

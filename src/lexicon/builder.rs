//! Collects weighted pairs of Chinese words and English stems, and builds the table of a lexicon.

use std::collections::{BTreeMap, HashMap};

use super::table::{LexiconTable, StemWeight};

/// Minimum weight of a pair. Weaker pairs come from long glosses; strict F1 of alignments of novels is .944 with and
/// without them.
const MIN_WEIGHT: f32 = 0.04;
/// Maximum number of stems of a word. With a maximum of four, strict F1 is .005 lower than with eight; more than eight
/// gain nothing.
const MAX_STEMS: usize = 8;

/// A word with at least this many stems gets a hash table of its stems. Fewer stems are searched linearly.
const MAX_SEARCHED: usize = 32;

/// Pairs of a word and a stem with their weights.
#[derive(Default)]
pub(super) struct LexiconBuilder {
    /// Maps a word to its row of stems with weights. A stem is an index from `stems`.
    words: BTreeMap<String, Vec<(u32, f32)>>,
    /// Maps a word with at least `MAX_SEARCHED` stems to the position of each stem in the row.
    positions: HashMap<String, HashMap<u32, usize>>,
    /// Maps a stem to its index. Indices follow the order of insertion.
    stems: HashMap<String, u32>,
}

impl LexiconBuilder {
    /// Adds `weight` to the weight of a pair.
    pub(super) fn add(&mut self, word: &str, stem: &str, weight: f32) {
        self.update(word, stem, |old| old + weight);
    }

    /// Adds a word without a translation.
    pub(super) fn add_word(&mut self, word: String) {
        self.words.entry(word).or_default();
    }

    /// Raises the weight of a pair to at least `weight`.
    pub(super) fn raise(&mut self, word: &str, stem: &str, weight: f32) {
        self.update(word, stem, |old| old.max(weight));
    }

    fn update(&mut self, word: &str, stem: &str, new: impl Fn(f32) -> f32) {
        let id = match self.stems.get(stem) {
            Some(&id) => id,
            None => {
                let id = self.stems.len() as u32;
                self.stems.insert(stem.to_owned(), id);
                id
            }
        };
        if !self.words.contains_key(word) {
            self.words.insert(word.to_owned(), Vec::new());
        }
        let Some(row) = self.words.get_mut(word) else { return };
        if row.len() == MAX_SEARCHED && !self.positions.contains_key(word) {
            let positions = row.iter().enumerate().map(|(position, pair)| (pair.0, position));
            self.positions.insert(word.to_owned(), positions.collect());
        }
        let mut positions = if row.len() < MAX_SEARCHED { None } else { self.positions.get_mut(word) };
        let position = match &positions {
            Some(positions) => positions.get(&id).copied(),
            None => row.iter().position(|pair| pair.0 == id),
        };
        if let Some(pair) = position.and_then(|position| row.get_mut(position)) {
            pair.1 = new(pair.1);
            return;
        }
        if let Some(positions) = &mut positions {
            positions.insert(id, row.len());
        }
        row.push((id, new(0.0)));
    }

    /// Adds the pairs of a table. A pair that is already present keeps the larger weight.
    pub(super) fn add_table(&mut self, table: &LexiconTable) {
        for (word, row) in table.words() {
            for pair in table.stems_of(row) {
                self.raise(&word, table.stem(pair.stem), pair.weight);
            }
        }
    }

    /// Divides the weights of each word by their sum.
    pub(super) fn normalize(&mut self) {
        for row in self.words.values_mut() {
            let sum: f32 = row.iter().map(|pair| pair.1).sum();
            if sum > 0.0 {
                row.iter_mut().for_each(|pair| pair.1 /= sum);
            }
        }
    }

    /// Removes pairs under [`MIN_WEIGHT`], keeps the [`MAX_STEMS`] strongest pairs of each word, and then removes the
    /// words that have no pairs left.
    pub(super) fn prune(&mut self) {
        for row in self.words.values_mut() {
            row.retain(|pair| pair.1 >= MIN_WEIGHT);
            row.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            row.truncate(MAX_STEMS);
        }
        self.words.retain(|_, row| !row.is_empty());
    }

    /// Builds the table of all words. Leaves out the stems that no word uses.
    pub(super) fn finish(self) -> LexiconTable {
        let mut used = vec![false; self.stems.len()];
        for pair in self.words.values().flatten() {
            used[pair.0 as usize] = true;
        }
        let mut stems: Vec<(String, u32)> =
            self.stems.into_iter().filter(|(_, id)| used[*id as usize]).collect();
        stems.sort_unstable();
        let mut ids = vec![0; used.len()];
        for (new, (_, old)) in stems.iter().enumerate() {
            ids[*old as usize] = new as u32;
        }
        let rows = self
            .words
            .into_iter()
            .map(|(word, row)| {
                let row = row.into_iter().map(|(id, weight)| StemWeight { stem: ids[id as usize], weight });
                (word, row.collect())
            })
            .collect();
        let stems: Vec<String> = stems.into_iter().map(|(stem, _)| stem).collect();
        LexiconTable::new(rows, &stems)
    }
}

//! Collects weighted pairs of Chinese words and English stems, and builds the table of a lexicon.

use std::collections::{BTreeMap, HashMap};

use super::gloss_stems::has_stem;
use super::table::{LexiconTable, StemId, StemWeight};

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
    /// Maps a stem to the whole words that have it, with the sum of the weights of their glosses.
    whole: HashMap<String, BTreeMap<String, f32>>,
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

    /// Counts a whole word that has this stem. Words that would be read otherwise than as this stem do not count.
    pub(super) fn count_word(&mut self, stem: &str, word: &str, weight: f32) {
        match self.whole.get_mut(stem).and_then(|words| words.get_mut(word)) {
            Some(sum) => *sum += weight,
            None if has_stem(word, stem) => {
                self.whole.entry(stem.to_owned()).or_default().insert(word.to_owned(), weight);
            }
            None => {}
        }
    }

    /// Returns the whole word with the largest weight.
    fn whole_word(&self, stem: &str) -> Option<&str> {
        let words = self.whole.get(stem).into_iter().flatten();
        // Of equal words, the shortest is usually the base form.
        let best = words.max_by(|one, other| {
            one.1.total_cmp(other.1).then(other.0.len().cmp(&one.0.len())).then(other.0.cmp(one.0))
        });
        best.map(|(word, _)| word.as_str())
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
        for stem in 0..table.stem_count() as StemId {
            if let Some(word) = table.whole_word(stem) {
                self.count_word(table.stem(stem), word, 1.0);
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
    pub(super) fn finish(mut self) -> LexiconTable {
        let mut used = vec![false; self.stems.len()];
        for pair in self.words.values().flatten() {
            used[pair.0 as usize] = true;
        }
        let mut stems: Vec<(String, u32)> =
            std::mem::take(&mut self.stems).into_iter().filter(|(_, id)| used[*id as usize]).collect();
        stems.sort_unstable();
        let mut ids = vec![0; used.len()];
        for (new, (_, old)) in stems.iter().enumerate() {
            ids[*old as usize] = new as u32;
        }
        let rows = std::mem::take(&mut self.words)
            .into_iter()
            .map(|(word, row)| {
                let row = row.into_iter().map(|(id, weight)| StemWeight { stem: ids[id as usize], weight });
                (word, row.collect())
            })
            .collect();
        let stems: Vec<String> = stems.into_iter().map(|(stem, _)| stem).collect();
        let whole = stems.iter().map(|stem| self.whole_word(stem));
        LexiconTable::new(rows, &stems).with_whole_words(whole)
    }
}

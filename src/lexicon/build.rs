//! Collects weighted pairs of words from any source and makes a lexicon of them.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::sync::Arc;

use super::Lexicon;
use super::table::{Pair, Table, key};
use crate::english;

/// A pair weaker than this is noise of long glosses (strict F1 on novels .944 with and without).
const LEAST_WEIGHT: f32 = 0.04;
/// Stems a word keeps: four lose half a point of strict F1, all of them gain nothing.
const MOST_STEMS: usize = 8;

#[derive(Default)]
pub(super) struct Builder {
    words: BTreeMap<String, Vec<(u32, f32)>>,
    stems: HashMap<String, u32>,
}

impl Builder {
    /// Adds `weight` to a pair.
    pub(super) fn add(&mut self, word: &str, stem: &str, weight: f32) {
        self.update(word, stem, |old| old + weight);
    }

    /// Adds a word without a translation.
    pub(super) fn add_word(&mut self, word: String) {
        self.words.entry(word).or_default();
    }

    /// Raises a pair to `weight` if it has less.
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
        match row.iter_mut().find(|pair| pair.0 == id) {
            Some(pair) => pair.1 = new(pair.1),
            None => row.push((id, new(0.0))),
        }
    }

    pub(super) fn add_lexicon(&mut self, lexicon: &Lexicon) {
        let table = lexicon.table();
        for (word, row) in table.words() {
            for pair in table.pairs(row) {
                self.raise(&word, table.stem(pair.stem), pair.weight);
            }
        }
    }

    /// The content stems of a gloss, or all of them where there are no others.
    pub(super) fn gloss_stems(gloss: &str) -> Vec<String> {
        let mut all = Vec::new();
        english::stems(gloss, |stem| all.push(stem));
        let content: Vec<String> = all.iter().filter(|stem| !english::is_stop_stem(stem)).cloned().collect();
        if content.is_empty() { all } else { content }
    }

    /// Divides each row by its sum.
    pub(super) fn normalize(&mut self) {
        for row in self.words.values_mut() {
            let sum: f32 = row.iter().map(|pair| pair.1).sum();
            if sum > 0.0 {
                row.iter_mut().for_each(|pair| pair.1 /= sum);
            }
        }
    }

    /// Drops the weak pairs, and the words and stems that are left without any.
    pub(super) fn prune(&mut self) {
        for row in self.words.values_mut() {
            row.retain(|pair| pair.1 >= LEAST_WEIGHT);
            row.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            row.truncate(MOST_STEMS);
        }
        self.words.retain(|_, row| !row.is_empty());
    }

    pub(super) fn finish(self) -> Lexicon {
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
        let mut rows: Vec<(String, Vec<Pair>)> = self
            .words
            .into_iter()
            .map(|(word, row)| {
                let row = row.into_iter().map(|(id, weight)| Pair { stem: ids[id as usize], weight });
                (word, row.collect())
            })
            .collect();
        // Stable: the words with a key keep their order, which is that of the keys.
        rows.sort_by_key(|(word, _)| key(word).is_none());
        let stems: Vec<String> = stems.into_iter().map(|(stem, _)| stem).collect();
        Lexicon { table: Arc::new(Table::new(rows, &stems)) }
    }
}

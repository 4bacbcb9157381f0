//! Collects weighted pairs of Chinese words and English stems, and builds the table of a lexicon.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::iter;

use super::gloss_stems::has_stem;
use super::stem_weight::{MAX_ROW, MAX_STEM_COUNT, StemId, StemWeight};
use super::table::LexiconTable;

/// Minimum weight of a pair. Weaker pairs come from long glosses; strict F1 of alignments of novels is .944 with and
/// without them.
const MIN_WEIGHT: f32 = 0.04;
/// Maximum number of stems of a word. With a maximum of four, strict F1 is .005 lower than with eight; more than eight
/// gain nothing.
const MAX_STEMS: usize = 8;

/// Maximum number of whole words of a stem: a [`StemWeight`] has one byte for the form. A pair whose word is left out
/// gets the first word.
const MAX_FORMS: usize = 256;

/// A word with at least this many stems gets a hash table of its stems. Fewer stems are searched linearly.
const MAX_SEARCHED: usize = 32;

/// The translation of a word by a stem.
struct WordStem {
    /// Index from `LexiconBuilder::stems`.
    stem: u32,
    weight: f32,
    /// Index of the whole word from `LexiconBuilder::forms`, and the weight of its gloss. Of several glosses with this
    /// stem, the first one with the largest weight counts.
    form: Option<(u32, f32)>,
}

/// A gloss with one stem, and what it adds to the lexicon.
#[derive(Clone, Copy)]
pub(super) struct StemGloss<'g> {
    pub(super) stem: &'g str,
    /// The whole word. Empty if it is unknown.
    pub(super) whole: &'g str,
    pub(super) weight: f32,
}

/// Pairs of a word and a stem with their weights.
#[derive(Default)]
pub(super) struct LexiconBuilder {
    /// Maps a word to its row of pairs.
    words: BTreeMap<String, Vec<WordStem>>,
    /// Maps a word with at least `MAX_SEARCHED` stems to the position of each stem in the row.
    positions: HashMap<String, HashMap<u32, usize>>,
    /// Maps a stem to its index. Indices follow the order of insertion.
    stems: HashMap<String, u32>,
    /// Maps a stem to the whole words that have it, with the sum of the weights of their glosses.
    whole: HashMap<String, BTreeMap<String, f32>>,
    /// Maps a whole word to its index. Indices follow the order of insertion.
    forms: HashMap<String, u32>,
}

impl LexiconBuilder {
    /// Adds the weight of a gloss to the weight of its pair.
    pub(super) fn add(&mut self, word: &str, gloss: StemGloss<'_>) {
        self.update(word, gloss, |old| old + gloss.weight);
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

    /// Returns the whole words of a stem that `used` holds or that has the largest weight, this one first.
    fn whole_words(&self, stem: &str, used: &BTreeSet<&str>) -> Vec<&str> {
        let words = || self.whole.get(stem).into_iter().flatten();
        // Of equal words, the shortest is usually the base form.
        let best = words().max_by(|one, other| {
            one.1.total_cmp(other.1).then(other.0.len().cmp(&one.0.len())).then(other.0.cmp(one.0))
        });
        let Some((best, _)) = best else { return Vec::new() };
        let others =
            words().map(|(word, _)| word.as_str()).filter(|word| word != best && used.contains(word));
        iter::once(best.as_str()).chain(others).take(MAX_FORMS).collect()
    }

    /// Raises the weight of a pair to at least the weight of a gloss.
    pub(super) fn raise(&mut self, word: &str, gloss: StemGloss<'_>) {
        self.update(word, gloss, |old| old.max(gloss.weight));
    }

    fn update(&mut self, word: &str, gloss: StemGloss<'_>, new: impl Fn(f32) -> f32) {
        let id = number(&mut self.stems, gloss.stem);
        let known = self.whole.get(gloss.stem).is_some_and(|words| words.contains_key(gloss.whole));
        let form = known.then(|| (number(&mut self.forms, gloss.whole), gloss.weight));
        if !self.words.contains_key(word) {
            self.words.insert(word.to_owned(), Vec::new());
        }
        let Some(row) = self.words.get_mut(word) else { return };
        if row.len() == MAX_SEARCHED && !self.positions.contains_key(word) {
            let positions = row.iter().enumerate().map(|(position, pair)| (pair.stem, position));
            self.positions.insert(word.to_owned(), positions.collect());
        }
        let mut positions = if row.len() < MAX_SEARCHED { None } else { self.positions.get_mut(word) };
        let position = match &positions {
            Some(positions) => positions.get(&id).copied(),
            None => row.iter().position(|pair| pair.stem == id),
        };
        if let Some(pair) = position.and_then(|position| row.get_mut(position)) {
            pair.weight = new(pair.weight);
            if form.is_some_and(|form| pair.form.is_none_or(|old| form.1 > old.1)) {
                pair.form = form;
            }
            return;
        }
        if let Some(positions) = &mut positions {
            positions.insert(id, row.len());
        }
        row.push(WordStem { stem: id, weight: new(0.0), form });
    }

    /// Adds the pairs of a table. A pair that is already present keeps the larger weight.
    pub(super) fn add_table(&mut self, table: &LexiconTable) {
        for stem in 0..table.stem_count() as StemId {
            for (at, word) in table.whole_words(stem).enumerate() {
                self.count_word(table.stem(stem), word, if at == 0 { 1.0 } else { 0.0 });
            }
        }
        for (word, row) in table.words() {
            for pair in table.stems_of(row) {
                let whole = table.whole_word(pair).unwrap_or_default();
                self.raise(&word, StemGloss { stem: table.stem(pair.stem), whole, weight: pair.weight });
            }
        }
    }

    /// Divides the weights of each word by their sum.
    pub(super) fn normalize(&mut self) {
        for row in self.words.values_mut() {
            let sum: f32 = row.iter().map(|pair| pair.weight).sum();
            if sum > 0.0 {
                row.iter_mut().for_each(|pair| pair.weight /= sum);
            }
        }
    }

    /// Removes pairs under [`MIN_WEIGHT`], keeps the [`MAX_STEMS`] strongest pairs of each word, and then removes the
    /// words that have no pairs left.
    pub(super) fn prune(&mut self) {
        for row in self.words.values_mut() {
            row.retain(|pair| pair.weight >= MIN_WEIGHT);
            row.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.stem.cmp(&b.stem)));
            row.truncate(MAX_STEMS);
        }
        self.words.retain(|_, row| !row.is_empty());
    }

    /// Builds the table of all words. Keeps the [`MAX_ROW`] strongest pairs of each word, of equal ones the first.
    /// Leaves out the stems and whole words that no word uses.
    pub(super) fn finish(mut self) -> LexiconTable {
        for row in self.words.values_mut().filter(|row| row.len() > MAX_ROW) {
            row.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            row.truncate(MAX_ROW);
        }
        let mut forms = vec![""; self.forms.len()];
        self.forms.iter().for_each(|(form, &number)| forms[number as usize] = form);
        let form_of = |pair: &WordStem| pair.form.map(|(form, _)| forms[form as usize]);
        let mut used: Vec<Option<BTreeSet<&str>>> = vec![None; self.stems.len()];
        for pair in self.words.values().flatten() {
            used[pair.stem as usize].get_or_insert_default().extend(form_of(pair));
        }
        let mut stems: Vec<(&str, u32)> = self.stems.iter().map(|(stem, &id)| (stem.as_str(), id)).collect();
        stems.retain(|&(_, id)| used[id as usize].is_some());
        stems.sort_unstable();
        stems.truncate(MAX_STEM_COUNT);
        let mut ids = vec![None; used.len()];
        let mut whole = Vec::new();
        for (new, &(stem, old)) in stems.iter().enumerate() {
            ids[old as usize] = Some(new);
            whole.push(self.whole_words(stem, used[old as usize].as_ref().unwrap_or(&BTreeSet::new())));
        }
        let stem_weight = |pair: &WordStem| {
            let stem = ids[pair.stem as usize]?;
            let form = form_of(pair).and_then(|form| whole[stem].iter().position(|&word| word == form));
            Some(StemWeight { stem: stem as StemId, form: form.unwrap_or(0) as u8, weight: pair.weight })
        };
        let rows = self.words.iter();
        let rows =
            rows.map(|(word, row)| (word.clone(), row.iter().filter_map(stem_weight).collect())).collect();
        let stems: Vec<String> = stems.iter().map(|&(stem, _)| stem.to_owned()).collect();
        LexiconTable::new(rows, &stems).with_whole_words(whole.into_iter())
    }
}

/// Returns the index of a text. A new text gets the next index.
fn number(texts: &mut HashMap<String, u32>, text: &str) -> u32 {
    if let Some(&number) = texts.get(text) {
        return number;
    }
    let number = texts.len() as u32;
    texts.insert(text.to_owned(), number);
    number
}

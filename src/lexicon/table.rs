//! The words, stems and weights as they lie in memory, laid out for the look-up.

use std::collections::HashMap;

/// Number of a stem in its lexicon.
pub(crate) type StemId = u32;

/// Number of a word in its lexicon.
pub(crate) type Row = usize;

/// A stem of a word with its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pair {
    pub(crate) stem: StemId,
    pub(crate) weight: f32,
}

/// Words of up to four characters of the Basic Multilingual Plane, which are all but a few, are keys
/// of 64 bits in ascending order, with an index by their first character; the others are hashed.
#[derive(Debug, Default)]
pub(crate) struct Table {
    keys: Vec<u64>,
    /// For each Han character of [`FIRST`]`..=`[`LAST`], where its keys start; one more at the end.
    buckets: Vec<u32>,
    long: HashMap<Box<str>, u32>,
    longest: usize,
    /// Where the pairs of each row start; one more at the end. Rows of `keys` come first.
    starts: Vec<u32>,
    pairs: Vec<Pair>,
    /// All stems in ascending order, end to end, and where each starts; one more at the end.
    stem_text: String,
    stem_starts: Vec<u32>,
}

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// Longest word, in characters, that is a key.
pub(crate) const KEY_CHARS: usize = 4;

/// The key of a word, if it has one: four times 16 bits, the first character on top.
pub(crate) fn key(word: &str) -> Option<u64> {
    let (mut key, mut count) = (0, 0);
    for c in word.chars() {
        key = push(key, count, c)?;
        count += 1;
    }
    (count > 0).then_some(key)
}

/// `key` with `c` as its character number `count`, from 0.
pub(crate) fn push(key: u64, count: usize, c: char) -> Option<u64> {
    let code = u64::from(u16::try_from(u32::from(c)).ok()?);
    (count < KEY_CHARS && code != 0).then(|| key | code << (48 - 16 * count))
}

impl Table {
    /// Makes the table from rows in ascending order of their keys, then those without a key, and
    /// stems in ascending order.
    pub(crate) fn new(rows: Vec<(String, Vec<Pair>)>, stems: &[String]) -> Self {
        let mut table = Self::default();
        for (word, pairs) in rows {
            table.push_row(&word, key(&word), &pairs);
        }
        for stem in stems {
            table.push_stem(stem);
        }
        table.seal();
        table
    }

    pub(crate) fn push_row(&mut self, word: &str, key: Option<u64>, pairs: &[Pair]) {
        self.starts.push(self.pairs.len() as u32);
        self.pairs.extend_from_slice(pairs);
        match key {
            Some(key) => self.keys.push(key),
            None => {
                let row = (self.starts.len() - 1) as u32;
                self.longest = self.longest.max(word.chars().count());
                self.long.insert(word.into(), row);
            }
        }
    }

    pub(crate) fn push_stem(&mut self, stem: &str) {
        self.stem_starts.push(self.stem_text.len() as u32);
        self.stem_text.push_str(stem);
    }

    pub(crate) fn seal(&mut self) {
        self.starts.push(self.pairs.len() as u32);
        self.stem_starts.push(self.stem_text.len() as u32);
        self.longest = self.longest.max(KEY_CHARS);
        let mut at = 0;
        self.buckets = (FIRST..=LAST + 1)
            .map(|code| {
                let key = u64::from(code) << 48;
                at += self.keys[at..].iter().take_while(|&&other| other < key).count();
                at as u32
            })
            .collect();
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(crate) fn row_of_key(&self, key: u64) -> Option<Row> {
        let first = (key >> 48) as u32;
        let range = match first.checked_sub(FIRST) {
            Some(bucket) if first <= LAST => {
                self.buckets[bucket as usize] as usize..self.buckets[bucket as usize + 1] as usize
            }
            _ => 0..self.keys.len(),
        };
        let start = range.start;
        self.keys[range].binary_search(&key).ok().map(|at| start + at)
    }

    pub(crate) fn row_of(&self, word: &str) -> Option<Row> {
        match key(word) {
            Some(key) => self.row_of_key(key),
            None => self.long.get(word).map(|&row| row as Row),
        }
    }

    /// The longest word that `text` starts with: its length in bytes and its row.
    ///
    /// Time O(characters of the longest word of the lexicon).
    pub(crate) fn longest_match(&self, text: &str) -> Option<(usize, Row)> {
        if !self.long.is_empty() {
            let mut ends = [0; 32];
            let mut count = 0;
            for (at, c) in text.char_indices().take(self.longest.min(ends.len())) {
                ends[count] = at + c.len_utf8();
                count += 1;
            }
            for &end in ends[..count].iter().rev() {
                if let Some(&row) = self.long.get(&text[..end]) {
                    return Some((end, row as Row));
                }
            }
        }
        let mut keys = [(0, 0); KEY_CHARS];
        let (mut count, mut last) = (0, 0);
        for (at, c) in text.char_indices().take(KEY_CHARS) {
            let Some(key) = push(last, count, c) else { break };
            last = key;
            keys[count] = (key, at + c.len_utf8());
            count += 1;
        }
        keys[..count].iter().rev().find_map(|&(key, end)| self.row_of_key(key).map(|row| (end, row)))
    }

    pub(crate) fn pairs(&self, row: Row) -> &[Pair] {
        &self.pairs[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    pub(crate) fn stem(&self, id: StemId) -> &str {
        &self.stem_text[self.stem_starts[id as usize] as usize..self.stem_starts[id as usize + 1] as usize]
    }

    pub(crate) fn stem_count(&self) -> usize {
        self.stem_starts.len() - 1
    }

    /// Number of a stem. Time O(log stems).
    pub(crate) fn stem_id(&self, stem: &str) -> Option<StemId> {
        let (mut low, mut high) = (0, self.stem_count() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.stem(middle).cmp(stem) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// All words with their rows, ascending.
    pub(crate) fn words(&self) -> impl Iterator<Item = (String, Row)> {
        let short = self.keys.iter().enumerate().map(|(row, &key)| {
            let codes = (0..KEY_CHARS).map(|at| (key >> (48 - 16 * at)) as u16);
            let word = codes.take_while(|&code| code != 0).filter_map(|code| char::from_u32(code.into()));
            (word.collect(), row)
        });
        let long = self.long.iter().map(|(word, &row)| (word.to_string(), row as Row));
        let mut words: Vec<_> = short.chain(long).collect();
        words.sort();
        words.into_iter()
    }
}

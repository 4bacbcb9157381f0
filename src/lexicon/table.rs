//! The words, stems and weights of a lexicon, in arrays for look-up.

use std::collections::HashMap;

/// Index of a stem in its lexicon, in ascending order of the stems.
pub(crate) type StemId = u32;

/// Index of a word in its lexicon.
pub(crate) type WordRow = usize;

/// An English stem of a Chinese word, and its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct StemWeight {
    pub(crate) stem: StemId,
    pub(crate) weight: f32,
}

/// The look-up table of a lexicon. Nearly all words have up to four characters of the Basic Multilingual Plane:
/// they are 64-bit keys in ascending order, indexed by their first character. The other words are hashed.
#[derive(Debug, Default)]
pub(crate) struct LexiconTable {
    keys: Vec<u64>,
    /// For each first character in [`FIRST`]`..=`[`LAST`], the index of its first key; then the end of the keys of
    /// [`LAST`].
    buckets: Vec<u32>,
    /// Words without a key.
    long: HashMap<Box<str>, u32>,
    /// Number of characters of the longest word.
    longest: usize,
    /// For each row, the index of its first stem; then the number of stems. The rows of `keys` come first.
    starts: Vec<u32>,
    stems: Vec<StemWeight>,
    /// All stems in ascending order, concatenated.
    stem_text: String,
    /// For each stem, its start in `stem_text`; then the length of the text.
    stem_starts: Vec<u32>,
}

/// First and last character of the index: from CJK Extension A to the CJK Unified Ideographs.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// Maximum length in characters of a hashed word that [`LexiconTable::longest_match`] finds. It bounds its time.
const LONGEST_MATCH: usize = 32;

/// Maximum length in characters of a word with a key: four times 16 bits.
pub(crate) const KEY_CHARS: usize = 4;

/// The key of a word: 16 bits a character, the first in the highest bits. `None` for a word that is too long, or
/// has characters outside the Basic Multilingual Plane.
pub(crate) fn key(word: &str) -> Option<u64> {
    let (mut key, mut count) = (0, 0);
    for c in word.chars() {
        key = push(key, count, c)?;
        count += 1;
    }
    (count > 0).then_some(key)
}

/// `key` with `c` as character number `count`, counted from 0.
pub(crate) fn push(key: u64, count: usize, c: char) -> Option<u64> {
    let code = u64::from(u16::try_from(u32::from(c)).ok()?);
    (count < KEY_CHARS && code != 0).then(|| key | code << (48 - 16 * count))
}

impl LexiconTable {
    /// Creates a table from the rows in ascending order of their keys, followed by those without a key,
    /// and from the stems in ascending order.
    pub(crate) fn new(rows: Vec<(String, Vec<StemWeight>)>, stems: &[String]) -> Self {
        let mut table = Self::default();
        for (word, weights) in rows {
            table.push_row(&word, key(&word), &weights);
        }
        for stem in stems {
            table.push_stem(stem);
        }
        table.seal();
        table
    }

    /// Appends a row. All rows with a key must come before those without, in ascending order of their keys.
    pub(crate) fn push_row(&mut self, word: &str, key: Option<u64>, stems: &[StemWeight]) {
        self.starts.push(self.stems.len() as u32);
        self.stems.extend_from_slice(stems);
        match key {
            Some(key) => self.keys.push(key),
            None => {
                let row = (self.starts.len() - 1) as u32;
                self.longest = self.longest.max(word.chars().count());
                self.long.insert(word.into(), row);
            }
        }
    }

    /// Appends a stem. Stems must come in ascending order.
    pub(crate) fn push_stem(&mut self, stem: &str) {
        self.stem_starts.push(self.stem_text.len() as u32);
        self.stem_text.push_str(stem);
    }

    /// Completes the table, after the last row and the last stem.
    pub(crate) fn seal(&mut self) {
        self.starts.push(self.stems.len() as u32);
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

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The row of a key. Time O(log of the keys with the same first character).
    pub(crate) fn row_of_key(&self, key: u64) -> Option<WordRow> {
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

    /// The row of a word.
    pub(crate) fn row_of(&self, word: &str) -> Option<WordRow> {
        match key(word) {
            Some(key) => self.row_of_key(key),
            None => self.long.get(word).map(|&row| row as WordRow),
        }
    }

    /// The longest word that `text` starts with: its length in bytes, and its row.
    ///
    /// Time O(characters of the longest word of the lexicon), at most [`LONGEST_MATCH`] look-ups.
    pub(crate) fn longest_match(&self, text: &str) -> Option<(usize, WordRow)> {
        if !self.long.is_empty() {
            let mut ends = [0; LONGEST_MATCH];
            let mut count = 0;
            for (at, c) in text.char_indices().take(self.longest.min(ends.len())) {
                ends[count] = at + c.len_utf8();
                count += 1;
            }
            for &end in ends[..count].iter().rev() {
                if let Some(&row) = self.long.get(&text[..end]) {
                    return Some((end, row as WordRow));
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

    /// The stems of a word.
    pub(crate) fn stems_of(&self, row: WordRow) -> &[StemWeight] {
        &self.stems[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    /// The text of a stem.
    pub(crate) fn stem(&self, id: StemId) -> &str {
        &self.stem_text[self.stem_starts[id as usize] as usize..self.stem_starts[id as usize + 1] as usize]
    }

    /// Number of stems.
    pub(crate) fn stem_count(&self) -> usize {
        self.stem_starts.len() - 1
    }

    /// The index of a stem. Time O(log stems).
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

    /// All words with their rows, in ascending order.
    pub(crate) fn words(&self) -> impl Iterator<Item = (String, WordRow)> {
        let short = self.keys.iter().enumerate().map(|(row, &key)| {
            let codes = (0..KEY_CHARS).map(|at| (key >> (48 - 16 * at)) as u16);
            let word = codes.take_while(|&code| code != 0).filter_map(|code| char::from_u32(code.into()));
            (word.collect(), row)
        });
        let long = self.long.iter().map(|(word, &row)| (word.to_string(), row as WordRow));
        let mut words: Vec<_> = short.chain(long).collect();
        words.sort();
        words.into_iter()
    }
}

//! The words, stems and weights of a lexicon, in arrays for look-up.

use std::ops::Range;

use super::stem_weight::{MAX_ROW, StemId, StemWeight};
use crate::tables::{PackedArray, PackedTexts};

/// Index of a word in its lexicon.
pub(crate) type WordRow = usize;

/// The look-up table of a lexicon. Nearly all words have at most four characters, all in the Basic Multilingual Plane;
/// these words are stored as 64-bit keys. The other words are stored as texts.
#[derive(Debug, PartialEq)]
pub(crate) struct LexiconTable {
    /// The [`key`] of each word that has one, in ascending order. Each item is a little-endian `u64`.
    pub(super) keys: PackedArray<8>,
    /// The words that start with character `FIRST + i` are `keys[buckets[i]..buckets[i + 1]]`. There is one entry more
    /// than characters in [`FIRST`]`..=`[`LAST`]. Each item is a little-endian `u32`.
    pub(super) buckets: PackedArray<4>,
    /// The words without a key, sorted by [`start_key`] and then by their bytes.
    pub(super) long: PackedTexts,
    /// The [`start_key`] of each word of `long`. Each item is a little-endian `u64`.
    pub(super) long_keys: PackedArray<8>,
    /// The stems of row `i` are `weights[starts[i]..starts[i + 1]]`. The rows of `keys` come first, then the rows of
    /// `long`. Each item is a little-endian `u32`.
    pub(super) starts: PackedArray<4>,
    /// The stems of all rows with their weights. Each item is a [`StemWeight`].
    pub(super) weights: PackedArray<8>,
    /// All stems in ascending order.
    pub(super) stems: PackedTexts,
    /// For each stem, the whole words that its pairs name, one per line. The first word has the largest total weight.
    /// A word is [`SAME`] if it is the stem. Empty if no word is known.
    pub(super) whole: PackedTexts,
}

/// The mark of a whole word that is the stem. No word is `=`.
const SAME: &str = "=";

/// First and last character with an entry in `buckets`: the range covers CJK Extension A and the CJK Unified
/// Ideographs.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// Maximum length in characters of a word with a key: four characters of 16 bits fill 64 bits.
pub(crate) const KEY_CHARS: usize = 4;

/// Maximum length in characters of a word that is found in a text. Without a limit, a word that nearly matches at each
/// place of a text would be read from its start at each place. The longest word of the embedded lexicon has four
/// characters; an entry of more than 128 is a sentence rather than a word.
const MAX_MATCHED: usize = 128;

/// Returns the key of a word: 16 bits per character, with the first character in the highest bits. The key of `一` is
/// `0x4e00_0000_0000_0000`. Returns `None` for a word that is empty, is longer than [`KEY_CHARS`], or has a character
/// that is U+0000 or outside the Basic Multilingual Plane.
pub(crate) fn key(word: &str) -> Option<u64> {
    let (mut key, mut count) = (0, 0);
    for c in word.chars() {
        key = push(key, count, c)?;
        count += 1;
    }
    (count > 0).then_some(key)
}

/// Returns `key` with `c` added as character number `count`, counted from 0. Returns `None` if `key` is full, or if
/// `c` is U+0000 or outside the Basic Multilingual Plane.
pub(crate) fn push(key: u64, count: usize, c: char) -> Option<u64> {
    let code = u64::from(u16::try_from(u32::from(c)).ok()?);
    (count < KEY_CHARS && code != 0).then(|| key | code << (48 - 16 * count))
}

/// Returns the key of the first four characters of `text`, or of the characters before the first one that has no
/// place in a key. If a text starts with one of the `long` words, the text and the word have the same start key.
fn start_key(text: &str) -> u64 {
    let mut start = 0;
    for (count, c) in text.chars().take(KEY_CHARS).enumerate() {
        let Some(key) = push(start, count, c) else { break };
        start = key;
    }
    start
}

impl LexiconTable {
    /// Creates a table. `rows` holds distinct words with their stems, and `stems` the texts of all stems in ascending
    /// order.
    pub(crate) fn new(mut rows: Vec<(String, Vec<StemWeight>)>, stems: &[String]) -> Self {
        rows.sort_by_cached_key(|(word, _)| {
            (key(word).map_or((1, start_key(word)), |key| (0, key)), word.clone())
        });
        let keys: Vec<u64> = rows.iter().map_while(|(word, _)| key(word)).collect();
        let long = || rows[keys.len()..].iter().map(|(word, _)| word.as_str());
        let (mut starts, mut weights) = (vec![[0; 4]], Vec::new());
        for (_, row) in &rows {
            weights.extend(row.iter().map(|pair| pair.to_bytes()));
            starts.push((weights.len() as u32).to_le_bytes());
        }
        Self {
            buckets: Self::index(&keys).map(u32::to_le_bytes).collect(),
            long: PackedTexts::new(long()),
            long_keys: long().map(|word| start_key(word).to_le_bytes()).collect(),
            keys: keys.iter().map(|key| key.to_le_bytes()).collect(),
            starts: starts.into(),
            weights: weights.into(),
            stems: PackedTexts::new(stems.iter().map(String::as_str)),
            whole: PackedTexts::new(stems.iter().map(|_| "")),
        }
    }

    /// Sets the whole words of each stem, in the order of the stems.
    pub(super) fn with_whole_words<'w>(mut self, words: impl Iterator<Item = Vec<&'w str>>) -> Self {
        let stored = words.enumerate().map(|(at, words)| {
            let stem = self.stems.get(at);
            let words = words.into_iter().map(|word| if word == stem { SAME } else { word });
            words.collect::<Vec<_>>().join("\n")
        });
        self.whole = PackedTexts::new(stored.collect::<Vec<_>>().iter().map(String::as_str));
        self
    }

    /// Returns the entries of `buckets` for `keys`.
    fn index(keys: &[u64]) -> impl Iterator<Item = u32> {
        let first_keys = (FIRST..=LAST + 1).map(|code| u64::from(code) << 48);
        first_keys.map(|first| keys.partition_point(|&key| key < first) as u32)
    }

    /// Checks the invariants that look-ups rely on, for a table read from the caller's bytes. The error says what is
    /// wrong. Time O(length).
    pub(super) fn check(&self) -> Result<(), &'static str> {
        let keys: Vec<u64> = self.keys.iter().map(|&key| u64::from_le_bytes(key)).collect();
        let long = || (0..self.long.len()).map(|at| (start_key(self.long.get(at)), self.long.bytes(at)));
        if !self.long.is_sound() || !self.stems.is_sound() || !self.whole.is_sound() {
            return Err("texts out of order");
        }
        let long_keys = self.long_keys.iter().map(|&key| u64::from_le_bytes(key));
        if !keys.is_sorted_by(|one, other| one < other)
            || !long().is_sorted_by(|one, other| one < other)
            || !long().map(|(key, _)| key).eq(long_keys)
            || !self.buckets.iter().map(|&at| u32::from_le_bytes(at)).eq(Self::index(&keys))
        {
            return Err("words out of order");
        }
        let starts = || self.starts.iter().map(|&at| u32::from_le_bytes(at) as usize);
        if !starts().is_sorted_by(|start, end| start <= end && end - start <= MAX_ROW)
            || starts().len() != self.len() + 1
            || starts().next_back() != Some(self.weights.len())
        {
            return Err("rows out of order or too long");
        }
        if self.whole.len() != self.stems.len() {
            return Err("a stem without a word");
        }
        let stems = self.weights.iter().map(|&pair| StemWeight::from_bytes(pair).stem as usize);
        if stems.max().is_some_and(|last| last >= self.stems.len()) {
            return Err("a row without a stem");
        }
        Ok(())
    }

    /// Returns the number of words.
    pub(crate) fn len(&self) -> usize {
        self.keys.len() + self.long.len()
    }

    /// Returns the row of a key. Time O(log keys).
    pub(crate) fn row_of_key(&self, key: u64) -> Option<WordRow> {
        let bucket = |at: usize| u32::from_le_bytes(self.buckets[at]) as usize;
        let first = (key >> 48) as u32;
        let range = match first.checked_sub(FIRST) {
            Some(at) if first <= LAST => bucket(at as usize)..bucket(at as usize + 1),
            _ => 0..self.keys.len(),
        };
        let start = range.start;
        let found = self.keys[range].binary_search_by_key(&key, |&key| u64::from_le_bytes(key));
        found.ok().map(|at| start + at)
    }

    /// Returns the row of a word.
    pub(crate) fn row_of(&self, word: &str) -> Option<WordRow> {
        if let Some(key) = key(word) {
            return self.row_of_key(key);
        }
        let range = self.long_of_start(word);
        let at = self.first_of(range.clone(), |text| text < word.as_bytes());
        (range.contains(&at) && self.long.bytes(at) == word.as_bytes()).then(|| self.keys.len() + at)
    }

    /// Returns the length in bytes and the row of the longest word that `text` starts with. Words of more than
    /// [`MAX_MATCHED`] characters do not count.
    ///
    /// Time O(k log words), where k is the length of the longest prefix that `text` shares with a word without a key,
    /// at most [`MAX_MATCHED`].
    pub(crate) fn longest_match(&self, text: &str) -> Option<(usize, WordRow)> {
        if let Some(found) = self.longest_without_key(text) {
            return Some(found);
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

    fn longest_without_key(&self, text: &str) -> Option<(usize, WordRow)> {
        let mut range = self.long_of_start(text);
        let mut found = None;
        for (at, c) in text.char_indices().take(MAX_MATCHED) {
            if range.is_empty() {
                break;
            }
            // Narrows `range` to the words that start with `text[..end]`. They all start with `text[..at]`.
            let end = at + c.len_utf8();
            let next = &text.as_bytes()[at..end];
            let before = |word: &[u8]| &word[at..word.len().min(end)] < next;
            let until = |word: &[u8]| &word[at..word.len().min(end)] <= next;
            range = self.first_of(range.clone(), before)..self.first_of(range, until);
            if !range.is_empty() && self.long.bytes(range.start).len() == end {
                found = Some((end, self.keys.len() + range.start));
            }
        }
        found
    }

    /// Returns the range of the words in `long` that have the same [`start_key`] as `text`.
    fn long_of_start(&self, text: &str) -> Range<usize> {
        let wanted = start_key(text);
        let first = self.long_keys.partition_point(|&key| u64::from_le_bytes(key) < wanted);
        let len = self.long_keys[first..].partition_point(|&key| u64::from_le_bytes(key) == wanted);
        first..first + len
    }

    /// Returns the index in `long` of the first word in `range` for which `before` is false, or the end of `range` if
    /// `before` is true for all words.
    fn first_of(&self, range: Range<usize>, before: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.long.bytes(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Returns the stems of a word.
    pub(crate) fn stems_of(&self, row: WordRow) -> impl Iterator<Item = StemWeight> + '_ {
        let [start, end] = [row, row + 1].map(|at| u32::from_le_bytes(self.starts[at]) as usize);
        self.weights[start..end].iter().map(|&pair| StemWeight::from_bytes(pair))
    }

    /// Returns the text of a stem.
    pub(crate) fn stem(&self, id: StemId) -> &str {
        self.stems.get(id as usize)
    }

    /// Returns the number of stems.
    pub(crate) fn stem_count(&self) -> usize {
        self.stems.len()
    }

    /// Returns the whole word of a pair, if it is known.
    pub(crate) fn whole_word(&self, pair: StemWeight) -> Option<&str> {
        self.whole_words(pair.stem).nth(pair.form.into())
    }

    /// Returns the whole words of a stem.
    pub(crate) fn whole_words(&self, id: StemId) -> impl Iterator<Item = &str> {
        let words = self.whole.get(id as usize).split('\n').filter(|word| !word.is_empty());
        words.map(move |word| if word == SAME { self.stem(id) } else { word })
    }

    /// Returns the index of a stem. Time O(log stems).
    pub(crate) fn stem_id(&self, stem: &str) -> Option<StemId> {
        let (mut low, mut high) = (0, self.stem_count());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.stems.bytes(middle).cmp(stem.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle as StemId),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Returns all words with their rows, in ascending order.
    pub(crate) fn words(&self) -> impl Iterator<Item = (String, WordRow)> {
        let short = self.keys.iter().enumerate().map(|(row, &key)| {
            let codes = (0..KEY_CHARS).map(|at| (u64::from_le_bytes(key) >> (48 - 16 * at)) as u16);
            let word = codes.take_while(|&code| code != 0).filter_map(|code| char::from_u32(code.into()));
            (word.collect(), row)
        });
        let long = (0..self.long.len()).map(|at| (self.long.get(at).to_owned(), self.keys.len() + at));
        let mut words: Vec<_> = short.chain(long).collect();
        words.sort();
        words.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words with more than four characters have no keys. The words with 𠮷 have no keys either, because this
    /// character is outside the Basic Multilingual Plane.
    #[test]
    fn the_longest_word_is_found() {
        let words =
            ["苹", "苹果", "苹果树上", "苹果树上的", "苹果树上的果子", "苹果树上的花", "𠮷", "𠮷祥", "大𠮷"];
        let rows = words.map(|word| (word.to_owned(), Vec::new())).into();
        let table = LexiconTable::new(rows, &[]);
        assert_eq!(table.check(), Ok(()));
        assert!(words.iter().all(|word| table.row_of(word).is_some()));
        assert_eq!(table.row_of("苹果树上的果"), None);
        let rows = [
            ("苹果树", "苹果"),
            ("苹果树上来", "苹果树上"),
            ("苹果树上的果", "苹果树上的"),
            ("苹果树上的果子熟了", "苹果树上的果子"),
            ("𠮷利", "𠮷"),
            ("𠮷祥物", "𠮷祥"),
            ("大𠮷", "大𠮷"),
            ("大吉", ""),
            ("", ""),
        ];
        for (text, expected) in rows {
            let found = table.longest_match(text);
            assert_eq!(found.map_or("", |(len, _)| &text[..len]), expected, "{text}");
            assert_eq!(found.map(|(_, row)| row), table.row_of(expected), "{text}");
        }
    }

    #[test]
    fn a_word_of_many_characters_is_found_up_to_a_limit() {
        let words = [MAX_MATCHED, MAX_MATCHED + 1].map(|length| "山".repeat(length));
        let rows = words.iter().map(|word| (word.clone(), Vec::new())).collect();
        let table = LexiconTable::new(rows, &[]);
        let rows = words.each_ref().map(|word| table.row_of(word));
        assert_eq!(rows, [Some(0), Some(1)]);
        for text in &words {
            assert_eq!(table.longest_match(text), Some((words[0].len(), 0)), "{} bytes", text.len());
        }
    }
}

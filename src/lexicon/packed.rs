//! The packed form of a lexicon: small in a binary, read in one pass.
//!
//! Magic; number of characters, stems, rows with a key and rows without. Characters by frequency, so
//! that the common ones take one byte as numbers. Stems in ascending order, each as the bytes it
//! shares with the one before and its rest, and its rank by frequency, which pairs use. Rows in
//! the order of the table: a head (characters shared with the row before, new ones, pairs), the new characters,
//! the pairs.
//! All numbers are LEB128; a weight is a byte.

use std::collections::HashMap;
use std::sync::Arc;

use super::Lexicon;
use super::table::{Pair, Row, Table, key};
use crate::{Error, ErrorKind};

const MAGIC: &[u8; 8] = b"bitextL2";
/// No word or stem is longer: a limit that a damaged table cannot pass.
const MOST_PARTS: usize = 1 << 16;

pub(super) fn write(table: &Table) -> Vec<u8> {
    let mut words: Vec<(String, Row)> = table.words().collect();
    words.sort_by_key(|(word, _)| key(word).is_none());
    let keyed = words.iter().filter(|(word, _)| key(word).is_some()).count();
    let chars = by_frequency(words.iter().flat_map(|(word, _)| word.chars()));
    let stem_ranks = by_frequency(words.iter().flat_map(|&(_, row)| table.pairs(row)).map(|pair| pair.stem));
    let char_rank: HashMap<char, usize> = chars.iter().enumerate().map(|(rank, &c)| (c, rank)).collect();
    let stem_rank: HashMap<u32, usize> =
        stem_ranks.iter().enumerate().map(|(rank, &id)| (id, rank)).collect();

    let mut out = MAGIC.to_vec();
    for count in [chars.len(), table.stem_count(), keyed, words.len() - keyed] {
        put(&mut out, count);
    }
    for &c in &chars {
        put(&mut out, c as usize);
    }
    let mut last = "";
    for id in 0..table.stem_count() as u32 {
        let stem = table.stem(id);
        let shared = stem.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        put(&mut out, shared);
        put(&mut out, stem.len() - shared);
        out.extend_from_slice(&stem.as_bytes()[shared..]);
        put(&mut out, stem_rank.get(&id).copied().unwrap_or_default());
        last = stem;
    }
    let mut last: Vec<char> = Vec::new();
    for (word, row) in &words {
        let word: Vec<char> = word.chars().collect();
        let shared = word.iter().zip(&last).take_while(|(a, b)| a == b).count();
        let pairs = table.pairs(*row);
        put_head(&mut out, [shared, word.len() - shared, pairs.len()]);
        for c in &word[shared..] {
            put(&mut out, char_rank[c]);
        }
        for pair in pairs {
            put(&mut out, stem_rank[&pair.stem]);
            out.push((pair.weight.clamp(0.0, 1.0) * 255.0).round() as u8);
        }
        last = word;
    }
    out
}

/// The distinct items, most frequent first, equal ones in ascending order.
fn by_frequency<T: std::hash::Hash + Ord + Copy>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: HashMap<T, usize> = HashMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let mut ranked: Vec<(T, usize)> = counts.into_iter().collect();
    ranked.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.into_iter().map(|(item, _)| item).collect()
}

fn put(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A head that does not fit into seven bits; three numbers follow.
const LONG_HEAD: u8 = 0x80;

/// Characters shared with the row before, new ones, and pairs: in one byte, as for all but a few rows.
fn put_head(out: &mut Vec<u8>, [shared, new, pairs]: [usize; 3]) {
    if shared < 4 && (1..=4).contains(&new) && (1..=8).contains(&pairs) {
        out.push((shared << 5 | (new - 1) << 3 | (pairs - 1)) as u8);
    } else {
        out.push(LONG_HEAD);
        for number in [shared, new, pairs] {
            put(out, number);
        }
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Lexicon, Error> {
    let mut reader = Reader { bytes, at: 0 };
    match reader.parse() {
        Some(table) => Ok(Lexicon { table: Arc::new(table) }),
        None => {
            let message = "not a packed lexicon of this version: pack it again with `Lexicon::to_bytes`";
            Err(Error::new(ErrorKind::Table, message).at_offset(reader.at))
        }
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn parse(&mut self) -> Option<Table> {
        if self.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let [chars, stems, keyed, others] = [self.count()?, self.count()?, self.count()?, self.count()?];
        let chars: Vec<char> =
            (0..chars).map(|_| char::from_u32(u32::try_from(self.number()?).ok()?)).collect::<Option<_>>()?;
        let mut table = Table::default();
        let mut ranks = vec![0_u32; stems];
        let mut stem = Vec::new();
        for id in 0..stems {
            stem.truncate(self.number()?);
            let rest = self.number()?;
            stem.extend_from_slice(self.take(rest)?);
            table.push_stem(std::str::from_utf8(&stem).ok()?);
            *ranks.get_mut(self.number()?)? = id as u32;
        }
        let mut word = String::new();
        let mut ends: Vec<usize> = Vec::new();
        let mut pairs = Vec::new();
        let mut last_key = 0;
        for row in 0..keyed + others {
            let [shared, new, count] = self.head()?;
            ends.truncate(shared);
            word.truncate(ends.last().copied().unwrap_or_default());
            for _ in 0..new.min(MOST_PARTS) {
                word.push(*chars.get(self.number()?)?);
                ends.push(word.len());
            }
            pairs.clear();
            for _ in 0..count.min(MOST_PARTS) {
                let stem = *ranks.get(self.number()?)?;
                pairs.push(Pair { stem, weight: f32::from(self.take(1)?[0]) / 255.0 });
            }
            let key = key(&word);
            if key.is_some() != (row < keyed) || key.is_some_and(|key| key <= last_key) {
                return None;
            }
            last_key = key.unwrap_or_default();
            table.push_row(&word, key, &pairs);
        }
        table.seal();
        (self.at == self.bytes.len()).then_some(table)
    }

    fn head(&mut self) -> Option<[usize; 3]> {
        let head = usize::from(self.take(1)?[0]);
        if head == usize::from(LONG_HEAD) {
            return Some([self.number()?, self.number()?, self.number()?]);
        }
        Some([head >> 5 & 3, (head >> 3 & 3) + 1, (head & 7) + 1])
    }

    fn take(&mut self, len: usize) -> Option<&'b [u8]> {
        let part = self.bytes.get(self.at..self.at.checked_add(len)?)?;
        self.at += len;
        Some(part)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number of things that follow, each of a byte at least.
    fn count(&mut self) -> Option<usize> {
        self.number().filter(|&count| count <= self.bytes.len())
    }
}

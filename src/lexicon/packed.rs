//! The packed form of a lexicon: compact, and read in one pass.
//!
//! 1. The numbers of characters, of stems, of words with a 64-bit key, and of words without one.
//! 2. The characters by descending frequency, so that the ranks of common ones take one byte.
//! 3. The stems in ascending order. Each has the number of bytes that it shares with the previous stem, its
//!    other bytes, and its rank by frequency. The rows refer to stems by rank.
//! 4. The rows in the order of the table. Each has a head (the number of characters shared with the previous
//!    row, of new characters, and of stems), its new characters, and its stems with weights in units of 1/255.

use std::collections::HashMap;
use std::hash::Hash;

use super::table::{LexiconTable, StemWeight, WordRow, key};
use crate::Error;
use crate::tables::{MAGIC, TableKind, TableReader, TableWriter};

const KIND: TableKind = TableKind { letter: b'L', version: 1, name: "packed lexicon" };

/// Packs a table.
pub(super) fn write(table: &LexiconTable) -> Vec<u8> {
    let mut words: Vec<(String, WordRow)> = table.words().collect();
    words.sort_by_key(|(word, _)| key(word).is_none());
    let keyed = words.iter().filter(|(word, _)| key(word).is_some()).count();
    let chars = by_frequency(words.iter().flat_map(|(word, _)| word.chars()));
    let used = by_frequency(words.iter().flat_map(|&(_, row)| table.stems_of(row)).map(|pair| pair.stem));
    let char_ranks = ranks(&chars);
    let stem_ranks = ranks(&used);

    let mut out = TableWriter::default();
    for count in [chars.len(), table.stem_count(), keyed, words.len() - keyed] {
        out.number(count as u64);
    }
    for &c in &chars {
        out.number(u64::from(u32::from(c)));
    }
    let mut last = "";
    for id in 0..table.stem_count() as u32 {
        let stem = table.stem(id);
        let shared: usize =
            stem.chars().zip(last.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        out.number(shared as u64);
        out.text(&stem[shared..]);
        out.number(stem_ranks.get(&id).copied().unwrap_or_default());
        last = stem;
    }
    let mut last: Vec<char> = Vec::new();
    for (word, row) in &words {
        let word: Vec<char> = word.chars().collect();
        let shared = word.iter().zip(&last).take_while(|(a, b)| a == b).count();
        let stems = table.stems_of(*row);
        write_head(&mut out, [shared, word.len() - shared, stems.len()]);
        for c in &word[shared..] {
            out.number(char_ranks[c]);
        }
        for pair in stems {
            out.number(stem_ranks[&pair.stem]);
            out.byte((pair.weight.clamp(0.0, 1.0) * 255.0).round() as u8);
        }
        last = word;
    }
    out.finish(KIND)
}

/// The distinct items by descending frequency, then in ascending order.
fn by_frequency<T: Hash + Ord + Copy>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut counts: HashMap<T, usize> = HashMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let mut ranked: Vec<(T, usize)> = counts.into_iter().collect();
    ranked.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.into_iter().map(|(item, _)| item).collect()
}

fn ranks<T: Hash + Eq + Copy>(items: &[T]) -> HashMap<T, u64> {
    items.iter().zip(0..).map(|(&item, rank)| (item, rank)).collect()
}

/// Marks a head that does not fit into seven bits. Its three numbers follow.
const LONG_HEAD: u8 = 0x80;

/// Writes the head of a row: the numbers of characters shared with the previous row, of new characters, and of
/// stems. Nearly all heads take one byte.
fn write_head(out: &mut TableWriter, [shared, new, stems]: [usize; 3]) {
    if shared < 4 && (1..=4).contains(&new) && (1..=8).contains(&stems) {
        out.byte((shared << 5 | (new - 1) << 3 | (stems - 1)) as u8);
    } else {
        out.byte(LONG_HEAD);
        for number in [shared, new, stems] {
            out.number(number as u64);
        }
    }
}

fn read_head(reader: &mut TableReader<'_>) -> Result<[usize; 3], Error> {
    let head = reader.byte()?;
    if head == LONG_HEAD {
        let shared = reader.number()? as usize;
        return Ok([shared, reader.count(1)?, reader.count(1)?]);
    }
    let head = usize::from(head);
    Ok([head >> 5 & 3, (head >> 3 & 3) + 1, (head & 7) + 1])
}

/// Whether the bytes begin like a packed table of this crate, of any kind or version.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Reads a packed table.
///
/// # Errors
/// [`ErrorKind::Table`](crate::ErrorKind::Table) if the bytes are truncated, damaged or of another version.
pub(super) fn read(bytes: &[u8]) -> Result<LexiconTable, Error> {
    let mut reader = TableReader::new(bytes, KIND)?;
    let [char_count, stem_count, keyed, unkeyed] =
        [reader.count(1)?, reader.count(1)?, reader.count(1)?, reader.count(1)?];
    let mut characters = Vec::with_capacity(char_count);
    for _ in 0..char_count {
        let code = u32::try_from(reader.number()?).ok().and_then(char::from_u32);
        characters.push(code.ok_or_else(|| reader.error("not a character"))?);
    }
    let mut table = LexiconTable::default();
    let mut by_rank = vec![0_u32; stem_count];
    let mut stem = String::new();
    for id in 0..stem_count {
        let shared = reader.number()? as usize;
        if !stem.is_char_boundary(shared) {
            return Err(reader.error("a stem shares more bytes than the previous one has"));
        }
        stem.truncate(shared);
        stem.push_str(reader.text()?);
        table.push_stem(&stem);
        let rank = reader.number()? as usize;
        *by_rank.get_mut(rank).ok_or_else(|| reader.error("a rank without a stem"))? = id as u32;
    }
    let mut word = String::new();
    let mut ends: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    let mut last_key = 0;
    for row in 0..keyed + unkeyed {
        let [shared, new, count] = read_head(&mut reader)?;
        ends.truncate(shared);
        word.truncate(ends.last().copied().unwrap_or_default());
        for _ in 0..new {
            let rank = reader.number()? as usize;
            word.push(*characters.get(rank).ok_or_else(|| reader.error("a rank without a character"))?);
            ends.push(word.len());
        }
        pairs.clear();
        for _ in 0..count {
            let rank = reader.number()? as usize;
            let stem = *by_rank.get(rank).ok_or_else(|| reader.error("a rank without a stem"))?;
            pairs.push(StemWeight { stem, weight: f32::from(reader.byte()?) / 255.0 });
        }
        let key = key(&word);
        if key.is_some() != (row < keyed) || key.is_some_and(|key| key <= last_key) {
            return Err(reader.error("words out of order"));
        }
        last_key = key.unwrap_or_default();
        table.push_row(&word, key, &pairs);
    }
    reader.finish()?;
    table.seal();
    Ok(table)
}

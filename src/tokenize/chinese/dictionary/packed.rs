//! The packed form of a dictionary.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::compiled::{CompiledDictionary, WordValue};
use super::double_array::DoubleArray;
use super::word_list::Dictionary;
use crate::Error;
#[cfg(feature = "dictionary")]
use crate::tables::embedded_table;
use crate::tables::{TableKind, TableReader, TableWriter};

const KIND: TableKind = TableKind { letter: b'W', version: 3, name: "dictionary" };

impl Dictionary {
    /// Returns jieba's dictionary, which the feature `dictionary` embeds.
    ///
    /// The dictionary is used in place: a call takes some microseconds, and only the pages that look-ups read
    /// become resident memory.
    #[cfg(feature = "dictionary")]
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "a test reads the embedded table")]
    pub fn embedded() -> Self {
        let table = TableReader::embedded(embedded_table!("chinese_words.bin"), KIND);
        let compiled = table.and_then(|mut reader| CompiledDictionary::read(&mut reader));
        Self::from_compiled(compiled.expect("the embedded dictionary is whole"))
    }

    /// Packs the dictionary for [`Dictionary::from_bytes`], into about 5 MB for jieba's dictionary. Added words
    /// are included. If there are added words, the supplement is dropped.
    ///
    /// # Errors
    ///
    /// If words were added, [`ErrorKind::Options`](crate::ErrorKind::Options) as for
    /// [`Dictionary::from_reader`], also for a word of more than 255 characters.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        if self.user.is_empty() {
            return Ok(self.compiled.pack());
        }
        let mut tags: Vec<Box<str>> = self.compiled.tags.clone();
        let mut numbers: HashMap<Box<str>, usize> = tags.iter().cloned().zip(0..).collect();
        let words: Vec<_> = self.iter().collect();
        let words = words.iter().map(|(word, frequency, tag)| {
            let known = numbers.get(*tag).copied();
            let number = known.unwrap_or_else(|| {
                numbers.insert((*tag).into(), tags.len());
                tags.push((*tag).into());
                tags.len() - 1
            });
            (word.as_str(), WordValue { frequency: *frequency, tag: number as u32 })
        });
        let words: Vec<_> = words.collect();
        Ok(CompiledDictionary::build(&words, tags, &[])?.pack())
    }

    /// Reads the result of [`Dictionary::to_bytes`]. Time O(length), some milliseconds for jieba's dictionary.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Table`](crate::ErrorKind::Table) if the bytes are damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = TableReader::new(bytes, KIND)?;
        let compiled = CompiledDictionary::read(&mut reader)?;
        compiled.check().map_err(|what| reader.error(what))?;
        reader.finish()?;
        Ok(Self::from_compiled(compiled))
    }
}

impl CompiledDictionary {
    fn pack(&self) -> Vec<u8> {
        let mut writer = TableWriter::default();
        writer.number(self.len() as u64);
        writer.number(self.total());
        for texts in [&self.tags, &self.mixed_words] {
            writer.number(texts.len() as u64);
            texts.iter().for_each(|text| writer.text(text));
        }
        writer.number(self.alphabet.len() as u64);
        writer.number(self.values.len() as u64);
        writer.number(self.own_values as u64);
        writer.number(self.any_of_frequency_0.into());
        writer.array(&self.alphabet);
        writer.array(&self.values);
        writer.array(&self.logs);
        writer.array(&self.singles);
        writer.array(&self.folded_singles);
        self.trie.pack(&mut writer);
        writer.finish(KIND)
    }

    fn read(reader: &mut TableReader<'_>) -> Result<Self, Error> {
        let len = reader.count(1)?;
        let total = reader.number()?;
        let tags = read_texts(reader)?;
        let mixed_words = read_texts(reader)?;
        let (alphabet, values) = (reader.count(1)?, reader.count(1)?);
        let own_values = reader.number()? as usize;
        if own_values > values {
            return Err(reader.error("more own values than values in all"));
        }
        Ok(Self {
            len,
            total,
            tags,
            mixed_words,
            own_values,
            any_of_frequency_0: reader.number()? != 0,
            alphabet: reader.array(alphabet)?,
            values: reader.array(values)?,
            logs: reader.array(values + 1)?,
            singles: reader.array(alphabet + 1)?,
            folded_singles: reader.array(alphabet + 1)?,
            trie: DoubleArray::read(reader)?,
            table: OnceLock::new(),
        })
    }

    /// Checks a table that a caller provides. An error says what is wrong.
    fn check(&self) -> Result<(), &'static str> {
        if self.alphabet.len() > Self::MAX_ALPHABET {
            return Err("too many characters");
        }
        if self.alphabet.iter().any(|&c| char::from_u32(u32::from_le_bytes(c)).is_none()) {
            return Err("a code point without a character");
        }
        self.trie.check(self.values.len() + 1, Self::MAX_WORD)
    }
}

fn read_texts(reader: &mut TableReader<'_>) -> Result<Vec<Box<str>>, Error> {
    let count = reader.count(1)?;
    (0..count).map(|_| Ok(reader.text()?.into())).collect()
}

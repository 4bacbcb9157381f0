//! The packed form of a dictionary.

use super::compiled::{CompiledDictionary, DictionaryParts, WordValue};
use super::double_array::DoubleArray;
use super::word_list::Dictionary;
use crate::Error;
use crate::tables::{TableKind, TableReader, TableWriter};

const KIND: TableKind = TableKind { letter: b'W', version: 2, name: "dictionary" };

impl Dictionary {
    /// jieba's dictionary, embedded by the feature `dictionary`.
    ///
    /// Each call unpacks it, which takes some 10 ms: call it once, and clone the result.
    #[cfg(feature = "dictionary")]
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "a test reads the embedded table")]
    pub fn embedded() -> Self {
        Self::from_bytes(include_bytes!("../../../../data/chinese_words.bin"))
            .expect("the embedded dictionary is whole")
    }

    /// Packs the dictionary for [`Dictionary::from_bytes`], in some 2 MB for jieba's. Added words are
    /// included. If there are any, the supplement is dropped.
    ///
    /// # Errors
    ///
    /// If words were added, [`ErrorKind::Options`](crate::ErrorKind::Options) as for
    /// [`Dictionary::from_reader`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        if self.user.is_empty() {
            return Ok(self.compiled.pack());
        }
        let mut tags: Vec<Box<str>> = self.compiled.tags.clone();
        let words: Vec<_> = self.iter().collect();
        let words = words.iter().map(|(word, frequency, tag)| {
            let known = tags.iter().position(|name| **name == **tag);
            let number = known.unwrap_or_else(|| {
                tags.push((*tag).into());
                tags.len() - 1
            });
            (word.as_str(), WordValue { frequency: *frequency, tag: number as u32 })
        });
        let words: Vec<_> = words.collect();
        Ok(CompiledDictionary::build(&words, tags, &[])?.pack())
    }

    /// Unpacks the result of [`Dictionary::to_bytes`]. Time O(length), some 10 ms for jieba's.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Table`](crate::ErrorKind::Table) if the bytes are damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        CompiledDictionary::unpack(bytes).map(Self::from_compiled)
    }
}

impl CompiledDictionary {
    fn pack(&self) -> Vec<u8> {
        let mut writer = TableWriter::default();
        writer.number(self.len() as u64);
        writer.number(self.total());
        writer.text(&self.alphabet.iter().collect::<String>());
        writer.number(self.tags.len() as u64);
        for tag in &self.tags {
            writer.text(tag);
        }
        writer.number(self.values.len() as u64);
        writer.number(self.own_values as u64);
        for value in &self.values {
            writer.number(value.frequency);
            writer.number(value.tag.into());
        }
        writer.number(self.mixed_words.len() as u64);
        for word in &self.mixed_words {
            writer.text(word);
        }
        self.trie.pack(&mut writer);
        writer.finish(KIND)
    }

    fn unpack(bytes: &[u8]) -> Result<Self, Error> {
        let mut reader = TableReader::new(bytes, KIND)?;
        let len = reader.count(1)?;
        let total = reader.number()?;
        let alphabet: Vec<char> = reader.text()?.chars().collect();
        if alphabet.len() > Self::MAX_ALPHABET {
            return Err(reader.error("too many characters"));
        }
        let tags = reader.count(1)?;
        let tags = (0..tags).map(|_| Ok(reader.text()?.into())).collect::<Result<Vec<_>, Error>>()?;
        let count = reader.count(2)?;
        let own_values = reader.number()? as usize;
        if own_values > count {
            return Err(reader.error("more values of words than values"));
        }
        let mut values = Vec::with_capacity(count);
        for _ in 0..count {
            values.push(WordValue { frequency: reader.number()?, tag: reader.number()? as u32 });
        }
        let mixed_words = reader.count(1)?;
        let mixed_words =
            (0..mixed_words).map(|_| Ok(reader.text()?.into())).collect::<Result<Vec<_>, Error>>()?;
        let trie = DoubleArray::unpack(&mut reader, values.len() + 1)?;
        reader.finish()?;
        Ok(Self::new(DictionaryParts { trie, alphabet, values, own_values, tags, mixed_words, len, total }))
    }
}

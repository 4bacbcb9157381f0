//! The words of many texts, which threads make in parts, as an Arrow array of lists of strings.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::LargeListArray;
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field};
use bitext::{MixedTokenizer, Tokenizer};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::memory::strings;
use crate::parallel::{map, map_parts};
use crate::rows::{split, threads_for};
use crate::texts::Texts;

/// The words of consecutive texts.
#[derive(Debug, Default)]
struct Words {
    /// The words, one after another.
    bytes: Vec<u8>,
    /// The end of each word in `bytes`.
    ends: Vec<i64>,
    /// The number of words up to the end of each text.
    texts: Vec<i64>,
}

/// The words of each text, as lists of strings.
pub(crate) fn word_lists(
    py: Python<'_>,
    texts: &Texts,
    threads: usize,
    tokenizer: &MixedTokenizer,
) -> PyResult<LargeListArray> {
    let parts = map_parts(py, texts, threads, |part: Range<usize>| words(texts, part, tokenizer))?;
    let sum = |len: fn(&Words) -> usize| -> usize { parts.iter().map(len).sum() };
    let mut bytes = vec![0; sum(|part| part.bytes.len())];
    // The first offset is 0.
    let mut ends = vec![0; 1 + sum(|part| part.ends.len())];
    let mut lists = vec![0; 1 + sum(|part| part.texts.len())];
    let (mut bytes_left, mut ends_left, mut lists_left) = (&mut *bytes, &mut ends[1..], &mut lists[1..]);
    let (mut first_byte, mut first_word) = (0, 0);
    let threads = threads_for(ends_left.len(), threads);
    let places = parts.into_iter().map(|part| {
        let place = Place {
            first_byte,
            first_word,
            bytes: split(&mut bytes_left, part.bytes.len()),
            ends: split(&mut ends_left, part.ends.len()),
            texts: split(&mut lists_left, part.texts.len()),
        };
        first_byte += offset(part.bytes.len());
        first_word += offset(part.ends.len());
        (part, place)
    });
    map(py, places, threads, |(part, place)| place.fill(&part))?;
    #[expect(unsafe_code, reason = "the words need not be checked again")]
    // SAFETY: each part between two ends is a word, which was a `str`.
    let words = unsafe { strings(bytes, OffsetBuffer::new(ends.into())) };
    let item = Field::new("item", DataType::LargeUtf8, false);
    let lists =
        LargeListArray::try_new(Arc::new(item), OffsetBuffer::new(lists.into()), Arc::new(words), None);
    lists.map_err(|error: ArrowError| PyValueError::new_err(error.to_string()))
}

fn words(texts: &Texts, part: Range<usize>, tokenizer: &MixedTokenizer) -> Words {
    let mut words = Words::default();
    let mut tokens = Vec::new();
    for index in part {
        let text = texts.get(index);
        tokens.clear();
        tokenizer.tokenize_into(text, &mut tokens);
        for token in &tokens {
            words.bytes.extend_from_slice(token.of(text).as_bytes());
            words.ends.push(offset(words.bytes.len()));
        }
        words.texts.push(offset(words.ends.len()));
    }
    words
}

/// The places of the words of a part among those of all texts.
struct Place<'w> {
    first_byte: i64,
    first_word: i64,
    bytes: &'w mut [u8],
    ends: &'w mut [i64],
    texts: &'w mut [i64],
}

impl Place<'_> {
    fn fill(self, part: &Words) {
        self.bytes.copy_from_slice(&part.bytes);
        for (place, end) in self.ends.iter_mut().zip(&part.ends) {
            *place = self.first_byte + end;
        }
        for (place, end) in self.texts.iter_mut().zip(&part.texts) {
            *place = self.first_word + end;
        }
    }
}

/// A length as an offset of Arrow. The memory of a process has fewer than 2^63 bytes.
fn offset(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

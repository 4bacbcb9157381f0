//! Python strings of frequent words, which are made once.

use pyo3::prelude::*;
use pyo3::types::PyString;

/// Most words of a text are frequent ones. A string in the cache costs a third of a new one, and lists share it.
///
/// Direct-mapped: a word replaces the word that has its place. Half a megabyte with its strings, whatever the texts.
#[derive(Debug)]
pub(crate) struct StringCache {
    entries: Vec<(u128, Option<Py<PyString>>)>,
}

/// The number of places, as a power of two.
const BITS: u32 = 12;

/// The bytes of the longest word in the cache. The last byte of a key is the length.
const LONGEST: usize = 15;

impl StringCache {
    pub(crate) const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// The Python string of `word`.
    pub(crate) fn get<'py>(&mut self, py: Python<'py>, word: &str) -> Bound<'py, PyString> {
        let bytes = word.as_bytes();
        if bytes.len() > LONGEST {
            return PyString::new(py, word);
        }
        let mut key = [0; LONGEST + 1];
        key[..bytes.len()].copy_from_slice(bytes);
        key[LONGEST] = u8::try_from(bytes.len()).unwrap_or_default();
        let key = u128::from_le_bytes(key);
        if self.entries.is_empty() {
            self.entries.resize_with(1 << BITS, || (0, None));
        }
        let entry = &mut self.entries[place(key)];
        if let (same, Some(string)) = entry
            && *same == key
        {
            return string.bind(py).clone();
        }
        let string = PyString::new(py, word);
        *entry = (key, Some(string.clone().unbind()));
        string
    }
}

/// The place of a key: the high bits of a product mix all bits of the key (Fibonacci hashing, Knuth 1973).
fn place(key: u128) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(32);
    usize::try_from(folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - BITS)).unwrap_or_default()
}

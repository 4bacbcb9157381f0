//! Indexes the sentences of a window by the English types that occur in them.

use std::ops::Range;

use super::side::{Side, TypeId};

/// For each English type, the sentences of a window in which the type occurs. With an index of the whole text, each
/// look-up would need a binary search for the start of the window.
#[derive(Debug)]
pub(crate) struct Occurrences {
    /// For each type, its range in `sentences`.
    ranges: Vec<(u32, u32)>,
    /// The types that occur in the window.
    used: Vec<TypeId>,
    /// The sentences of each type, in ascending order. A sentence is repeated if the type occurs in it repeatedly.
    sentences: Vec<u32>,
}

impl Occurrences {
    /// Creates an index of an empty window.
    pub(crate) fn new(english: &Side) -> Self {
        Self { ranges: vec![(0, 0); english.types.len()], used: Vec::new(), sentences: Vec::new() }
    }

    /// Replaces the indexed window by the sentences of `window`.
    ///
    /// Time O(tokens of the old and the new window).
    pub(crate) fn move_to(&mut self, english: &Side, window: Range<usize>) {
        for id in self.used.drain(..) {
            self.ranges[id as usize] = (0, 0);
        }
        for token in window.clone().flat_map(|sentence| english.tokens_of(sentence)) {
            let count = &mut self.ranges[token.id as usize].1;
            if *count == 0 {
                self.used.push(token.id);
            }
            *count += 1;
        }
        let mut start = 0;
        for &id in &self.used {
            let range = &mut self.ranges[id as usize];
            let count = range.1;
            *range = (start, start);
            start += count;
        }
        self.sentences.clear();
        self.sentences.resize(start as usize, 0);
        for sentence in window {
            for token in english.tokens_of(sentence) {
                let end = &mut self.ranges[token.id as usize].1;
                self.sentences[*end as usize] = sentence as u32;
                *end += 1;
            }
        }
    }

    /// Returns the sentences of the window in which a type occurs.
    pub(crate) fn of(&self, id: TypeId) -> &[u32] {
        let (start, end) = self.ranges[id as usize];
        &self.sentences[start as usize..end as usize]
    }
}

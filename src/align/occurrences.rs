//! Indexes the sentences of a window by the English types that occur in them.

use std::ops::Range;

use super::side::{Side, TypeId};

/// For each English type, the sentences of a window in which the type occurs. With an index of the whole text, each
/// look-up would need a binary search for the start of the window.
#[derive(Debug)]
pub(crate) struct Occurrences {
    /// For each type, its occurrences in `sentences`.
    lists: Vec<OccurrenceList>,
    /// The types that occur in the window.
    used: Vec<TypeId>,
    /// The sentences of each type, in ascending order. A sentence is repeated if the type occurs in it repeatedly.
    sentences: Vec<u32>,
}

/// The occurrences of a type: a range of `sentences`.
#[derive(Clone, Copy, Debug, Default)]
struct OccurrenceList {
    start: u32,
    end: u32,
}

impl Occurrences {
    /// Creates an index of an empty window.
    pub(crate) fn new(english: &Side) -> Self {
        let lists = vec![OccurrenceList::default(); english.types.len()];
        Self { lists, used: Vec::new(), sentences: Vec::new() }
    }

    /// Replaces the indexed window by the sentences of `window`.
    ///
    /// Time O(tokens of the old and the new window).
    pub(crate) fn move_to(&mut self, english: &Side, window: Range<usize>) {
        for id in self.used.drain(..) {
            self.lists[id as usize] = OccurrenceList::default();
        }
        for token in window.clone().flat_map(|sentence| english.tokens_of(sentence)) {
            let count = &mut self.lists[token.id as usize].end;
            if *count == 0 {
                self.used.push(token.id);
            }
            *count += 1;
        }
        let mut start = 0;
        for &id in &self.used {
            let list = &mut self.lists[id as usize];
            let count = list.end;
            *list = OccurrenceList { start, end: start };
            start += count;
        }
        self.sentences.clear();
        self.sentences.resize(start as usize, 0);
        for sentence in window {
            for token in english.tokens_of(sentence) {
                let end = &mut self.lists[token.id as usize].end;
                self.sentences[*end as usize] = sentence as u32;
                *end += 1;
            }
        }
    }

    /// Returns the occurrences of a type in the window, as a range for [`from`](Self::from).
    pub(crate) fn of(&self, id: TypeId) -> Range<u32> {
        let list = self.lists[id as usize];
        list.start..list.end
    }

    /// Returns the occurrences in the sentences from `first` on. Removes the occurrences before them from `rest`, so that
    /// all calls with the same `rest` take time O(occurrences) together, if `first` ascends.
    pub(crate) fn from(&self, rest: &mut Range<u32>, first: usize) -> &[u32] {
        while rest.start < rest.end && (self.sentences[rest.start as usize] as usize) < first {
            rest.start += 1;
        }
        &self.sentences[rest.start as usize..rest.end as usize]
    }
}

//! The English documents that contain each word, with the weights of the words (TF-IDF).

use std::ops::Range;

use crate::align::{Side, SideToken, TokenClass, TypeId};

/// The weight of a word in a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    pub(super) document: u32,
    pub(super) weight: f32,
}

/// For each English type, the documents that contain it.
#[derive(Debug)]
pub(super) struct DocumentIndex {
    /// `postings[starts[t]..starts[t + 1]]` are the postings of type t.
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// The inverse document frequency of each type.
    pub(super) idf: Vec<f32>,
    /// The Euclidean length of the weights of each document.
    pub(super) norms: Vec<f32>,
}

impl DocumentIndex {
    /// Indexes the documents for which `is_indexed` is true.
    ///
    /// Time and memory O(tokens).
    pub(super) fn new(english: &Side, is_indexed: &[bool]) -> Self {
        let documents = || (0..english.len()).filter(|&document| is_indexed[document]);
        let mut counts = TermCounts::new(english);
        let mut starts = vec![0_u32; english.types.len() + 1];
        for document in documents() {
            counts.count(english, document).for_each(|(id, _)| starts[id as usize + 1] += 1);
        }
        let indexed = documents().count();
        let idf: Vec<f32> = starts[1..].iter().map(|&holders| idf(indexed, holders as usize)).collect();
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut ends = starts.clone();
        let mut postings = vec![Posting { document: 0, weight: 0.0 }; starts[english.types.len()] as usize];
        let mut norms = vec![0.0_f32; english.len()];
        for document in documents() {
            for (id, count) in counts.count(english, document) {
                let weight = tf(count) * idf[id as usize];
                postings[ends[id as usize] as usize] = Posting { document: document as u32, weight };
                ends[id as usize] += 1;
                norms[document] += weight * weight;
            }
        }
        norms.iter_mut().for_each(|norm| *norm = norm.sqrt());
        Self { starts, postings, idf, norms }
    }

    /// Returns the postings of a type, by document.
    pub(super) fn of(&self, id: TypeId) -> &[Posting] {
        &self.postings[self.starts[id as usize] as usize..self.starts[id as usize + 1] as usize]
    }
}

/// Returns the inverse document frequency of a word, in nats (Spärck Jones 1972, smoothed): ln(1 + documents /
/// holders).
pub(super) fn idf(documents: usize, holders: usize) -> f32 {
    (1.0 + documents as f32 / holders.max(1) as f32).ln()
}

/// Returns the weight of the number of occurrences of a word in a document: 1 + ln(count).
pub(super) fn tf(count: u32) -> f32 {
    1.0 + (count as f32).ln()
}

/// Counts the types of one document at a time.
#[derive(Debug)]
pub(super) struct TermCounts {
    /// The count of each type in the current document; 0 between calls.
    counts: Vec<u32>,
    /// The types of the current document.
    types: Vec<TypeId>,
}

impl TermCounts {
    pub(super) fn new(side: &Side) -> Self {
        Self { counts: vec![0; side.types.len()], types: Vec::new() }
    }

    /// Returns the types of a document with their counts, in the order of their first occurrence. Punctuation and
    /// English function words are left out. In Chinese, a function word may also be a noun of one character; its
    /// document frequency decides.
    pub(super) fn count(&mut self, side: &Side, document: usize) -> impl Iterator<Item = (TypeId, u32)> + '_ {
        self.types.clear();
        for token in side.tokens_of(document).iter().filter(|token| is_term(side, token)) {
            let count = &mut self.counts[token.id as usize];
            if *count == 0 {
                self.types.push(token.id);
            }
            *count += 1;
        }
        let counts = &mut self.counts;
        self.types.iter().map(move |&id| (id, std::mem::take(&mut counts[id as usize])))
    }
}

fn is_term(side: &Side, token: &SideToken) -> bool {
    match token.class {
        TokenClass::Punctuation => false,
        TokenClass::FunctionWord => side.types.texts[token.id as usize].starts_with(|c| c >= '\u{3000}'),
        _ => true,
    }
}

/// Returns consecutive ranges of about equal length that cover the documents: at least 64 documents each, and at most
/// 64 ranges. The preparation for a range takes time proportional to the number of all documents.
pub(super) fn chunks(documents: usize) -> Vec<Range<usize>> {
    let len = documents.div_ceil(64).max(64);
    (0..documents).step_by(len).map(|start| start..(start + len).min(documents)).collect()
}

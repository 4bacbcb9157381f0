//! Near-duplicates among the documents of one language.
//!
//! A document is the set of its shingles, which are sequences of [`SHINGLE`] tokens (Broder 1997). The sketch of a
//! document is the [`SKETCH`] smallest hashes of its shingles. The similarity of two documents is the Jaccard
//! coefficient of their sets, estimated from the smallest hashes of both sketches together: the share of them that both
//! sketches have.

use std::collections::HashMap;

use crate::align::Side;
use crate::tables::FastHash;

/// A document that is nearly the same as an earlier one of its language.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct NearDuplicate {
    /// The index of the document.
    pub document: usize,
    /// The index of the first document of which it is nearly a copy.
    pub original: usize,
    /// The estimated number of four-word sequences that both documents have, divided by the number that either has; at
    /// least .8.
    pub similarity: f32,
}

/// Number of tokens of a shingle.
const SHINGLE: usize = 4;
/// Number of hashes of a sketch. The standard error of a similarity of .8 is .05.
const SKETCH: usize = 64;
/// Minimum similarity of near-duplicates.
const MIN_SIMILARITY: f32 = 0.8;
/// Maximum number of documents under a hash. A shingle that so many different documents share is boilerplate.
const MAX_HOLDERS: usize = 16;

/// Returns the near-duplicates, in ascending order. The original is never a near-duplicate itself, nor is a
/// document without tokens.
///
/// Time O(tokens); for each document, a number of look-ups that does not depend on the number of documents.
pub(super) fn near_duplicates(side: &Side) -> Vec<NearDuplicate> {
    let mut sketches: Vec<Vec<u64>> = Vec::with_capacity(side.len());
    let mut holders: HashMap<u64, Vec<u32>, FastHash> = HashMap::default();
    let mut found = Vec::new();
    let mut shared: HashMap<u32, u32, FastHash> = HashMap::default();
    for document in 0..side.len() {
        let sketch = sketch(side, document);
        shared.clear();
        for hash in &sketch {
            for &holder in holders.get(hash).map_or(&[][..], Vec::as_slice) {
                *shared.entry(holder).or_default() += 1;
            }
        }
        let best = shared
            .keys()
            .map(|&holder| (similarity(&sketch, &sketches[holder as usize]), holder))
            .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
        match best.filter(|(similarity, _)| *similarity >= MIN_SIMILARITY) {
            Some((similarity, original)) => {
                found.push(NearDuplicate { document, original: original as usize, similarity });
            }
            None => {
                for &hash in &sketch {
                    let holders = holders.entry(hash).or_default();
                    if holders.len() < MAX_HOLDERS {
                        holders.push(document as u32);
                    }
                }
            }
        }
        sketches.push(sketch);
    }
    found
}

/// Returns the smallest hashes of the shingles of a document, ascending.
fn sketch(side: &Side, document: usize) -> Vec<u64> {
    let tokens = side.tokens_of(document);
    if tokens.is_empty() {
        return Vec::new();
    }
    // The ids of the types depend on the documents alone, so that the sketches are the same in each run.
    let mut hashes: Vec<u64> = tokens
        .windows(SHINGLE.min(tokens.len()))
        .map(|shingle| shingle.iter().fold(0, |hash, token| mixed(hash ^ u64::from(token.id))))
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH);
    hashes.shrink_to_fit();
    hashes
}

/// Mixes the bits of a number, as the finalizer of `SplitMix64` does (Steele, Lea and Flood 2014).
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

/// Returns the estimated similarity of two documents: see the module.
fn similarity(one: &[u64], other: &[u64]) -> f32 {
    let (mut at, mut other_at, mut both, mut all) = (0, 0, 0, 0);
    while all < SKETCH && (at < one.len() || other_at < other.len()) {
        match (one.get(at), other.get(other_at)) {
            (Some(a), Some(b)) if a == b => {
                (at, other_at, both) = (at + 1, other_at + 1, both + 1);
            }
            (Some(a), Some(b)) if a < b => at += 1,
            (Some(_), None) => at += 1,
            _ => other_at += 1,
        }
        all += 1;
    }
    both as f32 / all.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::english_side;

    #[test]
    fn copies_are_found_and_translations_of_the_same_topic_are_not() {
        let story = "The ferry to the island leaves at eight, and the captain plays chess with anyone who asks. Tickets \
            cost thirty yuan and can be bought on board. Dogs travel free, but they must not sleep on the benches. In winter \
            the boat stays in the harbour whenever the wind turns north.";
        let other = "The captain of the ferry plays chess at eight. Dogs sleep on the benches of the harbour, and the tickets to \
            the island cost more in winter than on board of any other boat that I know of.";
        let changed = story.replace("thirty", "forty");
        let texts = [story, other, &changed, "", story, "", "Short note.", "Short note."];
        let found: Vec<_> =
            near_duplicates(&english_side(&texts)).iter().map(|one| (one.document, one.original)).collect();
        assert_eq!(found, [(2, 0), (4, 0), (7, 6)]);
    }

    #[test]
    fn similarity_by_hand() {
        // Of the hashes 1, 2, 3 and 4, both have 2 and 3.
        assert_eq!(similarity(&[1, 2, 3], &[2, 3, 4]), 0.5);
        assert_eq!(similarity(&[], &[]), 0.0);
        let many: Vec<u64> = (0..SKETCH as u64).collect();
        assert_eq!(similarity(&many, &many), 1.0);
    }
}

//! The English types of a document by the stems of the lexicon.

use super::side::TypeId;
use crate::lexicon::StemId;

/// Maps the stems that occur in a document to their types.
///
/// A bit for each stem of the lexicon: a document, however small, needs a table of them, and most look-ups fail. The
/// types are in the order of their stems, so the number of bits before a stem is the index of its type.
pub(super) struct StemTypes {
    /// For each 64 stems, their bits and the number of bits before them.
    groups: Vec<(u64, u32)>,
    types: Vec<TypeId>,
}

impl StemTypes {
    /// Creates the map. `stems` is the number of stems of the lexicon. `pairs` are the distinct stems of the document,
    /// below `stems`, with their types.
    ///
    /// Time O(pairs · log(pairs) + stems / 64).
    pub(super) fn new(stems: usize, mut pairs: Vec<(StemId, TypeId)>) -> Self {
        pairs.sort_unstable();
        let mut groups = vec![(0_u64, 0_u32); stems.div_ceil(64)];
        for (stem, _) in &pairs {
            groups[*stem as usize / 64].0 |= 1 << (stem % 64);
        }
        let mut before = 0;
        for (bits, rank) in &mut groups {
            *rank = before;
            before += bits.count_ones();
        }
        Self { groups, types: pairs.into_iter().map(|(_, id)| id).collect() }
    }

    /// Returns the type of a stem of the lexicon, if the stem occurs in the document.
    pub(super) fn get(&self, stem: StemId) -> Option<TypeId> {
        let (bits, rank) = self.groups[stem as usize / 64];
        let bit = 1 << (stem % 64);
        (bits & bit != 0).then(|| self.types[(rank + (bits & (bit - 1)).count_ones()) as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stem_has_its_type() {
        for step in [1, 3, 63, 64, 65, 1000] {
            for stems in [1, 64, 65, 1000] {
                // In descending order of the types.
                let pairs: Vec<(StemId, TypeId)> = (0..stems).step_by(step).zip((0..2000).rev()).collect();
                let types = StemTypes::new(stems as usize, pairs.clone());
                for stem in 0..stems {
                    let expected = pairs.iter().find(|pair| pair.0 == stem).map(|pair| pair.1);
                    assert_eq!(types.get(stem), expected, "stem {stem} of {stems}, each {step}");
                }
            }
        }
    }
}

//! The expectation step of learning: how much each token of a bead explains each token of the other side.

use super::kernel::{Kernel, KernelPosition};
use super::learned_pairs::LearnedPairs;
use super::placed::placed;
use super::side::{Side, TypeId};
use super::translation::Translation;
use super::translations::Translations;

/// A token with its position in its bead.
#[derive(Clone, Copy)]
pub(crate) struct PlacedToken {
    pub(crate) id: TypeId,
    pub(crate) position: KernelPosition,
}

/// Appends the tokens of one side of a bead to `out`. `sentences` is a half-open range.
pub(crate) fn place_tokens(side: &Side, sentences: (usize, usize), out: &mut Vec<PlacedToken>) {
    out.extend(placed(side, sentences).map(|(token, position)| PlacedToken { id: token.id, position }));
}

/// The English tokens of a bead, by their types.
pub(crate) struct TokensByType {
    /// For each English type, its last token in the bead, or [`NONE`]. This is the head of a linked list of its tokens.
    heads: Vec<u32>,
    /// For each English token, the token before it that has the same type, or [`NONE`].
    nexts: Vec<u32>,
}

/// The end of a linked list.
const NONE: u32 = u32::MAX;

impl TokensByType {
    /// The tokens of an empty bead. `types` is the number of English types.
    pub(crate) fn new(types: usize) -> Self {
        Self { heads: vec![NONE; types], nexts: Vec::new() }
    }

    /// Calls `each` with this index of the tokens of a bead.
    ///
    /// Time O(tokens).
    pub(crate) fn within(&mut self, english: &[PlacedToken], each: impl FnOnce(&Self)) {
        self.nexts.clear();
        for (at, token) in english.iter().enumerate() {
            self.nexts.push(std::mem::replace(&mut self.heads[token.id as usize], at as u32));
        }
        each(self);
        for token in english {
            self.heads[token.id as usize] = NONE;
        }
    }

    /// Calls `each` with the index of each token of a type, last first.
    #[inline(always)]
    pub(crate) fn for_each(&self, id: TypeId, mut each: impl FnMut(usize)) {
        let mut at = self.heads[id as usize];
        while at != NONE {
            each(at as usize);
            at = self.nexts[at as usize];
        }
    }
}

/// The translations that the lexicon gives, as far as learning needs them: how much they add to the counts of the
/// tokens. These counts are the same in each round.
pub(crate) struct KnownTranslations {
    /// For each learned pair, in the order of the pairs, what the lexicon gives for it: t(e|z) and t(z|e).
    pub(crate) learned: Vec<(f32, f32)>,
    /// The translations that are not learned pairs, but have one of the two types in common with a learned pair. Only
    /// these affect the learned pairs.
    others: LearnedPairs,
}

impl KnownTranslations {
    /// Time O(translations + types).
    pub(crate) fn new(translations: &Translations, learned: &LearnedPairs) -> Self {
        let mut english_learns = vec![false; translations.english_background.len()];
        for entry in &learned.entries {
            english_learns[entry.english as usize] = true;
        }
        let mut known =
            Self { learned: Vec::with_capacity(learned.entries.len()), others: LearnedPairs::new() };
        for (chinese, row) in learned.rows().enumerate() {
            let mut entries = translations.of(chinese as TypeId).iter().peekable();
            let keeps = |entry: &Translation| !row.is_empty() || english_learns[entry.english as usize];
            for pair in row {
                while let Some(entry) = entries.next_if(|entry| entry.english < pair.english) {
                    known.others.entries.push(*entry);
                }
                let own = entries.next_if(|entry| entry.english == pair.english);
                known.learned.push(own.map_or((0.0, 0.0), |entry| (entry.forward, entry.backward)));
            }
            known.others.entries.extend(entries.filter(|entry| keeps(entry)));
            known.others.end_type(usize::MAX, |_| 0.0);
        }
        known
    }

    /// Removes the learned pairs that have lost both directions and that the lexicon does not give either, from `pairs`
    /// too.
    pub(crate) fn retain_used(&mut self, pairs: &mut LearnedPairs) {
        let weight = |pair: usize, entry: &Translation| {
            entry.forward + entry.backward + self.learned[pair].0 + self.learned[pair].1
        };
        let used: Vec<bool> =
            pairs.entries.iter().enumerate().map(|(pair, entry)| weight(pair, entry) > 0.0).collect();
        pairs.retain(&used);
        let mut used = used.into_iter();
        self.learned.retain(|_| used.next().unwrap_or_default());
    }

    /// Adds the counts of a bead that do not come from learned pairs to `english_counts` and `chinese_counts`, which have
    /// an entry for each token: the sum over its links of the probability times the kernel.
    ///
    /// Time O(tokens + links).
    pub(crate) fn add(
        &self,
        (english, english_counts): (&[PlacedToken], &mut [f32]),
        (chinese, chinese_counts): (&[PlacedToken], &mut [f32]),
        kernel: &Kernel,
        by_type: &mut TokensByType,
    ) {
        by_type.within(english, |by_type| {
            for (token, count) in chinese.iter().zip(chinese_counts) {
                for entry in self.others.of(token.id) {
                    by_type.for_each(entry.english, |at| {
                        let near = kernel.proximity(english[at].position, token.position);
                        english_counts[at] += entry.forward * near;
                        *count += entry.backward * near;
                    });
                }
            }
        });
    }
}

/// A link between two tokens of a bead, with the unnormalized count of each direction. Tokens are indices in the bead.
pub(crate) struct CountedLink {
    pub(crate) english: u32,
    pub(crate) chinese: u32,
    /// Index of the learned pair of the two types.
    pub(crate) pair: u32,
    pub(crate) forward: f32,
    pub(crate) backward: f32,
}

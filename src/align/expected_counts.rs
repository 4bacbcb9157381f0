//! The expectation step of learning: how much each token of a bead explains each token of the other side.

use super::kernel::{Kernel, KernelPosition};
use super::placed::placed;
use super::side::{Side, TypeId};
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

/// The token links of one bead, and their sums.
pub(crate) struct ExpectedCounts<'k> {
    kernel: &'k Kernel,
    /// For each entry of the translations, where its counts are added, or [`NONE`].
    slots: &'k [u32],
    /// The links of the entries that have a slot.
    pub(crate) links: Vec<CountedLink>,
    /// For each English token, the sum of `forward` over its links.
    pub(crate) english: Vec<f32>,
    /// For each Chinese token, the sum of `backward` over its links.
    pub(crate) chinese: Vec<f32>,
    /// For each English type, its last token in the bead, or [`NONE`]. This is the head of a linked list of its tokens.
    heads: Vec<u32>,
    /// For each English token, the token before it that has the same type, or [`NONE`].
    nexts: Vec<u32>,
}

/// A link between two tokens of a bead, with the unnormalized count of each direction. Tokens are indices in the bead.
pub(crate) struct CountedLink {
    pub(crate) english: usize,
    pub(crate) chinese: usize,
    /// The slot of the entry of the two types.
    pub(crate) slot: usize,
    pub(crate) forward: f32,
    pub(crate) backward: f32,
}

/// The end of a linked list, or an entry without a slot.
pub(crate) const NONE: u32 = u32::MAX;

impl<'k> ExpectedCounts<'k> {
    pub(crate) fn new(english_types: usize, kernel: &'k Kernel, slots: &'k [u32]) -> Self {
        Self {
            kernel,
            slots,
            links: Vec::new(),
            english: Vec::new(),
            chinese: Vec::new(),
            heads: vec![NONE; english_types],
            nexts: Vec::new(),
        }
    }

    /// Computes the counts of a bead.
    ///
    /// Time O(tokens + links).
    pub(crate) fn fill(
        &mut self,
        english: &[PlacedToken],
        chinese: &[PlacedToken],
        translations: &Translations,
    ) {
        self.links.clear();
        self.nexts.clear();
        for (at, token) in english.iter().enumerate() {
            self.nexts.push(std::mem::replace(&mut self.heads[token.id as usize], at as u32));
        }
        self.english.clear();
        self.english.resize(english.len(), 0.0);
        self.chinese.clear();
        self.chinese.resize(chinese.len(), 0.0);
        for (at, token) in chinese.iter().enumerate() {
            let slots = &self.slots[translations.entries_of(token.id)];
            for (entry, &slot) in translations.of(token.id).iter().zip(slots) {
                let mut other = self.heads[entry.english as usize];
                while other != NONE {
                    let index = other as usize;
                    let near = self.kernel.proximity(english[index].position, token.position);
                    let (forward, backward) = (entry.forward * near, entry.backward * near);
                    self.english[index] += forward;
                    self.chinese[at] += backward;
                    if slot != NONE {
                        let slot = slot as usize;
                        self.links.push(CountedLink { english: index, chinese: at, slot, forward, backward });
                    }
                    other = self.nexts[index];
                }
            }
        }
        for token in english {
            self.heads[token.id as usize] = NONE;
        }
    }
}

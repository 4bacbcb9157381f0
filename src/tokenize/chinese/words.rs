//! The words that a text is cut by: the dictionary's and those that were added.

use super::characters::{Character, class};
use super::dictionary::Dictionary;
use super::double_array::{DoubleArray, Links, Node, Slot};
use super::lattice::{Lattice, Run};
use super::user_words::{Cursor, UserWords};

/// Looks words up as one tokenizer spells them.
#[derive(Clone, Copy)]
pub(super) struct Words<'d> {
    trie: &'d DoubleArray,
    links: Links<'d>,
    /// By value: the natural logarithm of the frequency. Not a number for 0, which is no word.
    logs: &'d [f64],
    /// The same by code, of characters that are words by themselves.
    singles: &'d [f64],
    pub(super) log_total: f64,
    /// Added words as folding spells them; `None` spares looking for them.
    added: Option<&'d UserWords>,
}

impl<'d> Words<'d> {
    /// `folded` says whether the words that only folding makes count.
    pub(super) fn new(dictionary: &'d Dictionary, added: &'d UserWords, folded: bool) -> Self {
        let base = &*dictionary.base;
        let limit = if folded { base.logs.len() } else { base.own + 1 };
        let added = (!added.is_empty()).then_some(added);
        let singles = if folded { &base.folded_singles } else { &base.singles };
        let log_total = dictionary.log_total;
        Self {
            trie: &base.trie,
            links: base.trie.links(),
            logs: &base.logs[..limit],
            singles,
            log_total,
            added,
        }
    }

    /// Whether words were added, so that texts must be decoded to characters, too.
    #[inline(always)]
    pub(super) fn has_added(&self) -> bool {
        self.added.is_some()
    }

    /// The logarithm of the frequency of a character as a word; not a number if it is none. For code 0
    /// some number, so that nothing must be guessed about marks between blocks.
    #[inline(always)]
    pub(super) fn single(&self, code: u32) -> f64 {
        self.singles.get(code as usize).copied().unwrap_or(f64::NAN)
    }

    /// The node that two characters lead to from the root.
    #[inline(always)]
    pub(super) fn second(&self, first: u32, second: u32) -> Slot {
        self.links.second(first, second)
    }

    /// The node that a third character leads to, [`Slot::NONE`] if there is none.
    #[inline(always)]
    pub(super) fn third(&self, second: Slot, code: u32) -> Slot {
        self.links.third(second, code)
    }

    /// The node that a character leads to from another one.
    #[inline(always)]
    pub(super) fn next(&self, slot: Slot, code: u32) -> Option<Slot> {
        self.trie.child(slot, code)
    }

    /// The logarithm of the frequency of the word that ends at a node; not a number for none.
    #[inline(always)]
    pub(super) fn log(&self, slot: Slot) -> f64 {
        self.log_of(slot.value())
    }

    #[inline(always)]
    fn log_of(&self, value: u32) -> f64 {
        self.logs.get(value as usize).copied().unwrap_or(f64::NAN)
    }

    /// Calls `found` with the length in characters and the logarithm of each word that begins at
    /// `at` and ends no later than at `end`, shortest first.
    pub(super) fn prefixes(
        &self,
        lattice: &Lattice,
        at: usize,
        end: usize,
        mut found: impl FnMut(usize, f64),
    ) {
        let mut node = Some(Node::Root);
        let mut cursor = self.added.map(|added| (added, Cursor::ROOT));
        let chars = lattice.chars(at, end);
        for length in 1..=end - at {
            let character = lattice.character(at + length - 1);
            if !character.is(class::BLOCK) {
                return;
            }
            node = node.and_then(|node| self.trie.step(node, character.code()));
            let step =
                cursor.zip(chars.get(length - 1)).and_then(|((added, cursor), &c)| added.step(cursor, c));
            let own = node.map(|node| self.log_of(self.trie.value(node))).filter(|log| !log.is_nan());
            if let Some(log) = step.and_then(|(_, word)| word).map(|word| word.log).or(own) {
                found(length, log);
            }
            cursor = self.added.zip(step.map(|(cursor, _)| cursor));
            if node.is_none() && cursor.is_none() {
                return;
            }
        }
    }

    /// Whether a run of characters of one block in a solved lattice is a word.
    #[inline]
    pub(super) fn contain(&self, run: Run<'_>) -> bool {
        let chars = run.lattice().chars(run.from, run.to);
        self.contain_spelled(run.characters().map(Character::code), chars)
    }

    /// [`Words::contain`] for characters given by their codes and as they are looked up.
    pub(super) fn contain_spelled(&self, codes: impl Iterator<Item = u32>, chars: &[char]) -> bool {
        if self.added.is_some_and(|added| added.get(chars.iter().copied()).is_some()) {
            return true;
        }
        let mut codes = codes;
        let (Some(first_code), second) = (codes.next(), codes.next()) else { return false };
        let Some(second) = second else {
            return first_code != 0 && !self.single(first_code).is_nan();
        };
        let mut slot = self.second(first_code, second);
        for code in codes {
            match self.next(slot, code) {
                Some(next) => slot = next,
                None => return false,
            }
        }
        !self.log(slot).is_nan()
    }
}

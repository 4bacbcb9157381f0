//! The words that a text is cut by: the dictionary's and those that were added.

use super::characters::{Character, class};
use super::dictionary::Dictionary;
use super::double_array::{CODE_MASK, CODES, DoubleArray, Links, Node};
use super::lattice::{Lattice, Run};
use super::user_words::{Cursor, UserWords};

/// Looks words up as one tokenizer spells them.
#[derive(Clone, Copy)]
pub(super) struct Words<'d> {
    trie: &'d DoubleArray,
    pub(super) links: Links<'d>,
    /// By value: the natural logarithm of the frequency.
    logs: &'d [f64],
    /// The same by code, of characters that are words by themselves.
    singles: &'d [f64; CODES],
    pub(super) log_total: f64,
    /// The last code of a character that the dictionary has.
    last_code: u32,
    /// Whether a word may be as improbable as none.
    pub(super) any_of_frequency_0: bool,
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
            last_code: base.alphabet.len() as u32,
            any_of_frequency_0: base.any_of_frequency_0 || added.is_some_and(UserWords::any_of_frequency_0),
            added,
        }
    }

    /// Whether the dictionary has a character, as a word or in one.
    pub(super) fn has_code(&self, character: Character) -> bool {
        character.code() <= self.last_code
    }

    /// The words that were added, if any were.
    #[inline(always)]
    pub(super) fn added(&self) -> Option<&'d UserWords> {
        self.added
    }

    /// The logarithm of the probability of a character as a word, negative infinity if it is none: as
    /// that of a word of frequency 1 for one that the dictionary does not have at all.
    #[inline(always)]
    pub(super) fn single(&self, code: u32) -> f64 {
        self.singles[(code & CODE_MASK) as usize] - self.log_total
    }

    /// The logarithm of the probability of a word of frequency 1.
    #[inline(always)]
    pub(super) fn log_of_1(&self) -> f64 {
        0.0 - self.log_total
    }

    /// The logarithm of the probability of the word with a value, negative infinity for no word.
    #[inline(always)]
    pub(super) fn weight(&self, value: u32) -> f64 {
        self.logs.get(value as usize).copied().unwrap_or(f64::NEG_INFINITY) - self.log_total
    }

    /// Whether a node's value is that of a word.
    #[inline(always)]
    fn is_word(&self, value: u32) -> bool {
        value != 0 && (value as usize) < self.logs.len()
    }

    /// Calls `found` with the length in characters and the logarithm of the frequency of each word
    /// that begins at `at` and ends no later than at `end`, shortest first.
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
            let own = node.map(|node| self.trie.value(node)).filter(|&value| self.is_word(value));
            let own = own.and_then(|value| self.logs.get(value as usize));
            if let Some(log) = step.and_then(|(_, word)| word).map(|word| word.log).or(own.copied()) {
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
        let mut node = Node::Root;
        for code in codes {
            match self.trie.step(node, code) {
                Some(next) => node = next,
                None => return false,
            }
        }
        self.is_word(self.trie.value(node))
    }
}

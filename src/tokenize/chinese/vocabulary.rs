//! The words that a text is cut into: dictionary words and added words.

use super::characters::{Character, class};
use super::dictionary::{
    Dictionary, DoubleArray, DoubleArrayView, Slot, TrieNode, UserWords, UserWordsCursor,
};
use super::lattice::PlacedCharacter;

/// The words of one tokenizer, spelled as they are looked up.
#[derive(Clone, Copy)]
pub(super) struct Vocabulary<'d> {
    trie: &'d DoubleArray,
    pub(super) trie_view: DoubleArrayView<'d>,
    /// `logs[number]` is the natural logarithm of the frequency of the value with this number, an `f64`;
    /// negative infinity for no word.
    logs: &'d [[u8; 8]],
    /// `singles[code]` is the natural logarithm of the frequency of the character as a word, an `f64`; negative
    /// infinity for no word.
    singles: &'d [[u8; 8]],
    pub(super) log_total: f64,
    /// The highest code of a character in the dictionary. Higher codes belong to characters of the model, and
    /// to unknown characters.
    last_code: u32,
    /// Whether any word has frequency 0. The logarithm of its frequency is negative infinity, as for no word.
    pub(super) any_of_frequency_0: bool,
    /// Added words; `None` if there are none.
    added: Option<&'d UserWords>,
}

impl<'d> Vocabulary<'d> {
    /// Makes the vocabulary of `dictionary` and of the added words. If `folded` is true, the words that count only
    /// with folding are included.
    pub(super) fn new(dictionary: &'d Dictionary, added: &'d UserWords, folded: bool) -> Self {
        let compiled = &*dictionary.compiled;
        let limit = if folded { compiled.logs.len() } else { compiled.own_values + 1 };
        let added = (!added.is_empty()).then_some(added);
        let singles = if folded { &compiled.folded_singles } else { &compiled.singles };
        let log_total = dictionary.log_total;
        Self {
            trie: &compiled.trie,
            trie_view: compiled.trie.view(),
            logs: &compiled.logs[..limit],
            singles,
            log_total,
            last_code: compiled.alphabet.len() as u32,
            any_of_frequency_0: compiled.any_of_frequency_0
                || added.is_some_and(UserWords::any_of_frequency_0),
            added,
        }
    }

    /// Whether any dictionary word contains this character.
    pub(super) fn has_code(&self, character: Character) -> bool {
        character.code() <= self.last_code
    }

    /// Returns the added words, if there are any.
    #[inline(always)]
    pub(super) fn added(&self) -> Option<&'d UserWords> {
        self.added
    }

    /// Returns the log probability of a single character as a word, or negative infinity for no word. A character
    /// that is in no dictionary word counts as a word of frequency 1.
    #[inline(always)]
    pub(super) fn single(&self, code: u32) -> f64 {
        self.singles.get(code as usize).map_or(0.0, |&log| f64::from_le_bytes(log)) - self.log_total
    }

    /// Returns the log probability of a word of frequency 1.
    #[inline(always)]
    pub(super) fn log_of_1(&self) -> f64 {
        0.0 - self.log_total
    }

    /// Returns the log probability of a word with this value number, or negative infinity for no word.
    #[inline(always)]
    pub(super) fn log_probability(&self, value: u32) -> f64 {
        self.log(value).unwrap_or(f64::NEG_INFINITY) - self.log_total
    }

    /// Returns the natural logarithm of the frequency of a word with this value number, if this vocabulary has it.
    #[inline(always)]
    fn log(&self, value: u32) -> Option<f64> {
        self.logs.get(value as usize).map(|&log| f64::from_le_bytes(log))
    }

    /// Whether a value number of the trie belongs to a word of this vocabulary.
    #[inline(always)]
    pub(super) fn is_word(&self, value: u32) -> bool {
        value != 0 && (value as usize) < self.logs.len()
    }

    /// Calls `found` for each word that begins with the characters of `slot` and continues with the characters of
    /// `codes`, shortest first. The arguments are the number of characters taken from `codes` and the log probability.
    /// Added words are not included.
    #[inline(always)]
    pub(super) fn longer(
        &self,
        mut slot: Slot,
        codes: impl Iterator<Item = u32>,
        mut found: impl FnMut(u32, f64),
    ) {
        for (length, code) in (1..).zip(codes) {
            if !slot.may_lead(code) {
                return;
            }
            slot = self.trie_view.slot(slot.base() + code);
            if slot.code() != code {
                return;
            }
            if slot.value() != 0 {
                found(length, self.log_probability(slot.value()));
            }
        }
    }

    /// Calls `found` for each word that the characters begin with, shortest first. The arguments are its length in
    /// characters and the natural logarithm of its frequency. `chars` holds the characters as they are looked up; it
    /// may be empty if no words were added.
    pub(super) fn prefixes(
        &self,
        characters: &[PlacedCharacter],
        chars: &[char],
        mut found: impl FnMut(usize, f64),
    ) {
        let mut node = Some(TrieNode::Root);
        let mut cursor = self.added.map(|added| (added, UserWordsCursor::ROOT));
        for (length, PlacedCharacter { character, .. }) in (1..).zip(characters) {
            if !character.is(class::BLOCK) {
                return;
            }
            node = node.and_then(|node| self.trie.step(node, character.code()));
            let step =
                cursor.zip(chars.get(length - 1)).and_then(|((added, cursor), &c)| added.step(cursor, c));
            let own = node.map(|node| self.trie.value(node)).filter(|&value| self.is_word(value));
            let own = own.and_then(|value| self.log(value));
            if let Some(log) = step.and_then(|(_, word)| word).map(|word| word.log).or(own) {
                found(length, log);
            }
            cursor = self.added.zip(step.map(|(cursor, _)| cursor));
            if node.is_none() && cursor.is_none() {
                return;
            }
        }
    }

    /// Calls `found` with the length in characters of each word that `characters` begin with, shortest first. Each item
    /// of `characters` is a character as it is looked up, and its entry.
    pub(super) fn prefix_lengths(&self, characters: &[(char, Character)], mut found: impl FnMut(usize)) {
        let mut node = Some(TrieNode::Root);
        let mut cursor = self.added.map(|added| (added, UserWordsCursor::ROOT));
        for (length, &(c, character)) in (1..).zip(characters) {
            if !character.is(class::BLOCK) || node.is_none() && cursor.is_none() {
                return;
            }
            node = node.and_then(|node| self.trie.step(node, character.code()));
            let step = cursor.and_then(|(added, cursor)| added.step(cursor, c));
            let is_added = step.is_some_and(|(_, word)| word.is_some());
            if is_added || node.is_some_and(|node| self.is_word(self.trie.value(node))) {
                found(length);
            }
            cursor = self.added.zip(step.map(|(cursor, _)| cursor));
        }
    }

    /// Whether the characters with these codes, all in one block, are a word. `chars` holds the characters as they are
    /// looked up; it may be empty if no words were added.
    #[inline]
    pub(super) fn contains(&self, codes: impl Iterator<Item = u32>, chars: &[char]) -> bool {
        if self.added.is_some_and(|added| added.get(chars.iter().copied()).is_some()) {
            return true;
        }
        let mut node = TrieNode::Root;
        for code in codes {
            match self.trie.step(node, code) {
                Some(next) => node = next,
                None => return false,
            }
        }
        self.is_word(self.trie.value(node))
    }
}

//! The most probable way through a block: a dynamic programme from right to left, fused with the
//! walks along the trie.

use super::characters::Character;
use super::dictionary::Dictionary;
use super::double_array::{DoubleArray, Slot};
use super::user_words::{Cursor, UserWords};

/// The words that a block is cut by.
#[derive(Clone, Copy)]
pub(super) struct Words<'d> {
    trie: &'d DoubleArray,
    /// Natural logarithm of the frequency, by value.
    logs: &'d [f64],
    log_total: f64,
    /// Added words as folding spells them; `None` spares looking for them.
    user: Option<&'d UserWords>,
}

impl<'d> Words<'d> {
    /// `folded` says whether the words that only folding makes count.
    pub(super) fn new(dictionary: &'d Dictionary, user: &'d UserWords, folded: bool) -> Self {
        let base = &*dictionary.base;
        let limit = if folded { base.logs.len() } else { base.own + 1 };
        let user = (!user.is_empty()).then_some(user);
        Self { trie: &base.trie, logs: &base.logs[..limit], log_total: dictionary.log_total, user }
    }

    /// Whether texts must be decoded to characters, too.
    pub(super) fn needs_characters(&self) -> bool {
        self.user.is_some()
    }

    /// The value of the word that ends at a node, as a logarithm.
    #[inline(always)]
    fn log(&self, value: u32) -> Option<f64> {
        // 0 is no word, and what lies past the end doesn't count with this folding.
        if value == 0 { None } else { self.logs.get(value as usize).copied() }
    }

    /// Calls `found` with the length in characters and the logarithm of each word that begins the
    /// block, shortest first.
    #[inline(always)]
    fn prefixes(&self, block: &[Character], chars: &[char], mut found: impl FnMut(usize, f64)) {
        match self.user {
            None => self.own_prefixes(block, found),
            Some(user) => self.all_prefixes(user, block, chars, &mut found),
        }
    }

    #[inline(always)]
    fn own_prefixes(&self, block: &[Character], mut found: impl FnMut(usize, f64)) {
        let mut base = 0;
        for (at, character) in block.iter().enumerate() {
            let Some(slot) = self.trie.child(base, character.code()) else { return };
            if let Some(log) = self.log(slot.value()) {
                found(at + 1, log);
            }
            base = slot.base();
            if base == 0 {
                return;
            }
        }
    }

    fn all_prefixes(
        &self,
        user: &UserWords,
        block: &[Character],
        chars: &[char],
        found: &mut impl FnMut(usize, f64),
    ) {
        let mut base = Some(0);
        let mut cursor = Some(Cursor::ROOT);
        for (at, character) in block.iter().enumerate() {
            let slot = base.and_then(|base| self.trie.child(base, character.code()));
            let step = cursor.and_then(|cursor| user.step(cursor, chars[at]));
            let own = slot.and_then(|slot| self.log(slot.value()));
            let added = step.and_then(|(_, word)| word).map(|word| word.log);
            if let Some(log) = added.or(own) {
                found(at + 1, log);
            }
            base = slot.map(Slot::base).filter(|&base| base != 0);
            cursor = step.map(|(cursor, _)| cursor);
            if base.is_none() && cursor.is_none() {
                return;
            }
        }
    }

    /// Whether the whole block is one word.
    pub(super) fn contain(&self, block: &[Character], chars: &[char]) -> bool {
        if let Some(user) = self.user
            && user.get(chars.iter().copied()).is_some()
        {
            return true;
        }
        let value = self.trie.get(block.iter().map(|character| character.code()));
        value.is_some_and(|value| self.log(value).is_some())
    }

    /// Calls `found` with the first and last character, half open, of each word of the block.
    pub(super) fn all(&self, block: &[Character], chars: &[char], mut found: impl FnMut(usize, usize)) {
        for at in 0..block.len() {
            self.prefixes(&block[at..], chars.get(at..).unwrap_or(&[]), |len, _| found(at, at + len));
        }
    }
}

/// The way through a block, with memory to reuse for the next one.
#[derive(Debug, Default)]
pub(super) struct Route {
    /// Log probability of the best way from each character to the end.
    scores: Vec<f64>,
    /// Characters of the word that the best way takes from each character.
    pub(super) steps: Vec<u32>,
}

impl Route {
    /// Finds the best way through `block`. Of two equally good words the longer one wins, and sums
    /// are taken in the same order as by jieba, so that the same way wins.
    ///
    /// Time O(characters · length of the longest word that begins at each).
    pub(super) fn find(&mut self, words: Words<'_>, block: &[Character], chars: &[char]) {
        let len = block.len();
        if self.steps.len() < len {
            self.steps.resize(len, 0);
            self.scores.resize(len + 1, 0.0);
        }
        let (steps, scores) = (&mut self.steps[..len], &mut self.scores[..=len]);
        scores[len] = 0.0;
        for at in (0..len).rev() {
            let (mut best, mut step) = (f64::NEG_INFINITY, 0);
            let after = &scores[at..];
            words.prefixes(&block[at..], chars.get(at..).unwrap_or(&[]), |length, log| {
                let score = log - words.log_total + after[length];
                if score >= best {
                    (best, step) = (score, length);
                }
            });
            if step == 0 {
                (best, step) = (0.0 - words.log_total + scores[at + 1], 1);
            }
            scores[at] = best;
            steps[at] = step as u32;
        }
    }

    /// Gives back memory that an unusually long block took.
    pub(super) fn shrink(&mut self, limit: usize) {
        if self.steps.capacity() > limit {
            *self = Self::default();
        }
    }
}

//! Dictionary words that begin or end outside Chinese: `T恤`, `卡拉OK`.

use super::characters::{Character, class};
use super::cutter::Cutter;

/// Maximum number of characters of a word before and after the point at which it switches between Chinese and
/// other characters. No word of jieba's dictionary reaches the limits, which keep time linear.
const LONGEST_HEAD: usize = 8;
const LONGEST_TAIL: usize = 12;

impl Cutter<'_> {
    /// Length in bytes of the tail, from `at`, of the longest dictionary word that begins in the Chinese
    /// characters of `start..at`; 0 without such a word. A word before a letter or digit does not count.
    pub(super) fn tail_of_words(&self, text: &str, start: usize, at: usize) -> usize {
        let spell = |c: char| (self.table.folded(c), self.table.of(c));
        let border = text[start..at].chars().next_back().zip(text[at..].chars().next());
        if !border.is_some_and(|(last, first)| self.mixed_pairs.contains(spell(last).0, spell(first).0)) {
            return 0;
        }
        let tail: Vec<(char, Character)> = text[at..].chars().take(LONGEST_TAIL + 1).map(spell).collect();
        let is_han = |(_, character): &(char, Character)| character.is(class::HAN);
        let mut head: Vec<_> =
            text[start..at].chars().rev().take(LONGEST_HEAD).map(spell).take_while(is_han).collect();
        head.reverse();
        let continues = |at: usize| tail.get(at).is_some_and(|(_, c)| c.is(class::ALPHANUMERIC));
        let mut longest = 0;
        for from in 0..head.len() {
            let mut word = head[from..].to_vec();
            for (at, part) in (1..).zip(&tail).take_while(|(_, part)| !is_han(part)) {
                word.push(*part);
                if !continues(at) && self.is_mixed_word(&word) {
                    longest = longest.max(at);
                }
            }
        }
        text[at..].chars().take(longest).map(char::len_utf8).sum()
    }

    fn is_mixed_word(&self, word: &[(char, Character)]) -> bool {
        let chars: Vec<char> = word.iter().map(|(c, _)| *c).collect();
        match self.engine.jieba() {
            Some(jieba) => jieba.has_word(&chars),
            None => self.vocabulary.contains(word.iter().map(|(_, character)| character.code()), &chars),
        }
    }

    /// The start, at or after `from`, of a dictionary word that begins with letters or digits and continues with
    /// the Chinese character at `at`; `at` without such a word.
    #[inline]
    pub(crate) fn word_before(&self, text: &str, from: usize, at: usize) -> usize {
        if from == at || !self.mixed_pairs.may_precede_han(text.as_bytes()[at - 1]) {
            return at;
        }
        self.mixed_word_before(text, from, at)
    }

    #[inline(never)]
    fn mixed_word_before(&self, text: &str, from: usize, at: usize) -> usize {
        let Some(last) = text[from..at].chars().next_back() else { return at };
        if !self.table.of(last).is(class::MIXED) {
            return at;
        }
        let joined = text[at..].chars().next().is_some_and(|first| {
            self.mixed_pairs.contains(self.table.folded(last), self.table.folded(first))
        });
        if !joined {
            return at;
        }
        let is_part = |c: &char| c.is_alphanumeric() && !self.table.of(*c).is(class::HAN);
        let letters: Vec<char> =
            text[from..at].chars().rev().take_while(is_part).take(LONGEST_HEAD + 1).collect();
        if letters.len() > LONGEST_HEAD {
            return at;
        }
        let start = at - letters.iter().map(|c| c.len_utf8()).sum::<usize>();
        let mut word = Vec::new();
        for c in text[start..].chars().take(letters.len() + LONGEST_TAIL) {
            word.push((self.table.folded(c), self.table.of(c)));
            if word.len() > letters.len() && self.is_mixed_word(&word) {
                return start;
            }
        }
        at
    }
}

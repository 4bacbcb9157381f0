//! Finds dictionary words that have Chinese and other characters: `T恤`, `卡拉OK`, `C#语言`.

use super::characters::{Character, class};
use super::cutter::Cutter;

/// Maximum number of characters of a word before and after the border between Chinese and other characters. The limits
/// keep the time linear; no word of jieba's dictionary reaches them.
const LONGEST_HEAD: usize = 24;
const LONGEST_TAIL: usize = 24;

/// A character as it is looked up, and its entry.
type Spelled = (char, Character);

impl Cutter<'_> {
    /// Finds the dictionary words that begin in the run `start..at` and continue at `at` with a character that is not
    /// Chinese: `卡拉OK`. Returns the number of bytes of the longest tail after `at`, or 0. A word that begins or ends
    /// inside a run of letters and digits does not count.
    pub(super) fn tail_of_words(&self, text: &str, start: usize, at: usize) -> usize {
        let spell = |c: char| (self.table.folded(c), self.table.of(c));
        let border = text[start..at].chars().next_back().zip(text[at..].chars().next());
        if !border.is_some_and(|(last, first)| self.mixed_pairs.contains(spell(last).0, spell(first).0)) {
            return 0;
        }
        let mut word: Vec<Spelled> = text[start..at].chars().rev().take(LONGEST_HEAD).map(spell).collect();
        word.reverse();
        let head = word.len();
        word.extend(text[at..].chars().take(LONGEST_TAIL + 1).map(spell));
        let mut longest = 0;
        for from in (0..head).filter(|&from| !is_inside_word(&word, from)) {
            self.word_ends(&word, from, |end| {
                if end > head + longest && !is_inside_word(&word, end) {
                    longest = end - head;
                }
            });
        }
        text[at..].chars().take(longest).map(char::len_utf8).sum()
    }

    /// Calls `found` with the end of each dictionary word that begins at character `from`, shortest first.
    fn word_ends(&self, characters: &[Spelled], from: usize, mut found: impl FnMut(usize)) {
        let Some(jieba) = self.engine.jieba() else {
            return self.vocabulary.prefix_lengths(&characters[from..], |length| found(from + length));
        };
        let mut word = Vec::new();
        for (end, (c, _)) in (from + 1..).zip(&characters[from..]) {
            word.push(*c);
            if jieba.has_word(&word) {
                found(end);
            }
        }
    }

    /// Returns the start, at or after `from`, of a dictionary word such as `T恤` whose first Chinese character is at
    /// `at`. Returns `at` if there is no such word.
    #[inline]
    pub(super) fn word_before(&self, text: &str, from: usize, at: usize) -> usize {
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
        let spell = |c: char| (self.table.folded(c), self.table.of(c));
        // `word` also has the character before the longest head, which shows whether that head begins inside a word.
        let mut word: Vec<Spelled> = text[from..at].chars().rev().take(LONGEST_HEAD + 1).map(spell).collect();
        word.reverse();
        let head = word.len();
        let starts = (1..=head).rev().take_while(|&end| is_part(word[end - 1])).count();
        word.extend(text[at..].chars().take(LONGEST_TAIL + 1).map(spell));
        for start in (head - starts.min(LONGEST_HEAD)..head).filter(|&start| !is_inside_word(&word, start)) {
            let mut is_word = false;
            self.word_ends(&word, start, |end| is_word |= end > head && !is_inside_word(&word, end));
            if is_word {
                let before: usize = text[from..at].chars().rev().take(head - start).map(char::len_utf8).sum();
                return at - before;
            }
        }
        at
    }
}

/// Whether a character is not Chinese but can be part of a dictionary word.
fn is_part((c, character): Spelled) -> bool {
    (c.is_alphanumeric() || character.is(class::BLOCK)) && !character.is(class::HAN)
}

/// Whether character number `at` and the character before it are both letters or digits of one word.
fn is_inside_word(characters: &[Spelled], at: usize) -> bool {
    let is_alphanumeric = |at: usize| {
        characters.get(at).is_some_and(|&(c, character)| c.is_alphanumeric() && !character.is(class::HAN))
    };
    at > 0 && is_alphanumeric(at - 1) && is_alphanumeric(at)
}

//! Words that were added at run time: a trie in a hash table, beside the dictionary's own.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::characters::{CharacterTable, class};

/// Multiplies by the odd constant of Fibonacci hashing: the keys are a node and a character in
/// one number, and nobody else chooses them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NodeHasher(u64);

impl Hasher for NodeHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(byte.into());
        }
    }

    fn write_u32(&mut self, key: u32) {
        self.write_u64(key.into());
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0 ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}

/// A word that was added.
#[derive(Clone, Debug)]
pub(super) struct UserWord {
    pub(super) word: Box<str>,
    pub(super) frequency: u64,
    /// Natural logarithm of the frequency.
    pub(super) log: f64,
    pub(super) tag: Box<str>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// Number of the node, from 1.
    id: u32,
    /// 1 + index of the word that ends here, or 0.
    word: u32,
}

/// A place in the trie while a text is walked along it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor(u32);

impl Cursor {
    pub(super) const ROOT: Self = Self(0);
}

/// A trie over characters that words can be added to.
#[derive(Clone, Debug, Default)]
pub(crate) struct UserWords {
    nodes: HashMap<u64, Node, BuildHasherDefault<NodeHasher>>,
    words: Vec<UserWord>,
    any_of_frequency_0: bool,
}

impl UserWords {
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a word has frequency 0, or had when it was added.
    pub(super) fn any_of_frequency_0(&self) -> bool {
        self.any_of_frequency_0
    }

    pub(super) fn words(&self) -> &[UserWord] {
        &self.words
    }

    /// One step along `c`: the place it leads to and the word that ends there.
    #[inline]
    pub(super) fn step(&self, cursor: Cursor, c: char) -> Option<(Cursor, Option<&UserWord>)> {
        let node = self.nodes.get(&key(cursor.0, c))?;
        Some((Cursor(node.id), (node.word as usize).checked_sub(1).map(|at| &self.words[at])))
    }

    pub(super) fn get(&self, word: impl IntoIterator<Item = char>) -> Option<&UserWord> {
        let mut cursor = Cursor::ROOT;
        let mut found = None;
        for c in word {
            (cursor, found) = self.step(cursor, c)?;
        }
        found
    }

    /// Adds a word or changes the one that is there.
    pub(super) fn insert(&mut self, word: UserWord) {
        self.any_of_frequency_0 |= word.frequency == 0;
        let mut node = 0;
        let mut chars = word.word.chars().peekable();
        while let Some(c) = chars.next() {
            let id = self.nodes.len() as u32 + 1;
            let entry = self.nodes.entry(key(node, c)).or_insert(Node { id, word: 0 });
            node = entry.id;
            if chars.peek().is_none() {
                if entry.word == 0 {
                    entry.word = self.words.len() as u32 + 1;
                    self.words.push(word);
                } else {
                    self.words[entry.word as usize - 1] = word;
                }
                return;
            }
        }
    }
}

/// The words that were added, spelled as they are looked up, by the way in which they are found.
#[derive(Clone, Debug, Default)]
pub(super) struct SortedWords {
    /// Those that a block can hold: the dictionary's way.
    pub(super) words: UserWords,
    /// Those with blanks or punctuation, which no block holds.
    pub(super) phrases: UserWords,
    /// The phrases, and the words without Chinese, which no stretch of Chinese holds.
    pub(super) foreign: UserWords,
}

impl SortedWords {
    pub(super) fn add(&mut self, word: &UserWord, table: &CharacterTable) {
        let all = |class: u32| word.word.chars().all(|c| table.of(c).is(class));
        let folded: String = word.word.chars().map(|c| table.folded(c)).collect();
        let folded = UserWord { word: folded.into(), ..word.clone() };
        if word.word.chars().all(char::is_whitespace) {
            // No token is made of it.
        } else if !all(class::BLOCK) {
            self.phrases.insert(folded.clone());
            self.foreign.insert(folded);
        } else {
            let spelled = UserWord { word: table.spelled_word(&word.word).into(), ..word.clone() };
            if !word.word.chars().any(|c| table.of(c).is(class::HAN)) {
                self.foreign.insert(folded);
            }
            self.words.insert(spelled);
        }
    }
}

fn key(node: u32, c: char) -> u64 {
    u64::from(node) << 21 | u64::from(c)
}

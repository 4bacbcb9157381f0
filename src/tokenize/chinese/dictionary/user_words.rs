//! Words added at run time: a trie in a hash table, searched in addition to the compiled trie.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Fibonacci hashing of a trie node's number and a character. A text cannot cause collisions, because only added words
/// put keys into the table.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NodeHasher(u64);

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

/// An added word.
#[derive(Clone, Debug)]
pub(crate) struct UserWord {
    pub(crate) word: Box<str>,
    pub(crate) frequency: u64,
    /// Natural logarithm of the frequency.
    pub(crate) log: f64,
    pub(crate) tag: Box<str>,
}

#[derive(Clone, Copy, Debug, Default)]
struct UserTrieNode {
    /// Number of the node, from 1.
    id: u32,
    /// 1 + index of the word that ends here, or 0.
    word: u32,
}

/// A node of the trie, during a walk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UserWordsCursor(u32);

impl UserWordsCursor {
    pub(crate) const ROOT: Self = Self(0);
}

/// A trie over characters, to which words can be added.
#[derive(Clone, Debug, Default)]
pub(crate) struct UserWords {
    nodes: HashMap<u64, UserTrieNode, BuildHasherDefault<NodeHasher>>,
    words: Vec<UserWord>,
    any_of_frequency_0: bool,
}

impl UserWords {
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a word was ever added with frequency 0.
    pub(crate) fn any_of_frequency_0(&self) -> bool {
        self.any_of_frequency_0
    }

    pub(crate) fn words(&self) -> &[UserWord] {
        &self.words
    }

    /// Returns the child of a node for `c`, and the word that ends at the child.
    #[inline]
    pub(crate) fn step(
        &self,
        cursor: UserWordsCursor,
        c: char,
    ) -> Option<(UserWordsCursor, Option<&UserWord>)> {
        let node = self.nodes.get(&key(cursor.0, c))?;
        Some((UserWordsCursor(node.id), (node.word as usize).checked_sub(1).map(|at| &self.words[at])))
    }

    pub(crate) fn get(&self, word: impl IntoIterator<Item = char>) -> Option<&UserWord> {
        let mut cursor = UserWordsCursor::ROOT;
        let mut found = None;
        for c in word {
            (cursor, found) = self.step(cursor, c)?;
        }
        found
    }

    /// Adds a word, or replaces the entry of the same word.
    pub(crate) fn insert(&mut self, word: UserWord) {
        self.any_of_frequency_0 |= word.frequency == 0;
        let mut node = 0;
        let mut chars = word.word.chars().peekable();
        while let Some(c) = chars.next() {
            let id = self.nodes.len() as u32 + 1;
            let entry = self.nodes.entry(key(node, c)).or_insert(UserTrieNode { id, word: 0 });
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

fn key(node: u32, c: char) -> u64 {
    u64::from(node) << 21 | u64::from(c)
}

//! The trie of a dictionary as a double array: one probe per character.
//!
//! A node stores a number, its base. The child for a character is in slot `base + code`, where `code` is the code
//! of the character. The children of a node are a row. No two rows have the same base, so a slot's index minus
//! its code identifies its parent.
//!
//! First characters have a separate table and no slots. Their children are split into several rows by frequency.
//! Frequent nodes then share cache lines, and cache misses dominate the cost of a look-up.
//!
//! More than half of the pairs of adjacent characters in a text do not begin a word. A Bloom filter rejects most
//! of these pairs. It fits into the L2 cache.

mod filter;
mod heads;
mod layout;
mod packed;
mod slot;
mod trie;

pub(in crate::tokenize::chinese) use self::layout::lay_out;
pub(in crate::tokenize::chinese) use self::slot::{MAX_VALUES, Slot};
pub(in crate::tokenize::chinese) use self::trie::{DoubleArray, DoubleArrayView, TrieNode};

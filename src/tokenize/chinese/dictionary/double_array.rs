//! The trie of a dictionary as a double array: one probe per character.
//!
//! The child of a node for a character is in slot `base + code`: the node stores `base`, and `code` is the code
//! of the character. The children of one node are a row. The index of a slot minus its code is the base of its
//! row. No two rows have the same base, so this base identifies the parent. First characters have a separate
//! table and no slots. The children of a first character are split into several rows by the frequency of the
//! second character, so that frequent nodes share cache lines and pages with each other. Cache misses dominate
//! the cost of a look-up.
//!
//! Each pair of adjacent characters in a text is looked up, but more than half of these pairs do not begin a
//! word. A Bloom filter of the pairs that begin words rejects most of the pairs that do not. The filter fits
//! into the L2 cache.

mod filter;
mod heads;
mod layout;
mod packed;
mod slot;
mod trie;

pub(in crate::tokenize::chinese) use self::layout::lay_out;
pub(in crate::tokenize::chinese) use self::slot::{MAX_VALUES, Slot};
pub(in crate::tokenize::chinese) use self::trie::{DoubleArray, DoubleArrayView, TrieNode};

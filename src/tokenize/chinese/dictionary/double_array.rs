//! The trie of a dictionary as a double array: one probe per character.
//!
//! The child of a node for a character is in the slot `base + code`, where `base` belongs to the node
//! and `code` to the character. The children of one node are a row. No two rows have the same base, so
//! the code in a slot identifies the parent. First characters have no slots but a table, and their
//! children are split into several rows by the frequency of the second character: frequent nodes then
//! share cache lines and pages with other frequent nodes, which determines the speed of a look-up.
//!
//! The first two characters are looked up at every character of a text, and in more than half of the
//! cases no word begins with them. A filter of all pairs, which fits into the L2 cache, rejects most of
//! these.

mod filter;
mod heads;
mod layout;
mod packed;
mod slot;
mod trie;

pub(in crate::tokenize::chinese) use self::heads::{ByCode, CODES, by_code};
pub(in crate::tokenize::chinese) use self::layout::lay_out;
pub(in crate::tokenize::chinese) use self::slot::{MAX_VALUES, Slot};
pub(in crate::tokenize::chinese) use self::trie::{DoubleArray, DoubleArrayView, TrieNode};

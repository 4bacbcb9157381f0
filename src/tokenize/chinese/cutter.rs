//! The tables and options with which a text is cut, and the functions that fill a chunk with its characters.

use super::ascii::AsciiCutter;
use super::characters::{Character, CharacterTable, class};
use super::engine::Engine;
use super::lattice::{CharacterLattice, CharacterRange};
use super::mixed_pairs::MixedWordPairs;
use super::options::{CutMode, Overlaps};
use super::scratch::Scratch;
use super::unknown::UnknownWords;
use super::vocabulary::Vocabulary;

#[derive(Clone, Copy)]
pub(crate) struct Cutter<'e> {
    pub(super) vocabulary: Vocabulary<'e>,
    pub(crate) table: &'e CharacterTable,
    pub(super) model: Option<&'e UnknownWords>,
    pub(super) engine: &'e Engine,
    pub(super) mode: CutMode,
    pub(super) overlaps: Overlaps,
    /// Maximum length in characters of a word that the dictionary does not have.
    pub(super) longest_unknown: usize,
    pub(super) mixed_pairs: &'e MixedWordPairs,
    pub(super) ascii: AsciiCutter<'e>,
}

impl Cutter<'_> {
    /// Whether a chunk may contain gaps, which are cut without the dictionary. A caller's engine cuts all text
    /// itself, without gaps.
    pub(crate) fn allows_gaps(&self) -> bool {
        self.engine.is_own()
    }

    /// Whether `range`, which is in one block, is a dictionary word or an added word.
    #[inline]
    pub(super) fn is_dictionary_word(&self, range: CharacterRange<'_>) -> bool {
        self.vocabulary.contains(range.characters().map(Character::code), range.chars())
    }

    /// Appends characters of three bytes that have a class of `wanted` and need no post-processing, up to the
    /// first other character. Returns the end of the last appended character. A chunk that is already long takes only
    /// Chinese characters, so that it ends with its block.
    #[inline(always)]
    pub(super) fn push_plain(&self, text: &str, at: usize, wanted: u32, scratch: &mut Scratch) -> usize {
        let lattice = &mut scratch.lattice;
        let (wanted, most) = if lattice.is_long(at) {
            (class::HAN, CharacterLattice::MAX_BYTES)
        } else {
            (wanted, CharacterLattice::TARGET_BYTES)
        };
        let bytes = &text.as_bytes()[at..text.len().min(at + most)];
        let start = lattice.start();
        start + lattice.append(|cells| cells.push_plain(self.table, bytes, wanted, at - start))
    }

    #[inline(always)]
    pub(super) fn push(&self, text: &str, character: Character, at: usize, scratch: &mut Scratch) {
        let mut character = character;
        if character.is(class::POSTPROCESS) {
            let last = scratch.lattice.last().unwrap_or(Character::END);
            if character.extends(last) {
                return;
            }
            character = scratch.postprocess.resolve(text, at, character, last);
        }
        scratch.lattice.push(character, at);
    }
}

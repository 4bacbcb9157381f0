//! Replaces `jieba.rs` if the feature `jieba` is off.

use super::characters::CharacterTable;
use super::lattice::CharacterLattice;
use super::options::CutMode;
use super::token_writer::TokenWriter;

/// An engine type without values.
#[derive(Clone, Debug)]
pub(super) enum NoJieba {}

impl NoJieba {
    pub(super) fn cut(&self, _: &CharacterLattice, _: &CharacterTable, _: CutMode, _: &mut TokenWriter<'_>) {
        match *self {}
    }

    pub(super) fn has_word(&self, _: &[char]) -> bool {
        match *self {}
    }

    pub(super) fn add_word(&mut self, _: &str, _: &str) {
        match *self {}
    }

    pub(super) fn set_model(&mut self, _: bool) {
        match *self {}
    }
}

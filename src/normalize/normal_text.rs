//! What a normalizer appends to: a text alone, or a text with a map of offsets.

use super::options::Case;

/// A normalized text that grows at its end.
pub(super) trait NormalText {
    /// Appends ASCII text, in lower case unless the case is kept.
    fn push_ascii(&mut self, ascii: &str, case: Case);

    /// Calls `push` to append text in which each character has the length of its original. `push` returns that length, or
    /// `None` if it appends nothing.
    fn push_with(&mut self, push: impl FnOnce(&mut String) -> Option<usize>) -> Option<usize>;

    /// Appends the normalized form of `source`, which `fold` writes.
    fn push_folded(&mut self, source: &str, fold: impl FnOnce(&str, &mut String));
}

impl NormalText for String {
    fn push_ascii(&mut self, ascii: &str, case: Case) {
        let start = self.len();
        self.push_str(ascii);
        if case != Case::Keep
            && let Some(copy) = self.get_mut(start..)
        {
            copy.make_ascii_lowercase();
        }
    }

    fn push_with(&mut self, push: impl FnOnce(&mut String) -> Option<usize>) -> Option<usize> {
        push(self)
    }

    fn push_folded(&mut self, source: &str, fold: impl FnOnce(&str, &mut String)) {
        fold(source, self);
    }
}

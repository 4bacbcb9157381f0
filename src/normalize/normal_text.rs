//! The output of a normalizer: a text without a map of offsets, or with one.

use super::options::Case;

/// A normalized text to which a normalizer appends.
pub(super) trait NormalText {
    /// Appends `ascii`, in lower case unless `case` is [`Case::Keep`].
    fn push_ascii(&mut self, ascii: &str, case: Case);

    /// Calls `push` to append text in which each character has the same length in bytes as the original
    /// character. `push` returns the number of bytes that it appended, or `None` if it appended nothing.
    fn push_with(&mut self, push: impl FnOnce(&mut String) -> Option<usize>) -> Option<usize>;

    /// Calls `fold` to append the normalized form of `source`.
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

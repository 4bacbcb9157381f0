//! Characters that the format of the output cannot hold.

use bitext::export::{Document, Format};

/// What is reported of these characters, after their number.
pub(crate) const WHAT: &str = "character that the format of the output cannot hold (written as U+FFFD)";

/// Returns the number of characters of a document that are written as U+FFFD. Time O(length of the texts).
pub(crate) fn lost_characters(format: &dyn Format, document: &Document<'_, '_>) -> usize {
    let count = |text: &str| text.chars().filter(|&c| format.replaces(c)).count();
    document.pairs().iter().map(|pair| count(&pair.english()) + count(&pair.chinese())).sum()
}

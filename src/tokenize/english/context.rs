//! The language around a number, which decides between the conventions of English and Chinese.

use super::scan::Scan;
use crate::Script;

/// Number of characters on each side that are searched for the nearest letter. The limit keeps the time linear.
const REACH: usize = 32;

impl Scan<'_, '_> {
    /// Whether the letter nearest to `start..end` on the same line is Chinese. If the letters on both sides are equally
    /// near, one Chinese letter is enough.
    #[cold]
    pub(super) fn is_in_chinese(&self, start: usize, end: usize) -> bool {
        let (from, to) = self.visible();
        let before = self.whole.get(from..start).unwrap_or("").chars().rev();
        let after = self.whole.get(end..to).unwrap_or("").chars();
        match (nearest_letter(before), nearest_letter(after)) {
            (Some((left, script)), Some((right, other))) => {
                left <= right && script == Script::Han || right <= left && other == Script::Han
            }
            (Some((_, script)), None) | (None, Some((_, script))) => script == Script::Han,
            (None, None) => false,
        }
    }
}

/// Returns the number of characters before the first letter of `characters`, and the class of that letter. The
/// search stops at a line break.
fn nearest_letter(characters: impl Iterator<Item = char>) -> Option<(usize, Script)> {
    let scripts = characters.take(REACH).take_while(|&c| c != '\n').map(Script::of);
    scripts.enumerate().find(|(_, script)| script.is_letter())
}

//! The language around a number: decides between conventions of English and Chinese.

use super::scan::Scan;
use crate::Script;

/// Characters on either side among which the nearest letter is searched. The limit keeps time linear.
const REACH: usize = 32;

impl Scan<'_, '_> {
    /// Whether the letter nearest to the part `start..end` of a line is Chinese; of two equally near ones, whether any is.
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

/// The distance in characters of the first letter of a line, and its class.
fn nearest_letter(characters: impl Iterator<Item = char>) -> Option<(usize, Script)> {
    let scripts = characters.take(REACH).take_while(|&c| c != '\n').map(Script::of);
    scripts.enumerate().find(|(_, script)| script.is_letter())
}

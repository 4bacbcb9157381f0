//! The stems of an English gloss.

use crate::english;

/// Returns the stems of the content words of a gloss, or of all words of the gloss if it has no content words.
pub(super) fn gloss_stems(gloss: &str) -> Vec<String> {
    let mut all = Vec::new();
    english::stems(gloss, |stem| all.push(stem));
    let content: Vec<String> = all.iter().filter(|stem| !english::is_stop_stem(stem)).cloned().collect();
    if content.is_empty() { all } else { content }
}

//! The stems of an English gloss.

use crate::english;

/// A stem of a gloss, with the whole word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GlossStem {
    pub(super) stem: String,
    /// Empty if the word is unknown.
    pub(super) word: String,
}

/// Returns the stems of the content words of a gloss, or of all words of the gloss if it has no content words.
pub(super) fn gloss_stems(gloss: &str) -> Vec<GlossStem> {
    let mut all = Vec::new();
    english::stems(gloss, |stem, word| all.push(GlossStem { stem, word: word.to_owned() }));
    let content: Vec<GlossStem> =
        all.iter().filter(|word| !english::is_stop_stem(&word.stem)).cloned().collect();
    if content.is_empty() { all } else { content }
}

/// Whether a word is read as this one stem.
pub(super) fn has_stem(word: &str, stem: &str) -> bool {
    matches!(&*gloss_stems(word), [only] if only.stem == stem)
}

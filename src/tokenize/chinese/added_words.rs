//! The words added to a tokenizer, grouped by the search that finds them.

use super::characters::{CharacterTable, class};
use super::dictionary::{UserWord, UserWords};

#[derive(Clone, Debug, Default)]
pub(super) struct AddedWords {
    /// Words of [`class::BLOCK`] characters only, such as `云计算` and `C++`. The best-path search finds them
    /// together with the words of the dictionary.
    pub(super) words: UserWords,
    /// Words with a space or another character that is not in blocks, such as `New York`.
    pub(super) phrases: UserWords,
    /// The phrases, and the words without Chinese characters.
    pub(super) foreign: UserWords,
}

impl AddedWords {
    pub(super) fn add(&mut self, word: &UserWord, table: &CharacterTable) {
        let all = |class: u32| word.word.chars().all(|c| table.of(c).is(class));
        let folded: String = word.word.chars().map(|c| table.folded(c)).collect();
        let folded = UserWord { word: folded.into(), ..word.clone() };
        if word.word.chars().all(char::is_whitespace) {
            // A word of white space is ignored, because white space has no tokens.
        } else if !all(class::BLOCK) {
            self.phrases.insert(folded.clone());
            self.foreign.insert(folded);
        } else {
            let spelled = UserWord { word: table.spelled_word(&word.word).into(), ..word.clone() };
            if !word.word.chars().any(|c| table.of(c).is(class::HAN)) {
                self.foreign.insert(folded);
            }
            self.words.insert(spelled);
        }
    }
}

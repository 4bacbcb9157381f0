//! The words added to a tokenizer, grouped by the search that finds them.

use super::characters::{CharacterTable, class};
use super::dictionary::{UserWord, UserWords};

/// The added words in their folded spelling, grouped by the search that finds them.
#[derive(Clone, Debug, Default)]
pub(super) struct AddedWords {
    /// Words that a block (a run of characters that is cut by the dictionary) can contain. The best-path search
    /// finds them together with the words of the dictionary.
    pub(super) words: UserWords,
    /// Words with white space or punctuation, which no block contains.
    pub(super) phrases: UserWords,
    /// The phrases, and the words without Chinese characters. No run of Chinese in mixed text contains them.
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

//! Translations of function words. Dictionaries explain function words, but seldom translate them.

use crate::english::stem;
use crate::tables::{WordTable, word_table};

/// Each row is a Chinese word and its English translations, which are separated by spaces.
const TABLE: WordTable<2> = word_table!("function_words.txt", 2);

/// Calls `each` with the stem of each English translation of a Chinese function word.
pub(super) fn for_each_rendering(chinese: &str, mut each: impl FnMut(&str)) {
    let Some([_, english]) = TABLE.get(chinese) else { return };
    english.split(' ').for_each(|word| each(&stem(word)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renders_function_words_as_stems() {
        for (chinese, expected) in
            [("和", vec!["and", "with"]), ("之间", vec!["between"]), ("渡轮", Vec::new())]
        {
            let mut found = Vec::new();
            for_each_rendering(chinese, |stem| found.push(stem.to_owned()));
            assert_eq!(found, expected, "{chinese}");
        }
    }
}

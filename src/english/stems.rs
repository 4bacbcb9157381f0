//! Stems, the form in which the lexicon and the aligner compare English words.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use super::words::{WordOrNumber, expand, for_each_word};
use crate::tables::{FastHash, WordList, WordTable, word_list, word_table};

/// Each row has an irregular form and its base form, such as `said` and `say`.
const IRREGULAR: WordTable<2> = word_table!("irregular_forms.tsv", 2);
const STOP: WordList = word_list!("stop_words_en.txt");

static STOP_STEMS: LazyLock<HashSet<String, FastHash>> = LazyLock::new(|| STOP.iter().map(stem).collect());

/// Maximum length in bytes of a word to stem. Longer runs of letters, such as base64, are not English words.
const LONGEST: usize = 60;

/// Returns the stem of a lower-case English word. An irregular form is first replaced by its base form; then
/// the Snowball English stemmer (Porter 2) is applied, unless the word is longer than [`LONGEST`].
pub(crate) fn stem(word: &str) -> String {
    let base = IRREGULAR.get(word).map_or(word, |[_, base]| base);
    if base.len() > LONGEST || has_no_suffix(base.as_bytes()) {
        return base.to_owned();
    }
    Stemmer::create(Algorithm::English).stem(base).into_owned()
}

/// A fast check of the end of a word: if it returns true, the stemmer does not change the word. The stemmer
/// only changes words that end in s, d, g, y, i, l, e, r, c, t, m or n.
fn has_no_suffix(word: &[u8]) -> bool {
    match word {
        [
            ..,
            b'a' | b'o' | b'u' | b'k' | b'p' | b'h' | b'w' | b'b' | b'f' | b'j' | b'v' | b'x' | b'z' | b'q',
        ] => true,
        [.., before, b'n'] => *before != b'o',
        [.., before, b'n', b'g'] => *before != b'i',
        [.., before, b'g'] => *before != b'n',
        [.., before, b'i'] => !matches!(before, b'l' | b'c' | b't' | b'g'),
        [.., before, b'l'] => !matches!(before, b'a' | b'u' | b'l'),
        [.., before, b'm'] => *before != b's',
        [.., before, b't'] => *before != b'n',
        [.., before, b'c'] => *before != b'i',
        [.., before, b'd'] => *before != b'e',
        [.., before, b'r'] => !matches!(before, b'e' | b'o'),
        _ => false,
    }
}

/// Whether `stem` is the stem of a stop word, such as the, of, to or be.
pub(crate) fn is_stop_stem(stem: &str) -> bool {
    STOP_STEMS.contains(stem)
}

/// Calls `each` with the stem of each word of `text`, and with each number, in order. The second argument is the whole
/// word, which keeps its capitals only if nothing was split off or dropped. Contractions are split (`don’t` into do and
/// not), possessive endings are dropped, and numbers lose their commas. Time O(length of `text`).
pub(crate) fn stems(text: &str, mut each: impl FnMut(String, &str)) {
    for_each_word(text, |word| match word {
        WordOrNumber::Letters(word) => expand(word, |part| {
            let whole = if part.len() == word.len() { word } else { part };
            each(stem(part), whole);
        }),
        WordOrNumber::Number(digits) => {
            let number = digits.replace(',', "");
            each(number.clone(), &number);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tests the base forms of [`IRREGULAR`], the stop words, and each of `heads` followed by any three letters.
    #[test]
    fn has_no_suffix_agrees_with_the_stemmer() {
        let stemmer = Stemmer::create(Algorithm::English);
        let heads = [
            "", "a", "be", "ya", "rel", "nat", "organiz", "connect", "xiong", "yang", "dy", "stiff", "commun",
        ];
        let letters = "abcdefghijklmnopqrstuvwxyz";
        let mut words: Vec<String> = IRREGULAR.rows().iter().map(|[_, base]| (*base).to_owned()).collect();
        words.extend(STOP.iter().map(str::to_owned));
        for head in heads {
            for one in letters.chars() {
                for two in letters.chars() {
                    words.extend(letters.chars().map(|three| format!("{head}{one}{two}{three}")));
                }
            }
        }
        let wrong: Vec<&String> = words
            .iter()
            .filter(|word| has_no_suffix(word.as_bytes()) && stemmer.stem(word) != word.as_str())
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn words_are_compared_by_their_stems() {
        let cases = [
            ("The men said it wasn’t theirs.", "the man say it be not they"),
            ("They won't pay 30,000 yuan", "they will not pay 30000 yuan"),
            ("China's decided", "china decid"),
            ("3.14 and 1,000.", "3.14 and 1000"),
        ];
        for (text, expected) in cases {
            let mut words = Vec::new();
            stems(text, |stem, _| words.push(stem));
            assert_eq!(words.join(" "), expected, "{text}");
        }
    }
}

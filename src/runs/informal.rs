//! Words that are no evidence of a language: laughter and the abbreviations of chats.

use crate::tables::{WordTable, word_table};

/// Abbreviations and words of chats that are written in many languages, in lower case.
const CHAT_WORDS: WordTable<1> = word_table!("chat_words.txt", 1);

/// Fewest letters of laughter: `hhh`.
const SHORTEST_LAUGHTER: usize = 3;

/// Whether `word` is laughter (`hahaha`, `jajaja`, `hhh`), an abbreviation of chats (`idk`), or lower-case letters without a
/// vowel (`brb`). Time O(length).
pub(super) fn is_informal(word: &str) -> bool {
    let bytes = word.as_bytes();
    word.is_ascii() && bytes.len() > 1 && (lacks_vowel(bytes) || is_laughter(bytes)) || is_chat_word(word)
}

/// Whether the list has `word`. Only words that begin like a word of the list are looked up.
fn is_chat_word(word: &str) -> bool {
    let [first, second, ..] = *word.as_bytes() else { return false };
    SECOND_LETTERS[usize::from(first % 32)] >> (second % 32) & 1 != 0
        && CHAT_WORDS.find_ignore_case(word).is_some()
}

/// The second letters of the words of [`CHAT_WORDS`], one bit each, by the first letter; both by their low five bits.
static SECOND_LETTERS: [u32; 32] = {
    let mut letters = [0; 32];
    let mut at = 0;
    while at < CHAT_WORDS.rows().len() {
        let word = CHAT_WORDS.rows()[at][0].as_bytes();
        letters[(word[0] % 32) as usize] |= 1 << (word[1] % 32);
        at += 1;
    }
    letters
};

fn lacks_vowel(word: &[u8]) -> bool {
    word.iter().all(|letter| {
        letter.is_ascii_lowercase() && !matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
    })
}

/// Whether `word` ends with one letter three times (`hhh`), with a consonant of laughter and a vowel twice (`haha`), or
/// with the same three letters twice (`heihei`).
fn is_laughter(word: &[u8]) -> bool {
    let lower = |back: usize| word.get(word.len().wrapping_sub(back)).map_or(0, u8::to_ascii_lowercase);
    // Most words stop here.
    let last = lower(1);
    if last != lower(3) && last != lower(4) {
        return false;
    }
    let [last, second, third, fourth, fifth, sixth] = [1, 2, 3, 4, 5, 6].map(lower);
    if word.len() >= SHORTEST_LAUGHTER && last == second && second == third {
        return true;
    }
    // `heihei`
    if [last, second, third] == [fourth, fifth, sixth] && [last, second, third].contains(&b'h') {
        return true;
    }
    let vowel = |letter: u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u');
    let laughs = |letter: u8| matches!(letter, b'h' | b'j' | b'k' | b'l' | b'x');
    let alternates = laughs(last) && vowel(second) || vowel(last) && laughs(second);
    let repeats = last == third && (second == fourth || word.len() == SHORTEST_LAUGHTER && last == b'h');
    alternates && repeats
}

#[cfg(test)]
mod tests {
    use super::is_informal;

    #[test]
    fn laughter_and_chats() {
        for word in [
            "haha", "Hahaha", "hehehe", "jajaja", "ahahah", "hhh", "kkkk", "xixi", "lololol", "heihei",
            "idk", "LMAO", "brb", "heh",
        ] {
            assert!(is_informal(word), "{word}");
        }
        for word in ["", "a", "house", "mama", "Papa", "Halle", "BBC", "was", "lila", "Straße", "ohne"] {
            assert!(!is_informal(word), "{word}");
        }
    }
}

//! Words that are no evidence of a language: laughter and chat abbreviations.

use crate::tables::{WordTable, word_table};

/// Abbreviations and words of chat messages that occur in many languages, in lower case.
const CHAT_WORDS: WordTable<1> = word_table!("chat_words.txt", 1);

/// Minimum length of laughter in letters: `hhh`.
const SHORTEST_LAUGHTER: usize = 3;

/// Whether `word` is laughter (`hahaha`, `jajaja`, `hhh`), a chat abbreviation (`idk`), or lower-case letters without a
/// vowel (`brb`). Time O(length).
#[inline]
pub(super) fn is_informal(word: &[u8]) -> bool {
    word.len() > 1 && (lacks_vowel(word) || is_laughter(word) || is_chat_word(word))
}

/// Whether [`CHAT_WORDS`] has `word`, ignoring ASCII case. A word is looked up only if the list has a word with
/// the same first two letters, and a word with the same first letter and the same length.
#[inline]
fn is_chat_word(word: &[u8]) -> bool {
    let [first, second, ..] = *word else { return false };
    let (seconds, lengths) = FIRST_LETTERS[usize::from(first % 32)];
    (seconds >> (second % 32)) & (lengths >> word.len().min(31)) & 1 != 0
        && CHAT_WORDS.find_ignore_case(word).is_some()
}

/// `FIRST_LETTERS[first % 32]` describes the words of [`CHAT_WORDS`] that begin with `first`: bit `second % 32` of the
/// first number is set for each second letter `second`, and bit `n` of the second number for each length `n` in bytes.
static FIRST_LETTERS: [(u32, u32); 32] = {
    let mut letters = [(0, 0); 32];
    let mut at = 0;
    while at < CHAT_WORDS.rows().len() {
        let word = CHAT_WORDS.rows()[at][0].as_bytes();
        let (seconds, lengths) = &mut letters[(word[0] % 32) as usize];
        *seconds |= 1 << (word[1] % 32);
        *lengths |= 1 << word.len();
        at += 1;
    }
    letters
};

fn lacks_vowel(word: &[u8]) -> bool {
    word.iter().all(|letter| {
        letter.is_ascii_lowercase() && !matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
    })
}

/// Whether `word` ends like laughter: with the same letter three times (`hhh`), with the same two letters twice
/// (`haha`), or with the same three letters twice (`heihei`). Two letters must be a vowel and one of `hjklx`, and
/// three letters must include an `h`. Words such as `heh` count too.
fn is_laughter(word: &[u8]) -> bool {
    let lower = |back: usize| word.get(word.len().wrapping_sub(back)).map_or(0, u8::to_ascii_lowercase);
    // Most words are rejected here.
    let last = lower(1);
    if last != lower(3) && last != lower(4) {
        return false;
    }
    if !word.is_ascii() {
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
            assert!(is_informal(word.as_bytes()), "{word}");
        }
        for word in ["", "a", "house", "mama", "Papa", "Halle", "BBC", "was", "lila", "Straße", "ohne"] {
            assert!(!is_informal(word.as_bytes()), "{word}");
        }
    }
}

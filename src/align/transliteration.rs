//! How alike an English name and its Chinese transcription sound, for example `Carmona` and 卡莫纳.
//!
//! Both names are reduced to letters, one for each sound, and compared by a weighted edit distance. The sounds of the
//! Chinese name come from its pinyin. The costs were chosen for this crate: changes between vowels, and between
//! consonants of similar sound, cost little.

use pinyin::ToPinyin;

/// English spellings of one sound, and the letters that replace them. The replacements are made in this order.
const ENGLISH_SPELLINGS: [(&str, &str); 14] = [
    ("ough", "o"),
    ("tch", "c"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("th", "t"),
    ("ph", "f"),
    ("gh", "g"),
    ("ck", "k"),
    ("wh", "w"),
    ("kn", "n"),
    ("wr", "r"),
    ("x", "ks"),
    ("qu", "k"),
];
const PINYIN_SPELLINGS: [(&str, &str); 7] =
    [("zh", "j"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("ü", "u"), ("x", "s"), ("q", "c")];

/// Classes of consonants that transcriptions interchange.
const CLASSES: [&[u8]; 7] = [b"bpfvw", b"dt", b"gkqcxh", b"lr", b"szcxj", b"jzcy", b"wu"];

/// Maximum number of letters of an English word that are used. Further letters are ignored; few names have more.
const MAX_LETTERS: usize = 24;

/// Returns the sounds of an English word.
pub(super) fn english_sounds(word: &str) -> Vec<u8> {
    let mut text: String = word
        .chars()
        .filter(char::is_ascii_alphabetic)
        .take(MAX_LETTERS)
        .collect::<String>()
        .to_ascii_lowercase();
    for (spelling, sound) in ENGLISH_SPELLINGS {
        text = text.replace(spelling, sound);
    }
    without_repeats(text.bytes())
}

/// Returns the sounds of Chinese characters, from their most common readings without tones. A character without a
/// reading adds no sound.
pub(super) fn chinese_sounds(text: &str) -> Vec<u8> {
    let mut sounds = String::new();
    for reading in text.chars().filter_map(|c| c.to_pinyin()) {
        let mut reading = reading.plain().to_owned();
        if reading == "er" {
            reading.remove(0);
        }
        for (spelling, sound) in PINYIN_SPELLINGS {
            reading = reading.replace(spelling, sound);
        }
        sounds.push_str(&reading);
    }
    without_repeats(sounds.bytes())
}

fn without_repeats(letters: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut sounds: Vec<u8> = letters.collect();
    sounds.dedup();
    sounds
}

/// Returns the edit distance between the sounds of two words, divided by the number of sounds of the longer word. The
/// distance is 0 for equal sounds, and usually .5 or more for unrelated words. Time O(product of the lengths).
pub(super) fn distance(one: &[u8], other: &[u8]) -> f32 {
    /// Minimum divisor. Without it, a single different sound would make two short words seem unrelated.
    const MIN_LENGTH: usize = 4;
    let mut row: Vec<f32> = vec![0.0];
    for &sound in other {
        row.push(row[row.len() - 1] + gap(sound));
    }
    for &a in one {
        let mut diagonal = row[0];
        row[0] += gap(a);
        for (at, &b) in other.iter().enumerate() {
            let best = (diagonal + substitution(a, b)).min(row[at + 1] + gap(a)).min(row[at] + gap(b));
            diagonal = std::mem::replace(&mut row[at + 1], best);
        }
    }
    row[row.len() - 1] / one.len().max(other.len()).max(MIN_LENGTH) as f32
}

/// Returns the cost of a sound without a counterpart. Sounds that transcriptions into Chinese syllables drop or add
/// cost less.
fn gap(sound: u8) -> f32 {
    match sound {
        b'a' | b'e' | b'i' | b'o' | b'u' => 0.35,
        b'r' | b'l' | b'n' | b'h' | b'w' | b'y' | b't' => 0.6,
        _ => 0.9,
    }
}

fn substitution(a: u8, b: u8) -> f32 {
    let is_vowel = |sound| matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u');
    if a == b {
        return 0.0;
    }
    if matches!((a, b), (b'y', b'i') | (b'i', b'y') | (b'w', b'u') | (b'u', b'w')) {
        return 0.2;
    }
    match (is_vowel(a), is_vowel(b)) {
        (true, true) => 0.3,
        (false, false) if CLASSES.iter().any(|class| class.contains(&a) && class.contains(&b)) => 0.35,
        (false, false) => 1.3,
        _ => 1.2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transcriptions_are_nearer_than_other_words() {
        for (english, chinese, alike) in [
            ("Carmona", "卡莫纳", true),
            ("Fernandez", "费尔南德斯", true),
            ("Pele", "贝利", true),
            ("Lagos", "拉戈斯", true),
            ("Wellington", "惠灵顿", true),
            ("Carmona", "拉戈斯", false),
            ("Lagos", "卡莫纳", false),
            ("Fernandez", "贝利", false),
            ("captain", "米纳斯", false),
        ] {
            let found = distance(&english_sounds(english), &chinese_sounds(chinese));
            assert_eq!(found < 0.35, alike, "{english} {chinese} {found}");
        }
    }

    #[test]
    fn distances_of_empty_words_are_finite() {
        for (one, other) in [("", ""), ("", "卡"), ("a", "")] {
            let found = distance(&english_sounds(one), &chinese_sounds(other));
            assert!((0.0..=1.0).contains(&found), "{one:?} {other:?} {found}");
        }
    }
}

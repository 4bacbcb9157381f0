//! The pinyin spellings of Chinese names in English text, without tones. [`translations`](super::translations) matches them
//! with the English words.

use pinyin::ToPinyin;

use crate::english::{is_stop_stem, stem};

/// Characters of a Chinese personal name.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=4;

/// Calls `each` with the stems of the readings of each character, of the whole name, and of the name without its first
/// character, because English writes the family name and the given name as two words. `ü` is spelled both `v` and `u`. Stop
/// words are skipped.
pub(super) fn for_each_spelling(chars: &[char], mut each: impl FnMut(&str)) {
    let readings: Vec<&str> =
        chars.iter().map(|c| c.to_pinyin().map_or("", |reading| reading.plain())).collect();
    let mut spelled = |text: &str| {
        for vowel in ["v", "u"] {
            let text = text.replace('ü', vowel);
            let stem = stem(&text);
            if text.len() > 1 && !is_stop_stem(&stem) {
                each(&stem);
            }
            if !text.contains(vowel) {
                break;
            }
        }
    };
    for reading in &readings {
        spelled(reading);
    }
    if NAME_CHARS.contains(&chars.len()) {
        spelled(&readings.concat());
        if chars.len() > 2 {
            spelled(&readings[1..].concat());
        }
    }
}

//! Measures the letters, languages and lengths of a pair.

use crate::align::LENGTH_RATIO;
use crate::script::is_han;
use crate::{Detector, Language, runs};

/// Number of letters that one Chinese character counts as, because it carries about as much information as three
/// letters.
const LETTERS_PER_HAN: usize = 3;

/// Counts the letters of a text. Stops counting at `enough`.
pub(super) fn letters(text: &str, enough: usize) -> usize {
    let mut letters = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += if is_han(c) { LETTERS_PER_HAN } else { 1 };
        if letters >= enough {
            break;
        }
    }
    letters
}

/// Minimum share of English in an English text, which may mention Chinese names.
const ENGLISH_SHARE: f64 = 0.6;
/// A text is rejected as German, French, ... only if it has at least this many words. The language detector is often
/// sure that a short name, such as `Grüner Veltliner`, is in another language.
const MIN_WORDS: usize = 4;
/// A text is rejected as German, French, ... only if the language detector has at least this confidence.
const MIN_CERTAINTY: f64 = 0.8;

/// Whether enough of a text is English. A text without letters passes.
pub(super) fn is_english(text: &str) -> bool {
    // English is the only one of these languages in Latin letters, so all Latin letters count as English.
    let scripts = [Language::English, Language::Chinese, Language::Japanese, Language::Korean];
    let by_script = Detector::new().languages(&scripts).detect(text);
    let mut latin = by_script.shares.iter().filter(|share| share.language == Language::English);
    if !by_script.shares.is_empty() && latin.all(|share| share.fraction < ENGLISH_SHARE) {
        return false;
    }
    let found = Detector::new().detect(text);
    !(runs::is_modelled(found.language)
        && found.language != Language::English
        && found.confidence >= MIN_CERTAINTY
        && text.split_whitespace().nth(MIN_WORDS - 1).is_some())
}

/// Minimum share of Chinese in a Chinese text, which may have many names in Latin letters.
const CHINESE_SHARE: f64 = 0.3;

/// Whether enough of a text is Chinese. A text without letters passes.
pub(super) fn is_chinese(text: &str) -> bool {
    let found = Detector::new().detect(text);
    let mut chinese = found.shares.iter().filter(|share| share.language == Language::Chinese);
    found.shares.is_empty() || chinese.any(|share| share.fraction >= CHINESE_SHARE)
}

/// Number of characters added to the length of each side, about two English words.
const SLACK: f32 = 10.0;

/// Returns the length of the longer side divided by the length of the shorter side. The length of the Chinese side is
/// the expected length of its translation, and [`SLACK`] is added to both lengths.
pub(super) fn length_ratio(english: &str, chinese: &str) -> f32 {
    let length = |c: char| if c >= '\u{2e80}' { LENGTH_RATIO } else { 1.0 };
    let expected = chinese.trim().chars().map(length).sum::<f32>() + SLACK;
    let found = english.trim().chars().count() as f32 + SLACK;
    (found / expected).max(expected / found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_sides() {
        let cases = [
            ("The kettle is on the stove.", true, false),
            ("Angela Merkel", true, false),
            ("Grüner Veltliner", true, false),
            ("He met Zhang Wei (张伟) at the airport.", true, false),
            ("Der Kessel steht auf dem Herd und pfeift.", false, false),
            ("Чайник стоит на плите.", false, false),
            ("水壶在炉子上。", false, true),
            ("水壺在爐子上。", false, true),
            ("我用 Visual Studio Code 写代码。", false, true),
            ("やかんはコンロの上にあります。", false, false),
            ("주전자는 가스레인지 위에 있다.", false, false),
            ("2023-08-29", true, true),
            ("", true, true),
        ];
        for (text, english, chinese) in cases {
            let found = (is_english(text), is_chinese(text));
            assert_eq!(found, (english, chinese), "{text}: {:?}", Detector::new().detect(text));
        }
    }

    #[test]
    fn lengths() {
        let cases = [
            // (38 + 10) / (9 * 3.3 + 10)
            ("The harbour was full of fishing boats.", "港口里停满了渔船。", 1.21),
            // (9 * 3.3 + 10) / (5 + 10)
            ("Boats", "港口里停满了渔船。", 2.65),
            ("", "", 1.0),
            ("Mate 60 Pro", "Mate 60 Pro", 1.0),
            ("No", "不", 1.11),
        ];
        for (english, chinese, expected) in cases {
            let found = length_ratio(english, chinese);
            assert!(
                (found - expected).abs() < 0.01,
                "{english} = {chinese}: expected {expected}, found {found}"
            );
        }
    }

    #[test]
    fn letters_are_counted() {
        let cases = [("OK!", 2), ("好", 3), ("3.14", 0), ("图 1a", 4), ("", 0)];
        for (text, expected) in cases {
            assert_eq!(letters(text, 100), expected, "{text}");
        }
        assert_eq!(letters("A hundred letters", 5), 5);
    }
}

//! Words that are hyphenated at the end of a line.

use std::collections::HashSet;

use crate::runs::is_english_word;

/// What becomes of a hyphen at the end of a line, and of the line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// The hyphen broke a word and goes, `main-` `land`; its length in bytes.
    Removed(usize),
    /// It belongs to a compound, `well-` `known`.
    Kept,
}

/// Words that follow a hyphen which stands for the rest of a compound: `short- and long-term`.
const AFTER_SUSPENDED: [&str; 4] = ["and", "or", "to", "nor"];

/// The words of a text in which hyphenated words are joined.
pub(super) struct TextWords<'t> {
    words: HashSet<&'t str>,
}

impl<'t> TextWords<'t> {
    /// Time O(length of `text`).
    pub(super) fn of(text: &'t str) -> Self {
        let words = text.split(|c: char| !(c.is_alphabetic() || c == '-'));
        Self { words: words.filter(|word| word.is_ascii() && !word.is_empty()).collect() }
    }

    /// What becomes of the hyphen at the end of `line`, before the line `next`; `None` if there is none, or if it is not
    /// sure.
    ///
    /// A word that the text or the English word table has whole was broken, and so was one whose second part is no word.
    /// Two words are a compound. Time O(length of the two parts).
    pub(super) fn hyphen(&self, line: &str, next: &str) -> Option<Hyphen> {
        let bare = line.strip_suffix(['-', '\u{2010}', '\u{ad}'])?;
        let len = line.len() - bare.len();
        let start = bare
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |at| at + bare[at..].chars().next().map_or(1, char::len_utf8));
        let head = &bare[start..];
        let tail = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
        if head.is_empty() || !head.is_ascii() || !tail.is_ascii() || AFTER_SUSPENDED.contains(&tail) {
            return None;
        }
        if !tail.starts_with(|c: char| c.is_ascii_lowercase()) {
            return None;
        }
        if line.ends_with('\u{ad}') {
            return Some(Hyphen::Removed(len));
        }
        let compound = format!("{head}-{tail}");
        let whole = format!("{head}{tail}");
        if self.words.contains(&*whole) {
            return Some(Hyphen::Removed(len));
        }
        if self.words.contains(&*compound) || bare[..start].ends_with('-') {
            return Some(Hyphen::Kept);
        }
        if is_english_word(&whole.to_ascii_lowercase()) || !is_english_word(tail) {
            return Some(Hyphen::Removed(len));
        }
        is_english_word(&head.to_ascii_lowercase()).then_some(Hyphen::Kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_at_the_ends_of_lines() {
        let words = TextWords::of("The Korolev crater is a low-lying one.");
        let rows = [
            ("to the main-", "land at noon", Some(Hyphen::Removed(1))),
            ("a well-", "known song", Some(Hyphen::Kept)),
            ("near Koro-", "lev there", Some(Hyphen::Removed(1))),
            ("the low-", "lying ground", Some(Hyphen::Kept)),
            ("a state-of-", "the-art ship", Some(Hyphen::Kept)),
            ("soft\u{ad}", "ware", Some(Hyphen::Removed(2))),
            ("inter\u{2010}", "national", Some(Hyphen::Removed(3))),
            ("internationali-", "zation of it", Some(Hyphen::Removed(1))),
            ("short-", "and long-term loans", None),
            ("it rained -", "and stopped", None),
            ("the Rolls-", "Royce", None),
            ("in 1990-", "1995", None),
            ("渡轮-", "land", None),
            ("the end", "land", None),
        ];
        for (line, next, expected) in rows {
            assert_eq!(words.hyphen(line, next), expected, "{line} {next}");
        }
    }
}

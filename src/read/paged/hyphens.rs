//! Decides whether the hyphen at the end of a line is removed when the line is joined with the next one.

use std::collections::HashSet;

use crate::runs::is_english_word;

/// The treatment of a hyphen at the end of a line. The line break after the hyphen is removed in both cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// The hyphen divides a word, as in `main-` `land`, and is removed. The value is the length of the hyphen in bytes.
    Removed(usize),
    /// The hyphen belongs to a compound, as in `well-` `known`, and is kept.
    Kept,
}

/// Words that follow a suspended hyphen, which replaces the rest of a compound: `short- and long-term`.
const AFTER_SUSPENDED: [&str; 4] = ["and", "or", "to", "nor"];

/// The words of a text, which show how its hyphenated words are written.
pub(super) struct TextWords<'t> {
    words: HashSet<&'t str>,
}

impl<'t> TextWords<'t> {
    /// Collects the words of a text.
    ///
    /// Time O(length of `text`).
    pub(super) fn of(text: &'t str) -> Self {
        let words = text.split(|c: char| !(c.is_alphabetic() || c == '-'));
        Self { words: words.filter(|word| word.is_ascii() && !word.is_empty()).collect() }
    }

    /// Returns the treatment of the hyphen at the end of `line`, which precedes the line `next`. Returns `None` if
    /// the line has no hyphen, or if the treatment is uncertain.
    ///
    /// The first part is the word before the hyphen, and the second part is the word at the start of `next`. The joined
    /// word is both without a hyphen, and the compound is both with a hyphen.
    ///
    /// A soft hyphen is removed. For other hyphens, the first of these rules that applies decides:
    ///
    /// 1. The hyphen is removed if the text contains the joined word.
    /// 2. The hyphen is kept if the text contains the compound, or if another hyphen precedes the first part.
    /// 3. The hyphen is removed if the joined word is an English word, or if the second part is not.
    /// 4. The hyphen is kept if the first part is an English word.
    ///
    /// Time O(length of the two parts).
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

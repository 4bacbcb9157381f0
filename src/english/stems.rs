//! English words as the lexicon and the aligner compare them: irregular forms, then stems.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::tables::{WordList, WordTable, word_list, word_table};

/// Irregular forms, each with its base.
const IRREGULAR: WordTable<2> = word_table!("irregular_forms.tsv", 2);
/// Compared after irregular forms and stemming.
const STOP: WordList = word_list!("stop_words_en.txt");

static STOP_STEMS: LazyLock<HashSet<String>> = LazyLock::new(|| STOP.iter().map(stem).collect());

/// The stem of a lower-case English word: its base where the form is irregular (said: say), then
/// Snowball English (Porter 2).
pub(crate) fn stem(word: &str) -> String {
    let base = IRREGULAR.get(word).map_or(word, |[_, base]| base);
    // One letter more than any dictionary word: longer ones are no words, and the stemmer need not
    // read a line of ten million letters.
    const LONGEST: usize = 60;
    if base.len() > LONGEST {
        return base.to_owned();
    }
    Stemmer::create(Algorithm::English).stem(base).into_owned()
}

/// Whether a stem says so little that a gloss does without it: the, of, to, be, ...
pub(crate) fn is_stop_stem(stem: &str) -> bool {
    STOP_STEMS.contains(stem)
}

/// The words of a text in the form that is compared: contractions taken apart (n’t as not), the
/// possessive dropped, lower case, stems. Numbers keep their digits and point.
pub(crate) fn stems(text: &str, mut each: impl FnMut(String)) {
    for_each_word(text, |word| match word {
        Word::Letters(word) => expand(word, |part| each(stem(part))),
        Word::Number(digits) => each(digits.replace(',', "")),
    });
}

/// What [`for_each_word`] finds.
pub(crate) enum Word<'t> {
    Letters(&'t str),
    Number(&'t str),
}

/// Words of letters with one apostrophe inside at most, and numbers with the separators inside.
pub(crate) fn for_each_word<'t>(text: &'t str, mut each: impl FnMut(Word<'t>)) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let len = word_len(rest);
        if len > 0 {
            each(Word::Letters(&rest[..len]));
        } else if c.is_ascii_digit() {
            let len = number_len(rest);
            each(Word::Number(&rest[..len]));
            rest = &rest[len..];
            continue;
        }
        rest = &rest[len.max(c.len_utf8())..];
    }
}

/// Whether a letter belongs to an alphabet: not Han, and not the kana and hangul that `char` counts
/// as alphabetic too.
pub(crate) fn is_alphabetic(c: char) -> bool {
    c.is_ascii_alphabetic() || (c > '\x7f' && c < '\u{2e80}' && c.is_alphabetic())
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Bytes of the word that `text` starts with: letters, then perhaps an apostrophe and letters.
pub(crate) fn word_len(text: &str) -> usize {
    let letters = |part: &str| part.find(|c| !is_alphabetic(c)).unwrap_or(part.len());
    let head = letters(text);
    if head == 0 {
        return 0;
    }
    match text[head..].chars().next() {
        Some(c) if is_apostrophe(c) => {
            let tail = letters(&text[head + c.len_utf8()..]);
            if tail == 0 { head } else { head + c.len_utf8() + tail }
        }
        _ => head,
    }
}

/// Bytes of the number that `text` starts with: digits, single `.` or `,` between digits.
pub(crate) fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let separator = matches!(bytes[end], b'.' | b',') && end > 0;
        let digit_next = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !(bytes[end].is_ascii_digit() || separator && digit_next) {
            break;
        }
        end += 1;
    }
    end
}

/// Lower-case words of a word that may be contracted: `don’t` gives do, not.
pub(crate) fn expand(word: &str, mut each: impl FnMut(&str)) {
    let lower = word.to_lowercase();
    let Some(at) = lower.find(is_apostrophe) else { return each(&lower) };
    let (head, tail) = (&lower[..at], lower[at..].trim_start_matches(is_apostrophe));
    match (head, tail) {
        ("won", "t") => each("will"),
        ("can", "t") => each("can"),
        (_, "t") => each(head.strip_suffix('n').unwrap_or(head)),
        _ => each(head),
    }
    match tail {
        "t" => each("not"),
        "ll" => each("will"),
        "re" => each("are"),
        "m" => each("am"),
        "ve" => each("have"),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            stems(text, |word| words.push(word));
            assert_eq!(words.join(" "), expected, "{text}");
        }
    }
}

//! Finds the words and numbers of English text, and splits contractions into words.

/// A word or number that [`for_each_word`] finds.
pub(crate) enum WordOrNumber<'t> {
    Letters(&'t str),
    Number(&'t str),
}

/// Calls `each` with the words and numbers of `text`, in order. A word consists of letters, with at most one
/// apostrophe inside; a number includes its inner separators. Time O(length of `text`).
pub(crate) fn for_each_word<'t>(text: &'t str, mut each: impl FnMut(WordOrNumber<'t>)) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let len = word_len(rest);
        if len > 0 {
            each(WordOrNumber::Letters(&rest[..len]));
        } else if c.is_ascii_digit() {
            let len = number_len(rest);
            each(WordOrNumber::Number(&rest[..len]));
            rest = &rest[len..];
            continue;
        }
        rest = &rest[len.max(c.len_utf8())..];
    }
}

/// The first character of the CJK blocks. This character and all later ones are not letters of English words.
const FIRST_CJK: char = '\u{2e80}';

/// Whether `c` is a letter before [`FIRST_CJK`], so not a Han character, kana or Hangul syllable.
pub(crate) fn is_alphabetic(c: char) -> bool {
    c.is_ascii_alphabetic() || (c > '\x7f' && c < FIRST_CJK && c.is_alphabetic())
}

/// Whether `c` is a straight or a typographic apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Returns the length in bytes of the word that `text` starts with, or 0 if `text` does not start with a letter. A
/// word is letters, optionally followed by an apostrophe and more letters.
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

/// Returns the length in bytes of the number that `text` starts with, or 0 if `text` does not start with a digit. A
/// number is digits, with single `.` or `,` between them.
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

/// Calls `each` with `word` in lower case. A contraction is passed as its two words: `do` and `not` for
/// `don’t`. Any other ending after an apostrophe, such as the `’s` of a possessive, is dropped.
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

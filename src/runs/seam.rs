//! Where neutral characters between two languages are cut.

use crate::{Language, Script};

use super::scan::Piece;

/// Chinese characters before which digits are a date, a time or an age, and not part of a name.
const UNITS_OF_TIME: &str = "年月日号號时時点點分秒天周週岁歲世季";

/// The offset between the letters of `left` and those of `right` where one run ends and the next
/// begins. Time O(length of what lies between).
pub(super) fn cut(text: &str, left: &Piece, right: &Piece) -> usize {
    let between = text.get(left.end..right.start).unwrap_or_default();
    let (mut from, mut to) = (0, between.len());
    if between.is_empty() {
        return left.end;
    }
    if let Some(line) = between.rfind('\n') {
        return left.end + line + 1;
    }
    match (is_cjk(left.language), is_cjk(right.language)) {
        (true, false) => {
            let last = between[from..].char_indices().rfind(|&(_, c)| is_cjk_mark(c));
            from += last.map_or(0, |(at, c)| at + c.len_utf8());
        }
        (false, true) => {
            let first = between[from..].char_indices().find(|&(_, c)| is_cjk_mark(c));
            to = first.map_or(to, |(at, _)| from + at);
        }
        _ => {}
    }
    let middle = &between[from..to];
    let at_left = from == 0;
    let at_right = to == between.len();
    left.end + from + inside(middle, at_left, at_right, text, left, right)
}

/// Where to cut what neither a line break nor a Chinese mark decides. `at_left` and `at_right`:
/// whether `middle` touches the letters of that side.
fn inside(middle: &str, at_left: bool, at_right: bool, text: &str, left: &Piece, right: &Piece) -> usize {
    let Some(first_digit) = middle.find(is_digit) else { return opened(middle) };
    let last_digit = middle.rfind(is_digit).unwrap_or(first_digit);
    let after_digits = last_digit + middle[last_digit..].chars().next().map_or(0, char::len_utf8);
    // The word with the last digits: everything after the last blank before them.
    let word = middle[..last_digit]
        .char_indices()
        .rfind(|&(_, c)| is_blank(c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let touches_left = at_left && word == 0;
    let touches_right = at_right && middle[after_digits..].chars().all(is_glue);
    let latin_left = !is_cjk(left.language) && is_cjk(right.language);
    let latin_right = is_cjk(left.language) && !is_cjk(right.language);
    let left_part = after_digits + opened(&middle[after_digits..]);
    let right_part = if touches_left { opened(&middle[..first_digit]) } else { word };
    if latin_left {
        let behind = middle[after_digits..].trim_start();
        let time = at_right && behind.is_empty() && begins(text, right, UNITS_OF_TIME);
        let amount = touches_left && touches_right && is_plain_word(before(text, left));
        let name = touches_left || at_left && is_number_of_name(&middle[..last_digit]);
        let right_takes = time || amount || touches_right && !name;
        return if right_takes { right_part } else { left_part };
    }
    if latin_right {
        let unit = after(text, right).len() <= LONGEST_UNIT;
        let right_takes = !touches_left || touches_right && unit;
        return if right_takes { right_part } else { left_part };
    }
    if touches_right && !touches_left { right_part } else { left_part }
}

/// Longest Latin word that makes one token with the digits before it: `3D`, `5G`, `8GB`, `50MHz`.
const LONGEST_UNIT: usize = 3;

/// Whether a word is written as nothing else than a word, so that digits after it are not part of
/// a name such as `iOS17` or `mp3`.
fn is_plain_word(word: &str) -> bool {
    word.len() > 4 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The last Latin word of a piece; only its last bytes are looked at.
fn before<'t>(text: &'t str, piece: &Piece) -> &'t str {
    let letters = text.get(piece.start..piece.end).unwrap_or_default();
    let from = letters.bytes().rev().take(16).take_while(u8::is_ascii_alphabetic).count();
    letters.get(letters.len() - from..).unwrap_or_default()
}

/// The first Latin word of a piece; only its first bytes are looked at.
fn after<'t>(text: &'t str, piece: &Piece) -> &'t str {
    let letters = text.get(piece.start..piece.end).unwrap_or_default();
    let to = letters.bytes().take(16).take_while(u8::is_ascii_alphabetic).count();
    letters.get(..to).unwrap_or_default()
}

fn begins(text: &str, piece: &Piece, with: &str) -> bool {
    text.get(piece.start..).and_then(|letters| letters.chars().next()).is_some_and(|c| with.contains(c))
}

/// Signs between digits and letters that keep them one word.
fn is_glue(c: char) -> bool {
    matches!(c, '%' | '‰' | '+' | '-' | '/' | '_' | '°' | '℃' | '#' | '*' | '&' | '$' | '€' | '¥')
}

/// Nothing but one blank and digits: `Windows 10`.
fn is_number_of_name(before_last_digit: &str) -> bool {
    let number = before_last_digit.strip_prefix([' ', '\u{a0}', '-']);
    number.is_some_and(|number| number.chars().all(|c| is_digit(c) || c == '.'))
}

/// The offset of the brackets, quotes and signs at the end of `marks` that open what follows.
fn opened(marks: &str) -> usize {
    let mut cut = marks.len();
    for (at, c) in marks.char_indices().rev() {
        let before = marks[..at].chars().next_back();
        match c {
            '(' | '《' | '「' | '『' | '（' | '【' | '[' | '{' | '<' | '“' | '‘' | '«' | '$' | '€' | '£'
            | '¥' | '#' | '@' | '¿' | '¡' | '\\' => cut = at,
            '"' | '\'' | '-' | '–' | '/' | '.' | '+' | '~' | '*' | '_'
                if before.is_some_and(is_blank) && cut == at + c.len_utf8() =>
            {
                cut = at;
            }
            _ => break,
        }
    }
    cut
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || (c >= '\u{80}' && Script::of(c) == Script::Digit)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

const fn is_cjk(language: Language) -> bool {
    matches!(language, Language::Chinese | Language::Japanese | Language::Korean)
}

/// Punctuation that only Chinese, Japanese and Korean have; quotes, dashes and ellipses that
/// English has too are not among it.
const fn is_cjk_mark(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{30fb}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{3000}')
}

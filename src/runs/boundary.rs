//! Finds the boundary between two runs. The neutral characters before the boundary go to the run on the left, and the
//! neutral characters after the boundary go to the run on the right.

use crate::tables::{CharList, char_list};
use crate::{Language, Script};

use super::letter_run::LetterRun;

/// Chinese units of time. The digits before a unit are a date, a time or an age, and not part of a name.
const UNITS_OF_TIME: CharList = char_list!("chinese_units_of_time.txt");

/// Returns the offset at which the left run ends. It lies between the letters of `left` and the letters of `right`.
/// Time O(length of the text between the letters).
pub(super) fn boundary(text: &str, left: &LetterRun, right: &LetterRun) -> usize {
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
    let neutral = Neutral {
        characters: &between[from..to],
        at_left: from == 0,
        at_right: to == between.len(),
        text,
        left,
        right,
    };
    left.end + from + neutral.boundary()
}

/// The characters between two letter runs that may go to either run. There is no line break among them. If exactly
/// one of the languages is Chinese, Japanese or Korean, there is no Chinese punctuation among them either.
struct Neutral<'t> {
    characters: &'t str,
    /// Whether the characters touch the letters on their left.
    at_left: bool,
    /// Whether the characters touch the letters on their right.
    at_right: bool,
    text: &'t str,
    left: &'t LetterRun,
    right: &'t LetterRun,
}

impl Neutral<'_> {
    fn letters(&self, run: &LetterRun) -> &str {
        self.text.get(run.start..run.end).unwrap_or_default()
    }

    /// Returns the offset in `characters` at which the left run ends.
    fn boundary(&self) -> usize {
        let characters = self.characters;
        let Some(first_digit) = characters.find(is_digit) else { return opening_suffix(characters) };
        let last_digit = characters.rfind(is_digit).unwrap_or(first_digit);
        let after_digits = last_digit + characters[last_digit..].chars().next().map_or(0, char::len_utf8);
        // The start of the word that contains the last digit.
        let word = characters[..last_digit]
            .char_indices()
            .rfind(|&(_, c)| c.is_whitespace())
            .map_or(0, |(at, c)| at + c.len_utf8());
        let touches_left = self.at_left && word == 0;
        let touches_right = self.at_right && characters[after_digits..].chars().all(is_glue);
        let right_takes_digits = match (is_cjk(self.left.language), is_cjk(self.right.language)) {
            (false, true) => {
                let is_time = self.at_right
                    && characters[after_digits..].trim_start().is_empty()
                    && self.letters(self.right).starts_with(|c| UNITS_OF_TIME.contains(c));
                let is_amount =
                    touches_left && touches_right && is_plain_word(last_word(self.letters(self.left)));
                let is_name = touches_left || self.at_left && is_number_of_name(&characters[..last_digit]);
                is_time || is_amount || touches_right && !is_name
            }
            (true, false) => {
                let is_unit = first_word(self.letters(self.right)).len() <= LONGEST_UNIT;
                !touches_left || touches_right && is_unit
            }
            _ => touches_right && !touches_left,
        };
        if !right_takes_digits {
            after_digits + opening_suffix(&characters[after_digits..])
        } else if touches_left {
            opening_suffix(&characters[..first_digit])
        } else {
            word
        }
    }
}

/// Maximum length in letters of a Latin unit or suffix after a number: `3D`, `5G`, `8GB`, `50MHz`.
const LONGEST_UNIT: usize = 3;

/// Minimum length, in letters, of a lower-case word that is not taken for a product name such as `ipad`.
const SHORTEST_PLAIN_WORD: usize = 5;

/// Whether a word is long and in lower case. Digits after such a word are not part of a name, unlike the digits in
/// `iOS17` or `mp3`.
fn is_plain_word(word: &str) -> bool {
    word.len() >= SHORTEST_PLAIN_WORD && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Maximum number of bytes read of a Latin word next to digits. The rules compare lengths up to 5 only.
const WORD_SAMPLE: usize = 16;

/// Returns the last Latin word of `letters`, or its last [`WORD_SAMPLE`] bytes.
fn last_word(letters: &str) -> &str {
    let len = letters.bytes().rev().take(WORD_SAMPLE).take_while(u8::is_ascii_alphabetic).count();
    letters.get(letters.len() - len..).unwrap_or_default()
}

/// Returns the first Latin word of `letters`, or its first [`WORD_SAMPLE`] bytes.
fn first_word(letters: &str) -> &str {
    let len = letters.bytes().take(WORD_SAMPLE).take_while(u8::is_ascii_alphabetic).count();
    letters.get(..len).unwrap_or_default()
}

/// Whether `c` is a sign that joins digits to the letters after it: `3-D`, `5°C`.
fn is_glue(c: char) -> bool {
    matches!(c, '%' | '‰' | '+' | '-' | '/' | '_' | '°' | '℃' | '#' | '*' | '&' | '$' | '€' | '¥')
}

/// Whether the digits after a name are its number, as in `Windows 10`. `before_last_digit`, the text between the
/// name and the last digit, must be one blank or hyphen, and then digits and dots.
fn is_number_of_name(before_last_digit: &str) -> bool {
    let number = before_last_digit.strip_prefix([' ', '\u{a0}', '-']);
    number.is_some_and(|number| number.chars().all(|c| is_digit(c) || c == '.'))
}

/// Returns the start of the opening brackets, quotes and signs at the end of `marks`. These characters belong to the
/// text after `marks`. Returns `marks.len()` if there are none.
fn opening_suffix(marks: &str) -> usize {
    let mut cut = marks.len();
    for (at, c) in marks.char_indices().rev() {
        let before = marks[..at].chars().next_back();
        match c {
            '(' | '《' | '「' | '『' | '（' | '【' | '[' | '{' | '<' | '“' | '‘' | '«' | '$' | '€' | '£'
            | '¥' | '#' | '@' | '¿' | '¡' | '\\' => cut = at,
            '"' | '\'' | '-' | '–' | '/' | '.' | '+' | '~' | '*' | '_'
                if before.is_some_and(char::is_whitespace) && cut == at + c.len_utf8() =>
            {
                cut = at;
            }
            _ => break,
        }
    }
    cut
}

fn is_digit(c: char) -> bool {
    // Letters that belong to no run are signs, such as `β` and `Ⅱ`, and count as digits.
    c.is_ascii_digit() || (c >= '\u{80}' && matches!(Script::of(c), Script::Digit | Script::Letter))
}

const fn is_cjk(language: Language) -> bool {
    matches!(language, Language::Chinese | Language::Japanese | Language::Korean)
}

/// Whether the mark occurs only in Chinese, Japanese and Korean text. The quotes `“”`, dashes and ellipses do not
/// count, because English has them too.
const fn is_cjk_mark(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{30fb}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{3000}')
}

//! Joins the lines of a text into one line.

use std::borrow::Cow;

use crate::Script;
use crate::script::{closes, is_end_mark, opens};

/// Joins the lines of a sentence. A line break becomes a blank, except where it is removed: between Chinese
/// characters, next to a full-width mark, and between a Chinese character and a quotation mark, a dash or an
/// ellipsis. A line break between a Chinese end mark and English text becomes a blank.
///
/// Time O(length of `sentence`). Nothing is allocated if `sentence` has no line break.
///
/// ```
/// use bitext::one_line;
///
/// assert_eq!(one_line("We left the house\r\n  before sunrise."), "We left the house before sunrise.");
/// assert_eq!(one_line("我们在日出前\n离开了家，\n去看 the\nsea。"), "我们在日出前离开了家，去看 the sea。");
/// ```
#[must_use]
pub fn one_line(sentence: &str) -> Cow<'_, str> {
    if !sentence.contains(BREAKS) {
        return Cow::Borrowed(sentence);
    }
    let mut joined = String::with_capacity(sentence.len());
    sentence.split(BREAKS).for_each(|line| append_line(&mut joined, line));
    Cow::Owned(joined)
}

/// Appends `line` without white space at its ends, with a blank before it if [one is needed](needs_blank).
pub(crate) fn append_line(joined: &mut String, line: &str) {
    let line = line.trim();
    if !line.is_empty() && needs_blank(joined, line) {
        joined.push(' ');
    }
    joined.push_str(line);
}

/// Whether a line break between `before` and `after` becomes a blank. No blank is needed at the start of a text, after
/// an opening mark, before a closing mark other than `’`, between Chinese characters, next to a full-width mark, whose
/// glyph contains space, or between a Chinese character and a quotation mark, a dash or an ellipsis. Between a Chinese
/// end mark and English text, a blank is needed for the sentence splitter.
///
/// Digits, and marks that both languages use, count as characters of the language of the nearest letter. Time O(1).
pub(crate) fn needs_blank(before: &str, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if opens(last) || closes(next) && next != '’' {
        return false;
    }
    if is_full_width_mark(last) || is_full_width_mark(next) {
        return is_end_mark(last) && is_chinese(after.chars()) == Some(false);
    }
    match (is_chinese(before.chars().rev()), is_chinese(after.chars())) {
        (Some(true), Some(true) | None) | (None, Some(true)) => false,
        // No blank beside the quotation marks in `他说“Yes”` and `“Yes”他说`.
        (Some(true), Some(false)) => !is_quote_or_dash(next),
        (Some(false), Some(true)) => !is_quote_or_dash(last),
        _ => true,
    }
}

/// Whether the first letter among the first [`MAX_NEUTRAL`] characters is Chinese or Japanese; `None` if there is no
/// letter. A full-width mark counts as a Chinese letter.
fn is_chinese(chars: impl Iterator<Item = char>) -> Option<bool> {
    chars.take(MAX_NEUTRAL).find_map(|c| match Script::of(c) {
        Script::Han | Script::Kana => Some(true),
        script if script.is_letter() => Some(false),
        _ => is_full_width_mark(c).then_some(true),
    })
}

/// Maximum number of characters searched for a letter: enough for a number and the marks around it.
const MAX_NEUTRAL: usize = 16;

/// Line breaks of Unicode (UAX #14, classes BK, CR, LF and NL).
const BREAKS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Whether `c` is punctuation that only Chinese and Japanese text uses.
const fn is_full_width_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{301f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff60}')
}

/// Whether `c` is a mark that both languages use and that Chinese text sets without a blank.
const fn is_quote_or_dash(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_become_blanks_between_words() {
        let rows = [
            ("the\nsea", "the sea"),
            ("大\n海", "大海"),
            ("看 the\n海", "看 the 海"),
            ("他说，\nTom 来了", "他说，Tom 来了"),
            ("船票35元。\nDogs travel free.", "船票35元。 Dogs travel free."),
            ("他走了。\n“Yes,” she said.", "他走了。 “Yes,” she said."),
            ("see the book\n《红楼梦》", "see the book《红楼梦》"),
            ("He said…\n“Yes.”", "He said… “Yes.”"),
            ("He left—\nfor good", "He left— for good"),
            ("他说……\n“好。”", "他说……“好。”"),
            ("他说\n“Yes”", "他说“Yes”"),
            ("He said: “\nYes.", "He said: “Yes."),
            ("他说：“\nYes.\n”", "他说：“Yes.”"),
            ("the boats (\nall ten\n) left", "the boats (all ten) left"),
            ("the winter of\n’98", "the winter of ’98"),
            ("“好”\n是他说的", "“好”是他说的"),
            ("the “好”\nsign", "the “好” sign"),
            ("“Yes”\n他说", "“Yes”他说"),
            ("为期\n10周", "为期10周"),
            ("共有 3\n个", "共有 3个"),
            ("华为 Mate\n60 发布", "华为 Mate 60 发布"),
            ("in 2023\n10 of them", "in 2023 10 of them"),
            ("他们表示,\n虽然", "他们表示,虽然"),
            ("服务\n($66 400)", "服务($66 400)"),
            ("1 2\n3 4", "1 2 3 4"),
            ("海\u{2028}\n  \r\n边", "海边"),
            ("\n海", "海"),
            ("のり\nのり", "のりのり"),
            ("한국\n어", "한국 어"),
        ];
        for (wrapped, expected) in rows {
            assert_eq!(one_line(wrapped), expected);
        }
    }
}

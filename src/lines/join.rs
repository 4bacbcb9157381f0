//! A sentence without the line breaks inside it.

use std::borrow::Cow;

use crate::Script;

/// A sentence on one line: a line break inside it becomes a blank, and nothing where no word would run into another,
/// between Chinese characters and full-width marks.
///
/// Time O(length of `sentence`); nothing is allocated where there is no line break.
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
    let mut line = String::with_capacity(sentence.len());
    for part in sentence.split(BREAKS).map(str::trim).filter(|part| !part.is_empty()) {
        let meets = line.chars().next_back().zip(part.chars().next());
        if meets.is_some_and(|(before, after)| !(is_wide(before) && is_wide(after))) {
            line.push(' ');
        }
        line.push_str(part);
    }
    Cow::Owned(line)
}

const BREAKS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Whether text is set without blanks beside the character.
fn is_wide(c: char) -> bool {
    matches!(Script::of(c), Script::Han | Script::Kana)
        || matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

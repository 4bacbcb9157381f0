//! Emoji and emoticons after an end mark: they belong to the sentence before them.

use super::text_cursor::TextCursor;
use crate::Script;
use crate::english::emoticon;
use crate::tables::{CharList, char_list};

/// Emoji that point at the text after them, or serve as a bullet.
const POINTING: CharList = char_list!("pointing_emoji.txt");

/// Returns the end of the emoji and emoticons that follow the end marks before `at`.
///
/// Returns `at` if there are none, or if the emoji belong to the text after them: if the first one points at that
/// text, or if there is a blank before the emoji but none after them.
pub(super) fn end_after(cursor: TextCursor<'_>, at: usize) -> usize {
    let first = skip_blanks(cursor, at);
    let Some(mut end) = end_of(cursor, first) else { return at };
    loop {
        let next = skip_blanks(cursor, end);
        match end_of(cursor, next) {
            Some(further) => end = further,
            None if next == end && first > at && cursor.char_at(next).is_alphanumeric() => return at,
            None => return end,
        }
    }
}

/// Returns the end of the emoji or emoticon that begins at `at`. The emoji of [`POINTING`] do not count.
pub(super) fn end_of(cursor: TextCursor<'_>, at: usize) -> Option<usize> {
    let c = cursor.char_at(at);
    if c.is_ascii() {
        return emoticon(cursor.bytes.get(at..)?).map(|len| at + len);
    }
    let mut end = at + c.len_utf8();
    let emoji = Script::of(c) == Script::Emoji || cursor.char_at(end) == '\u{fe0f}';
    if !emoji || POINTING.contains(c) {
        return None;
    }
    loop {
        let next = cursor.char_at(end);
        let joined = cursor.char_before(end) == '\u{200d}' && Script::of(next) == Script::Symbol;
        if !(joined || matches!(next, '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}')) {
            return Some(end);
        }
        end += next.len_utf8();
    }
}

/// Returns the end of the emoticon whose mouth is the bracket at `at`, as in `:-(`. The emoticon needs white space
/// before it.
pub(super) fn emoticon_around(cursor: TextCursor<'_>, at: usize) -> Option<usize> {
    let eyes = |at: usize| matches!(cursor.byte(at), b':' | b';' | b'=');
    let start = (1..4).filter_map(|back| at.checked_sub(back)).find(|&start| eyes(start))?;
    let end = emoticon(&cursor.bytes[start..]).map(|len| start + len)?;
    (end > at && cursor.char_before(start).is_whitespace()).then_some(end)
}

/// Whether `c` is a face, which shows how a sentence is meant. Hearts and objects do not count, because they replace
/// words: `I ❤️ New York`.
pub(super) const fn is_emoticon(c: char) -> bool {
    matches!(c, '\u{1f600}'..='\u{1f637}' | '\u{1f641}'..='\u{1f644}' | '\u{1f910}'..='\u{1f917}'
        | '\u{1f920}'..='\u{1f92f}' | '\u{1f970}'..='\u{1f976}' | '\u{1f97a}')
}

fn skip_blanks(cursor: TextCursor<'_>, mut at: usize) -> usize {
    while cursor.byte(at) == b' ' {
        at += 1;
    }
    at
}

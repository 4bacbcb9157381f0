//! Recognizes end marks inside URLs, e-mail addresses and file names.

use super::text_cursor::TextCursor;
use crate::script::is_cjk;

/// Maximum number of bytes read before a mark to find an address. The limit bounds the cost of each mark in a very long
/// word.
const MAX_ADDRESS: usize = 200;

/// Maximum length of the suffix of a file name or domain, in bytes. `xhtml` has 5.
const MAX_SUFFIX: usize = 5;

/// Whether the mark at `at` is inside an address or file name. The sentence begins at `from`. `next` is the offset
/// directly after the mark and the quotes and brackets that close after it.
pub(super) fn in_address(cursor: TextCursor<'_>, from: usize, at: usize, next: usize) -> bool {
    let following = cursor.byte(next);
    if !(following.is_ascii_alphanumeric()
        || matches!(following, b'/' | b'&' | b'=' | b'%' | b'#' | b'-' | b'_'))
    {
        return false;
    }
    has_suffix(cursor, at, next)
        || {
            let start = address_start(cursor, from, at);
            let before = cursor.bytes.get(start..at).unwrap_or(&[]);
            before.windows(4).any(|part| part == b"www.")
            || before.contains(&b'@')
            || before.windows(3).any(|part| part == b"://")
            // A full stop before the first slash: `harbour.example.org/map`
            || before.iter().position(|&byte| byte == b'/').is_some_and(|slash| before[..slash].contains(&b'.'))
        }
}

/// Whether the mark separates a Chinese name from the suffix of a file or domain: `报告.pdf`
fn has_suffix(cursor: TextCursor<'_>, at: usize, next: usize) -> bool {
    let rest = cursor.bytes.get(next..).unwrap_or(&[]);
    let len = rest.iter().take(MAX_SUFFIX + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let low = rest[..len].iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    cursor.byte(at) == b'.'
        && next == at + 1
        && is_cjk(cursor.char_before(at))
        && (2..=MAX_SUFFIX).contains(&len)
        && low
        && rest[0].is_ascii_lowercase()
}

/// Returns the start of the longest text before `at` that can be part of an address: letters, digits and ASCII marks.
fn address_start(cursor: TextCursor<'_>, from: usize, at: usize) -> usize {
    let mut start = at;
    while start > from && at - start < MAX_ADDRESS {
        let c = cursor.char_before(start);
        let inside = c.is_alphanumeric()
            || c.is_ascii_punctuation() && !matches!(c, '"' | '<' | '>' | '(' | ')' | '[' | ']');
        if !inside {
            break;
        }
        start -= c.len_utf8();
    }
    start
}

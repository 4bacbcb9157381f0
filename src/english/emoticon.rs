//! Recognizes emoticons such as `:-)`, `;P`, `<3` and `^_^`.

/// Returns the length in bytes of the emoticon that `rest` starts with. Repetitions of a final bracket belong to the
/// emoticon: `:-)))`. An emoticon without a final bracket must not be followed by a letter, a digit or a slash.
pub(crate) fn emoticon(rest: &[u8]) -> Option<usize> {
    let len = match rest {
        [b':', b'\'', b'-', b')' | b'(', ..] => 4,
        [
            b':' | b';' | b'=',
            b'-' | b'\'' | b'o',
            b')' | b'(' | b'D' | b'P' | b'p' | b'/' | b'|' | b'*' | b'O',
            ..,
        ] => 3,
        [b':' | b';' | b'=', b')' | b'(' | b'D' | b'P', ..] => 2,
        [b':', b'/' | b'p' | b'|', ..] => 2,
        [b'<', b'3', ..] => 2,
        [b'^', b'_' | b'.', b'^', ..] => 3,
        _ => return None,
    };
    let last = rest[len - 1];
    let tail = &rest[len..];
    if matches!(last, b')' | b'(') {
        return Some(len + tail.iter().take_while(|&&byte| byte == last).count());
    }
    let free = tail.first().is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'/');
    free.then_some(len)
}

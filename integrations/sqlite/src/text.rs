//! Text from SQLite, which may be any bytes.

use std::borrow::Cow;

/// Converts bytes to text of the same length, so that offsets stay valid. NUL, and each byte that is not part of valid
/// UTF-8, becomes a blank. FTS5 of SQLite 3.40 cuts a token at NUL when writing the token, and later reports a
/// malformed index.
///
/// Time O(length). Memory is allocated only if a byte becomes a blank.
pub(crate) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => return Cow::Borrowed(text),
        _ => {}
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.extend(chunk.valid().chars().map(|c| if c == '\0' { ' ' } else { c }));
        text.extend(chunk.invalid().iter().map(|_| ' '));
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn bytes_that_are_no_text_become_blanks() {
        for (bytes, expected) in [
            (&b"abc"[..], "abc"),
            (b"", ""),
            (b"a\xff\xfeb", "a  b"),
            (b"\xe5\x8c\x97\xe4\xba", "北  "),
            (b"a\0b", "a b"),
            (b"\0\xff\0", "   "),
            (b"\xed\xa0\x80", "   "),
        ] {
            assert_eq!(text_of(bytes), expected);
            assert_eq!(text_of(bytes).len(), bytes.len());
        }
    }
}

//! Text from SQLite, which may be any bytes.

use std::borrow::Cow;

/// The bytes as text of the same length: each byte that is not part of UTF-8 becomes a blank, so that offsets hold.
///
/// Time O(length); memory is allocated only if there is such a byte.
pub(crate) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| ' '));
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn invalid_bytes_become_blanks() {
        for (bytes, expected) in [
            (&b"abc"[..], "abc"),
            (b"", ""),
            (b"a\xff\xfeb", "a  b"),
            (b"\xe5\x8c\x97\xe4\xba", "北  "),
            (b"a\0b", "a\0b"),
            (b"\xed\xa0\x80", "   "),
        ] {
            assert_eq!(text_of(bytes), expected);
            assert_eq!(text_of(bytes).len(), bytes.len());
        }
    }
}

//! Splits the bytes of an input into choices and texts.

/// The first byte, which chooses options, and the rest.
pub(crate) fn choice(bytes: &[u8]) -> (usize, &[u8]) {
    bytes.split_first().map_or((0, bytes), |(&choice, rest)| (usize::from(choice), rest))
}

/// The bytes as text, with U+FFFD for invalid UTF-8.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Splits the bytes into two texts at the first NUL, or in the middle if there is no NUL.
pub(crate) fn two_texts(bytes: &[u8]) -> (String, String) {
    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len() / 2);
    let (one, other) = bytes.split_at(end);
    (text(one), text(other.strip_prefix(b"\0").unwrap_or(other)))
}

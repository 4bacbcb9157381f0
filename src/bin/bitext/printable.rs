//! Names and messages on one line, without characters that control a terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// Returns the text with control characters, line separators and bidirectional controls escaped, as in `\n` or
/// `\u{1b}`. A file name may contain any of them.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unsafe(c) {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "{}", c.escape_default());
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped() {
        for (text, expected) in [
            ("página 二.txt", "página 二.txt"),
            ("a\nb.txt", "a\\nb.txt"),
            ("a\u{1b}[2Jb", "a\\u{1b}[2Jb"),
            ("a\u{61c}\u{200f}b", "a\\u{61c}\\u{200f}b"),
            ("a\u{202e}txt.b", "a\\u{202e}txt.b"),
            ("a\\nb", "a\\nb"),
            ("", ""),
        ] {
            assert_eq!(printable(text), expected);
        }
    }
}

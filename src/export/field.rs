//! Writes a text as a field of a line.

use std::io::{self, Write};

/// Writes the text with a space in place of each character that a reader might take for the end of a field or line.
pub(super) fn write_field(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    for (number, part) in text.split(breaks).enumerate() {
        if number > 0 {
            out.write_all(b" ")?;
        }
        out.write_all(part.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_and_line_breaks_become_blanks() {
        for (text, expected) in [
            ("one\ttwo", "one two"),
            ("one\r\ntwo", "one  two"),
            ("“他说：\n走！”", "“他说： 走！”"),
            ("a\u{2028}b\u{85}c\u{0}d", "a b c d"),
            ("\t", " "),
            ("", ""),
        ] {
            let mut out = Vec::new();
            write_field(&mut out, text).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{text:?}");
        }
    }
}

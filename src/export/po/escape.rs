//! The escapes of the strings of a PO file.

/// Returns the text of a string between its quotation marks, or `None` if a quotation mark is missing.
pub(super) fn string(text: &str) -> Option<String> {
    let mut rest = text.trim().strip_prefix('"')?;
    let mut found = String::new();
    loop {
        let at = rest.find(['"', '\\'])?;
        found.push_str(&rest[..at]);
        if rest[at..].starts_with('"') {
            return rest[at + 1..].is_empty().then_some(found);
        }
        let escape = &rest[at + 1..];
        let c = escape.chars().next()?;
        let mut len = c.len_utf8();
        found.push(match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'x' => {
                let digits = escape[1..].bytes().take(2).take_while(u8::is_ascii_hexdigit).count();
                len += digits;
                u8::from_str_radix(&escape[1..=digits], 16).map_or('x', char::from)
            }
            '0'..='7' => {
                let digits = escape.bytes().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
                len = digits;
                u8::from_str_radix(&escape[..digits], 8).map_or(c, char::from)
            }
            c => c,
        });
        rest = &escape[len..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        let rows = [
            (r#""""#, Some("")),
            (r#" "Save \"all\"\n" "#, Some("Save \"all\"\n")),
            (r#""C:\\temp\t\x41\101\e""#, Some("C:\\temp\tAAe")),
            (r#""茶\\""#, Some("茶\\")),
            (r#""\x""#, Some("x")),
            (r#""\777""#, Some("7")),
            (r#""open"#, None),
            (r#""a" b"#, None),
            (r#""a\""#, None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(string(text).as_deref(), expected, "{text}");
        }
    }
}

//! Translates the regular expressions of SRX files, which have the syntax of ICU, for the matcher.

/// Returns an expression in the syntax of the matcher.
///
/// # Errors
/// The name of a construct that cannot be matched in linear time, or that the matcher lacks.
pub(super) fn translated(pattern: &str) -> Result<String, &'static str> {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern.chars();
    // Number of open brackets of character classes.
    let mut classes = 0_usize;
    // Whether the last character ends an expression that a quantifier repeats.
    let mut is_repeated = false;
    while let Some(c) = rest.next() {
        let was_repeated = std::mem::take(&mut is_repeated);
        match c {
            '\\' => escape(&mut rest, classes > 0, &mut out)?,
            '[' => {
                classes += 1;
                out.push(c);
            }
            ']' => {
                classes = classes.saturating_sub(1);
                out.push(c);
            }
            '(' if classes == 0 => group(&mut rest, &mut out)?,
            // A possessive quantifier is translated as the greedy one, which never matches in fewer places.
            '+' if classes == 0 && was_repeated => {}
            '*' | '+' | '?' | '}' if classes == 0 => {
                is_repeated = true;
                out.push(c);
            }
            c => out.push(c),
        }
    }
    Ok(out)
}

/// Returns the part of an expression that an error message shows.
pub(super) fn shown(pattern: &str) -> &str {
    const MAX_CHARS: usize = 200;
    pattern.char_indices().nth(MAX_CHARS).map_or(pattern, |(end, _)| &pattern[..end])
}

/// Translates the start of a group, after its parenthesis.
fn group(rest: &mut std::str::Chars<'_>, out: &mut String) -> Result<(), &'static str> {
    const LOOKAROUND: &str = "look-ahead and look-behind";
    let after = rest.as_str();
    if ["?=", "?!", "?<=", "?<!"].iter().any(|start| after.starts_with(start)) {
        return Err(LOOKAROUND);
    }
    if after.starts_with("?>") {
        // An atomic group is translated as an ordinary one, which never matches in fewer places.
        rest.nth(1);
        out.push_str("(?:");
    } else {
        out.push('(');
    }
    Ok(())
}

/// Translates an escape, after its backslash.
fn escape(rest: &mut std::str::Chars<'_>, in_class: bool, out: &mut String) -> Result<(), &'static str> {
    const LINE_ENDS: &str = r"\n\x0B\f\r\u{85}\u{2028}\u{2029}";
    let Some(c) = rest.next() else {
        out.push('\\');
        return Ok(());
    };
    match c {
        // Word boundaries are those of ASCII words: with those of Unicode, the time would not be linear.
        'b' | 'B' if !in_class => out.extend(["(?-u:\\", if c == 'b' { "b" } else { "B" }, ")"]),
        'h' => out.push_str(if in_class { r"\t\p{Zs}" } else { r"[\t\p{Zs}]" }),
        'H' if !in_class => out.push_str(r"[^\t\p{Zs}]"),
        'v' if in_class => out.push_str(LINE_ENDS),
        'v' => out.extend(["[", LINE_ENDS, "]"]),
        'R' if !in_class => out.extend([r"(?:\r\n|[", LINE_ENDS, "])"]),
        'e' => out.push_str(r"\x1B"),
        'Z' => out.push_str(r"\n?\z"),
        'Q' => quoted(rest, out),
        'E' => {}
        '1'..='9' | 'k' => return Err("back references"),
        'G' | 'X' | 'N' | 'c' | '0' => return Err(r"\G, \X, \N, \c and \0"),
        c if c.is_ascii_alphabetic() || is_meta(c) => out.extend(['\\', c]),
        c => out.push(c),
    }
    Ok(())
}

/// Translates the text between `\Q` and `\E`, in which every character is literal.
fn quoted(rest: &mut std::str::Chars<'_>, out: &mut String) {
    let text = rest.as_str();
    let (text, after) = text.split_once("\\E").unwrap_or((text, ""));
    for c in text.chars() {
        if is_meta(c) {
            out.push('\\');
        }
        out.push(c);
    }
    *rest = after.chars();
}

/// Whether the matcher allows a backslash before this character.
fn is_meta(c: char) -> bool {
    c.is_ascii_punctuation()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syntax_of_icu() {
        for (pattern, expected) in [
            (r"\bDr\.", Ok(r"(?-u:\b)Dr\.")),
            (r"[\.!?]++\s*+", Ok(r"[\.!?]+\s*")),
            (r"(?>a|b)", Ok(r"(?:a|b)")),
            (r"\Qe.g.\E\h", Ok(r"e\.g\.[\t\p{Zs}]")),
            (r"[+*?]+", Ok(r"[+*?]+")),
            ("\\。\u{a0}", Ok("。\u{a0}")),
            (r"(?i)fig", Ok(r"(?i)fig")),
            (r"(?=[A-Z])", Err("look-ahead and look-behind")),
            (r"(?<!a)b", Err("look-ahead and look-behind")),
            (r"(a)\1", Err("back references")),
            ("\\", Ok("\\")),
        ] {
            assert_eq!(translated(pattern).as_deref().map_err(|construct| *construct), expected, "{pattern}");
        }
    }
}

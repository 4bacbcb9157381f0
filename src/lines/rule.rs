//! Lines of signs that separate parts of a text, and marks of reStructuredText directives.

/// Minimum number of signs in a rule without ornaments such as `★`.
const MIN_SIGNS: usize = 3;

/// Whether a text is a rule or the border of a table, such as `=====`, `* * *`, `|---|---|` or `————`.
///
/// Time O(length of `text`).
pub(crate) fn is_rule(text: &str) -> bool {
    let (mut signs, mut dots, mut ornaments) = (0, 0, 0);
    for c in text.chars() {
        match c {
            '-' | '=' | '_' | '*' | '~' | '#' | '+' | '|' | ':' => signs += 1,
            '–' | '—' | '─' | '━' | '═' | '│' | '┃' => signs += 1,
            '★' | '☆' | '※' | '◆' | '◇' | '■' | '□' | '●' | '○' => ornaments += 1,
            // A line that has only dots is not a rule: in a dialogue, it means that a speaker is silent.
            '.' | '·' | '•' => dots += 1,
            _ if c.is_whitespace() => {}
            _ => return false,
        }
    }
    ornaments > 0 || (signs > 0 && signs + dots >= MIN_SIGNS)
}

/// Returns the text after the mark of a reStructuredText directive, such as `.. note::`. The text may be empty.
pub(crate) fn after_directive(text: &str) -> Option<&str> {
    let (name, rest) = text.strip_prefix(".. ")?.split_once("::")?;
    let is_name = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    (is_name && !name.is_empty() && (rest.is_empty() || rest.starts_with(' '))).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives() {
        let cases = [
            (".. note::", Some("")),
            (".. warning:: Keep off the grass.", Some("Keep off the grass.")),
            (".. code-block:: python", Some("python")),
            (".. and then: nothing", None),
            (".. A::b", None),
            ("note::", None),
            ("...", None),
        ];
        for (text, expected) in cases {
            assert_eq!(after_directive(text), expected, "{text}");
        }
    }

    #[test]
    fn rules() {
        for rule in [
            "====",
            "-----",
            "* * *",
            "***",
            "|---|:--:|",
            "+----+----+",
            "————————",
            "~~~~",
            "★ ★ ★",
            "◆",
            "─────",
        ] {
            assert!(is_rule(rule), "{rule}");
        }
        for text in ["", "--", "...", "……", "= 3 =", "——他说", "a---b", "·", "---x"] {
            assert!(!is_rule(text), "{text}");
        }
    }
}

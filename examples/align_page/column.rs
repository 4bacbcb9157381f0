//! Wraps and pads text for a terminal, where a Chinese character is two columns wide.

/// Breaks `text` into lines of at most `width` columns; a wider word has its own line. Lines break at blanks and beside
/// wide characters, but not before a closing mark or after an opening mark.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in parts(text) {
        let Some(line) = lines.last_mut() else { break };
        if !line.is_empty() && columns(line) + columns(part.trim_end()) > width {
            line.truncate(line.trim_end().len());
            lines.push(part.trim_start().to_owned());
        } else {
            line.push_str(part);
        }
    }
    lines
}

/// Pads `text` with blanks to `width` columns.
pub(crate) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// Splits a text at every place where a line may break.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut characters = rest.char_indices().peekable();
        while let Some((_, c)) = characters.next() {
            let Some(&(at, next)) = characters.peek() else { break };
            let breaks = c == ' ' || is_wide(c) || is_wide(next);
            if breaks && !"，。、；：！？”’）》」』】,.;:!?)".contains(next) && !"“‘（《「『【(".contains(c)
            {
                let (part, after) = rest.split_at(at);
                rest = after;
                return Some(part);
            }
        }
        (!rest.is_empty()).then(|| std::mem::take(&mut rest))
    })
}

/// Returns the width in terminal columns.
fn columns(text: &str) -> usize {
    text.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
}

/// Whether a character is two columns wide: Han, kana, hangul, emoji and full-width marks.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

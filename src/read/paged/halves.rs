//! Whether a paragraph goes on after the end of a page.

use crate::lines::{LineLanguage, LineLetters, LineShape, Margin, PageLine, strip_label};

/// Minimum width, in columns, of a line whose paragraph continues. A heading or an item is shorter.
const MIN_COLUMNS: usize = 30;

/// Maximum number of lines of a paragraph that are examined on each side of the page break.
const MAX_LINES: usize = 60;

/// Whether the line after a page break continues the paragraph of the line before it. `before` are the lines up to the
/// break, `after` those behind it.
///
/// Sure are English that ends within a sentence and goes on with a small letter, or ends in a comma or a word such as `the`; Chinese
/// prose that ends within a sentence and goes on without a label; and a full line of a wrapped paragraph without an end mark.
/// Time O(length of the lines examined).
pub(super) fn goes_on(page: &str, before: &[PageLine], after: &[PageLine]) -> bool {
    let (Some(last), Some(next)) = (before.last(), after.first()) else { return false };
    let (line, first) = (last.span.of(page), next.span.of(page));
    let language = |text: &str| LineLetters::of(text).language();
    let is_labelled = strip_label(page, next.span).1.is_some();
    if is_labelled || language(line).is_none() || language(line) != language(first) {
        return false;
    }
    let paragraph =
        before.iter().rev().take(MAX_LINES).take_while(|line| line.paragraph == last.paragraph).count();
    let paragraph = &before[before.len() - paragraph..];
    let is_open = line.ends_with(|c: char| {
        c.is_alphanumeric()
            || matches!(c, ',' | ';' | '，' | '、' | '；' | '-' | '\u{2010}' | '\u{ad}' | '–' | '—')
    });
    if !is_open || LineShape::of(line).columns < MIN_COLUMNS && paragraph.len() == 1 {
        return false;
    }
    let margin = Margin::measure(paragraph.iter().map(|line| line.span.of(page)));
    if margin.is_telling() && margin.explains(LineShape::of(line), first) {
        return true;
    }
    match language(line) {
        Some(LineLanguage::English) => {
            first.starts_with(char::is_lowercase)
                || line.ends_with(',') && !first.starts_with(|c: char| c.is_ascii_digit())
                || ends_in_function_word(line)
        }
        Some(LineLanguage::Chinese) => {
            let is_prose = |text: &str| text.contains(['，', '。', '；', ',']);
            let end = after.iter().take(MAX_LINES).take_while(|line| line.paragraph == next.paragraph).last();
            let ends =
                end.is_some_and(|end| end.span.of(page).ends_with(['。', '！', '？', '”', '」', '）', '；']));
            (paragraph.iter().any(|line| is_prose(line.span.of(page))) && ends)
                && first.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '《' | '「' | '（'))
        }
        _ => false,
    }
}

/// Words in front of a noun or a clause: no heading and no sentence ends in one.
const OPENING_WORDS: [&str; 22] = [
    "a", "an", "and", "as", "at", "because", "by", "for", "from", "if", "in", "its", "of", "on", "or",
    "than", "that", "the", "their", "to", "whose", "with",
];

/// Whether a line ends in a word such as `the` or `of`.
fn ends_in_function_word(line: &str) -> bool {
    line.rsplit(' ').next().is_some_and(|word| OPENING_WORDS.contains(&word))
}

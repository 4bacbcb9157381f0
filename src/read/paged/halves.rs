//! Decides whether a paragraph continues on the next page.

use crate::lines::{LineLanguage, LineLetters, LineShape, Margin, PageLine, strip_label};

/// Minimum width, in columns, of a paragraph of one line that continues on the next page. A shorter line may be a
/// heading or an item.
const MIN_COLUMNS: usize = 30;

/// Maximum number of lines of a paragraph that are examined on each side of the page break.
const MAX_LINES: usize = 60;

/// Whether the paragraph at the end of `before` continues at the start of `after`. The lines before a page break are in
/// `before`, the lines after the page break in `after`.
///
/// The last line of `before` must end within a sentence. If the paragraph in `before` has only this line, the line must
/// have at least [`MIN_COLUMNS`] columns. The first line of `after` must be in the same language and have no label. In
/// addition, one of these conditions must hold:
///
/// - The last line of `before` is a full line of a wrapped paragraph.
/// - In English, the first line of `after` begins with a small letter, or the last line of `before` ends with a word
///   such as `the`, or with a comma that is not followed by a digit.
/// - In Chinese, the paragraph in `before` contains a comma, a semicolon or a full stop; the paragraph in `after`
///   begins with a letter, a digit or an opening mark, and ends with an end mark, a semicolon or a closing mark.
///
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

/// English words that introduce a noun or a clause. Few headings or sentences end with one of these words.
const OPENING_WORDS: [&str; 22] = [
    "a", "an", "and", "as", "at", "because", "by", "for", "from", "if", "in", "its", "of", "on", "or",
    "than", "that", "the", "their", "to", "whose", "with",
];

/// Whether a line ends with one of the [`OPENING_WORDS`].
fn ends_in_function_word(line: &str) -> bool {
    line.rsplit(' ').next().is_some_and(|word| OPENING_WORDS.contains(&word))
}

//! Splits a text into the sentences that are aligned with the translation.

use super::line_breaks::LineBreaks;
use super::splitter::SentenceSplitter;
use crate::Span;
use crate::lines::{after_directive, is_rule};
use crate::script::is_bullet;

/// Returns the sentences of a text. A tab ends a sentence, so each cell of a table is a separate sentence. Horizontal
/// rules are left out. Bullets and the marks of reStructuredText directives, such as `.. note::`, are removed from the
/// sentences.
///
/// Time O(length of `text`).
pub(crate) fn document_sentences(text: &str, line_breaks: LineBreaks) -> Vec<Span> {
    cells_of(text, SentenceSplitter::new().line_breaks(line_breaks).split(text))
}

/// Returns the cells of sentences, without horizontal rules, bullets and marks of directives.
pub(crate) fn cells_of(text: &str, found: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut sentences = Vec::new();
    for sentence in found {
        let mut start = sentence.start;
        for cell in sentence.of(text).split('\t') {
            let mut span = Span::new(start, start + cell.len()).trimmed(text);
            if let Some(rest) = after_directive(span.of(text)) {
                span.start = span.end - rest.len();
            }
            if !span.is_empty() && !is_rule(span.of(text)) {
                sentences.push(without_bullet(text, span));
            }
            start += cell.len() + 1;
        }
    }
    sentences
}

/// Returns a sentence without the bullet or the dash that a list item begins with.
fn without_bullet(text: &str, sentence: Span) -> Span {
    let rest = sentence.of(text);
    let item = rest.trim_start_matches(|c: char| is_bullet(c) || matches!(c, '-' | '*' | '+' | '–' | '—'));
    let is_item = rest.len() - item.len() <= '•'.len_utf8() && item.starts_with([' ', '\t', '\u{3000}']);
    let bare = Span::new(sentence.end - item.len(), sentence.end).trimmed(text);
    if is_item && !bare.is_empty() { bare } else { sentence }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_rules() {
        let text = "Title\n=====\n\nName\tAge\nIt rains. It pours.\n* * *\n...\n• Tea\n- Milk\n★ ★\n-5 °C\n\n\
                    .. note::\n\n   Cold.\n\n.. tip:: Stir.";
        let found: Vec<&str> =
            document_sentences(text, LineBreaks::Auto).iter().map(|span| span.of(text)).collect();
        let expected = [
            "Title",
            "Name",
            "Age",
            "It rains.",
            "It pours.",
            "...",
            "Tea",
            "Milk",
            "-5 °C",
            "Cold.",
            "Stir.",
        ];
        assert_eq!(found, expected);
    }
}

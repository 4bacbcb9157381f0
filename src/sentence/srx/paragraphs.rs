//! The paragraphs of a text, to which rules are applied one by one.

use crate::Span;
use crate::sentence::line_breaks::LineBreaks;
use crate::sentence::splitter::SentenceSplitter;

/// Returns the paragraphs of `text`, which end at blank lines and, as `line_breaks` says, at other line breaks.
///
/// With [`LineBreaks::Auto`], a line break ends a paragraph if it alone ends a sentence: there is no end mark before
/// it.
///
/// Time O(length of `text`).
pub(super) fn paragraphs(text: &str, line_breaks: LineBreaks) -> Vec<Span> {
    let mut found = Vec::new();
    match line_breaks {
        LineBreaks::Always => {
            let mut start = 0;
            for line in text.split_inclusive(['\n', '\r']) {
                found.push(Span::new(start, start + line.len()));
                start += line.len();
            }
        }
        LineBreaks::Never => found.push(Span::new(0, text.len())),
        LineBreaks::Auto => auto(text, &mut found),
    }
    found.iter().map(|span| span.trimmed(text)).filter(|span| !span.is_empty()).collect()
}

fn auto(text: &str, found: &mut Vec<Span>) {
    let mut open: Option<Span> = None;
    for sentence in SentenceSplitter::new().split(text) {
        let paragraph = match open {
            Some(paragraph) if !is_end(text, paragraph, sentence) => Span::new(paragraph.start, sentence.end),
            Some(paragraph) => {
                found.push(paragraph);
                sentence
            }
            None => sentence,
        };
        open = Some(paragraph);
    }
    found.extend(open);
}

/// Whether the line break between a paragraph and the next sentence, if there is one, ends the paragraph.
fn is_end(text: &str, paragraph: Span, sentence: Span) -> bool {
    let gap = Span::new(paragraph.end, sentence.start).of(text);
    let breaks = gap.matches('\n').count();
    let closers =
        |c: char| matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '」' | '』' | '）' | '】' | '》');
    let last = paragraph.of(text).trim_end_matches(closers);
    breaks > 1 || breaks == 1 && !last.ends_with(['.', '!', '?', '。', '！', '？', '…', '．', ';', '；'])
}

//! HTML comments that hold the English source of the Chinese text after them, as in large documentation projects.

use super::edit::Edit;
use super::fences::{CodeSpans, MarkdownLine};
use crate::Span;
use crate::lines::{LineLanguage, LineLetters};

/// Maximum number of line breaks between a comment and its translation.
const MAX_BREAKS: usize = 3;

/// Minimum number of words in a comment that is prose although no translation follows. Shorter comments are markers,
/// such as `<!-- more -->`.
const MIN_WORDS: usize = 3;

/// The purpose of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CommentKind {
    /// English text with Chinese text directly after it.
    Source,
    /// English prose without Chinese text directly after it.
    Remark,
    /// A mark for a tool, such as `<!-- more -->` or `<!-- body -->`.
    Marker,
}

/// Returns the edits that turn comments with English sources into text. Returns none if the only source is not a
/// sentence, or if there are more remarks than sources.
///
/// Time O(length of the page).
pub(super) fn unwrapped(page: &str, lines: &[MarkdownLine]) -> Vec<Edit> {
    let comments = comments(page, lines);
    let ends = comments.iter().skip(1).map(|next| next.start).chain([page.len()]);
    let found: Vec<(Span, CommentKind)> =
        comments.iter().zip(ends).map(|(span, end)| (*span, kind(page, *span, end))).collect();
    let count = |wanted| found.iter().filter(|(_, kind)| *kind == wanted).count();
    let sources = count(CommentKind::Source);
    let mut of_sources = found.iter().filter(|(_, kind)| *kind == CommentKind::Source).map(|(span, _)| *span);
    let enough = sources >= 2 || of_sources.clone().any(|span| is_sentence(inner(page, span).of(page)));
    if !enough || sources < count(CommentKind::Remark) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    for span in &mut of_sources {
        let inner = inner(page, span);
        let opens_line = span.start == 0 || page[..span.start].ends_with('\n');
        // An empty comment ends a list, so the items of the translation begin another list.
        let end = if opens_line { "\n\n<!-- -->\n\n" } else { "\n\n" };
        let open = Span::new(span.start, span.start + "<!--".len());
        let first = Span::new(open.end, inner.start).of(page);
        // Keep the indentation of the first line, which may belong to a list item.
        edits.push(Edit::delete(if first.contains('\n') {
            open
        } else {
            Span::new(open.start, inner.start)
        }));
        edits.push(Edit::replace(Span::new(inner.end, span.end), end));
    }
    edits
}

/// Returns the content of a comment, without white space at its ends but with the indentation of its first line.
fn inner(page: &str, comment: Span) -> Span {
    let whole = Span::new(comment.start + "<!--".len(), comment.end - "-->".len());
    let trimmed = whole.trimmed(page);
    let start = page[whole.start..trimmed.start].rfind('\n').map_or(trimmed.start, |at| whole.start + at + 1);
    Span::new(start, trimmed.end)
}

/// Returns the comments outside fenced code and code spans.
fn comments(page: &str, lines: &[MarkdownLine]) -> Vec<Span> {
    let mut comments = Vec::new();
    let mut done = 0;
    for line in lines.iter().filter(|line| !line.is_code) {
        let mut at = line.span.start.max(done);
        let mut code = CodeSpans::new(at);
        while at < line.span.end
            && let Some(found) = page[at..line.span.end].find("<!--")
        {
            let start = at + found;
            if code.contain(page, start) {
                at = start + 1;
                continue;
            }
            let Some(end) = page[start + 4..].find("-->") else { return comments };
            done = start + 4 + end + 3;
            comments.push(Span::new(start, done));
            at = done;
            code = CodeSpans::new(at);
        }
    }
    comments
}

/// Returns the purpose of a comment. The text after it ends at `end`, where the next comment begins.
fn kind(page: &str, comment: Span, end: usize) -> CommentKind {
    let text = inner(page, comment).of(page);
    let letters = LineLetters::of(text);
    let words = text.split_whitespace().count();
    let is_note = ["TODO", "FIXME", "prettier-", "markdownlint"].iter().any(|note| text.starts_with(note));
    let is_word = words == 1 && !text.contains(char::is_uppercase);
    if letters.latin < 2 || letters.han * 10 > letters.latin || is_note || is_word {
        return CommentKind::Marker;
    }
    if precedes_chinese(&page[comment.end..end]) {
        return CommentKind::Source;
    }
    if words >= MIN_WORDS { CommentKind::Remark } else { CommentKind::Marker }
}

/// Whether Chinese text follows after at most [`MAX_BREAKS`] line breaks.
fn precedes_chinese(after: &str) -> bool {
    let text = after.trim_start();
    let breaks = after[..after.len() - text.len()].matches('\n').count();
    let line = text.lines().next().unwrap_or_default();
    let letters = LineLetters::of(line);
    breaks <= MAX_BREAKS
        && !line.starts_with("<!--")
        && letters.han > 0
        && letters.language() == Some(LineLanguage::Chinese)
}

/// Whether a text is one sentence or several, such as `The pump stops.`
fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() > 1 && text.ends_with(['.', '!', '?', ':'])
}

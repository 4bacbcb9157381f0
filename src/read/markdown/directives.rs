//! Rewrites marks of Markdown dialects that the parser does not know: containers, alerts, admonitions, short codes.

use super::comments;
use super::edit::{Edit, apply};
use super::fences::{CodeSpans, MarkdownLine, lines};
use super::nesting;
use crate::Span;
use crate::read::extracted::Extracted;

/// Maximum length of a short code, in bytes. The limit bounds the search for its end.
const MAX_SHORT_CODE: usize = 4096;

/// The marks that open and close a short code: two pairs of Hugo, and one pair of Liquid.
const SHORT_CODES: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];

/// Maximum length of the source code between a short code and its closing short code, in bytes. The limit bounds the
/// search for the closing short code.
const MAX_CODE: usize = 1 << 16;

/// Maximum number of short codes that the search for the closing short code examines.
const MAX_NESTED: usize = 16;

/// Maximum length of the name of a footnote, in bytes, including the closing bracket.
const MAX_NOTE: usize = 40;

/// Columns by which the content of an admonition is indented.
const INDENT: usize = 4;

/// Rewrites a page as Markdown that the parser knows. Titles are kept, each as a paragraph.
///
/// Time O(length of the page).
pub(super) fn plain_markdown(page: &str) -> Extracted {
    let lines = lines(page);
    let mut edits = comments::unwrapped(page, &lines);
    nesting::bounded(page, &mut edits);
    let mut admonitions: Vec<usize> = Vec::new();
    let mut ends = ShortCodeEnds::default();
    for line in &lines {
        indentation(page, *line, &mut admonitions, &mut edits);
        if line.is_code {
            continue;
        }
        let content = line.content(page);
        let text = content.of(page);
        let prefix = Span::new(line.span.start, content.start).of(page);
        if let Some(title) = title(text, prefix.contains('>')) {
            paragraph(content, title.shifted(content.start), prefix, &mut edits);
            if text.starts_with(['!', '?', '=']) {
                admonitions.push(line.prefix + INDENT);
            }
        } else if line.is_text_fence {
            let title = text.find('}').map_or(text.len(), |end| end + 1);
            paragraph(
                content,
                Span::new(content.start + title, content.end).trimmed(page),
                prefix,
                &mut edits,
            );
        } else if is_instruction(text) {
            edits.push(Edit::delete(content));
        } else {
            short_codes(page, content, &mut ends, &mut edits);
            notes(page, content, &mut edits);
        }
    }
    apply(page, edits)
}

/// Removes the indentation of a line in an admonition.
fn indentation(page: &str, line: MarkdownLine, admonitions: &mut Vec<usize>, edits: &mut Vec<Edit>) {
    if admonitions.is_empty() || line.content(page).is_empty() {
        return;
    }
    let text = line.span.of(page);
    let width = |c: char| if c == '\t' { INDENT } else { 1 };
    let blanks = || text.chars().take_while(|c| matches!(c, ' ' | '\t'));
    let indent: usize = blanks().map(width).sum();
    let open = admonitions.len();
    while admonitions.last().is_some_and(|&needed| needed > indent) {
        admonitions.pop();
    }
    if admonitions.len() < open {
        edits.push(Edit::replace(Span::new(line.span.start, line.span.start), "\n"));
    }
    let Some(&needed) = admonitions.last() else { return };
    let mut columns = 0;
    let len = blanks().take_while(|&c| {
        let inside = columns < needed;
        columns += width(c);
        inside
    });
    // Spaces and tabs are one byte each, so their number is their length.
    let len = len.count();
    edits.push(Edit::delete(Span::new(line.span.start, line.span.start + len)));
}

/// Returns the title in a line that begins or ends a container, an alert or an admonition. The title is empty if the
/// line has none. Returns `None` for any other line.
fn title(text: &str, is_quoted: bool) -> Option<Span> {
    if text.starts_with(":::") {
        return Some(container(text));
    }
    if is_quoted && text.starts_with("[!") {
        let end = text.find(']')?;
        let is_name =
            text[2..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let sign = text[end + 1..].starts_with(['+', '-']);
        let start = end + 1 + usize::from(sign);
        return (is_name && end > 2).then(|| Span::new(start, text.len()).trimmed(text));
    }
    let rest = ["!!!", "???+", "???", "==="].iter().find_map(|mark| text.strip_prefix(mark))?;
    let quoted = rest.find('"').map(|open| (open, rest.rfind('"').unwrap_or(open)));
    let start = text.len() - rest.len();
    match quoted {
        Some((open, close)) if open < close => Some(Span::new(start + open + 1, start + close)),
        // `===` alone underlines a heading.
        _ if text.starts_with('=') => None,
        _ => {
            let mut names = rest.split_ascii_whitespace();
            let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            let named = rest.starts_with(' ') && names.clone().count() > 0 && names.all(is_name);
            named.then(|| Span::new(text.len(), text.len()))
        }
    }
}

/// Returns the title of a container such as `:::name title`, `:::name[title]` or `::: {.name} title`.
fn container(text: &str) -> Span {
    let rest = text.trim_start_matches(':').trim_start();
    let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let after = rest.trim_start_matches(|c: char| !c.is_whitespace() && !matches!(c, '[' | '{'));
    let none = Span::new(text.len(), text.len());
    if let Some(label) = after.strip_prefix('[') {
        let end = label.find(']').unwrap_or(label.len());
        return Span::new(at(label), at(label) + end);
    }
    let after = after.trim_start();
    let after = match after.strip_prefix('{').and_then(|group| group.find('}').map(|end| &group[end + 1..])) {
        Some(after) => after,
        None => after,
    };
    let end = after.find('{').unwrap_or(after.len());
    let title = after[..end].trim_end_matches(':').trim();
    // `::: code source="file.cs"` has attributes, and no title.
    if title.contains("=\"") || title.is_empty() {
        none
    } else {
        Span::new(at(title), at(title) + title.len())
    }
}

/// Turns a line into a paragraph that has only the title, or into an empty line if there is no title.
fn paragraph(line: Span, title: Span, prefix: &str, edits: &mut Vec<Edit>) {
    if title.is_empty() {
        return edits.push(Edit::delete(line));
    }
    let gap = format!("\n{prefix}");
    edits.push(Edit::replace(Span::new(line.start, title.start), gap.clone()));
    edits.push(Edit::replace(Span::new(title.end, line.end), gap));
}

/// Whether a line is an instruction to a tool: a table of contents, attributes, or an import of MDX.
fn is_instruction(text: &str) -> bool {
    let is_attributes = text.starts_with("{:") && text.ends_with('}') && !text[1..].contains('{');
    let is_import = text.starts_with("import ") && text.contains(['"', '\'']) && text.contains(" from ");
    is_attributes
        || is_import
        || text.eq_ignore_ascii_case("[toc]")
        || text.eq_ignore_ascii_case("[[toc]]")
        || text.eq_ignore_ascii_case("${toc}")
}

/// Removes the short codes that begin on a line outside code spans. The text that a short code shows is kept.
fn short_codes(page: &str, line: Span, ends: &mut ShortCodeEnds, edits: &mut Vec<Edit>) {
    let mut at = line.start;
    let mut code_spans = CodeSpans::new(at);
    while at < line.end
        && let Some(found) = page[at..line.end].find('{')
    {
        let start = at + found;
        at = start + 1;
        let rest = &page[start..];
        let Some(kind) = SHORT_CODES.iter().position(|(open, _)| rest.starts_with(open)) else { continue };
        let (open, close) = SHORT_CODES[kind];
        let is_code = code_spans.contain(page, start);
        let end = ends.find(page, kind, start);
        let Some(end) = end.filter(|_| !is_code) else { continue };
        let inner = Span::new(start + open.len(), end);
        at = inner.end + close.len();
        if let Some(end) = end_of_code(&page[at..], inner.of(page), open) {
            at += end;
        }
        match shown(inner.of(page)) {
            Some(text) => {
                let text = text.shifted(inner.start);
                edits.push(Edit::delete(Span::new(start, text.start)));
                edits.push(Edit::delete(Span::new(text.end, at)));
            }
            None => edits.push(Edit::delete(Span::new(start, at))),
        }
    }
}

/// Finds the closing marks of short codes. No part of a page is searched twice for the same mark.
#[derive(Default)]
struct ShortCodeEnds {
    /// For each pair of [`SHORT_CODES`], the offset up to which the page is searched. No closing mark starts between the
    /// last short code and this offset.
    searched: [usize; SHORT_CODES.len()],
}

impl ShortCodeEnds {
    /// Returns the offset of the closing mark of the short code at `start`. The offsets that are passed must ascend.
    fn find(&mut self, page: &str, kind: usize, start: usize) -> Option<usize> {
        let (open, close) = SHORT_CODES[kind];
        let end = page.len().min(start + MAX_SHORT_CODE);
        let from = self.searched[kind].max(start + open.len());
        let window = page.as_bytes().get(from..end).unwrap_or_default();
        let found = window.windows(close.len()).position(|bytes| bytes == close.as_bytes());
        self.searched[kind] = match found {
            Some(found) => from + found,
            None => from.max((end + 1).saturating_sub(close.len())),
        };
        found.map(|found| from + found)
    }
}

/// Short codes whose content is source code.
const CODE: [&str; 6] = ["highlight", "code", "codeblock", "mermaid", "plantuml", "math"];

/// If a short code holds source code, returns the length of `after` up to the end of the closing short code.
fn end_of_code(after: &str, code: &str, open: &str) -> Option<usize> {
    let name = code.split_whitespace().next()?;
    if !CODE.contains(&name) || code.trim_end().ends_with('/') {
        return None;
    }
    let mut size = after.len().min(MAX_CODE);
    while !after.is_char_boundary(size) {
        size -= 1;
    }
    let after = &after[..size];
    let close = SHORT_CODES.iter().find(|(mark, _)| *mark == open).map(|(_, close)| *close)?;
    for (found, _) in after.match_indices(open).take(MAX_NESTED) {
        let at = found + open.len();
        let rest = after[at..].trim_start();
        let rest = rest.strip_prefix('/').or_else(|| rest.strip_prefix("end")).map(str::trim_start);
        if rest.is_some_and(|rest| rest.starts_with(name)) {
            return after[at..].find(close).map(|end| at + end + close.len());
        }
    }
    None
}

/// Removes references to footnotes, such as `[^1]`. A definition, such as `[^1]: `, is kept.
fn notes(page: &str, line: Span, edits: &mut Vec<Edit>) {
    let text = line.of(page);
    let mut code_spans = CodeSpans::new(line.start);
    for (at, _) in text.match_indices("[^") {
        let rest = &text[at + 2..];
        let end = rest.bytes().take(MAX_NOTE).position(|byte| byte == b']' || byte.is_ascii_whitespace());
        let Some(end) = end.filter(|&end| end > 0 && rest[end..].starts_with(']')) else { continue };
        let is_code = code_spans.contain(page, line.start + at);
        let is_definition = at == 0 && rest[end..].starts_with("]:");
        if !is_code && !is_definition {
            let start = line.start + at;
            edits.push(Edit::delete(Span::new(start, start + 2 + end + 1)));
        }
    }
}

/// Returns the words that a short code shows in the sentence around it, such as `Pod` in
/// `{{< glossary_tooltip text="Pod" term_id="pod" >}}`.
fn shown(code: &str) -> Option<Span> {
    let start = code.find(" text=\"")? + " text=\"".len();
    let end = start + code[start..].find('"')?;
    (end > start).then(|| Span::new(start, end))
}

//! Which lines of a Markdown page belong to fenced code.

use crate::Span;

/// A line of a Markdown page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MarkdownLine {
    /// Without the line break.
    pub(super) span: Span,
    /// Bytes of white space and of quotation marks (`>`) that the line begins with.
    pub(super) prefix: usize,
    /// Whether the line belongs to fenced code.
    pub(super) is_code: bool,
}

impl MarkdownLine {
    /// The line after its prefix.
    pub(super) fn content(self, page: &str) -> Span {
        Span::new(self.span.start + self.prefix, self.span.end).trimmed(page)
    }
}

/// The lines of a page. Time O(length of the page).
pub(super) fn lines(page: &str) -> Vec<MarkdownLine> {
    let mut lines = Vec::new();
    let mut open: Option<Fence> = None;
    let mut start = 0;
    for text in page.split_inclusive('\n') {
        let line = text.trim_end_matches(['\n', '\r']);
        let prefix = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let fence = Fence::read(&line[prefix..]);
        let is_code = open.is_some() || fence.is_some();
        open = match (open, fence) {
            (None, found) => found,
            (Some(open), Some(close)) if close.closes(open) => None,
            (open, _) => open,
        };
        lines.push(MarkdownLine { span: Span::new(start, start + line.len()), prefix, is_code });
        start += text.len();
    }
    lines
}

/// The marks of a fence, three or more.
#[derive(Clone, Copy, Debug)]
struct Fence {
    mark: char,
    count: usize,
    /// Whether text follows the marks, which opens a fence but does not close one.
    info: bool,
}

impl Fence {
    fn read(line: &str) -> Option<Self> {
        // A fence may begin a list item.
        let line = line.trim_start_matches(['-', '*', '+', ' ']);
        let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = line.trim_start_matches(mark);
        let count = line.len() - info.len();
        let is_fence = count >= 3 && !(mark == '`' && info.contains('`'));
        is_fence.then(|| Self { mark, count, info: !info.trim().is_empty() })
    }

    const fn closes(self, open: Self) -> bool {
        self.mark == open.mark && self.count >= open.count && !self.info
    }
}

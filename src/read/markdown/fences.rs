//! Finds the parts of a Markdown page that are code.

use crate::Span;

/// A line of a Markdown page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MarkdownLine {
    /// The line without its line break.
    pub(super) span: Span,
    /// Number of bytes of white space and of `>` at the start of the line.
    pub(super) prefix: usize,
    /// Whether the line belongs to fenced code.
    pub(super) is_code: bool,
    /// Whether the line is a fence of text rather than code, such as ```` ```{note} ````.
    pub(super) is_text_fence: bool,
}

impl MarkdownLine {
    /// Returns the line without its prefix.
    pub(super) fn content(self, page: &str) -> Span {
        Span::new(self.span.start + self.prefix, self.span.end).trimmed(page)
    }
}

/// Returns the lines of a page. Time O(length of the page).
pub(super) fn lines(page: &str) -> Vec<MarkdownLine> {
    let mut lines = Vec::new();
    let mut open: Option<Fence> = None;
    let mut start = 0;
    for text in page.split_inclusive('\n') {
        let line = text.trim_end_matches(['\n', '\r']);
        let prefix = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let fence = Fence::read(&line[prefix..]);
        let closes = open.zip(fence).is_some_and(|(open, close)| close.closes(open));
        let is_text_fence =
            if closes { open } else { fence.filter(|_| open.is_none()) }.is_some_and(|fence| fence.is_text);
        let is_code = !is_text_fence && (open.is_some_and(|open| !open.is_text) || fence.is_some());
        if closes || open.is_none() {
            open = fence.filter(|_| !closes);
        }
        lines.push(MarkdownLine {
            span: Span::new(start, start + line.len()),
            prefix,
            is_code,
            is_text_fence,
        });
        start += text.len();
    }
    lines
}

/// A fence: three or more equal marks.
#[derive(Clone, Copy, Debug)]
struct Fence {
    mark: char,
    count: usize,
    /// Whether text follows the marks. A fence with text can begin code but cannot end it.
    info: bool,
    is_text: bool,
}

/// The directives of MyST whose content is text.
const TEXT: [&str; 12] = [
    "admonition",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "note",
    "seealso",
    "tip",
    "topic",
    "warning",
];

impl Fence {
    fn read(line: &str) -> Option<Self> {
        // A fence may begin a list item.
        let line = line.trim_start_matches(['-', '*', '+', ' ']);
        let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let info = line.trim_start_matches(mark);
        let count = line.len() - info.len();
        let is_fence = count >= 3 && !(mark == '`' && info.contains('`'));
        let name = info.trim().strip_prefix('{').and_then(|name| name.split_once('}'));
        let is_text = name.is_some_and(|(name, _)| TEXT.contains(&name));
        is_fence.then(|| Self { mark, count, info: !info.trim().is_empty(), is_text })
    }

    const fn closes(self, open: Self) -> bool {
        self.mark == open.mark && self.count >= open.count && !self.info
    }
}

/// Decides whether offsets on a line are in a code span. Offsets must ascend from call to call.
#[derive(Clone, Copy, Debug)]
pub(super) struct CodeSpans {
    counted: usize,
    inside: bool,
}

impl CodeSpans {
    /// Makes a decision state for the offsets from `start` on. `start` is outside code spans.
    pub(super) const fn new(start: usize) -> Self {
        Self { counted: start, inside: false }
    }

    /// Whether `at` is in a code span: the number of backticks before it is odd. Time O(bytes since the last offset).
    pub(super) fn contain(&mut self, page: &str, at: usize) -> bool {
        let before = page.get(self.counted..at).unwrap_or_default();
        self.inside ^= before.bytes().filter(|&byte| byte == b'`').count() % 2 == 1;
        self.counted = self.counted.max(at);
        self.inside
    }
}

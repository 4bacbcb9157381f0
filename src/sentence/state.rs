//! The state of the pass over a text: the start of the sentence, and the open brackets and quotations.

use super::item::ListItem;
use super::line_breaks::LineBreaks;
use super::paragraph::Paragraph;
use super::text_cursor::TextCursor;

/// The sentences of a text, in order; made by [`SentenceSplitter::split`](crate::SentenceSplitter::split).
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    pub(super) cursor: TextCursor<'t>,
    pub(super) line_breaks: LineBreaks,
    /// The end of the previous sentence.
    pub(super) at: usize,
    /// The start of the sentence that is being read.
    pub(super) start: usize,
    /// Number of open brackets, such as `(`, `[` and `【`. Title marks do not count.
    pub(super) paren_depth: u32,
    /// The offset of the outermost open bracket.
    pub(super) paren_start: usize,
    /// Number of open title marks, `《` or `〈`.
    pub(super) title_depth: u32,
    /// The offset of the outermost open double quotation mark, such as `“` or `「`.
    pub(super) quote_start: Option<usize>,
    /// The offset of the open straight double quotation mark.
    pub(super) straight_quote: Option<usize>,
    /// The offset of the open single quotation mark `‘` or `『`.
    pub(super) inner_quote: Option<usize>,
    /// The list item that this sentence is in.
    pub(super) item: Option<ListItem>,
    closing_paren: ClosingMark,
    closing_title: ClosingMark,
    /// The start of this paragraph. It is `None` before the first paragraph, and if a stream no longer holds the
    /// start, because [`LONGEST_PARAGRAPH`](super::paragraph::LONGEST_PARAGRAPH) bytes follow it.
    pub(super) paragraph_start: Option<usize>,
    /// The paragraph that was measured last.
    pub(super) paragraph: Paragraph,
}

/// The search for the closing marks of one kind. It looks at each byte of the text once.
#[derive(Clone, Copy, Debug, Default)]
struct ClosingMark {
    /// The offset of the mark that was found last.
    found: Option<usize>,
    /// The offset up to which the text has been searched.
    searched: usize,
}

impl ClosingMark {
    /// Whether a mark begins at `at` or less than [`MAX_REMARK`] bytes later. `is_mark` says whether a text begins with
    /// a mark.
    fn follows(&mut self, cursor: TextCursor<'_>, at: usize, is_mark: impl Fn(&[u8]) -> bool) -> bool {
        let end = cursor.len().min(at + MAX_REMARK);
        if self.found.is_none_or(|found| found < at) {
            self.searched = self.searched.max(at);
            self.found = (self.searched..end).find(|&at| is_mark(&cursor.bytes[at..]));
            self.searched = self.searched.max(self.found.unwrap_or(end));
        }
        self.found.is_some_and(|found| found < end)
    }

    fn moved(self, back: usize) -> Self {
        Self {
            found: self.found.and_then(|found| found.checked_sub(back)),
            searched: self.searched.saturating_sub(back),
        }
    }
}

/// Whether a sentence ends at a mark or a line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// The sentence ends at this offset.
    End(usize),
    /// The sentence continues; the scan resumes at this offset.
    Continue(usize),
}

/// Maximum distance, in bytes, from an end mark inside a bracket or title to the closing mark. The limit keeps an
/// unclosed bracket from swallowing the rest of the text. Few remarks in brackets have more than 100 words.
const MAX_REMARK: usize = 600;

impl<'t> Sentences<'t> {
    pub(super) fn new(text: &'t str, line_breaks: LineBreaks) -> Self {
        Self {
            cursor: TextCursor::new(text),
            line_breaks,
            at: 0,
            start: 0,
            paren_depth: 0,
            paren_start: 0,
            title_depth: 0,
            quote_start: None,
            straight_quote: None,
            inner_quote: None,
            item: None,
            closing_paren: ClosingMark::default(),
            closing_title: ClosingMark::default(),
            paragraph_start: None,
            paragraph: Paragraph::default(),
        }
    }

    /// Returns the same state in `text`, which lacks the first `back` bytes of the old text and may have further text
    /// at its end.
    pub(super) fn moved<'o>(&self, text: &'o str, back: usize) -> Sentences<'o> {
        let moved = |at: usize| at.saturating_sub(back);
        Sentences {
            cursor: TextCursor::new(text),
            line_breaks: self.line_breaks,
            at: moved(self.at),
            start: moved(self.start),
            paren_depth: self.paren_depth,
            paren_start: moved(self.paren_start),
            title_depth: self.title_depth,
            quote_start: self.quote_start.map(moved),
            straight_quote: self.straight_quote.map(moved),
            inner_quote: self.inner_quote.map(moved),
            item: self.item.map(|item| item.moved(back)),
            closing_paren: self.closing_paren.moved(back),
            closing_title: self.closing_title.moved(back),
            paragraph_start: self.paragraph_start.and_then(|start| start.checked_sub(back)),
            paragraph: self.paragraph.moved(back),
        }
    }

    /// Whether the label of the list item that this sentence is in ends at `at`, after the start of the sentence. The
    /// label is not read again: much white space may follow its bullet.
    pub(super) fn is_item_label(&self, at: usize) -> bool {
        self.item.is_some_and(|item| item.end == at)
    }

    pub(super) fn open_paren(&mut self, at: usize) {
        // The mouth of an emoticon is not a bracket.
        if matches!(self.cursor.char_before(at), ':' | ';' | '=' | '-') {
            return;
        }
        if self.paren_depth == 0 {
            self.paren_start = at;
        }
        self.paren_depth += 1;
    }

    /// Whether the bracket that is open at `at` closes within [`MAX_REMARK`] bytes.
    pub(super) fn paren_closes(&mut self, at: usize) -> bool {
        self.closing_paren.follows(self.cursor, at, |rest| {
            matches!(rest, [b')' | b']', ..] | [0xef, 0xbc, 0x89, ..] | [0xe3, 0x80, 0x91 | 0x95, ..])
        })
    }

    /// Whether the `《` that is open at `at` closes within [`MAX_REMARK`] bytes.
    pub(super) fn title_closes(&mut self, at: usize) -> bool {
        self.closing_title.follows(self.cursor, at, |rest| matches!(rest, [0xe3, 0x80, 0x89 | 0x8b, ..]))
    }

    /// Closes the open quotations: none continues in a new paragraph.
    pub(super) fn new_paragraph(&mut self) {
        self.quote_start = None;
        self.straight_quote = None;
        self.inner_quote = None;
    }
}

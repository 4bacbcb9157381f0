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
    /// Cached offset of the next closing bracket: 0 before the first search, `usize::MAX` if there is none.
    next_paren: usize,
    /// Cached offset of the next `》` or `〉`: 0 before the first search, `usize::MAX` if there is none.
    next_title: usize,
    /// The start of this paragraph. It is `None` before the first paragraph, and if a stream no longer holds the
    /// start, because [`LONGEST_PARAGRAPH`](super::paragraph::LONGEST_PARAGRAPH) bytes follow it.
    pub(super) paragraph_start: Option<usize>,
    /// The paragraph that was measured last.
    pub(super) paragraph: Paragraph,
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
            next_paren: 0,
            next_title: 0,
            paragraph_start: None,
            paragraph: Paragraph::default(),
        }
    }

    /// Returns the same state in `text`, which lacks the first `back` bytes of the old text and may have further text
    /// at its end.
    pub(super) fn moved<'o>(&self, text: &'o str, back: usize) -> Sentences<'o> {
        let moved = |at: usize| at.saturating_sub(back);
        // The added text may have a mark that was not found before.
        let cached = |at: usize| if at == usize::MAX { 0 } else { moved(at) };
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
            next_paren: cached(self.next_paren),
            next_title: cached(self.next_title),
            paragraph_start: self.paragraph_start.and_then(|start| start.checked_sub(back)),
            paragraph: self.paragraph.moved(back),
        }
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
        if self.next_paren < at {
            let rest = &self.cursor.bytes[at..];
            let close = rest.iter().enumerate().position(|(i, &byte)| {
                matches!(byte, b')' | b']')
                    || byte == 0xef && rest.get(i + 1) == Some(&0xbc) && rest.get(i + 2) == Some(&0x89)
                    || byte == 0xe3
                        && rest.get(i + 1) == Some(&0x80)
                        && matches!(rest.get(i + 2), Some(0x91 | 0x95))
            });
            self.next_paren = close.map_or(usize::MAX, |close| at + close);
        }
        self.next_paren - at.min(self.next_paren) < MAX_REMARK
    }

    /// Whether the `《` that is open at `at` closes within [`MAX_REMARK`] bytes.
    pub(super) fn title_closes(&mut self, at: usize) -> bool {
        if self.next_title < at {
            let close = self.cursor.text.get(at..).and_then(|rest| rest.find(['》', '〉']));
            self.next_title = close.map_or(usize::MAX, |close| at + close);
        }
        self.next_title - at.min(self.next_title) < MAX_REMARK
    }

    /// Closes the open quotations: none continues in a new paragraph.
    pub(super) fn new_paragraph(&mut self) {
        self.quote_start = None;
        self.straight_quote = None;
        self.inner_quote = None;
    }
}

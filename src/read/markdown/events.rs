//! Reads the events of the Markdown parser into the flow of a page.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::directives::plain_markdown;
use super::soft_breaks::are_lines;
use crate::Span;
use crate::read::extracted::Extracted;
use crate::read::html::PageReader;
use crate::read::source_map::Source;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
    .union(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);

/// Returns the text of a Markdown page. Time and memory O(length of the page).
pub(crate) fn extract(page: &str) -> Extracted {
    let markdown = plain_markdown(page);
    let mut reader = MarkdownReader::new(&markdown.text);
    for (event, range) in Parser::new_ext(&markdown.text, OPTIONS).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    let mut extracted = reader.page.flow.finish();
    extracted.map = extracted.map.through(&markdown.map);
    extracted
}

/// Gathers the inline events of a block, and reads them when the block ends.
struct MarkdownReader<'m> {
    markdown: &'m str,
    page: PageReader,
    inline: Vec<Inline<'m>>,
    /// Number of open elements that are skipped: images, code and front matter.
    skipped: usize,
    html: HtmlBlock,
}

#[derive(Debug)]
enum Inline<'m> {
    Text(CowStr<'m>, Source),
    Html(CowStr<'m>, Source),
    SoftBreak,
    HardBreak,
}

/// The lines of a block of HTML.
#[derive(Debug, Default)]
struct HtmlBlock {
    text: String,
    span: Span,
}

impl<'m> MarkdownReader<'m> {
    fn new(markdown: &'m str) -> Self {
        Self {
            markdown,
            page: PageReader::default(),
            inline: Vec::new(),
            skipped: 0,
            html: HtmlBlock::default(),
        }
    }

    fn event(&mut self, event: Event<'m>, range: Range<usize>) {
        let span = Span::from(range);
        match event {
            Event::Start(Tag::Image { .. }) => self.skipped += 1,
            Event::End(TagEnd::Image) => self.skipped = self.skipped.saturating_sub(1),
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_)) => {
                self.flush();
                self.page.flow.block();
                self.skipped += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            Event::Start(tag) => self.starts(&tag),
            Event::End(tag) => self.ends(tag),
            Event::Html(text) => self.html.push(&text, span),
            Event::Rule => {
                self.flush();
                self.page.flow.block();
            }
            _ if self.skipped > 0 => {}
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let source = if *text == *span.of(self.markdown) {
                    Source::Copy(span.start)
                } else {
                    Source::Within(span)
                };
                self.inline.push(Inline::Text(text, source));
            }
            Event::Code(text) => {
                let source = self.code(&text, span);
                self.inline.push(Inline::Text(text, source));
            }
            Event::InlineHtml(text) => self.inline.push(Inline::Html(text, Source::Copy(span.start))),
            Event::SoftBreak => self.inline.push(Inline::SoftBreak),
            Event::HardBreak => self.inline.push(Inline::HardBreak),
            // The number of a footnote, or the box of a task, is not part of a sentence.
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// Returns the source of the text of a code span.
    fn code(&self, text: &str, span: Span) -> Source {
        let code = span.of(self.markdown);
        let marks = code.len() - code.trim_start_matches('`').len();
        let copy = |at: usize| code.get(at..at + text.len()) == Some(text);
        match [marks, marks + 1].into_iter().find(|&at| copy(at)) {
            Some(at) => Source::Copy(span.start + at),
            None => Source::Within(span),
        }
    }

    fn starts(&mut self, tag: &Tag<'_>) {
        if is_inline(&tag.to_end()) {
            return;
        }
        self.flush();
        let flow = &mut self.page.flow;
        match tag {
            Tag::Table(_) => flow.table_begins(),
            Tag::TableHead | Tag::TableRow => flow.row(),
            Tag::TableCell => flow.cell(),
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => flow.line(),
            Tag::HtmlBlock => self.html = HtmlBlock::default(),
            _ => flow.block(),
        }
    }

    fn ends(&mut self, tag: TagEnd) {
        if is_inline(&tag) {
            return;
        }
        self.flush();
        let flow = &mut self.page.flow;
        match tag {
            TagEnd::Table => flow.table_ends(),
            TagEnd::TableHead | TagEnd::TableRow => flow.row(),
            TagEnd::TableCell => {}
            TagEnd::Item | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => flow.line(),
            TagEnd::HtmlBlock => {
                let HtmlBlock { text, span } = std::mem::take(&mut self.html);
                let source = if text == span.of(self.markdown) {
                    Source::Copy(span.start)
                } else {
                    Source::Within(span)
                };
                self.page.read(&text, source);
            }
            _ => flow.block(),
        }
    }

    /// Reads the gathered inline events into the page.
    fn flush(&mut self) {
        if self.inline.is_empty() {
            return;
        }
        let inline = std::mem::take(&mut self.inline);
        let lines =
            inline.iter().any(|inline| matches!(inline, Inline::SoftBreak)) && are_lines(&texts(&inline));
        for inline in &inline {
            match inline {
                Inline::Text(text, source) => self.page.text(text, *source),
                Inline::Html(html, source) => self.page.read(html, *source),
                Inline::HardBreak => self.page.flow.line_break(),
                Inline::SoftBreak if lines => self.page.flow.line(),
                Inline::SoftBreak => self.page.flow.soft_break(),
            }
        }
        self.inline = inline;
        self.inline.clear();
    }
}

impl HtmlBlock {
    fn push(&mut self, line: &str, span: Span) {
        if self.text.is_empty() {
            self.span.start = span.start;
        }
        self.span.end = span.end;
        self.text.push_str(line);
    }
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Returns the texts between the line breaks of a block.
fn texts(inline: &[Inline<'_>]) -> Vec<String> {
    let mut lines = vec![String::new()];
    for inline in inline {
        match inline {
            Inline::Text(text, _) => {
                if let Some(line) = lines.last_mut() {
                    line.push_str(text);
                }
            }
            Inline::SoftBreak | Inline::HardBreak => lines.push(String::new()),
            Inline::Html(..) => {}
        }
    }
    lines
}

//! Reads the tags and the text of HTML into the flow of a page.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as TokenSpan, Tokenizer};

use super::attributes::TagAttributes;
use super::copies::pieces;
use super::element::ElementKind;
use super::hidden::HiddenElement;
use super::tag_reader::{SkippedBytes, TagReader};
use crate::read::extracted::Extracted;
use crate::read::flow::Flow;
use crate::read::source_map::Source;

/// Returns the text of an HTML page. Time and memory O(length of the page).
pub(crate) fn extract(page: &str) -> Extracted {
    let mut reader =
        PageReader { is_xml: page.trim_ascii_start().starts_with("<?xml"), ..PageReader::default() };
    reader.read(page, Source::Copy(0));
    reader.flow.finish()
}

/// Returns the text of an XHTML page that begins at offset `start` of its source.
pub(crate) fn extract_at(page: &str, start: usize) -> Extracted {
    let mut reader = PageReader { is_xml: true, ..PageReader::default() };
    reader.read(page, Source::Copy(start));
    reader.flow.finish()
}

/// Reads HTML, as a whole or in parts.
#[derive(Debug, Default)]
pub(crate) struct PageReader {
    pub(crate) flow: Flow,
    is_xml: bool,
    /// The start tag whose attributes are being read.
    tag: Vec<u8>,
    attributes: TagAttributes,
    /// The element being skipped.
    hidden: Option<HiddenElement>,
    /// How many open elements preserve white space.
    preformatted: usize,
    /// Whether the last tag was `<pre>`; the line break directly after `<pre>` is dropped.
    at_start: bool,
    /// Whether the open `<pre>` has no text yet. A `<code>` before any text makes `<pre>` source code.
    before_text: bool,
    /// Whether the last tag began a block that may be a listing, and no text followed.
    in_listing: bool,
}

impl PageReader {
    /// Reads a part of a page. The part must not begin or end inside a tag.
    pub(crate) fn read(&mut self, html: &str, source: Source) {
        let is_xml = self.is_xml;
        let skipped = Rc::new(RefCell::new(SkippedBytes::default()));
        let offsets = Rc::clone(&skipped);
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, span: TokenSpan<usize>| -> Option<Infallible> {
                if let CallbackEvent::String { value } = event {
                    let start = offsets.borrow_mut().offset(span.start);
                    self.string(&String::from_utf8_lossy(value), html, start, source);
                } else {
                    self.event(&event);
                }
                None
            });
        // In HTML, scripts and other raw text end only at their end tag; in XML, `<title/>` is complete.
        emitter.naively_switch_states(!is_xml);
        let Ok(()) = Tokenizer::new_with_emitter(TagReader::new(html, skipped), emitter).finish();
    }

    /// Adds text that contains no tags, unless it is in a hidden element.
    pub(crate) fn text(&mut self, text: &str, source: Source) {
        if self.hidden.is_some() {
            return;
        }
        self.in_listing &= text.trim().is_empty();
        if self.preformatted == 0 {
            return self.flow.text(text, source);
        }
        let skipped = text.strip_prefix('\n').filter(|_| self.at_start);
        self.before_text &= text.trim().is_empty();
        self.at_start = false;
        match skipped {
            Some(rest) => self.flow.preformatted(rest, source.after(1)),
            None => self.flow.preformatted(text, source),
        }
    }

    /// Adds the text between two tags, decoded from `html` at `start`.
    fn string(&mut self, text: &str, html: &str, start: usize, source: Source) {
        if self.hidden.is_some() {
            return;
        }
        match source {
            Source::Copy(at) => {
                let rest = html.get(start..).unwrap_or_default();
                pieces(text, rest, at + start, |piece, source| self.text(piece, source));
            }
            Source::Within(_) => self.text(text, source),
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend_from_slice(name);
                self.attributes = TagAttributes::default();
            }
            CallbackEvent::AttributeName { name } => self.attributes.name(name),
            CallbackEvent::AttributeValue { value } => self.attributes.value(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                let name = std::mem::take(&mut self.tag);
                self.starts(&name);
                if *self_closing && self.can_close_itself(&name) {
                    self.ends(&name);
                }
                self.tag = name;
            }
            CallbackEvent::EndTag { name } => self.ends(name),
            CallbackEvent::String { .. }
            | CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
    }

    /// Whether `<name/>` closes the element, as it does in XML and SVG but not in HTML.
    fn can_close_itself(&self, name: &[u8]) -> bool {
        let in_svg = self.hidden.as_ref().is_some_and(|hidden| hidden.name == b"svg");
        (self.is_xml || in_svg) && ElementKind::of(name).has_end(name)
    }

    fn starts(&mut self, name: &[u8]) {
        let kind = ElementKind::of(name);
        let has_end = kind.has_end(name);
        if let Some(hidden) = &mut self.hidden {
            if !hidden.is_closed_by_start(name, kind, has_end) {
                return;
            }
            self.hidden = None;
        }
        if self.before_text && self.preformatted > 0 && name == b"code" {
            // `<pre><code>` is source code up to the end of `<pre>`.
            self.preformatted -= 1;
            self.hidden = Some(HiddenElement::new(b"pre").containing(1));
        } else if self.in_listing && self.attributes.is_listing_line && name == b"div" {
            // `<div class="fragment"><div class="line">` is source code up to the end of the outer `<div>`.
            self.hidden = Some(HiddenElement::new(b"div").containing_same(1));
        } else if has_end && (self.attributes.hide(name, kind) || kind == ElementKind::Unseen) {
            self.hidden = Some(HiddenElement::new(name));
        }
        self.in_listing = self.attributes.is_listing && name == b"div";
        self.at_start = kind == ElementKind::Preformatted;
        self.before_text |= self.at_start;
        self.preformatted += usize::from(kind == ElementKind::Preformatted && self.hidden.is_none());
        match kind {
            ElementKind::Table => self.flow.table_begins(),
            ElementKind::Cell => self.flow.cell(),
            _ => self.parts(kind),
        }
    }

    fn ends(&mut self, name: &[u8]) {
        let kind = ElementKind::of(name);
        self.in_listing = false;
        if let Some(hidden) = &mut self.hidden {
            if !hidden.is_closed_by_end(name) {
                return;
            }
            let own = hidden.name == name;
            self.hidden = None;
            if own && kind != ElementKind::Table {
                return self.parts(kind);
            }
        }
        match kind {
            ElementKind::Table => self.flow.table_ends(),
            ElementKind::Preformatted => self.preformatted = self.preformatted.saturating_sub(1),
            _ => {}
        }
        self.parts(kind);
    }

    /// Adds the separator for a tag of this kind, if it is the same for start tags and end tags.
    fn parts(&mut self, kind: ElementKind) {
        match kind {
            ElementKind::Break => self.flow.line_break(),
            ElementKind::Line => self.flow.line(),
            ElementKind::Block | ElementKind::Preformatted => self.flow.block(),
            ElementKind::Row => self.flow.row(),
            ElementKind::Inline
            | ElementKind::Void
            | ElementKind::Table
            | ElementKind::Cell
            | ElementKind::Unseen => {}
        }
    }
}

//! Extracts the text of an HTML page.
//!
//! The page is tokenized as the HTML standard requires, but no tree is built. The text of a block does not depend on its
//! ancestors, so misnested tags do no harm, and cost does not depend on nesting depth.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::flow::Flow;
use super::tag_reader::TagReader;

/// The text of an HTML page. Time and memory O(length of the page).
pub(super) fn text(page: &str) -> String {
    let is_xml = page.trim_ascii_start().starts_with("<?xml");
    let mut reading = PageReader { is_xml, ..PageReader::default() };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        reading.event(&event);
        None
    });
    // In HTML, scripts and other raw text end only at their end tag; in XML, `<title/>` is complete.
    emitter.naively_switch_states(!is_xml);
    let Ok(()) = Tokenizer::new_with_emitter(TagReader::new(page), emitter).finish();
    reading.flow.finish()
}

/// How a tag affects the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ElementKind {
    Inline,
    /// Empty, without an end tag.
    Void,
    Break,
    Line,
    Block,
    Preformatted,
    Table,
    Row,
    Cell,
    /// Not rendered as text.
    Unseen,
}

impl ElementKind {
    fn of(name: &[u8]) -> Self {
        match name {
            b"br" => Self::Break,
            b"li" | b"dt" | b"dd" | b"option" => Self::Line,
            b"address" | b"article" | b"aside" | b"blockquote" | b"caption" | b"center" | b"details"
            | b"dialog" | b"dir" | b"div" | b"dl" | b"fieldset" | b"figcaption" | b"figure" | b"footer"
            | b"form" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"header" | b"hgroup" | b"hr"
            | b"legend" | b"main" | b"menu" | b"nav" | b"ol" | b"optgroup" | b"p" | b"search"
            | b"section" | b"select" | b"summary" | b"ul" => Self::Block,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Self::Preformatted,
            b"table" => Self::Table,
            b"tr" | b"thead" | b"tbody" | b"tfoot" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"area" | b"base" | b"col" | b"embed" | b"img" | b"input" | b"link" | b"meta" | b"param"
            | b"source" | b"track" | b"wbr" => Self::Void,
            b"annotation" | b"audio" | b"canvas" | b"datalist" | b"iframe" | b"noembed" | b"noframes"
            | b"noscript" | b"object" | b"rp" | b"rt" | b"script" | b"style" | b"svg" | b"template"
            | b"textarea" | b"title" | b"video" => Self::Unseen,
            _ => Self::Inline,
        }
    }

    fn has_end(self, name: &[u8]) -> bool {
        !matches!(self, Self::Void | Self::Break) && name != b"hr"
    }

    /// Whether this start tag closes an open `<p>`.
    fn ends_text(self) -> bool {
        !matches!(self, Self::Inline | Self::Void | Self::Break | Self::Unseen)
    }
}

#[derive(Debug, Default)]
struct PageReader {
    flow: Flow,
    is_xml: bool,
    /// The start tag whose attributes are being read.
    tag: Vec<u8>,
    is_hidden: bool,
    is_style: bool,
    /// The element being skipped.
    hidden: Option<HiddenElement>,
    /// How many open elements preserve white space.
    preformatted: usize,
    /// Whether the last tag was `<pre>`; the line break directly after `<pre>` is dropped.
    at_start: bool,
}

impl PageReader {
    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend_from_slice(name);
                (self.is_hidden, self.is_style) = (false, false);
            }
            CallbackEvent::AttributeName { name } => {
                self.is_hidden |= *name == b"hidden";
                self.is_style = *name == b"style";
            }
            CallbackEvent::AttributeValue { value } => self.is_hidden |= self.is_style && hides(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                let name = std::mem::take(&mut self.tag);
                self.starts(&name);
                if *self_closing && self.can_close_itself(&name) {
                    self.ends(&name);
                }
                self.tag = name;
            }
            CallbackEvent::EndTag { name } => self.ends(name),
            CallbackEvent::String { value } if self.hidden.is_none() => {
                self.text(&String::from_utf8_lossy(value));
            }
            CallbackEvent::String { .. }
            | CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.preformatted == 0 {
            return self.flow.text(text);
        }
        let skipped = text.strip_prefix('\n').filter(|_| self.at_start);
        self.at_start = false;
        self.flow.preformatted(skipped.unwrap_or(text));
    }

    /// Whether `<name/>` closes the element: in XML and SVG, not in HTML.
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
        if has_end && (self.is_hidden || kind == ElementKind::Unseen) {
            self.hidden = Some(HiddenElement { name: name.to_vec(), same: 0, others: 0 });
        }
        self.at_start = kind == ElementKind::Preformatted;
        self.preformatted += usize::from(kind == ElementKind::Preformatted && self.hidden.is_none());
        match kind {
            ElementKind::Table => self.flow.table_begins(),
            ElementKind::Cell => self.flow.cell(),
            _ => self.parts(kind),
        }
    }

    fn ends(&mut self, name: &[u8]) {
        let kind = ElementKind::of(name);
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

    /// Adds the separator that the start tag and the end tag have in common.
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

/// Whether a `style` attribute hides its element.
fn hides(style: &[u8]) -> bool {
    let style = style.iter().filter(|byte| !byte.is_ascii_whitespace()).map(u8::to_ascii_lowercase);
    style.collect::<Vec<_>>().split(|&byte| byte == b';').any(|rule| rule.starts_with(b"display:none"))
}

/// An element that is skipped with everything inside it.
#[derive(Debug)]
struct HiddenElement {
    name: Vec<u8>,
    /// Open elements of the same name inside it.
    same: usize,
    /// Open elements of other names inside it, except those with an optional end tag.
    others: usize,
}

impl HiddenElement {
    fn is_closed_by_start(&mut self, name: &[u8], kind: ElementKind, has_end: bool) -> bool {
        if self.others == 0 && self.needs_no_end_before(name, kind) {
            return true;
        }
        if has_end {
            if name == self.name {
                self.same += 1;
            } else if !may_lack_end(name) {
                self.others += 1;
            }
        }
        false
    }

    /// Closed by its own end tag or, if that is optional, by the end tag of its parent.
    fn is_closed_by_end(&mut self, name: &[u8]) -> bool {
        if name == self.name {
            return self.same.checked_sub(1).map(|same| self.same = same).is_none();
        }
        if may_lack_end(name) {
            return false;
        }
        self.others.checked_sub(1).map(|others| self.others = others).is_none() && may_lack_end(&self.name)
    }

    /// Whether this start tag closes an element without an end tag (HTML standard, "optional tags").
    fn needs_no_end_before(&self, name: &[u8], kind: ElementKind) -> bool {
        match &*self.name {
            b"p" => kind.ends_text(),
            b"rt" | b"rp" => matches!(name, b"rb" | b"rt" | b"rp" | b"rtc") || kind.ends_text(),
            b"dt" | b"dd" => matches!(name, b"dt" | b"dd"),
            b"td" | b"th" => matches!(kind, ElementKind::Cell | ElementKind::Row),
            b"tr" => kind == ElementKind::Row,
            b"thead" | b"tbody" | b"tfoot" => kind == ElementKind::Row && name != b"tr",
            b"li" | b"option" => name == self.name,
            _ => false,
        }
    }
}

/// Whether the end tag of an element is optional.
fn may_lack_end(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"rt"
            | b"rp"
            | b"li"
            | b"dt"
            | b"dd"
            | b"td"
            | b"th"
            | b"tr"
            | b"thead"
            | b"tbody"
            | b"tfoot"
            | b"option"
    )
}

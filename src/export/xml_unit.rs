//! Reads the elements of one unit of an XML file.

use std::cell::Cell;

use quick_xml::errors::{Error as XmlError, IllFormedError};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::entities::Entities;
use super::inline::{CodeFormat, CodeKind, InlineCode, InlineSub, InlineText};
use crate::{Error, ErrorKind, Span};

/// Reads the elements of a unit.
pub(super) struct XmlUnit<'u> {
    reader: Reader<&'u [u8]>,
    text: &'u str,
    entities: &'u Entities,
    /// The line of byte `counted` of the text.
    line: usize,
    counted: usize,
}

/// The attributes of an element: names with their prefix, and values.
pub(super) type XmlAttributes = Vec<(String, String)>;

/// Maximum depth of texts inside codes that are kept apart. A text inside a deeper code is a part of the code, so that
/// no file exhausts the stack.
const MAX_SUB_DEPTH: usize = 4;

/// What follows in a unit.
#[derive(Debug)]
pub(super) enum XmlItem {
    /// An element begins.
    Start(String, XmlAttributes),
    /// An element ends.
    End(String),
    /// The unit ends.
    Ended,
}

impl<'u> XmlUnit<'u> {
    /// Begins to read `unit`, whose first byte is on the line `line`.
    pub(super) fn new(unit: &'u [u8], line: usize, entities: &'u Entities) -> Result<Self, Error> {
        let text = std::str::from_utf8(unit).map_err(|error| {
            let before = unit[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
            Error::new(ErrorKind::Encoding, "not UTF-8: save the file as UTF-8").at_line(line + before)
        })?;
        let mut reader = Reader::from_reader(text.as_bytes());
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, text, entities, line, counted: 0 })
    }

    /// Returns the next start or end of an element; text between elements is skipped.
    pub(super) fn next(&mut self) -> Result<XmlItem, Error> {
        loop {
            match self.event()? {
                Event::Start(element) => return self.start(&element),
                Event::End(element) => return Ok(XmlItem::End(element.local_name().as_ref().to_owned())),
                Event::Eof => return Ok(XmlItem::Ended),
                _ => {}
            }
        }
    }

    /// Returns the text of an element whose start was read, to its end, without the text of elements inside it.
    pub(super) fn plain(&mut self) -> Result<String, Error> {
        Ok(self.inline(CodeFormat::Tmx)?.text())
    }

    /// Skips an element whose start was read.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let mut depth = 0_usize;
        loop {
            match self.event()? {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(self.fault("an element is not closed")),
                _ => {}
            }
        }
    }

    /// Returns the text of an element whose start was read, to its end, with its inline codes.
    pub(super) fn inline(&mut self, format: CodeFormat) -> Result<InlineText, Error> {
        self.inline_at(format, 0)
    }

    /// Returns a text that is inside `depth` other ones.
    fn inline_at(&mut self, format: CodeFormat, depth: usize) -> Result<InlineText, Error> {
        let mut text = InlineText::new(format);
        let mut open: Vec<InlineCode> = Vec::new();
        loop {
            match self.event()? {
                Event::Start(element) => {
                    let XmlItem::Start(name, attributes) = self.start(&element)? else { continue };
                    let kind = kind(format, &name, &attributes);
                    let mut code = InlineCode {
                        kind: CodeKind::Open,
                        element: name,
                        attributes,
                        content: String::new(),
                        subs: Vec::new(),
                    };
                    if let Some(kind) = kind {
                        code.kind = kind;
                        self.read_content(&mut code, format, depth)?;
                        Self::push(code, &mut text);
                    } else {
                        text.push_code(code.clone());
                        open.push(code);
                    }
                }
                Event::End(_) => match open.pop() {
                    Some(code) => text.push_code(InlineCode { kind: CodeKind::Close, ..code }),
                    None => return Ok(text),
                },
                Event::Eof => return Err(self.fault("an element is not closed")),
                event => {
                    if let Some(part) = self.text_of(&event)? {
                        text.push_text(&part);
                    }
                }
            }
        }
    }

    /// Adds a code to a text. The code `cp` of XLIFF 2 is added as the character that it encodes.
    fn push(code: InlineCode, text: &mut InlineText) {
        let character = (code.element == "cp").then(|| code.attribute("hex")).flatten();
        let character = character.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        match character {
            Some(c) => text.push_text(c.encode_utf8(&mut [0; 4])),
            None => text.push_code(code),
        }
    }

    /// Reads the content of a code, up to its end: all text, including that of elements inside it.
    fn read_content(&mut self, code: &mut InlineCode, format: CodeFormat, depth: usize) -> Result<(), Error> {
        let mut level = 0_usize;
        loop {
            match self.event()? {
                Event::Start(element) if depth < MAX_SUB_DEPTH && element.local_name().as_ref() == "sub" => {
                    let XmlItem::Start(_, attributes) = self.start(&element)? else { continue };
                    let text = self.inline_at(format, depth + 1)?;
                    let start = code.content.len();
                    code.content.push_str(&text.with_content());
                    code.subs.push(InlineSub {
                        span: Span::new(start, code.content.len()),
                        attributes,
                        text,
                    });
                }
                Event::Start(_) => level += 1,
                Event::End(_) if level == 0 => return Ok(()),
                Event::End(_) => level -= 1,
                Event::Eof => return Err(self.fault("an element is not closed")),
                event => code.content.push_str(&self.text_of(&event)?.unwrap_or_default()),
            }
        }
    }

    fn text_of(&mut self, event: &Event<'_>) -> Result<Option<String>, Error> {
        Ok(match event {
            Event::Text(part) => Some(part.xml10_content().into_owned()),
            Event::CData(part) => Some(part.xml10_content().into_owned()),
            Event::GeneralRef(name) => match self.entities.resolve(name) {
                Some(text) => Some(text),
                None => return Err(self.fault(self.entities.fault(name))),
            },
            _ => None,
        })
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<XmlItem, Error> {
        let mut attributes = XmlAttributes::new();
        // The check for duplicates takes quadratic time.
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.fault(format!("not well-formed XML: {error}")))?;
            let name = attribute.key.as_ref().to_owned();
            let unresolved = Cell::new(None);
            let value = attribute.normalized_value_with(XmlVersion::Implicit1_0, 1, |name| {
                let value = self.entities.attribute_value(name);
                unresolved.set(value.is_none().then(|| self.entities.fault(name)));
                value
            });
            let value = value.map_err(|error| {
                let message = unresolved.take().unwrap_or_else(|| format!("not well-formed XML: {error}"));
                self.fault(message)
            })?;
            attributes.push((name, value.into_owned()));
        }
        Ok(XmlItem::Start(element.local_name().as_ref().to_owned(), attributes))
    }

    fn event(&mut self) -> Result<Event<'u>, Error> {
        match self.reader.read_event() {
            Ok(event) => Ok(event),
            Err(XmlError::IllFormed(IllFormedError::UnclosedReference)) => {
                Err(self.fault("a `&` is not escaped: write `&amp;`"))
            }
            Err(error) => Err(self.fault(format!("not well-formed XML: {error}"))),
        }
    }

    /// Returns the line of the parser, from 1.
    fn line(&mut self) -> usize {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.as_bytes().get(self.counted..at).unwrap_or_default();
        self.line += passed.iter().filter(|&&byte| byte == b'\n').count();
        self.counted = self.counted.max(at);
        self.line
    }

    pub(super) fn fault(&mut self, message: impl Into<String>) -> Error {
        Error::syntax(self.line(), message)
    }
}

/// Whether an element of a text is a code, and what it begins or ends; `None` if it holds text.
fn kind(format: CodeFormat, element: &str, attributes: &[(String, String)]) -> Option<CodeKind> {
    let kind = match (format, element) {
        (CodeFormat::Tmx | CodeFormat::Xliff1, "bpt") | (CodeFormat::Xliff1, "bx") => CodeKind::Open,
        (CodeFormat::Tmx | CodeFormat::Xliff1, "ept") | (CodeFormat::Xliff1, "ex") => CodeKind::Close,
        (CodeFormat::Tmx | CodeFormat::Xliff1, "it") => CodeKind::Alone,
        (CodeFormat::Tmx, "ut") | (CodeFormat::Xliff1, "x") | (_, "ph") => CodeKind::Alone,
        // A tracked deletion of Trados is no text.
        (CodeFormat::Xliff1, "mrk") if attribute(attributes, "mtype") == Some("x-sdl-deleted") => {
            CodeKind::Alone
        }
        (CodeFormat::Xliff2, "sc" | "ec" | "sm" | "em")
            if attribute(attributes, "isolated") == Some("yes") =>
        {
            CodeKind::Alone
        }
        (CodeFormat::Xliff2, "sc" | "sm") => CodeKind::Open,
        (CodeFormat::Xliff2, "ec" | "em") => CodeKind::Close,
        (CodeFormat::Xliff2, "cp") => CodeKind::Alone,
        _ => return None,
    };
    Some(kind)
}

/// Returns the value of an attribute.
pub(super) fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(other, _)| other == name).map(|(_, value)| &**value)
}

/// Returns the attributes of a tag outside units. Attributes that are not well-formed are left out.
pub(super) fn tag_attributes(tag: &[u8], entities: &Entities) -> XmlAttributes {
    let whole = [tag, b"</>"].concat();
    let Ok(mut unit) = XmlUnit::new(&whole, 1, entities) else { return XmlAttributes::new() };
    match unit.next() {
        Ok(XmlItem::Start(_, attributes)) => attributes,
        _ => XmlAttributes::new(),
    }
}

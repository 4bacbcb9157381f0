//! Writes XML elements, one per line, for the XML formats.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::code_elements::{CodeElement, WrittenPart};
use super::xml_characters::is_forbidden;

/// Replacement for a character that XML cannot represent.
const REPLACEMENT: &str = "\u{fffd}";
const INDENT: &str = "            ";

type Attributes<'a> = &'a [(&'a str, &'a str)];

/// Writes elements, each on a separate line and indented by its depth.
pub(super) struct XmlWriter<'w> {
    writer: Writer<&'w mut dyn Write>,
}

impl<'w> XmlWriter<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { writer: Writer::new(out) }
    }

    /// Writes `<?xml ...?>` and, if given, `<!DOCTYPE ...>`.
    pub(super) fn declare(&mut self, doctype: Option<&str>) -> io::Result<()> {
        self.writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        self.end_line()?;
        if let Some(doctype) = doctype {
            self.writer.write_event(Event::DocType(BytesText::from_escaped(doctype)))?;
            self.end_line()?;
        }
        Ok(())
    }

    pub(super) fn open(&mut self, depth: usize, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.indent(depth)?;
        self.writer.write_event(Event::Start(start(name, attributes)))?;
        self.end_line()
    }

    pub(super) fn close(&mut self, depth: usize, name: &str) -> io::Result<()> {
        self.indent(depth)?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        self.end_line()
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, depth: usize, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.indent(depth)?;
        self.writer.write_event(Event::Empty(start(name, attributes)))?;
        self.end_line()
    }

    /// Writes an element that contains only text, and adds no white space to the text.
    pub(super) fn leaf(
        &mut self,
        depth: usize,
        name: &str,
        attributes: Attributes<'_>,
        text: &str,
    ) -> io::Result<()> {
        self.indent(depth)?;
        self.writer.write_event(Event::Start(start(name, attributes)))?;
        self.text(text)?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        self.end_line()
    }

    /// Writes an element that contains text with inline codes, and adds no white space to the text.
    pub(super) fn mixed(
        &mut self,
        depth: usize,
        name: &str,
        attributes: Attributes<'_>,
        parts: &[WrittenPart<'_>],
    ) -> io::Result<()> {
        self.indent(depth)?;
        self.writer.write_event(Event::Start(start(name, attributes)))?;
        self.parts(parts)?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))?;
        self.end_line()
    }

    /// Writes text and codes. A code may hold texts that hold codes; the readers limit the depth.
    fn parts(&mut self, parts: &[WrittenPart<'_>]) -> io::Result<()> {
        for part in parts {
            match part {
                WrittenPart::Text(text) => self.text(text)?,
                WrittenPart::Start(code) => self.writer.write_event(Event::Start(code_start(code)))?,
                WrittenPart::End(name) => self.writer.write_event(Event::End(BytesEnd::new(*name)))?,
                WrittenPart::Element(code) if code.content.is_empty() => {
                    self.writer.write_event(Event::Empty(code_start(code)))?;
                }
                WrittenPart::Element(code) => {
                    self.writer.write_event(Event::Start(code_start(code)))?;
                    self.parts(&code.content)?;
                    self.writer.write_event(Event::End(BytesEnd::new(code.name)))?;
                }
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        let escaped = match legal(text) {
            Cow::Borrowed(text) => partial_escape(text),
            Cow::Owned(text) => partial_escape(text),
        };
        self.writer.write_event(Event::Text(BytesText::from_escaped(escaped)))
    }

    fn indent(&mut self, depth: usize) -> io::Result<()> {
        let blanks = &INDENT[..INDENT.len().min(2 * depth)];
        self.writer.get_mut().write_all(blanks.as_bytes())
    }

    fn end_line(&mut self) -> io::Result<()> {
        self.writer.get_mut().write_all(b"\n")
    }
}

fn code_start<'c>(code: &'c CodeElement<'_>) -> BytesStart<'c> {
    let attributes: Vec<(&str, &str)> =
        code.attributes.iter().map(|(name, value)| (*name, &**value)).collect();
    start(code.name, &attributes)
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for &(name, value) in attributes {
        start.push_attribute((name, &*legal(value)));
    }
    start
}

/// Returns the text with U+FFFD in place of each character that XML forbids. They are replaced rather than dropped, so
/// that no words run together.
fn legal(text: &str) -> Cow<'_, str> {
    if text.contains(is_forbidden) {
        Cow::Owned(text.replace(is_forbidden, REPLACEMENT))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_are_replaced_and_markup_is_escaped() {
        for (text, expected) in [
            ("Q&A: is 1 < 2?", "Q&amp;A: is 1 &lt; 2?"),
            ("“]]>” isn't \"it\"", "“]]&gt;” isn't \"it\""),
            ("a\u{0}b\u{b}c\u{1b}d\u{ffff}e", "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e"),
            ("a\tb\nc\r\nd\u{85}\u{2028}", "a\tb\nc&#13;\nd\u{85}\u{2028}"),
            ("\u{7f}𠮷🙂\u{fffd}", "\u{7f}𠮷🙂\u{fffd}"),
            ("", ""),
        ] {
            let mut out = Vec::new();
            XmlWriter::new(&mut out).leaf(1, "seg", &[], text).unwrap();
            let expected = format!("  <seg>{expected}</seg>\n");
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{text:?}");
        }
        let mut out = Vec::new();
        XmlWriter::new(&mut out).empty(0, "file", &[("name", "a\"\t<b>\u{1}&.txt")]).unwrap();
        let expected = "<file name=\"a&quot;&#9;&lt;b&gt;\u{fffd}&amp;.txt\"/>\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}

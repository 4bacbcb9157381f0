//! Reads the paragraphs of a Word file (ISO/IEC 29500-1).

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::archive::{Archive, PartText, refused};
use super::relations::{attribute, malformed, related};
use super::word_fields::{OpenFields, is_listing};
use crate::read::extracted::Extracted;
use crate::read::flow::Flow;
use crate::read::markup::Markup;
use crate::read::source_map::Source;
use crate::{Error, Span};

/// Returns the text of a Word file: its body, then its footnotes and endnotes.
pub(super) fn extract(archive: &mut Archive<'_>) -> Result<Extracted, Error> {
    let body = related(archive, "", "/officeDocument")?.into_iter().next();
    let body = body.unwrap_or_else(|| "word/document.xml".to_owned());
    let mut names = vec![body.clone()];
    for kind in ["/footnotes", "/endnotes"] {
        names.extend(related(archive, &body, kind)?);
    }
    let mut document = Extracted::default();
    for (number, name) in names.iter().enumerate() {
        match archive.text(name, Markup::Plain)? {
            Some(part) => document.append_block(&extract_part(name, &part)?),
            None if number == 0 => {
                return Err(refused(format!("the document has no `{name}`: save it again")));
            }
            None => {}
        }
    }
    Ok(document)
}

fn extract_part(name: &str, part: &PartText) -> Result<Extracted, Error> {
    let mut reader = WordReader::new(name, part);
    reader.read(Span::new(0, part.text.len()), 0)?;
    if reader.fields.is_listing() {
        // A table of contents that does not end would hide the rest of the document.
        reader = WordReader { reads_listings: true, ..WordReader::new(name, part) };
        reader.read(Span::new(0, part.text.len()), 0)?;
    }
    Ok(reader.flow.finish())
}

/// Maximum depth of text boxes in text boxes. Word allows none.
const MAX_DEPTH: usize = 4;

/// Reads a part of a Word file.
struct WordReader<'p> {
    name: &'p str,
    part: &'p PartText,
    flow: Flow,
    fields: OpenFields,
    /// Whether tables of contents and indexes are text.
    reads_listings: bool,
    paragraph: WordParagraph,
    /// Whether the paragraph with text before this one is an item of a list.
    after_item: bool,
    run: WordRun,
    /// The text boxes of the paragraph, which are read after it.
    boxes: Vec<Span>,
}

/// The paragraph that is being read.
#[derive(Clone, Copy, Debug, Default)]
struct WordParagraph {
    is_item: bool,
    has_text: bool,
}

/// The run that is being read.
#[derive(Clone, Copy, Debug, Default)]
struct WordRun {
    is_open: bool,
    is_hidden: bool,
    text: RunText,
}

/// What the text of an element is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum RunText {
    #[default]
    None,
    Text,
    Instruction,
}

impl<'p> WordReader<'p> {
    fn new(name: &'p str, part: &'p PartText) -> Self {
        Self {
            name,
            part,
            flow: Flow::default(),
            fields: OpenFields::default(),
            reads_listings: false,
            paragraph: WordParagraph::default(),
            after_item: false,
            run: WordRun::default(),
            boxes: Vec::new(),
        }
    }

    /// Reads the part of the XML in `span`.
    fn read(&mut self, span: Span, depth: usize) -> Result<(), Error> {
        let xml = span.of(&self.part.text);
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        loop {
            let event = reader.read_event().map_err(|error| malformed(self.name, &error))?;
            let end = span.start + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match event {
                Event::Start(element) if is_skipped(&element) => {
                    reader.read_to_end(element.name()).map_err(|error| malformed(self.name, &error))?;
                }
                Event::Start(element) if element.local_name().as_ref() == "txbxContent" => {
                    let content =
                        reader.read_to_end(element.name()).map_err(|error| malformed(self.name, &error))?;
                    let offset = |at: u64| span.start + usize::try_from(at).unwrap_or(usize::MAX);
                    self.boxes.push(Span::new(offset(content.start), offset(content.end)));
                }
                Event::Start(element) => self.starts(&element),
                Event::End(element) => {
                    self.ends(element.local_name().as_ref());
                    if element.local_name().as_ref() == "p" {
                        self.read_boxes(depth)?;
                    }
                }
                Event::Text(text) => self.text(&text, end - text.len()),
                Event::CData(text) => self.text(&text, (end - text.len()).saturating_sub("]]>".len())),
                Event::GeneralRef(reference) => self.reference(&reference, end),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads the text boxes of the paragraph that has ended.
    fn read_boxes(&mut self, depth: usize) -> Result<(), Error> {
        for content in std::mem::take(&mut self.boxes) {
            if depth < MAX_DEPTH {
                self.flow.block();
                self.read(content, depth + 1)?;
                self.flow.block();
            }
        }
        Ok(())
    }

    fn starts(&mut self, element: &BytesStart<'_>) {
        let value = |name| attribute(element, name);
        match element.local_name().as_ref() {
            "p" => self.paragraph = WordParagraph::default(),
            "numPr" => self.paragraph.is_item = true,
            "r" => self.run = WordRun { is_open: true, ..WordRun::default() },
            "vanish" if self.run.is_open => {
                self.run.is_hidden =
                    !value("val").is_some_and(|value| matches!(&*value, "0" | "false" | "off"));
            }
            "t" if self.run.is_open => self.run.text = RunText::Text,
            "instrText" => self.run.text = RunText::Instruction,
            "fldChar" => {
                if let Some(kind) = value("fldCharType") {
                    self.fields.mark(&kind);
                }
            }
            "tab" | "ptab" if self.run.is_open && self.paragraph.has_text && self.is_read() => {
                self.flow.tab();
            }
            "br" | "cr" if self.run.is_open && self.is_read() => {
                if value("type").is_some_and(|kind| kind == "page" || kind == "column") {
                    self.flow.block();
                } else {
                    self.flow.line_break();
                }
            }
            "noBreakHyphen" if self.run.is_open && self.is_read() => {
                self.begin();
                self.flow.text("-", Source::Within(Span::default()));
            }
            "tbl" => self.flow.table_begins(),
            "tr" => self.flow.row(),
            "tc" => self.flow.cell(),
            _ => {}
        }
    }

    fn ends(&mut self, name: &str) {
        match name {
            "t" | "instrText" => self.run.text = RunText::None,
            "r" => self.run = WordRun::default(),
            "p" => {
                if self.paragraph.has_text {
                    self.after_item = self.paragraph.is_item;
                } else if self.is_read() {
                    self.after_item = false;
                }
                self.paragraph = WordParagraph::default();
            }
            "tbl" => {
                self.flow.table_ends();
                self.after_item = false;
            }
            "tr" => self.flow.row(),
            _ => {}
        }
    }

    /// Whether text at this place is read.
    fn is_read(&self) -> bool {
        !self.run.is_hidden && (self.reads_listings || !self.fields.is_listing())
    }

    /// Begins the paragraph, before its first text.
    fn begin(&mut self) {
        if !self.paragraph.has_text {
            self.paragraph.has_text = true;
            if self.paragraph.is_item && self.after_item { self.flow.line() } else { self.flow.block() }
        }
    }

    /// Reads text that begins at the offset `start` of the part.
    fn text(&mut self, text: &str, start: usize) {
        match self.run.text {
            RunText::Text if self.is_read() => {
                self.begin();
                self.flow.text(text, Source::Copy(self.part.start + start));
            }
            RunText::Instruction => self.fields.instruction(text),
            _ => {}
        }
    }

    /// Reads a reference such as `&amp;`, which ends at the offset `end` of the part.
    fn reference(&mut self, reference: &BytesRef<'_>, end: usize) {
        let decoded = match reference.resolve_char_ref() {
            Ok(Some(c)) => Some(c.to_string()),
            _ => resolve_predefined_entity(reference).map(str::to_owned),
        };
        let Some(text) = decoded.filter(|_| self.run.text == RunText::Text && self.is_read()) else { return };
        self.begin();
        let end = self.part.start + end;
        // The reference has two characters more than its name.
        self.flow.text(&text, Source::Within(Span::new(end - reference.len() - 2, end)));
    }
}

/// Whether an element is skipped with everything in it: deleted text, former properties, the reading of a character,
/// the copy of a drawing for other programs, a table of contents, and the lines above the notes of a page.
fn is_skipped(element: &BytesStart<'_>) -> bool {
    match element.local_name().as_ref() {
        "del" | "moveFrom" | "delText" | "delInstrText" | "rPrChange" | "pPrChange" | "sectPrChange"
        | "tblPrChange" | "trPrChange" | "tcPrChange" | "Fallback" | "rt" => true,
        "footnote" | "endnote" => attribute(element, "type").is_some_and(|kind| kind != "normal"),
        "fldSimple" => attribute(element, "instr").is_some_and(|instruction| is_listing(&instruction)),
        _ => false,
    }
}

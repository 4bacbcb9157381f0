//! Cuts an XML file into tags and units, so that the other units can be read if one is not well-formed.

use std::io::{self, BufRead};

use super::utf8_source::Utf8Source;
use crate::{Error, ErrorKind};

/// Cuts an XML file into the tags outside units, and whole units. A unit is an element with one of the given names; it
/// does not contain another unit.
///
/// A unit is not parsed: its end is found by its tags, comments and CDATA sections. An error inside a unit, such as a
/// `&` that is not escaped, therefore has no effect outside. Time O(length of the file); memory for the longest unit.
#[derive(Debug)]
pub(super) struct XmlPieces<R> {
    source: Utf8Source<R>,
    units: &'static [&'static str],
    buffer: Vec<u8>,
    /// A tag that has been read but begins the next piece, with its line.
    pending: Option<(Vec<u8>, usize)>,
}

/// A part of an XML file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum XmlPiece<'p> {
    /// A start tag, or an element without content, outside units.
    Start(&'p [u8]),
    /// An end tag outside units.
    End(&'p [u8]),
    /// A unit, from its start tag to its end tag.
    Unit(&'p [u8]),
    /// A unit that ends without its end tag.
    Unclosed,
    /// A document type declaration.
    Doctype(&'p [u8]),
    /// Text outside units other than white space.
    Text,
    /// A comment, a declaration or an instruction.
    Other,
    /// The file ends inside a tag, a comment or a unit.
    CutOff,
}

/// What the bytes after a `>` belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    Comment,
    CData,
}

impl<R: BufRead> XmlPieces<R> {
    pub(super) fn new(reader: R, units: &'static [&'static str]) -> Self {
        Self { source: Utf8Source::new(reader), units, buffer: Vec::new(), pending: None }
    }

    /// Returns the line of the next byte, from 1.
    pub(super) fn line(&self) -> usize {
        self.source.line()
    }

    /// Returns the next piece and the line of its start, or `None` at the end of the file.
    pub(super) fn next(&mut self) -> Result<Option<(XmlPiece<'_>, usize)>, Error> {
        self.buffer.clear();
        let line = match self.pending.take() {
            Some((tag, line)) => {
                self.buffer = tag;
                line
            }
            None => {
                self.read_until(b'<')?;
                let ended = self.buffer.pop_if(|byte| *byte == b'<').is_none();
                if !self.buffer.trim_ascii().is_empty() {
                    let line = self.line();
                    if !ended {
                        // The tag is the next piece.
                        self.pending = Some((self.tag()?, line));
                    }
                    return Ok(Some((XmlPiece::Text, line)));
                }
                if ended {
                    return Ok(None);
                }
                let line = self.line();
                self.buffer = self.tag()?;
                line
            }
        };
        Ok(Some((self.piece()?, line)))
    }

    /// Reads a tag whose `<` has been read, or a comment, an instruction or a document type declaration.
    fn tag(&mut self) -> Result<Vec<u8>, Error> {
        let mut tag = vec![b'<'];
        self.append_until(b'>', &mut tag)?;
        let is_open = |tag: &[u8]| match tag {
            [b'<', b'!', b'-', b'-', rest @ ..] => !rest.ends_with(b"-->"),
            [b'<', b'!', b'[', ..] => !tag.ends_with(b"]]>"),
            [b'<', b'?', ..] => !tag.ends_with(b"?>"),
            _ => false,
        };
        let is_doctype = tag.starts_with(b"<!DOCTYPE");
        let mut subset = DoctypeDepth::default();
        subset.read(if is_doctype { &tag } else { &[] });
        // In a unit, a value with `>` is read with the rest of the unit.
        let is_unit = self.units.iter().any(|unit| is_start_of(&tag, unit));
        let is_tag = !is_unit && !matches!(tag.get(1), Some(b'!' | b'?'));
        let mut quotes = OpenQuote::default();
        quotes.read(if is_tag { &tag } else { &[] });
        // The value of an attribute may contain `>`, but not `<`. If there is a `<`, a quotation mark is missing, and
        // the tag ends here.
        while is_open(&tag) || is_doctype && subset.is_open() || is_tag && quotes.is_open() {
            let before = tag.len();
            if self.append_until(b'>', &mut tag)? == 0 {
                break;
            }
            subset.read(if is_doctype { &tag[before..] } else { &[] });
            quotes.read(if is_tag { &tag[before..] } else { &[] });
        }
        Ok(tag)
    }

    /// Returns the piece that begins with the tag in the buffer.
    fn piece(&mut self) -> Result<XmlPiece<'_>, Error> {
        if !self.buffer.ends_with(b">") {
            return Ok(XmlPiece::CutOff);
        }
        let is_unit = self.units.iter().any(|unit| is_start_of(&self.buffer, unit));
        if is_unit && !self.buffer.ends_with(b"/>") {
            return self.unit();
        }
        Ok(match &*self.buffer {
            tag if tag.starts_with(b"<!DOCTYPE") => XmlPiece::Doctype(tag),
            [b'<', b'!' | b'?', ..] => XmlPiece::Other,
            [b'<', b'/', ..] => XmlPiece::End(&self.buffer),
            _ => XmlPiece::Start(&self.buffer),
        })
    }

    fn unit(&mut self) -> Result<XmlPiece<'_>, Error> {
        let name = local_name(&self.buffer).to_owned();
        let mut within = Within::Text;
        loop {
            let (before, line) = (self.buffer.len(), self.line());
            if self.read_until(b'>')? == 0 || self.buffer.last() != Some(&b'>') {
                return Ok(XmlPiece::CutOff);
            }
            let chunk = &self.buffer[before..];
            within = after(chunk, within);
            let tag = chunk.iter().rposition(|&byte| byte == b'<').map(|at| &chunk[at..]);
            let Some(tag) = tag.filter(|_| within == Within::Text && !closes_other(chunk)) else { continue };
            if tag.get(1) == Some(&b'/') && local_name(tag) == name {
                return Ok(XmlPiece::Unit(&self.buffer));
            }
            if self.units.iter().any(|unit| is_start_of(tag, unit)) {
                let line =
                    line + chunk[..chunk.len() - tag.len()].iter().filter(|&&byte| byte == b'\n').count();
                self.pending = Some((tag.to_owned(), line));
                return Ok(XmlPiece::Unclosed);
            }
        }
    }

    fn read_until(&mut self, byte: u8) -> Result<usize, Error> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let read = self.append_until(byte, &mut buffer);
        self.buffer = buffer;
        read
    }

    fn append_until(&mut self, byte: u8, buffer: &mut Vec<u8>) -> Result<usize, Error> {
        self.source.read_until(byte, buffer).map_err(|error| reading(error).at_line(self.line()))
    }
}

fn reading(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::InvalidData {
        Error::new(ErrorKind::Encoding, error.to_string())
    } else {
        Error::from(error)
    }
}

/// Returns what the bytes after a chunk belong to. The chunk ends with `>` and has no other `>`.
fn after(chunk: &[u8], within: Within) -> Within {
    let ends = |mark: &[u8]| chunk.ends_with(mark);
    match within {
        Within::Comment if !ends(b"-->") => Within::Comment,
        Within::CData if !ends(b"]]>") => Within::CData,
        Within::Comment | Within::CData => Within::Text,
        // The mark that comes first opens: the other one is then part of the comment or section.
        Within::Text => match (find(chunk, b"<!--"), find(chunk, b"<![CDATA[")) {
            (Some(comment), section) if section.is_none_or(|section| comment < section) => {
                if chunk[comment + 4..].ends_with(b"-->") { Within::Text } else { Within::Comment }
            }
            (_, Some(_)) if !ends(b"]]>") => Within::CData,
            _ => Within::Text,
        },
    }
}

/// Whether the `>` at the end of a chunk ends a comment or a CDATA section.
fn closes_other(chunk: &[u8]) -> bool {
    chunk.ends_with(b"-->") || chunk.ends_with(b"]]>")
}

pub(super) fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// Returns the name of a start or end tag, without the prefix of the name.
pub(super) fn local_name(tag: &[u8]) -> &[u8] {
    let tag = tag.strip_prefix(b"<").unwrap_or(tag);
    let tag = tag.strip_prefix(b"/").unwrap_or(tag);
    let end = tag.iter().position(|&byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    let name = &tag[..end.unwrap_or(tag.len())];
    name.rsplit(|&byte| byte == b':').next().unwrap_or(name)
}

fn is_start_of(tag: &[u8], name: &str) -> bool {
    !matches!(tag.get(1), Some(b'/' | b'!' | b'?')) && local_name(tag) == name.as_bytes()
}

/// Whether a tag ends inside a value.
#[derive(Default)]
struct OpenQuote {
    open: Option<u8>,
    broken: bool,
}

impl OpenQuote {
    fn read(&mut self, tag: &[u8]) {
        for (at, &byte) in tag.iter().enumerate() {
            match self.open {
                Some(_) if byte == b'<' => self.broken = true,
                Some(open) if byte == open => self.open = None,
                Some(_) => {}
                None if matches!(byte, b'"' | b'\'') => self.open = Some(byte),
                None => self.broken |= byte == b'<' && at > 0,
            }
        }
    }

    fn is_open(&self) -> bool {
        self.open.is_some() && !self.broken
    }
}

/// Whether a document type declaration, as far as it has been read, ends inside its internal subset, a comment or a
/// value.
#[derive(Default)]
struct DoctypeDepth {
    quote: Option<u8>,
    in_comment: bool,
    in_subset: bool,
    /// The last four bytes outside values.
    last: [u8; 4],
}

impl DoctypeDepth {
    fn read(&mut self, part: &[u8]) {
        for &byte in part {
            if let Some(quote) = self.quote {
                self.quote = Some(quote).filter(|_| byte != quote);
                continue;
            }
            self.last.rotate_left(1);
            self.last[3] = byte;
            match byte {
                _ if self.in_comment => self.in_comment = !self.last.ends_with(b"-->"),
                b'-' => self.in_comment = self.last == *b"<!--",
                b'"' | b'\'' => self.quote = Some(byte),
                b'[' => self.in_subset = true,
                b']' => self.in_subset = false,
                _ => {}
            }
        }
    }

    fn is_open(&self) -> bool {
        self.in_subset || self.in_comment || self.quote.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(file: &str) -> Vec<String> {
        let mut pieces = XmlPieces::new(file.as_bytes(), &["tu"]);
        let mut found = Vec::new();
        while let Some((piece, line)) = pieces.next().unwrap() {
            found.push(match piece {
                XmlPiece::Start(tag) | XmlPiece::End(tag) | XmlPiece::Unit(tag) | XmlPiece::Doctype(tag) => {
                    format!("{line} {}", String::from_utf8_lossy(tag))
                }
                piece => format!("{line} {piece:?}"),
            });
        }
        found
    }

    #[test]
    fn units_after_a_broken_unit_are_read() {
        let rows: [(&str, &[&str]); 16] = [
            (
                "<a>\n<tu>R&D</tu>\n<tu x='1'>b</tu ></a>",
                &["1 <a>", "2 <tu>R&D</tu>", "3 <tu x='1'>b</tu >", "3 </a>"],
            ),
            ("<tu>1 < 2</tu><tu/>", &["1 <tu>1 < 2</tu>", "1 <tu/>"]),
            ("<tu>\n<!-- </tu> --></tu>", &["1 <tu>\n<!-- </tu> --></tu>"]),
            ("<tu><![CDATA[</tu>]]></tu>", &["1 <tu><![CDATA[</tu>]]></tu>"]),
            ("<tu><![CDATA[<!-- </tu>]]></tu>", &["1 <tu><![CDATA[<!-- </tu>]]></tu>"]),
            ("<tu><!-- <![CDATA[ </tu> --></tu>", &["1 <tu><!-- <![CDATA[ </tu> --></tu>"]),
            ("<tu><!-- > --><a b='</'>c</a></tu>", &["1 <tu><!-- > --><a b='</'>c</a></tu>"]),
            ("<tu>one\n\n<tu>two</tu>", &["1 Unclosed", "3 <tu>two</tu>"]),
            ("<tu>one", &["1 CutOff"]),
            ("<tu a='b>c'>d</tu>", &["1 <tu a='b>c'>d</tu>"]),
            ("<tu a='b>d</tu>\n<x/>", &["1 <tu a='b>d</tu>", "2 <x/>"]),
            ("<!DOCTYPE a [<!ENTITY b '<]>'>\n]><a>", &["1 <!DOCTYPE a [<!ENTITY b '<]>'>\n]>", "2 <a>"]),
            ("<!DOCTYPE a [<!-- don't ]> -->]><a>", &["1 <!DOCTYPE a [<!-- don't ]> -->]>", "1 <a>"]),
            ("<!-- <tu> -->\n<?a <tu> ?>t<b>", &["1 Other", "2 Other", "2 Text", "2 <b>"]),
            ("\n ", &[]),
            ("<p:tu>a</p:tu><tuv>", &["1 <p:tu>a</p:tu>", "1 <tuv>"]),
        ];
        for (file, expected) in rows {
            assert_eq!(pieces(file), expected, "{file}");
        }
    }
}

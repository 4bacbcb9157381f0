//! Reads TMX from this crate and from other tools.

use std::borrow::Cow;
use std::io::{self, BufRead};

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::property;
use super::source::Utf8Source;
use crate::export::row::Row;
use crate::{BeadKind, Error, ErrorKind, Flag, Language, Review};

/// Reads the English and Chinese units of a TMX file one by one; only the current one is in memory.
///
/// A unit becomes a [`Row`]:
/// - The texts are its first English and its first Chinese variant, whatever their region and script (`EN-US`,
///   `zh_TW`). The language is in the attribute `xml:lang` or, in older files, `lang`. A missing text is empty.
/// - All text of a segment is kept, including marked-up text. Formatting codes (`bpt`, `ept`, `it`, `ph`, `ut`)
///   are dropped with their content.
/// - The other fields come from the properties that [`Tmx`](crate::export::Tmx) writes. Without them, they are 0,
///   `0-0` or empty.
/// - Spans are always empty.
///
/// Variants in other languages are ignored, and so are units with neither English nor Chinese.
///
/// Errors have a line number. After an invalid value in one of this crate's own properties
/// ([`ErrorKind::Syntax`]), reading continues with the next unit. It ends after any other error: a file that is
/// not TMX or not well-formed (also [`ErrorKind::Syntax`]), [`ErrorKind::Encoding`], or [`ErrorKind::Io`]. The
/// file is UTF-8, or UTF-16 in either byte order.
///
/// ```
/// use bitext::export::read_tmx;
///
/// let file = r#"<tmx version="1.4"><header/><body>
///     <tu><tuv xml:lang="EN-GB"><seg>Mind the <bpt i="1">{\b </bpt>gap<ept i="1">}</ept>.</seg></tuv>
///         <tuv xml:lang="fr"><seg>Attention à la marche.</seg></tuv>
///         <tuv xml:lang="zh-CN"><seg>小心站台间隙。</seg></tuv></tu>
///     </body></tmx>"#;
/// let rows = read_tmx(file.as_bytes()).collect::<Result<Vec<_>, _>>()?;
/// assert_eq!((&*rows[0].english, &*rows[0].chinese), ("Mind the gap.", "小心站台间隙。"));
/// assert_eq!(rows.len(), 1);
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_tmx<R: BufRead>(reader: R) -> TmxRows<R> {
    TmxRows {
        reader: Reader::from_reader(Utf8Source::new(reader)),
        buffer: Vec::new(),
        place: Stage::BeforeRoot,
    }
}

/// The iterator that [`read_tmx`] returns.
#[derive(Debug)]
pub struct TmxRows<R> {
    reader: Reader<Utf8Source<R>>,
    /// The bytes of the current event of the XML parser; reused for the next event.
    buffer: Vec<u8>,
    place: Stage,
}

/// The former name of [`TmxRows`].
#[deprecated(since = "0.1.0", note = "renamed to `TmxRows`")]
pub type Units<R> = TmxRows<R>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    BeforeRoot,
    InFile,
    /// After the end of the root element, or after an error that ends the reading.
    Ended,
}

impl<R: BufRead> Iterator for TmxRows<R> {
    type Item = Result<Row<'static>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.place != Stage::Ended {
            match self.advance() {
                Ok(None) => {}
                Ok(Some(unit)) => return Some(unit.into_row()),
                Err(error) => {
                    self.place = Stage::Ended;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

impl<R: BufRead> std::iter::FusedIterator for TmxRows<R> {}

impl<R: BufRead> TmxRows<R> {
    /// Reads one event of the XML parser or, if it begins a unit, the whole unit. Returns the unit if it has text
    /// in either language.
    fn advance(&mut self) -> Result<Option<PartialUnit>, Error> {
        let place = self.place;
        match self.event()? {
            Event::Start(element) if place == Stage::BeforeRoot => {
                let name = element.local_name().as_ref().to_owned();
                if name != "tmx" {
                    return Err(
                        self.fault(format!("not TMX: the root element is `{}`, not `tmx`", shown(&name)))
                    );
                }
                self.place = Stage::InFile;
            }
            Event::Start(element) if element.local_name().as_ref() == "tu" => {
                let unit = self.unit()?;
                return Ok(Some(unit).filter(PartialUnit::has_text));
            }
            Event::End(element) if element.local_name().as_ref() == "tmx" => self.place = Stage::Ended,
            Event::Text(text) if place == Stage::BeforeRoot && !text.trim_ascii().is_empty() => {
                return Err(self.fault("not TMX: there is text before the root element `tmx`"));
            }
            Event::Eof if place == Stage::BeforeRoot => {
                return Err(self.fault("not TMX: there is no element `tmx`"));
            }
            Event::Eof => return Err(self.cut_off()),
            _ => {}
        }
        Ok(None)
    }

    /// Reads a unit to its end tag.
    fn unit(&mut self) -> Result<PartialUnit, Error> {
        let mut unit = PartialUnit { line: self.line(), ..PartialUnit::default() };
        let mut place = None;
        loop {
            match self.event()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "tuv" => place = Some(language(&element)),
                    "seg" => {
                        let text = self.text()?;
                        unit.add(place.flatten(), text);
                    }
                    "prop" => {
                        let name = attribute(&element, "type").unwrap_or_default().into_owned();
                        let value = self.text()?;
                        if place.is_none() {
                            unit.describe(&name, value);
                        }
                    }
                    _ => {
                        self.text()?;
                    }
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "tuv" => place = None,
                    "tu" => return Ok(unit),
                    _ => {}
                },
                Event::Eof => return Err(self.cut_off()),
                _ => {}
            }
        }
    }

    /// Reads an element to its end tag, and returns its text without formatting codes.
    fn text(&mut self) -> Result<String, Error> {
        let mut text = String::new();
        let mut depth = 0_usize;
        let mut code = None;
        loop {
            match self.event()? {
                Event::Start(element) => {
                    depth += 1;
                    if code.is_none() && is_code(element.local_name().as_ref()) {
                        code = Some(depth);
                    }
                }
                Event::End(_) if depth == 0 => return Ok(text),
                Event::End(_) => {
                    code = code.filter(|&code| code != depth);
                    depth -= 1;
                }
                Event::Eof => return Err(self.cut_off()),
                _ if code.is_some() => {}
                Event::Text(part) => text.push_str(&part.xml10_content()),
                Event::CData(part) => text.push_str(&part.xml10_content()),
                Event::GeneralRef(reference) => match resolved(&reference) {
                    Some(part) => text.push_str(&part),
                    None => {
                        let name = shown(&reference).to_owned();
                        return Err(self
                            .fault(format!("`&{name};` is not a known entity: write the character itself")));
                    }
                },
                _ => {}
            }
        }
    }

    fn event(&mut self) -> Result<Event<'_>, Error> {
        self.buffer.clear();
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => Ok(event),
            Err(error) => Err(reading(error).at_line(self.reader.get_ref().line())),
        }
    }

    fn line(&self) -> usize {
        self.reader.get_ref().line()
    }

    fn fault(&self, message: impl Into<String>) -> Error {
        Error::syntax(self.line(), message)
    }

    fn cut_off(&self) -> Error {
        self.fault("the file ends before `</tmx>`: it is truncated")
    }
}

/// A unit, as far as it has been read.
#[derive(Debug, Default)]
struct PartialUnit {
    line: usize,
    english: Option<String>,
    chinese: Option<String>,
    document: String,
    confidence: f32,
    score: f32,
    kind: Option<BeadKind>,
    flags: Vec<Flag>,
    review: Review,
    /// The error message for the first invalid property.
    fault: Option<String>,
}

impl PartialUnit {
    fn add(&mut self, language: Option<Language>, text: String) {
        let side = match language {
            Some(Language::English) => &mut self.english,
            Some(Language::Chinese) => &mut self.chinese,
            _ => return,
        };
        side.get_or_insert(text);
    }

    fn describe(&mut self, name: &str, value: String) {
        let known = match name {
            property::DOCUMENT => {
                self.document = value;
                return;
            }
            property::CONFIDENCE => number(&value).map(|number| self.confidence = number),
            property::SCORE => number(&value).map(|number| self.score = number),
            property::BEAD => value.parse().ok().map(|kind| self.kind = Some(kind)),
            property::REVIEW => value.parse().ok().map(|review| self.review = review),
            property::FLAG => value.parse().ok().map(|flag| self.flags.push(flag)),
            _ => return,
        };
        if known.is_none() && self.fault.is_none() {
            self.fault = Some(format!("`{}` is not a valid value of the property `{name}`", shown(&value)));
        }
    }

    fn has_text(&self) -> bool {
        self.english.is_some() || self.chinese.is_some()
    }

    fn into_row(self) -> Result<Row<'static>, Error> {
        match self.fault {
            Some(fault) => Err(Error::syntax(self.line, fault)),
            None => Ok(Row {
                confidence: self.confidence,
                score: self.score,
                kind: self.kind.unwrap_or(BeadKind { english: 0, chinese: 0 }),
                flags: self.flags.into(),
                document: self.document.into(),
                review: self.review,
                ..Row::new(self.english.unwrap_or_default(), self.chinese.unwrap_or_default())
            }),
        }
    }
}

fn number(text: &str) -> Option<f32> {
    text.trim().parse().ok().filter(|number: &f32| number.is_finite())
}

/// Returns the start of a name or value for an error message. In a broken file, a name or value may be megabytes long.
fn shown(text: &str) -> &str {
    const LETTERS: usize = 40;
    text.char_indices().nth(LETTERS).map_or(text, |(end, _)| &text[..end])
}

/// Whether an element of a segment holds codes of the original format rather than text (TMX 1.4b, section 4).
fn is_code(element: &str) -> bool {
    matches!(element, "bpt" | "ept" | "it" | "ph" | "ut")
}

fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    found.normalized_value(XmlVersion::Implicit1_0).ok()
}

/// Returns the language of a variant. Older files have the attribute `lang` instead of `xml:lang`.
fn language(variant: &BytesStart<'_>) -> Option<Language> {
    let code = attribute(variant, "xml:lang").or_else(|| attribute(variant, "lang"))?;
    code.trim().parse().ok()
}

fn resolved(reference: &BytesRef<'_>) -> Option<String> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        Ok(None) => resolve_predefined_entity(reference).map(str::to_owned),
        Err(_) => None,
    }
}

fn reading(error: quick_xml::Error) -> Error {
    match error {
        quick_xml::Error::Io(error) => Error::from(io::Error::new(error.kind(), error)),
        quick_xml::Error::Encoding(_) => Error::new(ErrorKind::Encoding, "not UTF-8: save the file as UTF-8"),
        error => Error::new(ErrorKind::Syntax, format!("not well-formed XML: {error}")),
    }
}

//! Reads TMX from this crate and from other tools.

use std::io::BufRead;

use super::header;
use super::unit::PartialUnit;
use crate::export::entities::{Entities, shown};
use crate::export::language_choice::LanguageChoice;
use crate::export::row::Row;
use crate::export::unit::{FileHeader, Unit, UnitReader};
use crate::export::xml_pieces::{XmlPiece, XmlPieces, local_name};
use crate::export::xml_unit::XmlUnit;
use crate::{Error, LanguageTag};

/// Reads the English and Chinese units of a TMX file one by one; only the current one is in memory.
///
/// A unit becomes a [`Row`] with its first English and its first Chinese variant, whatever their region and script (as
/// in `EN-US` and `zh_TW`). The language is in the attribute `xml:lang` or, in older files, `lang`, in two or three
/// letters. Variants in other languages are ignored, and so are units with neither English nor Chinese. A missing side
/// is empty. All text of a segment is kept, including marked-up text; formatting codes (`bpt`, `ept`, `it`, `ph`, `ut`)
/// are dropped with their content. Fields come from the properties that [`Tmx`](crate::export::Tmx) writes; without
/// them, they are 0, `0-0` or empty. Spans are always empty. [`read_tmx_units`] keeps everything else that a unit says.
///
/// Errors have a line number. After an error in a unit, such as a `&` that is not escaped or an invalid value in one of
/// this crate's own properties ([`ErrorKind::Syntax`](crate::ErrorKind::Syntax)), reading continues with the next unit.
/// Reading ends after any other error: a file that is not TMX or is cut off (also `Syntax`), and
/// [`ErrorKind::Io`](crate::ErrorKind::Io). The file is UTF-8, or UTF-16 in either byte order. Entities that its
/// document type declaration defines are resolved.
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
    TmxRows(read_tmx_units(reader))
}

/// The iterator that [`read_tmx`] returns.
#[derive(Debug)]
pub struct TmxRows<R>(TmxUnits<R>);

/// The former name of [`TmxRows`].
#[deprecated(since = "0.1.0", note = "renamed to `TmxRows`")]
pub type Units<R> = TmxRows<R>;

impl<R: BufRead> Iterator for TmxRows<R> {
    type Item = Result<Row<'static>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.map(|unit| unit.row))
    }
}

impl<R: BufRead> std::iter::FusedIterator for TmxRows<R> {}

/// Reads a TMX file like [`read_tmx`], with everything else that its units say: language tags, inline codes,
/// properties, notes and attributes.
///
/// ```
/// use bitext::export::{TmxUnits, read_tmx_units};
///
/// let file = r#"<tmx version="1.4"><header/><body><tu tuid="gap"><prop type="client">Metro</prop>
///     <tuv xml:lang="en"><seg>Mind the gap.</seg></tuv><tuv xml:lang="zh-CN"><seg>小心站台间隙。</seg></tuv>
///     <tuv xml:lang="zh-HK"><seg>請小心月台空隙。</seg></tuv></tu></body></tmx>"#;
/// let mut units = read_tmx_units(file.as_bytes()).variant("zh-HK".parse()?);
/// let unit = units.next().unwrap()?;
/// assert_eq!(unit.row.chinese, "請小心月台空隙。");
/// assert_eq!((&*unit.details.id, &*unit.details.properties[0].1), ("gap", "Metro"));
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_tmx_units<R: BufRead>(reader: R) -> TmxUnits<R> {
    TmxUnits {
        pieces: XmlPieces::new(reader, &["tu", "header"]),
        entities: Entities::default(),
        choice: LanguageChoice::default(),
        stage: Stage::BeforeRoot,
        header: None,
        broken_headers: 0,
    }
}

/// The iterator that [`read_tmx_units`] returns.
#[derive(Debug)]
pub struct TmxUnits<R> {
    pieces: XmlPieces<R>,
    entities: Entities,
    choice: LanguageChoice,
    stage: Stage,
    header: Option<FileHeader>,
    /// Number of headers that are not well-formed.
    broken_headers: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    BeforeRoot,
    InFile,
    /// After the end of the root element.
    Ended,
    /// After an error that ends the reading.
    CutOff,
}

impl<R> TmxUnits<R> {
    /// Takes the variants of a language whose tag [matches](LanguageTag::matches) this one, and leaves out the others.
    /// May be called for several tags.
    #[must_use]
    pub fn variant(mut self, tag: LanguageTag) -> Self {
        self.choice.want(tag);
        self
    }
}

impl<R: BufRead> Iterator for TmxUnits<R> {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !matches!(self.stage, Stage::Ended | Stage::CutOff) {
            match self.advance() {
                Ok(None) => {}
                Ok(Some(unit)) => return Some(unit),
                Err(error) => {
                    self.stage = Stage::CutOff;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}

impl<R: BufRead> std::iter::FusedIterator for TmxUnits<R> {}

impl<R: BufRead> UnitReader for TmxUnits<R> {
    fn is_cut_off(&self) -> bool {
        self.stage == Stage::CutOff
    }

    fn header(&self) -> Option<&FileHeader> {
        self.header.as_ref()
    }

    fn left_out(&self) -> Vec<(String, usize)> {
        let broken =
            (self.broken_headers > 0).then(|| ("header with an error".to_owned(), self.broken_headers));
        self.choice.left_out().into_iter().chain(broken).collect()
    }
}

impl<R: BufRead> TmxUnits<R> {
    /// Reads the next piece of the file. Returns a unit if the piece is a unit that has text in English or Chinese.
    fn advance(&mut self) -> Result<Option<Result<Unit, Error>>, Error> {
        let before_root = self.stage == Stage::BeforeRoot;
        let (piece, line) = match self.pieces.next()? {
            Some(next) => next,
            None if before_root => {
                return Err(Error::syntax(self.pieces.line(), "not TMX: there is no element `tmx`"));
            }
            None => return Err(cut_off(self.pieces.line())),
        };
        match piece {
            XmlPiece::Start(tag) if before_root && local_name(tag) != b"tmx" => {
                let name = String::from_utf8_lossy(local_name(tag)).into_owned();
                let message = format!("not TMX: the root element is `{}`, not `tmx`", shown(&name));
                return Err(Error::syntax(line, message));
            }
            XmlPiece::Start(tag) if before_root => {
                self.stage = if tag.ends_with(b"/>") { Stage::Ended } else { Stage::InFile };
            }
            XmlPiece::End(tag) if local_name(tag) == b"tmx" => self.stage = Stage::Ended,
            XmlPiece::Doctype(doctype) => self.entities.read(&String::from_utf8_lossy(doctype)),
            XmlPiece::Text if before_root => {
                return Err(Error::syntax(line, "not TMX: there is text before the root element `tmx`"));
            }
            XmlPiece::CutOff => return Err(cut_off(self.pieces.line())),
            _ if before_root => {}
            XmlPiece::Unclosed => {
                return Ok(Some(Err(Error::syntax(line, "the unit has no end tag `</tu>`"))));
            }
            XmlPiece::Start(tag) | XmlPiece::Unit(tag) if local_name(tag) == b"header" => {
                match header::read(tag, line, &self.entities) {
                    Ok(header) => self.header = self.header.take().or(Some(header)),
                    Err(_) => self.broken_headers += 1,
                }
            }
            XmlPiece::Unit(unit) => {
                let read = XmlUnit::new(unit, line, &self.entities)
                    .and_then(|mut xml| PartialUnit::read(&mut xml, line, &self.choice));
                return match read {
                    Ok(partial) => {
                        partial.left_out.iter().for_each(|language| self.choice.leave_out(language));
                        Ok(partial.has_text().then(|| partial.into_unit()))
                    }
                    Err(error) => Ok(Some(Err(error))),
                };
            }
            _ => {}
        }
        Ok(None)
    }
}

fn cut_off(line: usize) -> Error {
    Error::syntax(line, "the file ends before `</tmx>`: it is truncated")
}

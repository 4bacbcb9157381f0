//! Reads XLIFF 1.2 and 2.

use std::collections::VecDeque;
use std::io::BufRead;

use super::file::XliffFile;
use super::{unit1, unit2};
use crate::export::document_name::document_name;
use crate::export::entities::{Entities, shown};
use crate::export::language_choice::LanguageChoice;
use crate::export::unit::{Unit, UnitReader};
use crate::export::xml_pieces::{XmlPiece, XmlPieces, local_name};
use crate::export::xml_unit::{XmlUnit, attribute, tag_attributes};
use crate::{Error, LanguageTag};

/// Reads an XLIFF file, of version 1.2 or 2, unit by unit; only the current one is in memory.
///
/// English may be the source or the target. A segment becomes a [`Unit`]: a `trans-unit` or each of its segments (`mrk`
/// of the type `seg`, as in the files of Trados and memoQ), or in version 2 each `segment`. The text has no inline
/// codes: [`UnitDetails`](crate::export::UnitDetails) keeps them, and also the notes, the properties and the name of
/// the unit. An approved or final translation is [`Checked`](crate::Review::Checked). A target that is missing is
/// empty. The document name is that of the `file`, which has at most 4,096 bytes: a longer name is an error, and its
/// units have no name. Suggestions (`alt-trans`, matches) are left out, and so are files of other languages.
///
/// A unit whose segments repeat more than 4 MB of notes, properties and codes is an error.
///
/// Errors have a line number. After an error in a unit ([`ErrorKind::Syntax`](crate::ErrorKind::Syntax)), reading
/// continues with the next one. Reading ends after any other error. The file is UTF-8 or UTF-16.
///
/// ```
/// use bitext::export::read_xliff;
///
/// let file = r#"<xliff version="2.0" srcLang="en" trgLang="zh-CN"><file id="a"><unit id="1"><segment>
///     <source>Mind the <pc id="1">gap</pc>.</source><target>小心<pc id="1">站台间隙</pc>。</target>
///     </segment></unit></file></xliff>"#;
/// let unit = read_xliff(file.as_bytes()).next().unwrap()?;
/// assert_eq!((&*unit.row.english, &*unit.row.chinese), ("Mind the gap.", "小心站台间隙。"));
/// # Ok::<(), bitext::Error>(())
/// ```
pub fn read_xliff<R: BufRead>(reader: R) -> XliffUnits<R> {
    XliffUnits {
        pieces: XmlPieces::new(reader, &["trans-unit", "unit"]),
        entities: Entities::default(),
        choice: LanguageChoice::default(),
        context: None,
        queue: VecDeque::new(),
        stage: XliffStage::BeforeRoot,
    }
}

/// The iterator that [`read_xliff`] returns.
#[derive(Debug)]
pub struct XliffUnits<R> {
    pieces: XmlPieces<R>,
    entities: Entities,
    choice: LanguageChoice,
    /// The `file` that the units belong to.
    context: Option<XliffFile>,
    /// The segments of the current unit.
    queue: VecDeque<Unit>,
    stage: XliffStage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum XliffStage {
    BeforeRoot,
    InFile,
    Ended,
    CutOff,
}

impl<R> XliffUnits<R> {
    /// Takes only files in variants that [match](LanguageTag::matches) `tag`. May be called for several tags.
    #[must_use]
    pub fn variant(mut self, tag: LanguageTag) -> Self {
        self.choice.want(tag);
        self
    }
}

impl<R: BufRead> Iterator for XliffUnits<R> {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(unit) = self.queue.pop_front() {
                return Some(Ok(unit));
            }
            if matches!(self.stage, XliffStage::Ended | XliffStage::CutOff) {
                return None;
            }
            match self.advance() {
                Ok(None) => {}
                Ok(Some(error)) => return Some(Err(error)),
                Err(error) => {
                    self.stage = XliffStage::CutOff;
                    return Some(Err(error));
                }
            }
        }
    }
}

impl<R: BufRead> std::iter::FusedIterator for XliffUnits<R> {}

impl<R: BufRead> UnitReader for XliffUnits<R> {
    fn is_cut_off(&self) -> bool {
        self.stage == XliffStage::CutOff
    }

    fn left_out(&self) -> Vec<(String, usize)> {
        self.choice.left_out()
    }
}

impl<R: BufRead> XliffUnits<R> {
    /// Reads a piece of the file. Returns the error of a unit, after which reading continues. Fails with an error that
    /// ends reading.
    fn advance(&mut self) -> Result<Option<Error>, Error> {
        let before_root = self.stage == XliffStage::BeforeRoot;
        let (piece, line) = match self.pieces.next()? {
            Some(next) => next,
            None if before_root => {
                return Err(Error::syntax(self.pieces.line(), "not XLIFF: there is no element `xliff`"));
            }
            None => return Err(cut_off(self.pieces.line())),
        };
        match piece {
            XmlPiece::Start(tag) if before_root => {
                let name = String::from_utf8_lossy(local_name(tag)).into_owned();
                if name != "xliff" {
                    let message = format!("not XLIFF: the root element is `{}`, not `xliff`", shown(&name));
                    return Err(Error::syntax(line, message));
                }
                let attributes = tag_attributes(tag, &self.entities);
                let version = attribute(&attributes, "version").unwrap_or_default();
                let mut file = XliffFile::of_version(version);
                let codes = (attribute(&attributes, "srcLang"), attribute(&attributes, "trgLang"));
                file.set_languages(codes.0, codes.1, &self.choice);
                (self.context, self.stage) = (Some(file), XliffStage::InFile);
            }
            XmlPiece::Start(tag) => {
                let name = local_name(tag).to_owned();
                let attributes = tag_attributes(tag, &self.entities);
                return Ok(self.begin(&name, &attributes).err().map(|message| Error::syntax(line, message)));
            }
            XmlPiece::End(tag) if local_name(tag) == b"xliff" => self.stage = XliffStage::Ended,
            XmlPiece::Doctype(doctype) => self.entities.read(&String::from_utf8_lossy(doctype)),
            XmlPiece::Text if before_root => {
                return Err(Error::syntax(line, "not XLIFF: there is text before the root element `xliff`"));
            }
            XmlPiece::CutOff => return Err(cut_off(self.pieces.line())),
            XmlPiece::Unclosed => return Ok(Some(Error::syntax(line, "the unit has no end tag"))),
            XmlPiece::Unit(unit) => {
                let Some(file) = &self.context else { return Ok(None) };
                if file.english_is_source.is_none() {
                    let languages = file.languages();
                    self.choice.leave_out(&languages);
                    return Ok(None);
                }
                let mut xml = match XmlUnit::new(unit, line, &self.entities) {
                    Ok(xml) => xml,
                    Err(error) => return Ok(Some(error)),
                };
                let read = if file.is_version_2 { unit2::read } else { unit1::read };
                match read(&mut xml, line, file) {
                    Ok(units) => self.queue.extend(units),
                    Err(error) => return Ok(Some(error)),
                }
            }
            _ => {}
        }
        Ok(None)
    }

    /// Reads the start of an element around units. Fails with a message if the name of a file is too long; its units
    /// then have no document name.
    fn begin(&mut self, name: &[u8], attributes: &[(String, String)]) -> Result<(), String> {
        let Some(file) = &mut self.context else { return Ok(()) };
        if name != b"file" {
            return Ok(());
        }
        let name = attribute(attributes, "original").or_else(|| attribute(attributes, "id"));
        let name = document_name(name.unwrap_or_default());
        let error = name.as_ref().err().cloned();
        file.name = name.unwrap_or_default();
        let tool = attribute(attributes, "tool-id").or_else(|| attribute(attributes, "id"));
        file.is_own = tool.is_some_and(|tool| tool.starts_with(env!("CARGO_PKG_NAME")));
        let codes = (attribute(attributes, "source-language"), attribute(attributes, "target-language"));
        file.set_languages(codes.0, codes.1, &self.choice);
        error.map_or(Ok(()), Err)
    }
}

fn cut_off(line: usize) -> Error {
    Error::syntax(line, "the file ends before `</xliff>`: it is truncated")
}

//! Unpacks the parts of a document.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::text_part::TextPart;
use crate::read::decode::{self, DecodeErrors};
use crate::read::guess;
use crate::read::markup::Markup;
use crate::{Error, ErrorKind, Span};

/// Maximum size of all unpacked parts of a document, in bytes. A novel has 1 to 3 MB, and the XML of a Word file with a
/// thousand pages has about 30 MB.
const MAX_UNPACKED: u64 = 256 << 20;

/// Maximum length of the name of a part that is read, in bytes. Thousands of references may be relative to one folder,
/// whose name would be copied for each. The longest path that macOS allows has 1,024 bytes.
const MAX_NAME: usize = 1024;

/// Whether a file is a ZIP archive.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// A document whose parts are files of a ZIP archive.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Number of bytes that may still be unpacked.
    left: u64,
    /// The parts from which text was read.
    parts: Vec<TextPart>,
}

/// The text of a part, and its offset in the sequence of all parts that were read.
pub(super) struct PartText {
    pub(super) text: String,
    pub(super) start: usize,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Error> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        Ok(Self { zip, left: MAX_UNPACKED, parts: Vec::new() })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Whether the name of a part begins with `start`.
    pub(super) fn has_any(&self, start: &str) -> bool {
        self.zip.file_names_raw().any(|name| name.starts_with(start.as_bytes()))
    }

    /// Returns the text of a part that describes the document, or `None` if the document has no such part.
    pub(super) fn description(&mut self, name: &str) -> Result<Option<String>, Error> {
        self.unpacked(name)?.map(|bytes| decoded(bytes, Markup::Plain)).transpose()
    }

    /// Returns the text of a part from which text is read, or `None` if the document has no such part.
    pub(super) fn text(&mut self, name: &str, markup: Markup) -> Result<Option<PartText>, Error> {
        let Some(bytes) = self.unpacked(name)? else { return Ok(None) };
        let text = decoded(bytes, markup)?;
        let start = self.parts.last().map_or(0, |part| part.span.end);
        let span = Span::new(start, start + text.len());
        self.parts.push(TextPart { name: name.to_owned(), span });
        Ok(Some(PartText { text, start }))
    }

    /// Returns the parts from which text was read, in the order of reading.
    pub(super) fn into_parts(self) -> Vec<TextPart> {
        self.parts
    }

    fn unpacked(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(number) = self.zip.index_for_name(name) else { return Ok(None) };
        if name.len() > MAX_NAME {
            return Err(refused(format!(
                "the name of a part has more than {MAX_NAME} bytes: save the document again with shorter names"
            )));
        }
        let part = self.zip.by_index(number).map_err(|error| damaged(&error))?;
        let mut bytes = Vec::new();
        // The declared size may be wrong, so the bytes are counted.
        let read = part.take(self.left + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.left {
            let megabytes = MAX_UNPACKED >> 20;
            return Err(refused(format!(
                "the document unpacks to more than {megabytes} MB: save its text as plain text, in parts"
            )));
        }
        self.left -= bytes.len() as u64;
        read.map_err(|error| refused(format!("`{name}` is damaged ({error}): save the document again")))?;
        Ok(Some(bytes))
    }
}

fn decoded(bytes: Vec<u8>, markup: Markup) -> Result<String, Error> {
    let (encoding, mark) = guess::whole(&bytes, markup)?;
    decode::whole(bytes, mark, encoding, DecodeErrors::Replaced).map(|(text, ..)| text)
}

fn damaged(error: &ZipError) -> Error {
    let encrypted = matches!(error, ZipError::InvalidPassword)
        || matches!(error, ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED);
    refused(if encrypted {
        "the document has a password: save it without one".to_owned()
    } else {
        format!("the archive is damaged or of an unknown kind ({error}): save the document again")
    })
}

/// Returns the error for a document that cannot be read.
pub(super) fn refused(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Format, message)
}

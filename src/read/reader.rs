//! Reads a file, or bytes, as text.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::decode::{self, DecodeErrors};
use super::encoding::Encoding;
use super::extracted::Extracted;
use super::file;
use super::file_offsets::FileOffsets;
use super::lines::Lines;
use super::markup::Markup;
use super::text::{Text, TextOrigin};
use super::{guess, html, markdown, package, paged, refused, subtitles};
use crate::Error;
#[cfg(doc)]
use crate::ErrorKind;

/// Reads files, or bytes, as text.
///
/// Unless the encoding is set, it is the first of these that fits the file:
///
/// 1. the encoding of the byte-order mark;
/// 2. UTF-16, if the file has zero bytes (any other file with zero bytes is an error);
/// 3. UTF-8, if all bytes, or most of those that are not ASCII, are valid UTF-8;
/// 4. the encoding that an HTML page declares;
/// 5. Windows-1252, if the text is English with quotes, dashes, other signs or accents in that encoding;
/// 6. GBK or Big5, by the frequency of the characters.
///
/// A file that fits none of these is an error. In a text of few characters, GBK and Big5 may be confused. Byte-order
/// marks are dropped; line endings are kept. Word files and EPUB books are recognized by their content instead.
///
/// ```
/// use bitext::{Encoding, Reader};
///
/// let gbk = b"\xb2\xe8\xba\xcd\xbf\xa7\xb7\xc8\xa3\xac\xc4\xe3\xcf\xb2\xbb\xb6\xc4\xc4\xd2\xbb\xb8\xf6\xa3\xbf";
/// let text = Reader::new().decode(gbk)?;
/// assert_eq!((text.as_str(), text.encoding()), ("茶和咖啡，你喜欢哪一个？", Encoding::Gbk));
/// # Ok::<(), bitext::Error>(())
/// ```
///
/// Markdown and HTML pages are reduced to their text; see [`Markup`]:
///
/// ```
/// use bitext::{Markup, Reader};
///
/// let text = Reader::new().markup(Markup::Html).decode(b"<h1>Tea</h1><p>Green &amp;\n black</p>")?;
/// assert_eq!(text.as_str(), "Tea\n\nGreen & black\n");
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields, rename_all = "kebab-case"))]
pub struct Reader {
    encoding: Option<Encoding>,
    decode_errors: DecodeErrors,
    markup: Option<Markup>,
}

impl Reader {
    /// Returns a reader that detects the encoding, treats undecodable bytes as an error, and takes the markup from
    /// the file name or from the content.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the encoding. A byte-order mark in that encoding is still dropped.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = Some(encoding);
        self
    }

    /// Sets what happens to bytes that are not valid in the encoding.
    #[must_use]
    pub fn decode_errors(mut self, decode_errors: DecodeErrors) -> Self {
        self.decode_errors = decode_errors;
        self
    }

    /// The former name of [`decode_errors`](Self::decode_errors).
    #[deprecated(since = "0.1.0", note = "renamed to `decode_errors`")]
    #[must_use]
    pub fn undecodable(self, decode_errors: DecodeErrors) -> Self {
        self.decode_errors(decode_errors)
    }

    /// Sets the markup. By default, the file extension decides, as in [`Markup::of_path`]. Input without a file name,
    /// or with an extension of plain text, is read as subtitles if its content is in a subtitle format, as
    /// [`Markup::Paged`] if its content is the text of printed pages, and otherwise as plain text.
    #[must_use]
    pub fn markup(mut self, markup: Markup) -> Self {
        self.markup = Some(markup);
        self
    }

    /// Reads a file. Time and memory O(length of the file).
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the file cannot be read, or is a folder; [`ErrorKind::Encoding`] and [`ErrorKind::Format`]
    /// as in [`decode`](Self::decode); [`ErrorKind::Format`] also for the extension of a format that holds texts in
    /// code or already in pairs, such as `json` or `tmx`, unless the [markup](Self::markup) is set. All errors name the
    /// file.
    pub fn read_path(&self, path: impl AsRef<Path>) -> Result<Text, Error> {
        let path = path.as_ref();
        let text = file::open(path).and_then(|file| self.for_path(path)?.read(file));
        text.map_err(|error| error.in_file(path))
    }

    /// Sets the markup by the extension of a file name, as [`read_path`](Self::read_path) does, unless it is set. For
    /// files that the caller reads, such as those of an archive.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] for the extensions that `read_path` refuses. The error names the file.
    ///
    /// ```
    /// use bitext::Reader;
    ///
    /// let reader = Reader::new().for_path("tea.html")?;
    /// assert_eq!(reader.decode(b"<p>Green &amp; black</p>")?.as_str(), "Green & black\n");
    /// assert!(Reader::new().for_path("pairs.tmx").is_err());
    /// # Ok::<(), bitext::Error>(())
    /// ```
    pub fn for_path(&self, path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let named = Some(Markup::of_path(path)).filter(|&markup| markup != Markup::Plain);
        let reader = Self { markup: self.markup.or(named), ..*self };
        if reader.markup.is_none() {
            refused::refuse_name(path).map_err(|error| error.in_file(path))?;
        }
        Ok(reader)
    }

    /// Reads `reader` to its end. `reader` need not be buffered.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the reader fails; [`ErrorKind::Encoding`] as in [`decode`](Self::decode).
    pub fn read(&self, mut reader: impl Read) -> Result<Text, Error> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(file::read_error)?;
        self.text_of(bytes)
    }

    /// Decodes bytes in memory.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`] if the encoding cannot be detected, if the bytes are not text, or if a byte is not valid
    /// in the encoding and invalid bytes are not [replaced](DecodeErrors::Replaced). In the last case, the error has
    /// the line and the offset of the byte. [`ErrorKind::Format`] if the bytes are in a format that is not read, such
    /// as PDF, or if a Word file or a book is damaged, or unpacks to more than 256 MB.
    pub fn decode(&self, bytes: &[u8]) -> Result<Text, Error> {
        self.text_of(bytes.to_vec())
    }

    /// Reads text line by line, without holding the whole text in memory. [Markup](Self::markup) is ignored.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the reader fails; [`ErrorKind::Encoding`] if the encoding cannot be detected from the first
    /// 64 KiB, or if these are not text; [`ErrorKind::Format`] if the bytes are in a format that is not read, such as PDF.
    ///
    /// ```
    /// use bitext::Reader;
    ///
    /// let mut lines = Reader::new().lines("Tea\r\n茶\n".as_bytes())?;
    /// let mut line = String::new();
    /// let mut count = 0;
    /// while lines.read_line(&mut line)? {
    ///     count += line.trim_end().chars().count();
    /// }
    /// assert_eq!(count, 4);
    /// # Ok::<(), bitext::Error>(())
    /// ```
    pub fn lines<R: Read>(&self, reader: R) -> Result<Lines<R>, Error> {
        Lines::new(reader, self.encoding, self.decode_errors)
    }

    /// Reads a file line by line; see [`lines`](Self::lines).
    ///
    /// # Errors
    /// As in [`lines`](Self::lines) and [`for_path`](Self::for_path). These errors, and the errors of
    /// [`Lines::read_line`], name the file.
    pub fn lines_of_path(&self, path: impl AsRef<Path>) -> Result<Lines<File>, Error> {
        let path = path.as_ref();
        let lines = file::open(path).and_then(|file| self.for_path(path)?.lines(file));
        lines.map(|lines| lines.in_file(path)).map_err(|error| error.in_file(path))
    }

    fn text_of(&self, bytes: Vec<u8>) -> Result<Text, Error> {
        if self.markup.is_none_or(Markup::is_package) && package::is_zip(&bytes) {
            return package::extract(&bytes).map(Text::of_parts);
        }
        refused::refuse_documents(&bytes)?;
        let markup = self.markup.unwrap_or_default();
        let (encoding, mark) = match self.encoding {
            Some(encoding) => (encoding, encoding.mark_len(&bytes)),
            None => guess::whole(&bytes, markup)?,
        };
        let (decoded, replaced, bytes) = decode::whole(bytes, mark, encoding, self.decode_errors)?;
        let mut offsets = FileOffsets::new(&decoded, &bytes, encoding, mark, &replaced);
        drop(bytes);
        let origin = |markup| TextOrigin { encoding, replaced: replaced.len(), markup };
        let markup = match self.markup {
            None if subtitles::is_subtitles(&decoded) => Markup::Subtitles,
            _ => markup,
        };
        let is_plain = matches!(self.markup, None | Some(Markup::Paged)) && markup <= Markup::Paged;
        let pages = if is_plain { paged::extract(&decoded) } else { None };
        let (extracted, times, markup) = match (pages, markup) {
            (Some(pages), _) => (pages, Vec::new(), Markup::Paged),
            (None, Markup::Plain | Markup::Paged) => {
                let text = Text::new(Extracted::whole(decoded), offsets, Vec::new(), origin(markup));
                return Ok(text);
            }
            (None, Markup::Markdown) => (markdown::extract(&decoded), Vec::new(), markup),
            (None, Markup::Html) => (html::extract(&decoded), Vec::new(), markup),
            (None, Markup::Docx | Markup::Epub) => return Err(refused::no_package(markup)),
            (None, Markup::Subtitles) => {
                let (extracted, times) = subtitles::extract(&decoded);
                (extracted, times, markup)
            }
        };
        offsets.keep(decoded);
        Ok(Text::new(extracted, offsets, times, origin(markup)))
    }
}

//! Reads a file, or bytes, as text.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::decode::{self, DecodeErrors};
use super::encoding::Encoding;
use super::file;
use super::lines::Lines;
use super::markup::Markup;
use super::text::Text;
use super::{guess, html, markdown};
use crate::Error;
#[cfg(doc)]
use crate::ErrorKind;

/// Reads files, or bytes, as text.
///
/// Unless it is named, the encoding is found out: by a byte-order mark; else it is UTF-8 if all bytes are that, or
/// most of those beyond ASCII; else UTF-16 if its many zero bytes tell so; else what an HTML page declares; else GBK or
/// Big5, whichever the frequency of its characters speaks for. A file that looks like none of these is an error and
/// not a text of wrong characters. Byte-order marks are dropped; line ends stay as they are.
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
/// Of Markdown and HTML pages the text is left, as [`Markup`] says:
///
/// ```
/// use bitext::{Markup, Reader};
///
/// let text = Reader::new().markup(Markup::Html).decode(b"<h1>Tea</h1><p>Green &amp;\n black</p>")?;
/// assert_eq!(text.as_str(), "Tea\n\nGreen & black\n");
/// # Ok::<(), bitext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    encoding: Option<Encoding>,
    decode_errors: DecodeErrors,
    markup: Option<Markup>,
}

impl Reader {
    /// A reader that finds the encoding out, takes undecodable bytes for an error, and the markup from a file's name.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Names the encoding. A byte-order mark of that encoding is still dropped.
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

    /// Names the markup; by default it is that of the file's extension, and plain text where there is no file.
    #[must_use]
    pub fn markup(mut self, markup: Markup) -> Self {
        self.markup = Some(markup);
        self
    }

    /// Reads a file. Time and memory O(length of the file).
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the file cannot be read, such as a folder; [`ErrorKind::Encoding`] as in
    /// [`decode`](Self::decode). Both name the file.
    pub fn read_path(&self, path: impl AsRef<Path>) -> Result<Text, Error> {
        let path = path.as_ref();
        let markup = self.markup.unwrap_or_else(|| Markup::of_path(path));
        let text = file::open(path).and_then(|file| self.markup(markup).read(file));
        text.map_err(|error| error.in_file(path))
    }

    /// Reads everything that `reader` gives. It need not be buffered.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the reader fails; [`ErrorKind::Encoding`] as in [`decode`](Self::decode).
    pub fn read(&self, mut reader: impl Read) -> Result<Text, Error> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(file::read_error)?;
        self.text_of(bytes)
    }

    /// Reads bytes that are in memory.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`] with the line and the offset of the first byte that is no text in the encoding, unless
    /// such bytes are [replaced](DecodeErrors::Replaced); for bytes whose encoding cannot be found out; and for
    /// those that are no text at all.
    pub fn decode(&self, bytes: &[u8]) -> Result<Text, Error> {
        self.text_of(bytes.to_vec())
    }

    /// Reads text line by line, in memory for one line; [markup](Self::markup) is not looked at.
    ///
    /// # Errors
    /// As in [`decode`](Self::decode), for what the first 64 KiB show of the encoding; and if the reader fails.
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

    /// Reads a file line by line: see [`lines`](Self::lines).
    ///
    /// # Errors
    /// As in [`lines`](Self::lines), with the name of the file; later errors of the lines name it, too.
    pub fn lines_of_path(&self, path: impl AsRef<Path>) -> Result<Lines<File>, Error> {
        let path = path.as_ref();
        let lines = file::open(path).and_then(|file| self.lines(file));
        lines.map(|lines| lines.in_file(path)).map_err(|error| error.in_file(path))
    }

    fn text_of(&self, bytes: Vec<u8>) -> Result<Text, Error> {
        let markup = self.markup.unwrap_or_default();
        let (encoding, mark) = match self.encoding {
            Some(encoding) => (encoding, encoding.mark_len(&bytes)),
            None => guess::whole(&bytes, markup)?,
        };
        let (text, replaced) = decode::whole(bytes, mark, encoding, self.decode_errors)?;
        let text = match markup {
            Markup::Plain => text,
            Markup::Markdown => markdown::text(&text),
            Markup::Html => html::text(&text),
        };
        Ok(Text::new(text, encoding, replaced, markup))
    }
}

//! Reads files and standard input.

use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use bitext::{DecodeErrors, Encoding, Markup, Reader, Text};
use indicatif::ProgressBar;

use crate::arguments::TextOptions;
use crate::failure::{Failure, counted, report};

/// Reads inputs according to the command-line options.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    reader: Reader,
    /// The encoding of each input, or one encoding for all. Empty if the encodings are detected.
    encodings: Vec<Encoding>,
    /// `None` if the file extension decides.
    markup: Option<Markup>,
}

impl Input {
    /// Creates an input that detects the encoding, treats undecodable bytes as an error, and keeps markup.
    pub(crate) fn plain() -> Self {
        let markup = Markup::Plain;
        Self { reader: Reader::new().markup(markup), encodings: Vec::new(), markup: Some(markup) }
    }

    pub(crate) fn new(options: &TextOptions) -> Self {
        let mut reader = Reader::new();
        if options.lossy {
            reader = reader.decode_errors(DecodeErrors::Replaced);
        }
        if let Some(markup) = options.markup {
            reader = reader.markup(markup);
        }
        Self { reader, encodings: options.encoding.clone(), markup: options.markup }
    }

    /// Fails unless there is an encoding for each of `inputs` inputs, one for all, or none.
    pub(crate) fn check_encodings(&self, inputs: usize) -> Result<(), Failure> {
        let encodings = self.encodings.len();
        if encodings <= 1 || encodings == inputs {
            return Ok(());
        }
        Err(Failure::Usage(format!(
            "--encoding has {} for {}: give one for all, or one for each",
            counted(encodings, "encoding"),
            counted(inputs, "input")
        )))
    }

    /// Reads the input with this number, from 0, in its encoding.
    pub(crate) fn at(&self, number: usize) -> Self {
        let encoding =
            if self.encodings.len() == 1 { self.encodings.first() } else { self.encodings.get(number) };
        let encodings = encoding.copied().into_iter().collect();
        let reader = encoding.map_or(self.reader, |&encoding| self.reader.encoding(encoding));
        Self { reader, encodings, markup: self.markup }
    }

    /// Returns the text of a file, or of standard input if `path` is `-`.
    pub(crate) fn text(&self, path: &Path) -> Result<Text, Failure> {
        if is_standard(path) {
            let text = self.reader.read(io::stdin().lock());
            return text.map_err(|error| failure(path, &error));
        }
        check(path)?;
        self.reader.read_path(path).map_err(|error| Failure::Input(advised(&error)))
    }

    /// Returns the lines of a file, or of standard input if `path` is `-`. Plain text is read line by line; text with
    /// markup, Word files and books are read as a whole. `progress` counts the bytes read.
    pub(crate) fn lines(&self, path: &Path, progress: &ProgressBar) -> Result<InputLines, Failure> {
        if self.markup.unwrap_or_else(|| Markup::of_path(path)) != Markup::Plain {
            let text = self.text(path)?;
            progress.inc(fs::metadata(path).map_or(0, |found| found.len()));
            return InputLines::of_text(text).map_err(|error| failure(path, &error));
        }
        let mut source: Box<dyn Read> = if is_standard(path) {
            Box::new(progress.wrap_read(io::stdin().lock()))
        } else {
            check(path)?;
            self.reader.for_path(path).map_err(|error| Failure::Input(advised(&error)))?;
            Box::new(progress.wrap_read(fs::File::open(path).map_err(|error| Failure::file(path, &error))?))
        };
        let mut head = Vec::new();
        let read = source.by_ref().take(ZIP.len() as u64).read_to_end(&mut head);
        read.map_err(|error| Failure::file(path, &error))?;
        let is_package = self.markup.is_none() && head == ZIP;
        let source: Box<dyn Read> = Box::new(Cursor::new(head).chain(source));
        let lines = if is_package {
            self.reader.read(source).and_then(InputLines::of_text)
        } else {
            self.reader.lines(source).map(|lines| InputLines { lines, replaced: 0 })
        };
        lines.map_err(|error| failure(path, &error))
    }
}

/// The lines of an input.
pub(crate) struct InputLines {
    lines: bitext::Lines<Box<dyn Read>>,
    /// Number of undecodable byte sequences that were replaced before `lines` got the text: only text with markup
    /// is decoded beforehand.
    replaced: usize,
}

/// The first bytes of a ZIP archive, such as a Word file or an EPUB book.
const ZIP: &[u8] = b"PK\x03\x04";

impl InputLines {
    fn of_text(text: Text) -> Result<Self, bitext::Error> {
        let replaced = text.replaced();
        let source: Box<dyn Read> = Box::new(Cursor::new(text.into_string()));
        Ok(Self { lines: Reader::new().encoding(Encoding::Utf8).lines(source)?, replaced })
    }

    /// Replaces `line` with the next line, including its line ending; false at the end of the text.
    pub(crate) fn read_line(&mut self, line: &mut String) -> Result<bool, bitext::Error> {
        self.lines.read_line(line)
    }

    /// Returns the number of undecodable byte sequences replaced with U+FFFD so far.
    pub(crate) fn replaced(&self) -> usize {
        self.replaced + self.lines.replaced()
    }
}

/// Returns the inputs of a command; standard input if none is given.
pub(crate) fn or_standard(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() }
}

pub(crate) fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// Returns the name of an input in messages.
pub(crate) fn name(path: &Path) -> String {
    if is_standard(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// Returns the failure for an error in an input, with the line or byte where it occurred.
pub(crate) fn failure(path: &Path, error: &bitext::Error) -> Failure {
    let gap = if error.line().is_some() || error.offset().is_some() { "," } else { ":" };
    Failure::Input(format!("{}{gap} {}", name(path), advised(error)))
}

/// Warns about bytes that were replaced.
pub(crate) fn warn_of_losses(name: &str, replaced: usize, quiet: bool) {
    if replaced > 0 && !quiet {
        let sequences = counted(replaced, "undecodable byte sequence");
        report(format_args!("warning: {name}: {sequences} replaced with U+FFFD"));
    }
}

/// Fails with advice if the path is a folder or does not exist.
pub(crate) fn check(path: &Path) -> Result<(), Failure> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => {
            Err(Failure::Input(format!("{}: is a folder: name a file in it", path.display())))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Failure::Input(format!("{}: no such file: check the name and the folder", path.display())))
        }
        _ => Ok(()),
    }
}

/// Returns the message of an error, with the command-line options that may avoid the error.
fn advised(error: &bitext::Error) -> String {
    if error.kind() == bitext::ErrorKind::Encoding {
        // If the error names no line, the encoding is unknown, so undecodable bytes cannot be replaced.
        let options = if error.line().is_some() { "--encoding, --lossy" } else { "--encoding" };
        format!("{error} ({options})")
    } else if error.kind() == bitext::ErrorKind::Format && error.to_string().contains("as plain text") {
        format!("{error} (or read it as it is: --markup plain)")
    } else {
        error.to_string()
    }
}

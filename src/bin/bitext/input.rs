//! Reading files and standard input, with the options that say how.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use bitext::{DecodeErrors, Encoding, Markup, Reader, Text};
use indicatif::ProgressBar;

use crate::arguments::TextOptions;
use crate::failure::{Failure, report};

/// Reads inputs as the command line says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input {
    reader: Reader,
    /// None where the name of the file tells.
    markup: Option<Markup>,
}

impl Input {
    /// Finds the encoding out, takes what does not decode for an error, and any markup for text.
    pub(crate) fn plain() -> Self {
        let markup = Markup::Plain;
        Self { reader: Reader::new().markup(markup), markup: Some(markup) }
    }

    pub(crate) fn new(options: &TextOptions) -> Self {
        let mut reader = Reader::new();
        if let Some(encoding) = options.encoding {
            reader = reader.encoding(encoding);
        }
        if options.lossy {
            reader = reader.decode_errors(DecodeErrors::Replaced);
        }
        if let Some(markup) = options.markup {
            reader = reader.markup(markup);
        }
        Self { reader, markup: options.markup }
    }

    /// The text of a file, or of standard input if it is called `-`.
    pub(crate) fn text(&self, path: &Path) -> Result<Text, Failure> {
        if is_standard(path) {
            let text = self.reader.read(io::stdin().lock());
            return text.map_err(|error| failure(path, &error));
        }
        check(path)?;
        self.reader.read_path(path).map_err(|error| Failure::Input(advised(&error)))
    }

    /// The lines of a file, or of standard input if it is called `-`: of plain text one after the other, of a page
    /// those of its text, which is in memory. `progress` counts the bytes.
    pub(crate) fn lines(&self, path: &Path, progress: &ProgressBar) -> Result<InputLines, Failure> {
        if self.markup.unwrap_or_else(|| Markup::of_path(path)) != Markup::Plain {
            let text = self.text(path)?;
            progress.inc(fs::metadata(path).map_or(0, |found| found.len()));
            let replaced = text.replaced();
            let source: Box<dyn Read> = Box::new(Cursor::new(text.into_string()));
            let lines = Reader::new().encoding(Encoding::Utf8).lines(source);
            return lines.map(|lines| InputLines { lines, replaced }).map_err(|error| failure(path, &error));
        }
        let source: Box<dyn Read> = if is_standard(path) {
            Box::new(progress.wrap_read(io::stdin().lock()))
        } else {
            check(path)?;
            Box::new(progress.wrap_read(fs::File::open(path).map_err(|error| Failure::file(path, &error))?))
        };
        let lines = self.reader.lines(source).map_err(|error| failure(path, &error))?;
        Ok(InputLines { lines, replaced: 0 })
    }
}

/// The lines of an input.
pub(crate) struct InputLines {
    lines: bitext::Lines<Box<dyn Read>>,
    /// Bytes that did not decode, of a page.
    replaced: usize,
}

impl InputLines {
    /// The next line in place of `line`, with its end; false at the end of the text.
    pub(crate) fn read_line(&mut self, line: &mut String) -> Result<bool, bitext::Error> {
        self.lines.read_line(line)
    }

    /// How many U+FFFD stand for bytes that do not decode.
    pub(crate) fn replaced(&self) -> usize {
        self.replaced + self.lines.replaced()
    }
}

/// The files that a command reads, over none of which it may write.
#[derive(Debug, Default)]
pub(crate) struct InputFiles(HashSet<PathBuf>);

impl InputFiles {
    pub(crate) fn new<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Self {
        // Where one writes to a device or a pipe, nothing is lost.
        let files = paths.into_iter().filter(|path| path.is_file());
        Self(files.filter_map(|path| fs::canonicalize(path).ok()).collect())
    }

    /// Refuses an output that is one of them: the end of its name is easily forgotten, and the text is gone.
    pub(crate) fn refuse_overwrite(&self, output: &Path) -> Result<(), Failure> {
        match fs::canonicalize(output) {
            Ok(place) if self.0.contains(&place) => Err(Failure::Usage(format!(
                "{}: is read and would be written over: give the output another name",
                output.display()
            ))),
            _ => Ok(()),
        }
    }
}

/// The inputs of a command that reads standard input if none is named.
pub(crate) fn or_standard(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() }
}

pub(crate) fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// What messages call an input.
pub(crate) fn name(path: &Path) -> String {
    if is_standard(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// What each JSON object of an input names it, where there are several: places are those of the one input.
pub(crate) fn name_of_several(path: &Path, inputs: &[PathBuf]) -> Option<String> {
    (inputs.len() > 1).then(|| name(path))
}

/// A failure of a line of an input.
pub(crate) fn failure(path: &Path, error: &bitext::Error) -> Failure {
    let gap = if error.line().is_some() || error.offset().is_some() { "," } else { ":" };
    Failure::Input(format!("{}{gap} {}", name(path), advised(error)))
}

/// Says how many bytes were lost.
pub(crate) fn warn_of_losses(name: &str, replaced: usize, quiet: bool) {
    if replaced > 0 && !quiet {
        let (what, stands) = if replaced == 1 { ("character", "stands") } else { ("characters", "stand") };
        report(format_args!(
            "warning: {name}: {replaced} {what} U+FFFD {stands} for bytes that do not decode"
        ));
    }
}

/// What the system says of these would not tell what to do.
pub(crate) fn check(path: &Path) -> Result<(), Failure> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => {
            Err(Failure::Input(format!("{}: is a folder: name a file in it", path.display())))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Failure::Input(format!("{}: there is no such file", path.display())))
        }
        _ => Ok(()),
    }
}

/// The error with what can be done about it here.
fn advised(error: &bitext::Error) -> String {
    if error.kind() == bitext::ErrorKind::Encoding {
        // Where there is no line, it is not known what to read on in.
        let options = if error.line().is_some() { "--encoding, --lossy" } else { "--encoding" };
        format!("{error} ({options})")
    } else {
        error.to_string()
    }
}

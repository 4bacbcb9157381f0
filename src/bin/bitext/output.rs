//! Writes to standard output, or to a file that appears only when it is complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::input_files::InputFiles;
use crate::part_file::{PartFile, PartFiles};

/// A buffered writer to standard output or a file.
#[derive(Debug)]
pub(crate) struct Output {
    target: Target,
    /// The name in messages.
    name: PathBuf,
}

#[derive(Debug)]
enum Target {
    Standard(BufWriter<StdoutLock<'static>>),
    /// A temporary file in the folder of the output, renamed to the output when complete.
    Part(BufWriter<PartFile>),
    /// A device or a pipe, which cannot be replaced by renaming.
    Direct(BufWriter<File>),
}

impl Output {
    /// Opens the file `path`, or standard output if `path` is `None` or `-`.
    pub(crate) fn open(path: Option<&Path>, part_files: &PartFiles) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            let target = Target::Standard(BufWriter::new(io::stdout().lock()));
            return Ok(Self { target, name: PathBuf::from("standard output") });
        };
        let target = match fs::metadata(path) {
            Ok(found) if found.is_dir() => {
                return Err(Failure::Input(format!("{}: is a folder: name a file in it", path.display())));
            }
            Ok(found) if !found.is_file() => {
                File::create(path).map(|file| Target::Direct(BufWriter::new(file)))
            }
            _ => part_files.create(path).map(|file| Target::Part(BufWriter::new(file))),
        };
        let target = target.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                Failure::Input(format!("{}: no such folder: create it first", path.display()))
            }
            _ => Failure::file(path, &error),
        })?;
        Ok(Self { target, name: path.to_owned() })
    }

    /// Like [`open`](Self::open), but refuses to write to one of the files in `read`, which the command reads.
    pub(crate) fn open_protecting<'p>(
        path: Option<&Path>,
        read: impl IntoIterator<Item = &'p Path>,
        part_files: &PartFiles,
    ) -> Result<Self, Failure> {
        let read = InputFiles::new(read);
        match path.filter(|path| !is_standard(Some(path))) {
            Some(path) => read.refuse_overwrite(path)?,
            None => read.refuse_standard_output()?,
        }
        Self::open(path, part_files)
    }

    /// Flushes the output and renames the temporary file.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        Self::finish_together([self])
    }

    /// Flushes outputs that belong together, then renames all of their temporary files.
    pub(crate) fn finish_together<const N: usize>(outputs: [Self; N]) -> Result<(), Failure> {
        let mut parts = Vec::new();
        for mut output in outputs {
            output.flush().map_err(|error| output.failure(&error))?;
            if let Target::Part(file) = output.target {
                parts.push(file.into_inner().map_err(|error| Failure::file(&output.name, error.error()))?);
            }
        }
        PartFile::persist(parts)
    }

    /// Creates a failure for an error in writing to this output.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure::file(&self.name, error)
    }

    /// Creates a failure for an error of the library while it writes to this output.
    pub(crate) fn library_failure(&self, error: bitext::Error) -> Failure {
        let source = std::error::Error::source(&error).and_then(|source| source.downcast_ref::<io::Error>());
        match source {
            Some(source) if error.path().is_none() => self.failure(source),
            _ => Failure::from(error),
        }
    }
}

/// Whether an output with this name is standard output.
pub(crate) fn is_standard(path: Option<&Path>) -> bool {
    path.is_none_or(|path| path == Path::new("-"))
}

/// Whether standard output is a terminal.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Standard(out) => out.write(bytes),
            Target::Part(file) => file.write(bytes),
            Target::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Standard(out) => out.flush(),
            Target::Part(file) => file.flush(),
            Target::Direct(file) => file.flush(),
        }
    }
}

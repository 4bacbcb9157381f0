//! Writes to standard output, or to a file that appears only when it is complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::{Builder, NamedTempFile};

use crate::failure::Failure;
use crate::input::InputFiles;

/// The temporary files of the program, removed if it is interrupted.
#[derive(Clone, Debug, Default)]
pub(crate) struct PartFiles(Arc<Mutex<Vec<PathBuf>>>);

impl PartFiles {
    /// Removes the files and exits when the program is interrupted or terminated.
    pub(crate) fn remove_on_interrupt(&self) -> Result<(), Failure> {
        let files = self.clone();
        let end = move || {
            for path in files.paths().drain(..) {
                // The file may already have been renamed or removed.
                let _ = fs::remove_file(path);
            }
            // The main thread has no cancellation point.
            std::process::exit(INTERRUPTED)
        };
        ctrlc::set_handler(end)
            .map_err(|error| Failure::Input(format!("cannot install a signal handler: {error}")))
    }

    fn paths(&self) -> std::sync::MutexGuard<'_, Vec<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The exit status after an interrupt, by shell convention: 128 plus the number of SIGINT. Other signals are not
/// distinguished.
const INTERRUPTED: i32 = 130;

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
    /// A temporary file in the same folder, to be renamed.
    Beside {
        file: BufWriter<NamedTempFile>,
        place: PathBuf,
        part_files: PartFiles,
    },
    /// A device or a pipe, which cannot be replaced by renaming.
    Direct(BufWriter<File>),
}

impl Output {
    /// Opens a file, or standard output if there is no `path` or it is `-`.
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
            _ => beside(path, part_files),
        };
        let target = target.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                Failure::Input(format!("{}: no such folder: create it first", path.display()))
            }
            _ => Failure::file(path, &error),
        })?;
        Ok(Self { target, name: path.to_owned() })
    }

    /// As [`open`](Self::open), but refuses a file that is also `read`.
    pub(crate) fn open_protecting<'p>(
        path: Option<&Path>,
        read: impl IntoIterator<Item = &'p Path>,
        part_files: &PartFiles,
    ) -> Result<Self, Failure> {
        if let Some(path) = path {
            InputFiles::new(read).refuse_overwrite(path)?;
        }
        Self::open(path, part_files)
    }

    /// Flushes the output and renames the temporary file.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.flush().map_err(|error| self.failure(&error))?;
        if let Target::Beside { file, place, part_files } = self.target {
            let file = file.into_inner().map_err(|error| Failure::file(&self.name, error.error()))?;
            let path = file.path().to_owned();
            file.persist(place).map_err(|error| Failure::file(&self.name, &error.error))?;
            part_files.paths().retain(|other| *other != path);
        }
        Ok(())
    }

    /// The failure to write to this output.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure::file(&self.name, error)
    }

    /// The failure for a library error while writing.
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

fn beside(path: &Path, part_files: &PartFiles) -> io::Result<Target> {
    let path = behind_links(path);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".bitext-").suffix(".part");
    let old = fs::metadata(&path).ok().map(|found| found.permissions());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The umask applies, as for any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    // The lock is held until the file is registered, so that an interrupt cannot come in between.
    let mut paths = part_files.paths();
    let file = builder.tempfile_in(folder)?;
    paths.push(file.path().to_owned());
    drop(paths);
    if let Some(old) = old {
        file.as_file().set_permissions(old)?;
    }
    Ok(Target::Beside { file: BufWriter::new(file), place: path, part_files: part_files.clone() })
}

/// Follows a symbolic link, so that the file it points to is replaced, not the link. That file need not exist.
fn behind_links(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    match fs::read_link(path) {
        // One step only: a link to a dangling link is overwritten.
        Ok(place) => path.parent().unwrap_or(Path::new("")).join(place),
        Err(_) => path.to_owned(),
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Standard(out) => out.write(bytes),
            Target::Beside { file, .. } => file.write(bytes),
            Target::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Standard(out) => out.flush(),
            Target::Beside { file, .. } => file.flush(),
            Target::Direct(file) => file.flush(),
        }
    }
}

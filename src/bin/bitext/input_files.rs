//! The files that a command reads, which it must not write to.

use std::collections::HashSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::input::is_standard;

/// The files that a command reads, which it must not write to.
#[derive(Debug, Default)]
pub(crate) struct InputFiles(HashSet<FileId>);

/// The identity of a file, which is the same under each of its names.
#[derive(Debug, PartialEq, Eq, Hash)]
struct FileId {
    /// Device and inode on Unix, so that a hard link or a redirection is recognized too.
    inode: Option<(u64, u64)>,
    /// The canonical path on other systems.
    path: Option<PathBuf>,
}

impl InputFiles {
    pub(crate) fn new<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Self {
        Self(
            paths
                .into_iter()
                .filter_map(|path| if is_standard(path) { stdin() } else { named(path) })
                .collect(),
        )
    }

    /// Refuses an output that is also an input, because the text of the input would be lost.
    pub(crate) fn refuse_overwrite(&self, output: &Path) -> Result<(), Failure> {
        match named(output) {
            Some(id) if self.0.contains(&id) => Err(Failure::Usage(format!(
                "{}: is also an input and would be overwritten: give the output another name",
                output.display()
            ))),
            _ => Ok(()),
        }
    }

    /// Refuses a standard output that is redirected to an input: the command would read what it writes.
    pub(crate) fn refuse_standard_output(&self) -> Result<(), Failure> {
        match stdout() {
            Some(id) if self.0.contains(&id) => Err(Failure::Usage(
                "standard output: is also an input: redirect it to another file".to_owned(),
            )),
            _ => Ok(()),
        }
    }
}

/// Returns the regular file of this name, if it exists. Returns `None` for a device or a pipe, because writing to it
/// destroys nothing.
fn named(path: &Path) -> Option<FileId> {
    id(&fs::metadata(path).ok()?, Some(path))
}

#[cfg(unix)]
fn id(found: &Metadata, _: Option<&Path>) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    found.is_file().then(|| FileId { inode: Some((found.dev(), found.ino())), path: None })
}

#[cfg(not(unix))]
fn id(found: &Metadata, path: Option<&Path>) -> Option<FileId> {
    let path = fs::canonicalize(path?).ok().filter(|_| found.is_file())?;
    Some(FileId { inode: None, path: Some(path) })
}

/// Returns the file that standard input is redirected from.
fn stdin() -> Option<FileId> {
    redirected(&io::stdin())
}

/// Returns the file that standard output is redirected to.
fn stdout() -> Option<FileId> {
    redirected(&io::stdout())
}

#[cfg(unix)]
fn redirected(stream: &impl std::os::fd::AsFd) -> Option<FileId> {
    let file = fs::File::from(stream.as_fd().try_clone_to_owned().ok()?);
    id(&file.metadata().ok()?, None)
}

#[cfg(not(unix))]
fn redirected<T>(_: &T) -> Option<FileId> {
    None
}

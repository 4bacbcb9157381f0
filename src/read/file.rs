//! Opens files, with errors that say what to do.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::Error;

/// Opens a file for reading. A folder is an error.
pub(super) fn open(path: &Path) -> Result<File, Error> {
    let file = File::open(path).map_err(read_error)?;
    if file.metadata().map_err(read_error)?.is_dir() {
        return Err(read_error(io::ErrorKind::IsADirectory.into()));
    }
    Ok(file)
}

/// Converts an I/O error. The message of a common error says what to do.
pub(super) fn read_error(error: io::Error) -> Error {
    let message = match error.kind() {
        io::ErrorKind::NotFound => "no such file: check the name and the folder",
        io::ErrorKind::IsADirectory => "this is a folder: name a file in it",
        io::ErrorKind::PermissionDenied => "permission denied: make the file readable",
        _ => return error.into(),
    };
    io::Error::new(error.kind(), message).into()
}

//! Output files, which appear under their names only when they are whole.

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;

use crate::Failure;

/// Locked by the run that writes to the folder.
const LOCK: &str = ".corpus-lock";
/// What the names of temporary files end with. Table readers skip names that begin with a dot.
const TEMPORARY: &str = ".part";

/// The folder of the output, locked for one run.
pub(crate) struct OutputFolder {
    folder: PathBuf,
    parts: PathBuf,
    _lock: File,
}

impl OutputFolder {
    /// Creates the folder if necessary, and removes the temporary files of runs that were killed.
    ///
    /// # Errors
    /// If another run uses the folder, if it has files of something else, or if it cannot be written.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        let (parts, lock) = (folder.join("parts"), folder.join(LOCK));
        let named = |error: std::io::Error| format!("{}: {error}", folder.display());
        fs::create_dir_all(folder).map_err(named)?;
        // Parts of old documents are removed, which must not happen to files of something else.
        if !lock.exists() && fs::read_dir(folder).map_err(named)?.next().is_some() {
            return Err(format!("{}: has files, but is no output of this program", folder.display()).into());
        }
        let lock = File::create(lock).map_err(named)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(format!("{}: another run writes to this folder", folder.display()).into());
            }
            Err(TryLockError::Error(error)) => return Err(named(error).into()),
        }
        fs::create_dir_all(&parts).map_err(named)?;
        for folder in [folder, &parts] {
            for entry in fs::read_dir(folder).map_err(named)? {
                let path = entry.map_err(named)?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if name.starts_with('.') && name.ends_with(TEMPORARY) {
                    fs::remove_file(&path).map_err(named)?;
                }
            }
        }
        Ok(Self { folder: folder.to_owned(), parts, _lock: lock })
    }

    pub(crate) fn parts(&self) -> &Path {
        &self.parts
    }

    /// Removes the parts of files that are not among the documents any more, and first the corpus that has their pairs.
    pub(crate) fn remove_other_parts(&self, documents: &[PathBuf]) -> Result<(), Failure> {
        let names: HashSet<_> = documents.iter().map(|file| file.file_name()).collect();
        for entry in fs::read_dir(&self.parts)? {
            let path = entry?.path();
            if !names.contains(&path.file_name()) {
                match fs::remove_file(self.corpus()) {
                    Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                    _ => fs::remove_file(path)?,
                }
            }
        }
        Ok(())
    }

    /// The pairs of a file of documents.
    pub(crate) fn part(&self, documents: &Path) -> PathBuf {
        self.parts.join(documents.file_name().unwrap_or_default())
    }

    pub(crate) fn corpus(&self) -> PathBuf {
        self.folder.join("corpus.parquet")
    }
}

/// Whether `output` exists and is as new as `input`.
pub(crate) fn is_current(output: &Path, input: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|file| file.modified());
    matches!((time(output), time(input)), (Ok(output), Ok(input)) if output >= input)
}

/// A Parquet file under a temporary name, which is removed unless the file is finished.
pub(crate) struct PartFile {
    path: PathBuf,
    temporary: PathBuf,
    /// `None` once the file is finished.
    writer: Option<ArrowWriter<File>>,
    rows: usize,
}

impl PartFile {
    pub(crate) fn create(path: &Path, schema: SchemaRef) -> Result<Self, Failure> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let temporary = path.with_file_name(format!(".{name}{TEMPORARY}"));
        let file = File::create(&temporary).map_err(|error| format!("{}: {error}", temporary.display()))?;
        let properties =
            WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
        let writer = Some(ArrowWriter::try_new(file, schema, Some(properties))?);
        Ok(Self { path: path.to_owned(), temporary, writer, rows: 0 })
    }

    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), Failure> {
        self.rows += batch.num_rows();
        if let Some(writer) = &mut self.writer {
            writer.write(batch)?;
        }
        Ok(())
    }

    /// Gives the file its name, after its bytes are on the disk. Returns the number of rows.
    pub(crate) fn finish(mut self) -> Result<usize, Failure> {
        if let Some(writer) = self.writer.take() {
            let named = |error: std::io::Error| format!("{}: {error}", self.path.display());
            writer.into_inner()?.sync_all().map_err(named)?;
            fs::rename(&self.temporary, &self.path).map_err(named)?;
            if let Some(folder) = self.path.parent() {
                File::open(folder).and_then(|folder| folder.sync_all()).map_err(named)?;
            }
        }
        Ok(self.rows)
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        // After `finish`, there is no file of this name.
        let _ = fs::remove_file(&self.temporary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_removed_documents_are_removed() -> Result<(), Failure> {
        let folder = tempfile::tempdir()?;
        let output = OutputFolder::open(folder.path())?;
        let documents: Vec<PathBuf> =
            (0..200).map(|number| PathBuf::from(format!("/in/{number}.parquet"))).collect();
        for file in &documents {
            File::create(output.part(file))?;
        }
        File::create(output.corpus())?;
        output.remove_other_parts(&documents)?;
        assert!(output.corpus().exists());
        output.remove_other_parts(&documents[..199])?;
        assert!(!output.corpus().exists());
        let kept = |file: &PathBuf| output.part(file).exists();
        assert!(documents[..199].iter().all(kept) && !kept(&documents[199]));
        Ok(())
    }
}

//! The progress of a batch that writes a file for each document, so that an interrupted batch continues where it
//! stopped.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The name of the journal in the output folder. It is there while a batch runs, and after a batch that was
/// interrupted.
const NAME: &str = ".bitext-batch";

/// A list of the documents that a batch has written.
///
/// The first line identifies the options; a journal with other options is begun anew. Each further line stands for a
/// document: a hash of the names, the sizes and the times of its input files, and the name of its output. A document
/// that has changed is aligned again.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    /// Locked, so that another program that writes to the folder keeps no journal.
    file: File,
    /// The documents that an interrupted batch has written.
    written: HashSet<String>,
}

impl Journal {
    /// Opens the journal in an output folder. `options` are all arguments that have an effect on the outputs. `None` if
    /// another program keeps the journal, or if there can be none; the batch then begins at its first document.
    pub(crate) fn open(folder: &Path, options: &str) -> Option<Self> {
        let path = folder.join(NAME);
        let mut file =
            OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path).ok()?;
        file.try_lock().ok()?;
        let begin = format!("bitext {} {options}", env!("CARGO_PKG_VERSION")).replace(['\n', '\r'], " ");
        let mut lines = BufReader::new(&file).lines().map_while(Result::ok);
        let written = match lines.next() {
            Some(first) if first == begin => lines.collect(),
            _ => HashSet::new(),
        };
        if written.is_empty() {
            file.set_len(0).ok()?;
            file.rewind().ok()?;
            writeln!(file, "{begin}").ok()?;
        } else {
            file.seek(std::io::SeekFrom::End(0)).ok()?;
        }
        Some(Self { path, file, written })
    }

    /// Whether an earlier batch has written the document, its output is there, and its inputs have not changed.
    pub(crate) fn has(&self, inputs: &[&Path], output: &Path) -> bool {
        !self.written.is_empty() && output.is_file() && self.written.contains(&entry(inputs, output))
    }

    /// Adds a document that has been written. If the journal cannot be written, the document is aligned again next
    /// time.
    pub(crate) fn add(&mut self, inputs: &[&Path], output: &Path) {
        // One write, so that a line is whole or, at the end of the disk, of no use.
        let _ = self.file.write_all(format!("{}\n", entry(inputs, output)).as_bytes());
    }

    /// Removes the journal of a batch that has reached its end.
    pub(crate) fn remove(self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Returns the line of a document: a hash of the files' names, sizes and times, and the name of the output.
fn entry(inputs: &[&Path], output: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    for input in inputs {
        input.hash(&mut hasher);
        let found = fs::metadata(input).ok();
        let time = found.as_ref().and_then(|found| found.modified().ok());
        let time = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        (found.map(|found| found.len()), time.map(|time| time.as_nanos())).hash(&mut hasher);
    }
    output.hash(&mut hasher);
    let name = output.file_name().unwrap_or_default().to_string_lossy().replace(['\n', '\r'], " ");
    format!("{:016x} {name}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_knows_what_was_written() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        for name in ["a.en", "a.tsv"] {
            fs::write(at(name), "Tea").expect("the folder is writable");
        }
        let (input, output) = (at("a.en"), at("a.tsv"));
        let open = |options: &str| Journal::open(folder.path(), options);
        let mut journal = open("tsv").expect("no other program has the journal");
        assert!(open("tsv").is_none(), "a journal has one keeper");
        assert!(!journal.has(&[&input], &output));
        journal.add(&[&input], &output);
        drop(journal);
        let journal = open("tsv").expect("the keeper has gone");
        assert!(journal.has(&[&input], &output));
        fs::write(&input, "More tea").expect("the folder is writable");
        assert!(!journal.has(&[&input], &output), "a changed input");
        drop(journal);
        let journal = open("tmx").expect("the keeper has gone");
        fs::write(&input, "Tea").expect("the folder is writable");
        assert!(!journal.has(&[&input], &output), "other options");
        journal.remove();
        assert!(!at(NAME).exists());
    }
}

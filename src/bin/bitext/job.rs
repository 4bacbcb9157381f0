//! A document to align: the files that it is read from, and its names.

use std::path::{Path, PathBuf};

use crate::input::{self, is_standard};

/// The files of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum JobFiles {
    /// A page in both languages.
    Page(PathBuf),
    /// A text and its translation, in either order.
    Texts(PathBuf, PathBuf),
}

/// A document to align.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Job {
    pub(crate) files: JobFiles,
    /// The name of its output file without the extension, relative to the output folder.
    pub(crate) stem: PathBuf,
}

impl Job {
    pub(crate) fn page(path: PathBuf) -> Self {
        let stem = stem_of(&path);
        Self { files: JobFiles::Page(path), stem }
    }

    /// Creates the job of a text and its translation. The output file is named after the first text.
    pub(crate) fn texts(one: PathBuf, other: PathBuf) -> Self {
        let stem = stem_of(&one);
        Self { files: JobFiles::Texts(one, other), stem }
    }

    /// Returns the name of the document in messages.
    pub(crate) fn label(&self) -> String {
        self.joined(input::name)
    }

    /// Returns the name of the document, made from the names that `name` gives to its files.
    pub(crate) fn joined(&self, name: impl Fn(&Path) -> String) -> String {
        match &self.files {
            JobFiles::Page(page) => name(page),
            JobFiles::Texts(one, other) => format!("{} and {}", name(one), name(other)),
        }
    }

    /// Returns the input files.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        let (one, other) = match &self.files {
            JobFiles::Page(page) => (page, None),
            JobFiles::Texts(one, other) => (one, Some(other)),
        };
        std::iter::once(one).chain(other).map(PathBuf::as_path)
    }
}

fn stem_of(path: &Path) -> PathBuf {
    if is_standard(path) {
        PathBuf::from("standard input")
    } else {
        path.file_stem().map(PathBuf::from).unwrap_or_default()
    }
}

//! The documents that `bitext align` aligns.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::arguments::AlignArgs;
use crate::failure::Failure;
use crate::input::{self, Input, is_standard};

/// One document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Job {
    /// A page in both languages.
    Page(PathBuf),
    /// A text and its translation, in either order.
    Texts(PathBuf, PathBuf),
}

impl Job {
    /// The name in messages and tables.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Page(page) => input::name(page),
            Self::Texts(one, other) => format!("{} and {}", input::name(one), input::name(other)),
        }
    }

    /// The input files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        let (one, other) = match self {
            Self::Page(page) => (page, None),
            Self::Texts(one, other) => (one, Some(other)),
        };
        std::iter::once(one).chain(other).map(PathBuf::as_path)
    }

    /// The name of the document's output file, without the extension.
    pub(crate) fn stem(&self) -> &OsStr {
        match self {
            Self::Page(first) | Self::Texts(first, _) if is_standard(first) => OsStr::new("standard input"),
            Self::Page(first) | Self::Texts(first, _) => first.file_stem().unwrap_or_default(),
        }
    }
}

/// The documents to align, in order.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) jobs: Vec<Job>,
    /// Whether the input is several pages, a list, a folder or a pattern, even if only one document is found.
    pub(crate) several: bool,
}

impl Plan {
    pub(crate) fn of(arguments: &AlignArgs) -> Result<Self, Failure> {
        let plan = match (&arguments.pairs, arguments.inputs.as_slice()) {
            (Some(list), _) => Self { jobs: listed(list)?, several: true },
            (None, [folder]) if !is_standard(folder) && folder.is_dir() => {
                Self { jobs: in_folder(folder)?, several: true }
            }
            (None, [one, other]) if !arguments.pages => {
                Self { jobs: vec![texts(one.clone(), other.clone())?], several: false }
            }
            (None, inputs) => {
                let jobs = pages(inputs)?;
                let several = jobs.len() > 1 || inputs.iter().any(|input| pattern(input).is_some());
                Self { jobs, several }
            }
        };
        if arguments.presplit && plan.jobs.iter().any(|job| matches!(job, Job::Page(_))) {
            return Err(Failure::Usage(
                "--presplit takes a text and its translation, not a page: name two files".to_owned(),
            ));
        }
        Ok(plan)
    }
}

fn texts(one: PathBuf, other: PathBuf) -> Result<Job, Failure> {
    if is_standard(&one) && is_standard(&other) {
        return Err(Failure::Usage(
            "standard input can only be read once: name a file for the other text".to_owned(),
        ));
    }
    let same = match (fs::canonicalize(&one), fs::canonicalize(&other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    };
    if same {
        let page = one.display();
        return Err(Failure::Input(format!(
            "{page}: the same file twice: name it once if it contains both languages, otherwise name its translation"
        )));
    }
    Ok(Job::Texts(one, other))
}

/// The pages that files and patterns name, in the order of `inputs`. The matches of a pattern are sorted.
fn pages(inputs: &[PathBuf]) -> Result<Vec<Job>, Failure> {
    let mut jobs = Vec::new();
    let mut standard = false;
    for path in inputs {
        if is_standard(path) {
            if standard {
                return Err(Failure::Usage("standard input can only be read once: name it once".to_owned()));
            }
            standard = true;
        }
        let Some(pattern) = pattern(path) else {
            jobs.push(Job::Page(path.clone()));
            continue;
        };
        let found = glob::glob(pattern)
            .map_err(|error| Failure::Usage(format!("`{pattern}` is not a valid pattern: {error}")))?;
        let before = jobs.len();
        for path in found {
            let path = path
                .map_err(|error| Failure::Input(format!("{}: {}", error.path().display(), error.error())))?;
            if path.is_file() {
                jobs.push(Job::Page(path));
            }
        }
        if jobs.len() == before {
            return Err(Failure::Input(format!(
                "{pattern}: no file matches: check the pattern and the folder"
            )));
        }
    }
    Ok(jobs)
}

/// The input as a pattern, if it has a wildcard and no file has exactly this name.
fn pattern(input: &Path) -> Option<&str> {
    input.to_str().filter(|name| name.contains(['*', '?', '[']) && !input.exists())
}

/// The pairs of NAME.en and NAME.zh in a folder.
fn in_folder(folder: &Path) -> Result<Vec<Job>, Failure> {
    let failed = |error| Failure::file(folder, &error);
    let mut texts: BTreeSet<PathBuf> = BTreeSet::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "en" || extension == "zh") {
            texts.insert(path);
        }
    }
    let mut jobs = Vec::new();
    for path in &texts {
        let (english, chinese) = (path.with_extension("en"), path.with_extension("zh"));
        let other = if *path == english { &chinese } else { &english };
        if !texts.contains(other) {
            return Err(Failure::Input(format!(
                "{}: no {} in the same folder: add it",
                path.display(),
                other.file_name().unwrap_or_default().display()
            )));
        }
        if *path == english {
            jobs.push(Job::Texts(english, chinese));
        }
    }
    if jobs.is_empty() {
        return Err(Failure::Input(format!(
            "{}: no NAME.en with a NAME.zh in it: to align the pages in it, use '{}'",
            folder.display(),
            folder.join("*").display()
        )));
    }
    Ok(jobs)
}

/// The pairs of files that a list names.
fn listed(list: &Path) -> Result<Vec<Job>, Failure> {
    let text = Input::plain().text(list)?;
    let folder = list.parent().unwrap_or(Path::new(""));
    let at = |number: usize, message: &str| {
        Failure::Input(format!("{}, line {}: {message}", input::name(list), number + 1))
    };
    let mut jobs = Vec::new();
    for (number, line) in text.as_str().lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut fields = line.split('\t').map(str::trim).filter(|field| !field.is_empty());
        let (Some(one), Some(other), None) = (fields.next(), fields.next(), fields.next()) else {
            return Err(at(number, "expected two file names separated by a tab"));
        };
        jobs.push(texts(folder.join(one), folder.join(other)).map_err(|failure| match failure {
            Failure::Input(message) | Failure::Usage(message) => at(number, &message),
            failure => failure,
        })?);
    }
    if jobs.is_empty() {
        return Err(Failure::Input(format!(
            "{}: the list is empty: add a pair of file names",
            input::name(list)
        )));
    }
    Ok(jobs)
}

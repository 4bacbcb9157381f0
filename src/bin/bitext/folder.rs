//! The documents in a folder and its subfolders.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use bitext::Markup;

use crate::failure::Failure;
use crate::file_marks::{counterpart, marks};
use crate::file_pairs::{FilePairs, pair_files};
use crate::job::{Job, JobFiles};

/// Documents, and the files that are in none of them.
#[derive(Debug, Default)]
pub(crate) struct FolderJobs {
    pub(crate) jobs: Vec<Job>,
    /// A message for each file without a counterpart, and for the ambiguous files of each name.
    pub(crate) unpaired: Vec<String>,
}

/// Returns the pairs of files in a folder and its subfolders. The names of the files decide which files are pairs.
/// `output` is not read.
pub(crate) fn in_folder(folder: &Path, output: Option<&Path>) -> Result<FolderJobs, Failure> {
    let files = files(folder, output)?;
    let names: Vec<String> = files.iter().map(|file| relative(file, folder)).collect();
    let found = pair_files(&names);
    if !found.pairs.is_empty() {
        return Ok(FolderJobs { jobs: jobs(&files, &found), unpaired: unpaired(&files, &names, &found) });
    }
    if let Some(files) = ambiguous(&files, &found).next() {
        return Err(Failure::Input(files));
    }
    let marked = found.unpaired.iter().find(|&&file| !marks(&names[file]).is_empty());
    Err(Failure::Input(match marked {
        Some(&file) => without_counterpart(&files[file], &names[file]),
        None => format!(
            "{}: no NAME.en with a NAME.zh in it: to align the pages in it, use '{}'",
            folder.display(),
            folder.join("*").display()
        ),
    }))
}

/// Returns the pairs of files in two folders. A pair has the same path in both folders, apart from language marks.
pub(crate) fn in_two_folders(one: &Path, other: &Path) -> Result<FolderJobs, Failure> {
    let sides = [(one, files(one, None)?), (other, files(other, None)?)];
    // A language mark replaces the name of each folder, so that the files of both folders can be in one list.
    let mut all = Vec::new();
    let mut names = Vec::new();
    for ((folder, files), mark) in sides.into_iter().zip(["en/", "zh/"]) {
        for file in files {
            names.push(format!("{mark}{}", relative(&file, folder)));
            all.push(file);
        }
    }
    let found = pair_files(&names);
    if found.pairs.is_empty() {
        if let Some(files) = ambiguous(&all, &found).next() {
            return Err(Failure::Input(files));
        }
        return Err(Failure::Input(format!(
            "{} and {}: no file of one has its counterpart in the other: give a text and its translation the same name",
            one.display(),
            other.display()
        )));
    }
    let is_lost =
        |file: &usize| format!("{}: no such file in the other folder: add it", all[*file].display());
    let unpaired = ambiguous(&all, &found).chain(found.unpaired.iter().map(is_lost)).collect();
    Ok(FolderJobs { jobs: jobs(&all, &found), unpaired })
}

/// Pairs the files that the command line names. Returns `None` unless every file is in a pair of two names with
/// language marks.
pub(crate) fn all_paired(files: &[PathBuf]) -> Option<Vec<Job>> {
    let names: Vec<String> = files.iter().map(|file| relative(file, Path::new(""))).collect();
    let found = pair_files(&names);
    let all = found.unpaired.is_empty()
        && found.ambiguous.is_empty()
        && found.pairs.iter().all(|pair| pair.both_marked);
    (all && found.pairs.len() * 2 == files.len()).then(|| {
        found
            .pairs
            .iter()
            .map(|pair| Job::texts(files[pair.english].clone(), files[pair.chinese].clone()))
            .collect()
    })
}

fn jobs(files: &[PathBuf], found: &FilePairs) -> Vec<Job> {
    let job = |pair: &crate::file_pairs::FilePair| Job {
        files: JobFiles::Texts(files[pair.english].clone(), files[pair.chinese].clone()),
        stem: PathBuf::from(&pair.stem),
    };
    found.pairs.iter().map(job).collect()
}

fn unpaired(files: &[PathBuf], names: &[String], found: &FilePairs) -> Vec<String> {
    let lost = found.unpaired.iter().map(|&file| without_counterpart(&files[file], &names[file]));
    ambiguous(files, found).chain(lost).collect()
}

/// Returns a message for the ambiguous files of each name. It names the first file of each language.
fn ambiguous(files: &[PathBuf], found: &FilePairs) -> impl Iterator<Item = String> {
    found.ambiguous.iter().map(|group| {
        let [english, chinese] = [&group.english, &group.chinese];
        format!(
            "{} and {}: {} English and {} Chinese files have the name `{}`: rename them, or list the pairs for --pairs",
            files[english[0]].display(),
            files[chinese[0]].display(),
            english.len(),
            chinese.len(),
            group.name
        )
    })
}

fn without_counterpart(file: &Path, name: &str) -> String {
    let file = file.display();
    match counterpart(name) {
        Some(other) if !other.contains('/') => format!("{file}: no {other} in the same folder: add it"),
        Some(other) => format!("{file}: no {other} in the folder: add it"),
        None => format!("{file}: no translation has its name: add one, or remove the file"),
    }
}

/// Returns the files of a folder and its subfolders that may be texts, sorted. Hidden files, hidden folders,
/// `node_modules`, and `output` with its content are left out.
fn files(folder: &Path, output: Option<&Path>) -> Result<Vec<PathBuf>, Failure> {
    let output = output.and_then(|output| fs::canonicalize(output).ok());
    let mut open = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        let failed = |error| Failure::file(&folder, &error);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            let name = entry.file_name();
            if is_left_out(&name) || output.is_some() && fs::canonicalize(&path).ok() == output {
                continue;
            }
            if entry.file_type().map_err(failed)?.is_dir() {
                open.push(path);
            } else if path.is_file() && may_be_text(&path, &name) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn is_left_out(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name == "node_modules"
}

/// Extensions of plain text. A file whose extension is neither in this list nor of markup counts as text only if its
/// name has a language mark.
const PLAIN: [&str; 6] = ["", "txt", "text", "rst", "adoc", "asc"];

fn may_be_text(path: &Path, name: &OsStr) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    PLAIN.contains(&extension.as_str())
        || Markup::of_path(path) != Markup::Plain
        || !marks(&name.to_string_lossy()).is_empty()
}

/// Returns the path of a file in a folder, with `/` between its parts.
fn relative(file: &Path, folder: &Path) -> String {
    let path = file.strip_prefix(folder).unwrap_or(file);
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

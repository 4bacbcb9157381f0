//! The documents that `bitext align` aligns.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use bitext::{TextOrder, text_order};

use crate::arguments::AlignArgs;
use crate::failure::Failure;
use crate::folder::{FolderJobs, all_paired, in_folder, in_two_folders};
use crate::input::{self, Input, is_standard};
use crate::job::{Job, JobFiles};
use crate::sides::named_order;

/// The documents to align, in order.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) jobs: Vec<Job>,
    /// Whether the input is several pages, a list, a folder or a pattern, even if only one document is found.
    pub(crate) several: bool,
    /// A message for each file that is in no document.
    pub(crate) unpaired: Vec<String>,
    /// How the arguments were understood, if another reading is possible.
    pub(crate) note: Option<String>,
}

impl Plan {
    pub(crate) fn of(arguments: &AlignArgs, input: &Input) -> Result<Self, Failure> {
        let plan = match (&arguments.pairs, arguments.inputs.as_slice()) {
            (Some(list), _) => Self::several(listed(list)?),
            (None, [folder]) if is_folder(folder) && !arguments.pages => {
                in_folder(folder, arguments.output.output.as_deref()).map(Self::of_folder)?
            }
            (None, [one, other]) if is_folder(one) && is_folder(other) && !arguments.pages => {
                in_two_folders(one, other).map(Self::of_folder)?
            }
            (None, []) if io::stdin().is_terminal() => {
                return Err(Failure::Usage(
                    "nothing to align: name files, a folder or a list of pairs".to_owned(),
                ));
            }
            (None, []) => Self::of_files(arguments, &[PathBuf::from("-")], input)?,
            (None, inputs) => Self::of_files(arguments, inputs, input)?,
        };
        if arguments.presplit && plan.jobs.iter().any(|job| matches!(job.files, JobFiles::Page(_))) {
            return Err(Failure::Usage(
                "--presplit takes a text and its translation, not a page: name two files".to_owned(),
            ));
        }
        if arguments.keep.is_some() && plan.several {
            return Err(Failure::Usage(
                "--keep takes one document: name a page, or a text and its translation".to_owned(),
            ));
        }
        if arguments.srx.is_some() && plan.jobs.iter().any(|job| matches!(job.files, JobFiles::Page(_))) {
            return Err(Failure::Usage(
                "--srx takes a text and its translation, not a page: name two files".to_owned(),
            ));
        }
        Ok(plan)
    }

    fn of_folder(found: FolderJobs) -> Self {
        Self { unpaired: found.unpaired, ..Self::several(found.jobs) }
    }

    fn several(jobs: Vec<Job>) -> Self {
        Self { jobs, several: true, unpaired: Vec::new(), note: None }
    }

    fn of_files(arguments: &AlignArgs, inputs: &[PathBuf], input: &Input) -> Result<Self, Failure> {
        let files = expanded(inputs)?;
        let has_pattern = inputs.iter().any(|input| pattern(input).is_some());
        let several = files.len() > 1 || has_pattern;
        let pages = |files: &[PathBuf]| files.iter().cloned().map(Job::page).collect();
        if arguments.pages {
            return Ok(Self { several, ..Self::several(pages(&files)) });
        }
        if let [one, other] = files.as_slice() {
            let job = texts(one.clone(), other.clone())?;
            if arguments.first.is_some() || arguments.presplit || are_texts(one, other, input, has_pattern) {
                return Ok(Self { several: false, ..Self::several(vec![job]) });
            }
            let note = format!(
                "{} do not look like a text and its translation: aligned as two pages (--first aligns them with each other)",
                job.label()
            );
            return Ok(Self { note: Some(note), ..Self::several(pages(&files)) });
        }
        match all_paired(&files).filter(|jobs| jobs.len() > 1) {
            Some(jobs) => {
                let note = format!(
                    "the names of the {} files say that they are {} texts and their translations (--pages aligns each file by itself)",
                    files.len(),
                    jobs.len()
                );
                Ok(Self { note: Some(note), ..Self::several(jobs) })
            }
            None => Ok(Self { several, ..Self::several(pages(&files)) }),
        }
    }
}

fn is_folder(path: &Path) -> bool {
    !is_standard(path) && path.is_dir()
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
    Ok(Job::texts(one, other))
}

/// Whether two files are a text and its translation, according to their names, otherwise according to their texts. Two
/// pages that each have both languages are not. A pattern may match anything, so of two files that a pattern named, one
/// must clearly be English and the other Chinese.
fn are_texts(one: &Path, other: &Path, input: &Input, by_pattern: bool) -> bool {
    // The order of standard input and of pipes is found when they are aligned, since they can be read only once.
    if ![one, other].iter().all(|path| path.is_file()) || named_order(one, other).is_some() {
        return true;
    }
    // An error comes up again when the files are aligned.
    let (Ok(first), Ok(second)) = (input.at(0).text(one), input.at(1).text(other)) else { return true };
    let mixed = [&first, &second]
        .map(|text| text_order(text.as_str(), "") == TextOrder::Unclear && has_letters(text));
    if !by_pattern {
        return mixed != [true, true];
    }
    let order = text_order(first.as_str(), second.as_str());
    matches!(order, TextOrder::EnglishFirst | TextOrder::ChineseFirst) && mixed == [false, false]
}

fn has_letters(text: &bitext::Text) -> bool {
    text.as_str().chars().any(char::is_alphabetic)
}

/// Returns the files that arguments name, in the order of the arguments. The matches of a pattern are sorted.
fn expanded(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in inputs {
        let Some(pattern) = pattern(path) else {
            files.push(path.clone());
            continue;
        };
        let found = glob::glob(pattern)
            .map_err(|error| Failure::Usage(format!("`{pattern}` is not a valid pattern: {error}")))?;
        let before = files.len();
        for path in found {
            let path = path
                .map_err(|error| Failure::Input(format!("{}: {}", error.path().display(), error.error())))?;
            if path.is_file() {
                files.push(path);
            }
        }
        if files.len() == before {
            return Err(Failure::Input(format!(
                "{pattern}: no file matches: check the pattern and the folder"
            )));
        }
    }
    if files.iter().filter(|path| is_standard(path)).count() > 1 {
        return Err(Failure::Usage("standard input can only be read once: name it once".to_owned()));
    }
    Ok(files)
}

/// Returns the input as a pattern, if it has a wildcard and no file has exactly this name.
fn pattern(input: &Path) -> Option<&str> {
    input.to_str().filter(|name| name.contains(['*', '?', '[']) && !input.exists())
}

/// Returns the pairs of files that a list names.
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
        let (Some(one), Some(other)) = (fields.next(), fields.next()) else {
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

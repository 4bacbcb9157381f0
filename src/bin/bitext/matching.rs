//! `bitext match`: which documents translate which.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use bitext::{DocumentMatch, DocumentMatcher, DocumentMatches, Evidence, NearDuplicate};
use serde::Serialize;

use crate::arguments::{LineFormat, MatchArgs};
use crate::failure::{Failure, counted, report};
use crate::input::{self, Input};
use crate::output::{self, Output};
use crate::part_file::PartFiles;

/// The documents of one language.
#[derive(Debug, Default)]
struct DocumentFolder {
    folder: PathBuf,
    paths: Vec<PathBuf>,
    texts: Vec<String>,
    /// Number of files that could not be read.
    failed: usize,
}

pub(crate) fn run(arguments: &MatchArgs, quiet: bool, part_files: &PartFiles) -> Result<(), Failure> {
    let aligner = crate::aligner::aligner(&arguments.lexicon)?;
    let input = Input::new(&arguments.text);
    let english = DocumentFolder::read(&arguments.english, &input, quiet)?;
    let chinese = DocumentFolder::read(&arguments.chinese, &input, quiet)?;
    let place = arguments.output.output.as_deref();
    let read = english.paths.iter().chain(&chinese.paths).chain(&arguments.lexicon).map(PathBuf::as_path);
    let mut out = Output::open_protecting(place, read, part_files)?;
    let mut matcher = DocumentMatcher::new(&aligner).threads(arguments.threads.map_or(0, usize::from));
    if let Some(least) = arguments.min_confidence {
        matcher = matcher.min_confidence(least.0);
    }
    let found = matcher.find(&english.texts, &chinese.texts);
    let list = MatchList {
        english: &english,
        chinese: &chinese,
        names: ListNames::new(place, arguments.text.paths),
    };
    let written = match arguments.output.format {
        LineFormat::Text => list.write_table(&found, &mut out),
        LineFormat::Jsonl => list.write_jsonl(&found, &mut out),
    };
    written.map_err(|error| out.failure(&error))?;
    out.finish()?;
    if !quiet {
        summary(&found, &english, &chinese);
    }
    if english.failed + chinese.failed > 0 { Err(Failure::Reported) } else { Ok(()) }
}

impl DocumentFolder {
    /// Reads the files of a folder and its subfolders, by name. A file that cannot be read is reported, and left out.
    fn read(folder: &Path, input: &Input, quiet: bool) -> Result<Self, Failure> {
        let mut all = Self { folder: folder.to_owned(), ..Self::default() };
        for path in files(folder)? {
            match input.text(&path) {
                Ok(text) => {
                    input::warn_of_losses(&input::name(&path), text.replaced(), quiet);
                    all.texts.push(text.into_string());
                    all.paths.push(path);
                }
                Err(failure) => {
                    report(format_args!("error: {failure}"));
                    all.failed += 1;
                }
            }
        }
        if all.texts.is_empty() {
            let folder = folder.display();
            return Err(Failure::Input(format!(
                "{folder}: no document in it: name the folder that contains them"
            )));
        }
        Ok(all)
    }

    fn name(&self, document: usize, names: &ListNames) -> String {
        names.of(&self.paths[document], &self.folder)
    }
}

/// Returns the files of a folder and its subfolders, in the order of their paths. Hidden files are skipped.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => {
                Failure::Input(format!("{}: no such folder: check the name", folder.display()))
            }
            io::ErrorKind::NotADirectory => Failure::Input(format!(
                "{}: not a folder: name the folder that contains it",
                folder.display()
            )),
            _ => Failure::file(&folder, &error),
        };
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            if path.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with('.')) {
                continue;
            }
            // A link to a folder is not followed: it may lead back.
            if entry.file_type().map_err(failed)?.is_dir() {
                open.push(path);
            } else if path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The names of files in a list. `bitext align --pairs` reads them relative to the folder of the list.
struct ListNames {
    /// The folder of the list with the links in it resolved; `None` if the list is not a file.
    folder: Option<PathBuf>,
    /// Whether the paths are written as the command line has them.
    whole: bool,
}

impl ListNames {
    fn new(list: Option<&Path>, whole: bool) -> Self {
        let list = list.filter(|_| !output::is_standard(list));
        let folder = list
            .map(|list| list.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")));
        Self { folder: folder.and_then(|folder| fs::canonicalize(folder).ok()), whole }
    }

    /// Returns the name of a file in `documents`: its path from the folder of the list. On standard output, it is the
    /// path from the current folder, or from the folder that holds `documents` if the command line has a full path, so
    /// that the name does not show where the files are.
    fn of(&self, path: &Path, documents: &Path) -> String {
        if self.whole {
            return path.display().to_string();
        }
        let (Some(folder), Ok(full)) = (&self.folder, fs::canonicalize(path)) else {
            let holder = documents.parent().filter(|_| documents.is_absolute());
            let shown = holder.and_then(|holder| path.strip_prefix(holder).ok()).unwrap_or(path);
            return shown.display().to_string();
        };
        let shared =
            folder.components().zip(full.components()).take_while(|(one, other)| one == other).count();
        let up = folder.components().skip(shared).map(|_| Component::ParentDir);
        let relative: PathBuf = up.chain(full.components().skip(shared)).collect();
        relative.display().to_string()
    }
}

struct MatchList<'d> {
    english: &'d DocumentFolder,
    chinese: &'d DocumentFolder,
    names: ListNames,
}

#[derive(Serialize)]
struct MatchRecord<'r> {
    english: String,
    chinese: String,
    confidence: f32,
    words: Vec<(&'r str, &'r str)>,
}

#[derive(Serialize)]
struct DuplicateRecord {
    duplicate: String,
    of: String,
    similarity: f32,
}

impl MatchList<'_> {
    fn write_table(&self, found: &DocumentMatches, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "# English\tChinese\tconfidence\twords")?;
        for pair in &found.pairs {
            let words: Vec<String> = self
                .words(pair)
                .into_iter()
                .map(|(english, chinese)| format!("{english}={chinese}"))
                .collect();
            let record = self.record(pair);
            writeln!(
                out,
                "{}\t{}\t{:.4}\t{}",
                field(&record.english),
                field(&record.chinese),
                record.confidence,
                field(&words.join(" "))
            )?;
        }
        for record in self.duplicates(found) {
            let (duplicate, of) = (field(&record.duplicate), field(&record.of));
            writeln!(out, "# duplicate\t{duplicate}\t{of}\t{:.2}", record.similarity)?;
        }
        Ok(())
    }

    fn write_jsonl(&self, found: &DocumentMatches, out: &mut impl Write) -> io::Result<()> {
        for pair in &found.pairs {
            serde_json::to_writer(&mut *out, &self.record(pair))?;
            out.write_all(b"\n")?;
        }
        for record in self.duplicates(found) {
            serde_json::to_writer(&mut *out, &record)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn record(&self, pair: &DocumentMatch) -> MatchRecord<'_> {
        MatchRecord {
            english: self.english.name(pair.english, &self.names),
            chinese: self.chinese.name(pair.chinese, &self.names),
            confidence: pair.confidence,
            words: self.words(pair),
        }
    }

    fn words(&self, pair: &DocumentMatch) -> Vec<(&str, &str)> {
        let (english, chinese) = (&self.english.texts[pair.english], &self.chinese.texts[pair.chinese]);
        let texts = |word: &Evidence| (word.english.of(english), word.chinese.of(chinese));
        pair.evidence.iter().map(texts).collect()
    }

    fn duplicates(&self, found: &DocumentMatches) -> impl Iterator<Item = DuplicateRecord> {
        let record = |folder: &DocumentFolder, one: &NearDuplicate| DuplicateRecord {
            duplicate: folder.name(one.document, &self.names),
            of: folder.name(one.original, &self.names),
            similarity: one.similarity,
        };
        let english = found.english_duplicates.iter().map(move |one| record(self.english, one));
        english.chain(found.chinese_duplicates.iter().map(move |one| record(self.chinese, one)))
    }
}

/// Returns a field of the table: a tab or a line break in a file name becomes a blank.
fn field(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn summary(found: &DocumentMatches, english: &DocumentFolder, chinese: &DocumentFolder) {
    let duplicates = found.english_duplicates.len() + found.chinese_duplicates.len();
    let of = format!("{} English and {} Chinese documents", english.texts.len(), chinese.texts.len());
    report(format_args!("{} among {of}", counted(found.pairs.len(), "pair")));
    if duplicates > 0 {
        report(format_args!("near-duplicates of other documents: {duplicates}"));
    }
}

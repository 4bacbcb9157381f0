//! Writes the documents of `bitext align`: to one file, to one file per document, or to the three files of Moses or
//! Pharaoh.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use bitext::export::{
    Capacity, Columns, Csv, Document, Format, Html, JsonLines, Ladder, Moses, Pharaoh, Tmx, TrainingJson,
    Tsv, WordLinks, Xces, Xliff, XliffVersion, Xlsx,
};
use bitext::{Language, LanguageTag};

use crate::arguments::{AlignFormat, AlignOutput};
use crate::failure::Failure;
use crate::file_names::FileNames;
use crate::input_files::InputFiles;
use crate::job::Job;
use crate::journal::Journal;
use crate::json_array::JsonArray;
use crate::output::{self, Output};
use crate::part_file::PartFiles;
use crate::plan::Plan;

/// Writes documents one after another.
#[derive(Debug)]
pub(crate) enum AlignmentWriter {
    File {
        kind: AlignFormat,
        format: Box<dyn Format>,
        out: Output,
    },
    /// A file for each document.
    Folder {
        kind: AlignFormat,
        folder: PathBuf,
        places: Vec<PathBuf>,
        title: Option<String>,
        journal: Option<Journal>,
        part_files: PartFiles,
    },
    /// The three parallel files of Moses or Pharaoh.
    Parallel {
        kind: AlignFormat,
        files: Box<[Output; 3]>,
    },
}

impl AlignmentWriter {
    /// Opens the output before any work is done. Fails if the output would overwrite one of the `sources`, or if two
    /// documents would be written to the same file.
    pub(crate) fn open(
        options: &AlignOutput,
        plan: &Plan,
        names: &FileNames,
        sources: &InputFiles,
        part_files: &PartFiles,
    ) -> Result<Self, Failure> {
        let path = options.output.as_deref().filter(|path| *path != Path::new("-"));
        let kind = options.format.map_or_else(|| default_format(path), Ok)?;
        if let Some(folder) = path.filter(|path| is_folder(path)) {
            if parallel_extensions(kind).is_some() {
                return Err(needs_prefix(kind));
            }
            let places = places(folder, kind, &plan.jobs)?;
            places.iter().try_for_each(|place| sources.refuse_overwrite(place))?;
            let folders = places.iter().filter_map(|place| place.parent()).chain([folder]);
            for folder in folders.collect::<BTreeSet<_>>() {
                fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
            }
            return Ok(Self::Folder {
                kind,
                folder: folder.to_owned(),
                places,
                title: options.title.clone(),
                journal: None,
                part_files: part_files.clone(),
            });
        }
        if let Some(extensions) = parallel_extensions(kind) {
            let start = path.ok_or_else(|| needs_prefix(kind))?;
            let open = |extension: &str| {
                let name = with_end(start.as_os_str().to_owned(), extension);
                sources.refuse_overwrite(Path::new(&name))?;
                Output::open(Some(Path::new(&name)), part_files)
            };
            let [english, chinese, third] = extensions;
            return Ok(Self::Parallel {
                kind,
                files: Box::new([open(english)?, open(chinese)?, open(third)?]),
            });
        }
        let name =
            if plan.several { None } else { plan.jobs.first().map(|job| job.joined(|path| names.of(path))) };
        let format = match kind {
            // The start of the file has the languages.
            AlignFormat::Xliff2 => xliff2(options),
            _ => format(kind, name.as_deref().unwrap_or_default(), options.title.as_deref()),
        };
        if name.is_none() && format.capacity() == Capacity::One {
            let message =
                "a file in this format holds one document: name a folder, such as `--output pairs/`";
            return Err(Failure::Usage(message.to_owned()));
        }
        path.map_or_else(|| sources.refuse_standard_output(), |path| sources.refuse_overwrite(path))?;
        let mut out = Output::open(path, part_files)?;
        format.begin(&mut out).map_err(|error| out.library_failure(error))?;
        Ok(Self::File { kind, format, out })
    }

    /// Keeps a journal of the documents in an output folder, so that an interrupted batch can be continued. `options` are the
    /// arguments. Returns for each of the jobs whether an earlier batch has written its document.
    pub(crate) fn keep_journal(&mut self, options: &str, jobs: &[Job]) -> Vec<bool> {
        let Self::Folder { folder, places, journal, .. } = self else { return vec![false; jobs.len()] };
        *journal = Journal::open(folder, options);
        let is_written = |(job, place): (&Job, &PathBuf)| {
            journal.as_ref().is_some_and(|journal| journal.has(&job.paths().collect::<Vec<_>>(), place))
        };
        jobs.iter().zip(&*places).map(is_written).collect()
    }

    /// Notes that the document of the job with this number has been written.
    pub(crate) fn note(&mut self, number: usize, job: &Job) {
        if let Self::Folder { places, journal: Some(journal), .. } = self
            && let Some(place) = places.get(number)
        {
            journal.add(&job.paths().collect::<Vec<_>>(), place);
        }
    }

    /// Whether the format needs the sentences without a counterpart.
    pub(crate) fn wants_all(&self) -> bool {
        matches!(self.kind(), AlignFormat::Html | AlignFormat::Ladder)
    }

    /// Whether the format holds links between words.
    pub(crate) fn wants_words(&self) -> bool {
        matches!(self.kind(), AlignFormat::Jsonl | AlignFormat::Json | AlignFormat::Pharaoh)
    }

    fn kind(&self) -> AlignFormat {
        match self {
            Self::File { kind, .. } | Self::Folder { kind, .. } | Self::Parallel { kind, .. } => *kind,
        }
    }

    /// Writes the document of the job with this number.
    pub(crate) fn write(&mut self, job: usize, document: &Document<'_, '_>) -> Result<(), Failure> {
        match self {
            Self::File { format, out, .. } => {
                format.document(document, out).map_err(|error| out.library_failure(error))
            }
            Self::Parallel { kind, files } => {
                let [english, chinese, third] = &mut **files;
                let written = match kind {
                    AlignFormat::Pharaoh => Pharaoh::new().write(document, english, chinese, third),
                    _ => Moses::new().write(document, english, chinese, third),
                };
                written.map_err(|error| english.library_failure(error))
            }
            Self::Folder { kind, places, title, part_files, .. } => {
                let mut out = Output::open(places.get(job).map(PathBuf::as_path), part_files)?;
                let format = format(*kind, document.title(), title.as_deref());
                format.write(document, &mut out).map_err(|error| out.library_failure(error))?;
                out.finish()
            }
        }
    }

    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::File { format, mut out, .. } => {
                format.end(&mut out).map_err(|error| out.library_failure(error))?;
                out.finish()
            }
            Self::Folder { journal, .. } => {
                if let Some(journal) = journal {
                    journal.remove();
                }
                Ok(())
            }
            Self::Parallel { files, .. } => Output::finish_together(*files),
        }
    }
}

fn xliff2(options: &AlignOutput) -> Box<dyn Format> {
    let tag = |tag: &Option<LanguageTag>, language: Language| tag.clone().unwrap_or_else(|| language.into());
    let english = tag(&options.english_code, Language::English);
    let chinese = tag(&options.chinese_code, Language::Chinese);
    Box::new(Xliff::new().version(XliffVersion::V2_1).languages(english, chinese))
}

/// Refuses language codes of other languages.
pub(crate) fn check_codes(options: &AlignOutput) -> Result<(), Failure> {
    let codes = [
        ("--english-code", &options.english_code, Language::English),
        ("--chinese-code", &options.chinese_code, Language::Chinese),
    ];
    for (option, code, language) in codes {
        if let Some(code) = code.as_ref().filter(|code| code.language() != Some(language)) {
            return Err(Failure::Usage(format!("{option} {code}: is not a code of {}", language.name())));
        }
    }
    Ok(())
}

/// Sets the language codes that the options name.
pub(crate) fn tagged<'b, 't>(mut document: Document<'b, 't>, options: &'b AlignOutput) -> Document<'b, 't> {
    if let Some(tag) = &options.english_code {
        document = document.english_tag(tag);
    }
    if let Some(tag) = &options.chinese_code {
        document = document.chinese_tag(tag);
    }
    document
}

/// Returns the extensions of the three parallel files of a format.
pub(crate) fn parallel_extensions(kind: AlignFormat) -> Option<[&'static str; 3]> {
    match kind {
        AlignFormat::Moses => Some([".en", ".zh", ".ids"]),
        AlignFormat::Pharaoh => Some([".en", ".zh", ".align"]),
        _ => None,
    }
}

pub(crate) fn needs_prefix(kind: AlignFormat) -> Failure {
    Failure::Usage(format!(
        "--format {} writes three files: give their common prefix, such as `--output corpus`",
        extension(kind)
    ))
}

/// Returns the file in `folder` for each document.
fn places(folder: &Path, kind: AlignFormat, jobs: &[Job]) -> Result<Vec<PathBuf>, Failure> {
    let mut taken: HashMap<PathBuf, &Job> = HashMap::new();
    let end = format!(".{}", extension(kind));
    let mut all = Vec::new();
    for job in jobs {
        let place = folder.join(with_end(job.stem.clone().into_os_string(), &end));
        if let Some(other) = taken.insert(place.clone(), job) {
            return Err(Failure::Input(format!(
                "{}: {} and {} would both be written here: rename one of them",
                place.display(),
                other.label(),
                job.label()
            )));
        }
        all.push(place);
    }
    Ok(all)
}

pub(crate) fn with_end(mut name: OsString, end: &str) -> OsString {
    name.push(end);
    name
}

pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// Returns the format according to the extension of the output file.
pub(crate) fn default_format(path: Option<&Path>) -> Result<AlignFormat, Failure> {
    let Some(path) = path else {
        return Ok(if output::is_terminal() { AlignFormat::Columns } else { AlignFormat::Tsv });
    };
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    Ok(match extension.as_str() {
        "tmx" => AlignFormat::Tmx,
        "jsonl" | "ndjson" => AlignFormat::Jsonl,
        "json" => AlignFormat::Json,
        "csv" => AlignFormat::Csv,
        "html" | "htm" => AlignFormat::Html,
        "xlf" | "xliff" => AlignFormat::Xliff,
        "xlsx" => AlignFormat::Xlsx,
        "xml" | "xces" => AlignFormat::Xces,
        "ladder" => AlignFormat::Ladder,
        "txt" => AlignFormat::Columns,
        "tsv" | "tab" | "" => AlignFormat::Tsv,
        // The extension of a folder or a device means nothing.
        _ if is_folder(path) || path.exists() && !path.is_file() => AlignFormat::Tsv,
        other => {
            let message = format!(
                "{}: `.{other}` is not the extension of a format: choose one with --format",
                path.display()
            );
            return Err(Failure::Usage(message));
        }
    })
}

pub(crate) fn extension(kind: AlignFormat) -> &'static str {
    match kind {
        AlignFormat::Tsv => "tsv",
        AlignFormat::Jsonl => "jsonl",
        AlignFormat::Json => "json",
        AlignFormat::Csv => "csv",
        AlignFormat::Tmx => "tmx",
        AlignFormat::Xliff | AlignFormat::Xliff2 => "xlf",
        AlignFormat::Xlsx => "xlsx",
        AlignFormat::Translation | AlignFormat::Chat => "jsonl",
        AlignFormat::Xces => "xml",
        AlignFormat::Moses => "moses",
        AlignFormat::Pharaoh => "pharaoh",
        AlignFormat::Ladder => "ladder",
        AlignFormat::Columns => "txt",
        AlignFormat::Html => "html",
    }
}

pub(crate) fn format(kind: AlignFormat, name: &str, title: Option<&str>) -> Box<dyn Format> {
    match kind {
        AlignFormat::Tsv | AlignFormat::Moses | AlignFormat::Pharaoh => Box::new(Tsv::new()),
        AlignFormat::Jsonl => Box::new(JsonLines::new().word_links(WordLinks::Written)),
        AlignFormat::Json => Box::new(JsonArray::default()),
        AlignFormat::Csv => Box::new(Csv::new()),
        AlignFormat::Tmx => Box::new(Tmx::new()),
        AlignFormat::Xliff => Box::new(Xliff::new()),
        AlignFormat::Xliff2 => Box::new(Xliff::new().version(XliffVersion::V2_1)),
        AlignFormat::Xlsx => Box::new(Xlsx::new()),
        AlignFormat::Translation => Box::new(TrainingJson::translations()),
        AlignFormat::Chat => Box::new(TrainingJson::messages()),
        AlignFormat::Xces => Box::new(Xces::new()),
        AlignFormat::Ladder => Box::new(Ladder::new()),
        AlignFormat::Columns => Box::new(Columns::new()),
        AlignFormat::Html if title.is_some() => {
            Box::new(Html::new().title(title.unwrap_or_default().to_owned()))
        }
        AlignFormat::Html if name.is_empty() => Box::new(Html::new()),
        AlignFormat::Html => {
            Box::new(Html::new().title(format!("{name}: English and Chinese, sentence by sentence")))
        }
    }
}

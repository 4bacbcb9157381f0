//! Writes the documents of `bitext align`: to one file, to one file per document, or to the three files of Moses or
//! Pharaoh.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use bitext::Language;
use bitext::export::{Capacity, Document, Format, Moses, Pharaoh};

use crate::alignment_format::{
    default_format, extension, format, is_folder, needs_prefix, parallel_extensions, with_end, xliff2,
};
use crate::arguments::{AlignFormat, AlignOutput};
use crate::failure::Failure;
use crate::file_names::FileNames;
use crate::input_files::InputFiles;
use crate::job::Job;
use crate::journal::Journal;
use crate::lost_characters::lost_characters;
use crate::output::Output;
use crate::part_file::PartFiles;
use crate::plan::Plan;
use crate::sentence_files::SentenceFiles;

/// Writes documents one after another.
#[derive(Debug)]
pub(crate) enum AlignmentWriter {
    File {
        kind: AlignFormat,
        format: Box<dyn Format>,
        out: Output,
        sentences: Option<Box<SentenceFiles>>,
        /// The options, until the file is begun: the start of XLIFF 2.1 depends on the first document.
        options: Option<Box<AlignOutput>>,
    },
    /// A file for each document.
    Folder {
        kind: AlignFormat,
        folder: PathBuf,
        places: Vec<PathBuf>,
        options: AlignOutput,
        journal: Option<Journal>,
        part_files: PartFiles,
    },
    /// The three parallel files of Moses or Pharaoh.
    Parallel { kind: AlignFormat, files: Box<[Output; 3]> },
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
            for place in &places {
                sources.refuse_overwrite(place)?;
                SentenceFiles::refuse_overwrite(Some(place), kind, sources)?;
            }
            create_folders(folder, &places)?;
            return Ok(Self::Folder {
                kind,
                folder: folder.to_owned(),
                places,
                options: options.clone(),
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
        let format = format(kind, name.as_deref().unwrap_or_default(), options);
        if name.is_none() && format.capacity() == Capacity::One {
            let message =
                "a file in this format holds one document: name a folder, such as `--output pairs/`";
            return Err(Failure::Usage(message.to_owned()));
        }
        path.map_or_else(|| sources.refuse_standard_output(), |path| sources.refuse_overwrite(path))?;
        SentenceFiles::refuse_overwrite(path, kind, sources)?;
        let out = Output::open(path, part_files)?;
        let sentences = SentenceFiles::beside(path, kind, part_files)?.map(Box::new);
        Ok(Self::File { kind, format, out, sentences, options: Some(Box::new(options.clone())) })
    }

    /// Begins the file, whose first document is `first`, unless it has been begun.
    fn begin(&mut self, first: Option<&Document<'_, '_>>) -> Result<(), Failure> {
        let Self::File { kind, format, out, options, .. } = self else { return Ok(()) };
        let Some(options) = options.take() else { return Ok(()) };
        if *kind == AlignFormat::Xliff2 {
            *format = xliff2(first, &options);
        }
        format.begin(out).map_err(|error| out.library_failure(error))
    }

    /// Keeps a journal of the documents in an output folder, so that an interrupted batch can be continued. `options`
    /// is the text of the arguments. Returns for each of the jobs whether an earlier batch has written its document.
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

    /// Returns the number of characters of a document that the format cannot hold.
    pub(crate) fn lost_characters(&self, document: &Document<'_, '_>) -> usize {
        match self {
            Self::File { format, .. } => lost_characters(&**format, document),
            Self::Folder { kind, options, .. } => lost_characters(&*format(*kind, "", options), document),
            Self::Parallel { .. } => 0,
        }
    }

    fn kind(&self) -> AlignFormat {
        match self {
            Self::File { kind, .. } | Self::Folder { kind, .. } | Self::Parallel { kind, .. } => *kind,
        }
    }

    /// Writes the document of the job with this number.
    pub(crate) fn write(&mut self, job: usize, document: &Document<'_, '_>) -> Result<(), Failure> {
        self.begin(Some(document))?;
        match self {
            Self::File { format, out, sentences, .. } => {
                write_document(&**format, document, out, sentences.as_deref_mut())
            }
            Self::Parallel { kind, files } => {
                let [english, chinese, third] = &mut **files;
                let written = match kind {
                    AlignFormat::Pharaoh => Pharaoh::new().write(document, english, chinese, third),
                    _ => Moses::new().write(document, english, chinese, third),
                };
                written.map_err(|error| english.library_failure(error))
            }
            Self::Folder { kind, places, options, part_files, .. } => {
                let place = places.get(job).map(PathBuf::as_path);
                let mut out = Output::open(place, part_files)?;
                let format = format(*kind, document.title(), options);
                let Some(mut sentences) = SentenceFiles::beside(place, *kind, part_files)? else {
                    format.write(document, &mut out).map_err(|error| out.library_failure(error))?;
                    return out.finish();
                };
                format.begin(&mut out).map_err(|error| out.library_failure(error))?;
                write_document(&*format, document, &mut out, Some(&mut sentences))?;
                format.end(&mut out).map_err(|error| out.library_failure(error))?;
                SentenceFiles::finish(Some(sentences), out)
            }
        }
    }

    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.begin(None)?;
        match self {
            Self::File { format, mut out, sentences, .. } => {
                format.end(&mut out).map_err(|error| out.library_failure(error))?;
                SentenceFiles::finish(sentences.map(|sentences| *sentences), out)
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

/// Writes a document, and its sentences if they have files. The numbers of the sentences continue from document to
/// document.
pub(crate) fn write_document(
    format: &dyn Format,
    document: &Document<'_, '_>,
    out: &mut Output,
    sentences: Option<&mut SentenceFiles>,
) -> Result<(), Failure> {
    let Some(sentences) = sentences else {
        return format.document(document, out).map_err(|error| out.library_failure(error));
    };
    let (english, chinese) = sentences.lines();
    let numbered = document.clone().first_sentences(english, chinese);
    format.document(&numbered, out).map_err(|error| out.library_failure(error))?;
    sentences.write(document)
}

/// Refuses an `--english-code` that is not English, and a `--chinese-code` that is not Chinese.
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

/// Creates the output folder, and the folders of the files in it.
fn create_folders(folder: &Path, places: &[PathBuf]) -> Result<(), Failure> {
    let folders = places.iter().filter_map(|place| place.parent()).chain([folder]);
    for folder in folders.collect::<BTreeSet<_>>() {
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    }
    Ok(())
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

//! Where `bitext align` puts the documents: one file, a file for each, or the three files of Moses.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use bitext::export::{
    Capacity, Columns, Csv, Document, Format, Html, JsonLines, Ladder, Moses, Tmx, Tsv, WordLinks, Xces,
    Xliff,
};

use crate::arguments::{AlignFormat, AlignOutput};
use crate::failure::Failure;
use crate::output::{self, Output, Unfinished};

/// Takes documents one after another.
#[derive(Debug)]
pub(crate) enum Sink {
    File { kind: AlignFormat, format: Box<dyn Format>, out: Output },
    Folder { kind: AlignFormat, folder: PathBuf, names: HashSet<String>, unfinished: Unfinished },
    Moses(Box<[Output; 3]>),
}

impl Sink {
    /// `name` is that of the document if there is but one.
    pub(crate) fn open(
        options: &AlignOutput,
        name: Option<&str>,
        unfinished: &Unfinished,
    ) -> Result<Self, Failure> {
        let path = options.output.as_deref().filter(|path| *path != Path::new("-"));
        let kind = options.format.unwrap_or_else(|| default_format(path));
        if let Some(folder) = path.filter(|path| is_folder(path)) {
            if kind == AlignFormat::Moses {
                let message =
                    "--format moses writes three files: name what they begin with, as `--output corpus`";
                return Err(Failure::Usage(message.to_owned()));
            }
            fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
            let (folder, names) = (folder.to_owned(), HashSet::new());
            return Ok(Self::Folder { kind, folder, names, unfinished: unfinished.clone() });
        }
        if kind == AlignFormat::Moses {
            let Some(start) = path else {
                let message = "--format moses writes three files: name what they begin with by --output";
                return Err(Failure::Usage(message.to_owned()));
            };
            let open = |end: &str| {
                let mut name = start.as_os_str().to_owned();
                name.push(end);
                Output::open(Some(Path::new(&name)), unfinished)
            };
            return Ok(Self::Moses(Box::new([open(".en")?, open(".zh")?, open(".ids")?])));
        }
        let format = format(kind, name.unwrap_or_default());
        if name.is_none() && format.capacity() == Capacity::One {
            let message = "a file of this format holds one document: name a folder, as `--output pairs/`";
            return Err(Failure::Usage(message.to_owned()));
        }
        let mut out = Output::open(path, unfinished)?;
        format.begin(&mut out).map_err(|error| out.library_failure(error))?;
        Ok(Self::File { kind, format, out })
    }

    /// Whether the format is of use only with the sentences that have no counterpart.
    pub(crate) fn wants_all(&self) -> bool {
        match self {
            Self::File { kind, .. } | Self::Folder { kind, .. } => {
                matches!(kind, AlignFormat::Html | AlignFormat::Ladder)
            }
            Self::Moses(_) => false,
        }
    }

    pub(crate) fn write(&mut self, document: &Document<'_, '_>) -> Result<(), Failure> {
        match self {
            Self::File { format, out, .. } => {
                format.document(document, out).map_err(|error| out.library_failure(error))
            }
            Self::Moses(files) => {
                let [english, chinese, ids] = &mut **files;
                let written = Moses::new().write(document, english, chinese, ids);
                written.map_err(|error| english.library_failure(error))
            }
            Self::Folder { kind, folder, names, unfinished } => {
                let source = Path::new(document.english_file());
                let stem = source.file_stem().unwrap_or_default().display().to_string();
                let name = format!("{stem}.{}", extension(*kind));
                if !names.insert(name.clone()) {
                    let path = folder.join(name);
                    return Err(Failure::Input(format!(
                        "{}: {} would be written over another document: give them names of their own",
                        path.display(),
                        document.title()
                    )));
                }
                let mut out = Output::open(Some(&folder.join(name)), unfinished)?;
                let format = format(*kind, document.title());
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
            Self::Folder { .. } => Ok(()),
            Self::Moses(files) => files.into_iter().try_for_each(Output::finish),
        }
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// The format that the end of a file's name says.
fn default_format(path: Option<&Path>) -> AlignFormat {
    let extension = path.and_then(Path::extension).unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "tmx" => AlignFormat::Tmx,
        "jsonl" | "ndjson" | "json" => AlignFormat::Jsonl,
        "csv" => AlignFormat::Csv,
        "html" | "htm" => AlignFormat::Html,
        "xlf" | "xliff" => AlignFormat::Xliff,
        "xml" | "xces" => AlignFormat::Xces,
        "ladder" => AlignFormat::Ladder,
        "txt" => AlignFormat::Columns,
        _ if path.is_none() && output::is_terminal() => AlignFormat::Columns,
        _ => AlignFormat::Tsv,
    }
}

fn extension(kind: AlignFormat) -> &'static str {
    match kind {
        AlignFormat::Tsv => "tsv",
        AlignFormat::Jsonl => "jsonl",
        AlignFormat::Csv => "csv",
        AlignFormat::Tmx => "tmx",
        AlignFormat::Xliff => "xlf",
        AlignFormat::Xces => "xml",
        AlignFormat::Moses => "moses",
        AlignFormat::Ladder => "ladder",
        AlignFormat::Columns => "txt",
        AlignFormat::Html => "html",
    }
}

fn format(kind: AlignFormat, title: &str) -> Box<dyn Format> {
    match kind {
        AlignFormat::Tsv | AlignFormat::Moses => Box::new(Tsv::new()),
        AlignFormat::Jsonl => Box::new(JsonLines::new().word_links(WordLinks::Written)),
        AlignFormat::Csv => Box::new(Csv::new()),
        AlignFormat::Tmx => Box::new(Tmx::new()),
        AlignFormat::Xliff => Box::new(Xliff::new()),
        AlignFormat::Xces => Box::new(Xces::new()),
        AlignFormat::Ladder => Box::new(Ladder::new()),
        AlignFormat::Columns => Box::new(Columns::new()),
        AlignFormat::Html if title.is_empty() => Box::new(Html::new()),
        AlignFormat::Html => {
            Box::new(Html::new().title(format!("{title}: English and Chinese, sentence by sentence")))
        }
    }
}

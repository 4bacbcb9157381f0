//! The formats of alignments: their extensions, and which one an output has.

use std::ffi::OsString;
use std::path::Path;

use bitext::export::{
    Columns, Csv, Document, Format, Html, JsonLines, Ladder, Tmx, TrainingJson, Tsv, WordLinks, Xces, Xliff,
    XliffVersion, Xlsx,
};
use bitext::{Language, LanguageTag};

use crate::arguments::{AlignFormat, AlignOutput};
use crate::failure::Failure;
use crate::json_array::JsonArray;
use crate::output;

/// Returns the languages that the options name, or English and Chinese.
fn languages(options: &AlignOutput) -> (LanguageTag, LanguageTag) {
    let tag = |tag: &Option<LanguageTag>, language: Language| tag.clone().unwrap_or_else(|| language.into());
    (tag(&options.english_code, Language::English), tag(&options.chinese_code, Language::Chinese))
}

/// Returns XLIFF 2.1 for a file whose first document is `first`. The start of the file has the languages: those of the
/// options, otherwise those of the first document.
pub(crate) fn xliff2(first: Option<&Document<'_, '_>>, options: &AlignOutput) -> Box<dyn Format> {
    let (mut english, mut chinese) = languages(options);
    if let Some(first) = first {
        english = first.english_code().parse().unwrap_or(english);
        chinese = first.chinese_code().parse().unwrap_or(chinese);
    }
    Box::new(Xliff::new().version(XliffVersion::V2_1).languages(english, chinese))
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

pub(crate) fn format(kind: AlignFormat, name: &str, options: &AlignOutput) -> Box<dyn Format> {
    let training = |format: TrainingJson| {
        let (english, chinese) = languages(options);
        Box::new(format.languages(english, chinese))
    };
    match kind {
        AlignFormat::Tsv | AlignFormat::Moses | AlignFormat::Pharaoh => Box::new(Tsv::new()),
        AlignFormat::Jsonl => Box::new(JsonLines::new().word_links(WordLinks::Written)),
        AlignFormat::Json => Box::new(JsonArray::default()),
        AlignFormat::Csv => Box::new(Csv::new()),
        AlignFormat::Tmx => Box::new(Tmx::new()),
        AlignFormat::Xliff => Box::new(Xliff::new()),
        AlignFormat::Xliff2 => Box::new(Xliff::new().version(XliffVersion::V2_1)),
        AlignFormat::Xlsx => Box::new(Xlsx::new().title(options.title.clone().unwrap_or_default())),
        AlignFormat::Translation => training(TrainingJson::translations()),
        AlignFormat::Chat => training(TrainingJson::messages()),
        AlignFormat::Xces => Box::new(Xces::new()),
        AlignFormat::Ladder => Box::new(Ladder::new()),
        AlignFormat::Columns => Box::new(Columns::new()),
        AlignFormat::Html => match &options.title {
            Some(title) => Box::new(Html::new().title(title.clone())),
            None if name.is_empty() => Box::new(Html::new()),
            None => Box::new(
                Html::new().window_title(format!("{name}: English and Chinese, sentence by sentence")),
            ),
        },
    }
}

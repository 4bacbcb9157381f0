//! Options that several commands have.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// The output of commands that write text or JSON.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct LineOutput {
    /// Output file [default: standard output].
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,

    /// Output format.
    #[arg(long, short, value_enum, default_value_t = LineFormat::Text)]
    pub(crate) format: LineFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LineFormat {
    /// Text.
    Text,
    /// One JSON object per line. Offsets count the bytes of the text in UTF-8, without byte-order mark and markup.
    /// With several files, each object names its file.
    Jsonl,
}

/// How files are decoded.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct TextOptions {
    /// Input encoding: utf-8, gb18030, gbk, big5, windows-1252, utf-16le or utf-16be [default: detected]. With commas
    /// between them, an encoding for each input.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) encoding: Vec<bitext::Encoding>,

    /// Replace undecodable bytes with U+FFFD and print a warning; without this option, they are an error.
    #[arg(long)]
    pub(crate) lossy: bool,

    /// Input markup: plain, paged, markdown, html, subtitles, docx or epub [default: from the
    /// file extension, or from the content].
    #[arg(long, value_name = "KIND")]
    pub(crate) markup: Option<bitext::Markup>,

    /// Write the paths of inputs as they are given. By default only the names of files are written.
    #[arg(long)]
    pub(crate) paths: bool,
}

//! Options that several commands have.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// Output that is text or JSON.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct LineOutput {
    /// Where to write [default: standard output].
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,

    /// How to write.
    #[arg(long, short, value_enum, default_value_t = LineFormat::Text)]
    pub(crate) format: LineFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LineFormat {
    /// Text for a reader.
    Text,
    /// A JSON object a line, with places as bytes of the text: that of the file in UTF-8, without a byte-order mark
    /// and markup; with several files each has the name of its own.
    Jsonl,
}

/// How files are decoded, and what in them is text.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct TextOptions {
    /// The encoding of the input: utf-8, gb18030, gbk, big5, utf-16le or utf-16be [default: found out].
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<bitext::Encoding>,

    /// Read bytes that do not decode as U+FFFD, with a warning; otherwise they are an error.
    #[arg(long)]
    pub(crate) lossy: bool,

    /// What the input is: plain, markdown or html [default: what the end of its name says].
    #[arg(long, value_name = "KIND")]
    pub(crate) markup: Option<bitext::Markup>,
}

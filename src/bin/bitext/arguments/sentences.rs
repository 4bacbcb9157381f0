//! The arguments of `bitext sentences`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::shared::{LineOutput, TextOptions};

/// Split text into sentences.
///
/// Prints one sentence per line. A line break inside a sentence becomes a space, but is removed between Chinese
/// characters.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext sentences article.txt
  bitext sentences --line-breaks always subtitles.txt
  bitext sentences --format jsonl article.txt     with the byte offsets of each sentence")]
pub(crate) struct SentencesArgs {
    /// Files, or - for standard input, which is the default.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// Which line breaks end a sentence.
    #[arg(long, value_enum, default_value_t = Breaks::Complete)]
    pub(crate) line_breaks: Breaks,

    /// Use the rules in an SRX file, for `en` or `zh`, whichever the text is.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) srx: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) output: LineOutput,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Breaks {
    /// Blank lines, and breaks after a line that looks complete.
    Complete,
    /// All line breaks.
    Always,
    /// No line breaks.
    Never,
}

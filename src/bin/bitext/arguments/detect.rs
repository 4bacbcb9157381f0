//! The arguments of `bitext detect`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::shared::{LineOutput, TextOptions};

/// Detect the language of a text, or of each run in it.
///
/// Prints the language (zh-Hans, zh-Hant or zh for Chinese; und for text without letters), the confidence, the share
/// of each language, and the file. With --runs, prints the byte span, language and text of each run.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext detect *.txt
  bitext detect --runs --format jsonl page.txt
  bitext detect --lines page.txt
  bitext detect --languages en,zh short.txt")]
pub(crate) struct DetectArgs {
    /// Files, or - for standard input, which is the default.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// Print the language runs of each text instead of its language.
    #[arg(long)]
    pub(crate) runs: bool,

    /// Print the language of each line instead of the language of the text: the number of the line, its language, the
    /// confidence, and the line. Blank lines are left out.
    #[arg(long, conflicts_with = "runs")]
    pub(crate) lines: bool,

    /// Consider only these languages, such as `en,zh`.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) languages: Vec<bitext::Language>,

    #[command(flatten)]
    pub(crate) output: LineOutput,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

//! The arguments of `bitext detect`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::shared::{LineOutput, TextOptions};

/// Tell the language of a text, or of each stretch of it.
///
/// Prints the language (zh-Hans, zh-Hant or zh for Chinese, und if there are no letters), the confidence, the share of
/// each language and the file; with --runs the place, the language and the text of each stretch.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext detect *.txt
  bitext detect --runs --format jsonl page.txt
  bitext detect --languages en,zh short.txt")]
pub(crate) struct DetectArgs {
    /// Files, or - for standard input, which is read if there is none.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// Print each stretch in one language instead.
    #[arg(long)]
    pub(crate) runs: bool,

    /// Answer only with these languages, as `en,zh`.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) languages: Vec<bitext::Language>,

    #[command(flatten)]
    pub(crate) output: LineOutput,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

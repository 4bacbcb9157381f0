//! The arguments of `bitext match`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::number::Probability;
use super::shared::{LineOutput, TextOptions};

/// Find which Chinese document translates which English one.
///
/// Compares all files of two folders and their subfolders by their words, whatever their names. Prints a line for each
/// pair: the English file, the Chinese file, the confidence, and the words that decide, separated by tabs.
/// `bitext align --pairs` aligns the files of such a list. Lines that start with # name near-duplicates of another
/// file, which are in no pair.
///
/// With --output, the names of the files are relative to the folder of the list. On standard output, they are relative to
/// the current folder; if a folder is named by its full path, such as /crawl/en, they begin with its last part: en/a.txt.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext match crawl/en crawl/zh --output list.tsv
  bitext align --pairs list.tsv --output corpus.tmx
  bitext match en zh --min-confidence 0.9 --format jsonl")]
pub(crate) struct MatchArgs {
    /// The folder of the English documents.
    #[arg(value_name = "EN_FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) english: PathBuf,

    /// The folder of the Chinese documents.
    #[arg(value_name = "ZH_FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) chinese: PathBuf,

    /// Omit pairs with a confidence below P, 0 to 1 [default: 0.6].
    #[arg(long, value_name = "P")]
    pub(crate) min_confidence: Option<Probability>,

    /// Add the words of a lexicon to the built-in one. May be repeated.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) lexicon: Vec<PathBuf>,

    /// Use N threads [default: one per processor].
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    #[command(flatten)]
    pub(crate) output: LineOutput,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

//! The arguments of `bitext evaluate`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::shared::LineOutput;

/// Score the alignment on documents that were aligned by hand.
///
/// `GOLD_DIR` holds, for each document, NAME.en and NAME.zh with a sentence a line, and NAME.gold with a bead a
/// line: numbers of Chinese and of English sentences from 0, such as `[3]:[4, 5]`, with `[]` for none. Prints
/// precision, recall and F1 of each document and of all: strict (the same bead) and lax (a link in common).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext evaluate gold/
  bitext evaluate gold/ --lexicon glossary.tsv --format jsonl")]
pub(crate) struct EvaluateArgs {
    /// Folders of documents.
    #[arg(value_name = "GOLD_DIR", required = true, value_hint = ValueHint::DirPath)]
    pub(crate) folders: Vec<PathBuf>,

    /// Add the words of a lexicon to the one that comes with the program. May be given more than once.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) lexicon: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) output: LineOutput,
}

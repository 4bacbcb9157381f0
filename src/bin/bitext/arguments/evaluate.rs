//! The arguments of `bitext evaluate`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::shared::LineOutput;

/// Evaluate the alignment on manually aligned documents.
///
/// For each document, `GOLD_DIR` contains NAME.en and NAME.zh with one sentence per line, and NAME.gold with one bead
/// per line: the numbers of its Chinese and its English sentences, from 0, such as `[3]:[4, 5]`; `[]` means no
/// sentence. Prints precision, recall and F1 for each document and overall: strict (identical beads) and lax (beads
/// that share a link).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext evaluate gold/
  bitext evaluate gold/ --lexicon glossary.tsv --format jsonl")]
pub(crate) struct EvaluateArgs {
    /// Folders with documents.
    #[arg(value_name = "GOLD_DIR", required = true, value_hint = ValueHint::DirPath)]
    pub(crate) folders: Vec<PathBuf>,

    /// Add the words of a lexicon to the built-in one. May be repeated.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) lexicon: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) output: LineOutput,
}

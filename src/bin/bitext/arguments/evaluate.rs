//! The arguments of `bitext evaluate`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::shared::LineOutput;

/// Evaluate the alignment on manually aligned documents.
///
/// GOLD is a folder or a corrected file. For each document, a folder contains NAME.en and NAME.zh with one sentence per
/// line, and NAME.gold with one bead per line: the numbers of its Chinese and its English sentences, from 0, such as
/// `[3]:[4, 5]`; `[]` means no sentence.
///
/// A corrected file is in a format that `bitext convert` reads, such as a page saved in the browser. Its sentences are
/// aligned again and compared with its pairs. If it has marks, only checked pairs are gold, and rejected pairs are
/// wrong.
///
/// Prints precision, recall and F1 for each document and overall: strict (identical beads) and lax (beads that share a
/// link).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext evaluate gold/
  bitext evaluate book.html                       a page with corrections
  bitext evaluate gold/ --lexicon glossary.tsv --format jsonl")]
pub(crate) struct EvaluateArgs {
    /// Folders with documents, or corrected files.
    #[arg(value_name = "GOLD", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) golds: Vec<PathBuf>,

    /// Add the words of a lexicon to the built-in one. May be repeated.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) lexicon: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) output: LineOutput,
}

//! The arguments of `bitext tokenize`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::shared::{LineOutput, TextOptions};

/// Split text into words.
///
/// Each line is tokenized separately, and its words are printed with spaces between them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext tokenize notes.txt                       words separated by spaces
  bitext tokenize --search --format jsonl a.txt   words for an index, with byte offsets
  bitext tokenize --dictionary names.txt a.txt    with words of your own
  echo '他买了iPhone 15' | bitext tokenize")]
pub(crate) struct TokenizeArgs {
    /// Files, or - for standard input, which is the default.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// How Chinese is split into words.
    #[arg(long, value_enum, default_value_t = Mode::Exact)]
    pub(crate) mode: Mode,

    /// Same as --mode search.
    #[arg(long, conflicts_with = "mode")]
    pub(crate) search: bool,

    /// Keep compounds such as `China-Pakistan` and `$450` whole.
    #[arg(long)]
    pub(crate) keep_compounds: bool,

    /// Split contractions: `do|n't`, `China|'s`.
    #[arg(long)]
    pub(crate) split_contractions: bool,

    /// Add words, one per line: WORD, WORD FREQUENCY or WORD FREQUENCY TAG. May be repeated.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) dictionary: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) output: LineOutput,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// The most probable words.
    Exact,
    /// The most probable words, each after the shorter words inside it; for a search index.
    Search,
    /// Every dictionary word in the text.
    Full,
}

//! The arguments of `bitext tokenize`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::shared::{LineOutput, TextOptions};

/// Cut text into words.
///
/// Each line is cut by itself; the words of a line are printed with blanks between them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext tokenize notes.txt                       words with blanks between them
  bitext tokenize --search --format jsonl a.txt   the words for an index, with their places
  bitext tokenize --dictionary names.txt a.txt    with words of your own
  echo '他买了iPhone 15' | bitext tokenize")]
pub(crate) struct TokenizeArgs {
    /// Files, or - for standard input, which is read if there is none.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// How Chinese is cut.
    #[arg(long, value_enum, default_value_t = Mode::Exact)]
    pub(crate) mode: Mode,

    /// The same as --mode search.
    #[arg(long, conflicts_with = "mode")]
    pub(crate) search: bool,

    /// Keep compounds such as `China-Pakistan` and `$450` whole.
    #[arg(long)]
    pub(crate) keep_compounds: bool,

    /// Split contractions: `do|n't`, `China|'s`.
    #[arg(long)]
    pub(crate) split_contractions: bool,

    /// Add words, one a line: WORD, or WORD FREQUENCY, or WORD FREQUENCY TAG. May be given more than once.
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
    /// The same, each after the shorter words inside it: for an index.
    Search,
    /// Every word of the dictionary that the text spells.
    Full,
}

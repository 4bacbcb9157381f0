//! The arguments of `bitext lexicon`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

/// Look into a lexicon, or convert one.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext lexicon lookup 银行 图书馆
  bitext lexicon stats --lexicon glossary.tsv
  bitext lexicon convert cedict_ts.u8 --output cedict.tsv")]
pub(crate) struct LexiconArgs {
    #[command(subcommand)]
    pub(crate) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Print the English stems of Chinese words, with their weights.
    #[command(after_help = "\
Examples:
  bitext lexicon lookup 银行 图书馆
  bitext lexicon lookup --lexicon glossary.tsv 渡轮")]
    Lookup {
        /// Chinese words.
        #[arg(value_name = "WORD", required = true)]
        words: Vec<String>,
        /// A lexicon to look into instead of the one that comes with the program.
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        lexicon: Option<PathBuf>,
    },
    /// Write a lexicon as tab-separated values, or packed if the name of the output ends in .bin.
    #[command(after_help = "\
Examples:
  bitext lexicon convert cedict_ts.u8 --output cedict.tsv
  bitext lexicon convert glossary.tsv --output glossary.bin   read faster")]
    Convert {
        /// The lexicon.
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Where to write [default: standard output].
        #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
    /// Print how many words and translations a lexicon has.
    #[command(after_help = "\
Examples:
  bitext lexicon stats
  bitext lexicon stats --lexicon glossary.tsv")]
    Stats {
        /// A lexicon to look into instead of the one that comes with the program.
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        lexicon: Option<PathBuf>,
    },
}

//! The arguments of `bitext lexicon`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

/// Query or convert a lexicon.
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
    /// Print the English stems of Chinese words, or the Chinese words that translate English words, with their weights.
    #[command(after_help = "\
Examples:
  bitext lexicon lookup 银行 图书馆
  bitext lexicon lookup library banks
  bitext lexicon lookup --lexicon glossary.tsv 渡轮")]
    Lookup {
        /// Chinese or English words. An English word is looked up by its stem.
        #[arg(value_name = "WORD", required = true)]
        words: Vec<String>,
        /// Use this lexicon instead of the built-in one.
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        lexicon: Option<PathBuf>,
    },
    /// Write a lexicon as tab-separated values, or packed if the output file ends in .bin.
    #[command(after_help = "\
Examples:
  bitext lexicon convert cedict_ts.u8 --output cedict.tsv
  bitext lexicon convert glossary.tsv --output glossary.bin   faster to read")]
    Convert {
        /// The lexicon.
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Output file [default: standard output].
        #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
    /// Print the number of words and translations in a lexicon.
    #[command(after_help = "\
Examples:
  bitext lexicon stats
  bitext lexicon stats --lexicon glossary.tsv")]
    Stats {
        /// Use this lexicon instead of the built-in one.
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        lexicon: Option<PathBuf>,
    },
}

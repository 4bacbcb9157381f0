//! The arguments of `bitext lexicon`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

/// Query or convert a lexicon.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext lexicon lookup 银行 图书馆
  bitext lexicon stats --lexicon glossary.tsv
  bitext lexicon learn book.html --output book.tsv
  bitext lexicon convert cedict_ts.u8 --output cedict.tsv")]
pub(crate) struct LexiconArgs {
    #[command(subcommand)]
    pub(crate) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Print the English words that translate Chinese words, or the Chinese words that translate English words, with
    /// their weights.
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
    /// Learn words and their translations from pairs, and write them as a lexicon for --lexicon of other commands.
    ///
    /// The files are in formats that `bitext convert` reads. If a file has marks, only its checked pairs are used.
    #[command(after_help = "\
Examples:
  bitext lexicon learn book.html --output book.tsv
  bitext align next.en.txt next.zh.txt --lexicon book.tsv")]
    Learn {
        /// Files with pairs, or - for standard input, which is the default.
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
        /// Add the words of a lexicon to the built-in one, to learn with. May be repeated.
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        lexicon: Vec<PathBuf>,
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

//! The arguments of `bitext align`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::number::{Probability, Ratio};
use super::shared::TextOptions;

/// Find which English sentences translate which Chinese ones.
///
/// One INPUT is a page that holds both languages, or a folder of NAME.en and NAME.zh. Two are a text and its
/// translation, in either order. More are pages, and so are those that a pattern such as 'pages/*.txt' finds.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bitext align page.txt                                     pairs of a page in both languages
  bitext align page.txt --output page.html                  a page to look at
  bitext align book.en.txt book.zh.txt --output book.tmx    a translation memory
  bitext align corpus/ --output corpus.jsonl                each NAME.en with its NAME.zh
  bitext align 'pages/*.txt' --output pairs.tsv             each page by itself
  bitext align --pairs list.tsv --format tmx --output tm/   a file for each pair of files
  curl ... | bitext align - | head                          standard input")]
pub(crate) struct AlignArgs {
    /// Files, a folder of NAME.en and NAME.zh, a pattern, or - for standard input.
    #[arg(value_name = "INPUT", required_unless_present = "pairs", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Pairs of files to align: a pair a line, with a tab between them. Names are looked up from the folder of
    /// the list; blank lines, and comments after #, are passed over.
    #[arg(long, value_name = "LIST", conflicts_with_all = ["inputs", "pages"], value_hint = ValueHint::FilePath)]
    pub(crate) pairs: Option<PathBuf>,

    /// Take each INPUT for a page that holds both languages; without it, two are a text and its translation.
    #[arg(long, conflicts_with = "presplit")]
    pub(crate) pages: bool,

    /// Take each line for a sentence; none is split.
    #[arg(long)]
    pub(crate) presplit: bool,

    /// Add the words of a lexicon to the one that comes with the program: tab-separated values, CC-CEDICT
    /// or packed. May be given more than once.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) lexicon: Vec<PathBuf>,

    /// Write sentences that have no counterpart, too.
    #[arg(long)]
    pub(crate) keep_unaligned: bool,

    /// How many documents are aligned at once [default: as many as there are processors].
    // The system may take minutes to refuse more.
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,

    #[command(flatten)]
    pub(crate) filters: FilterArgs,

    #[command(flatten)]
    pub(crate) output: AlignOutput,

    #[command(flatten)]
    pub(crate) text: TextOptions,
}

/// Which pairs are left out.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct FilterArgs {
    /// Leave out pairs of a lower confidence, 0 to 1.
    #[arg(long, value_name = "P")]
    pub(crate) min_confidence: Option<Probability>,

    /// Leave out pairs with a side that is more than N times as long as a translation of the other would be.
    #[arg(long, value_name = "N")]
    pub(crate) max_length_ratio: Option<Ratio>,

    /// Leave out pairs with a side that is not mostly in its language.
    #[arg(long)]
    pub(crate) check_language: bool,

    /// Leave out pairs that have been written already.
    #[arg(long)]
    pub(crate) unique: bool,

    /// Leave out pairs with fewer letters than N on a side.
    #[arg(long, value_name = "N")]
    pub(crate) min_letters: Option<usize>,

    /// Leave out pairs with a number on one side that the other has not.
    #[arg(long)]
    pub(crate) check_numbers: bool,

    /// Use all filters: those that are not given have a confidence of 0.5, a ratio of 3 and 3 letters.
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct AlignOutput {
    /// Where to write [default: standard output]. A folder, which ends in / if it is to be made, gets a file for each
    /// document, with the name of its first input; with `--format moses` FILE is what the names of the three files
    /// begin with.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,

    /// How to write [default: what the end of the name of the output says; else columns on a terminal, tsv
    /// elsewhere].
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<AlignFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AlignFormat {
    /// Tab-separated values: texts, confidence, score, type, places.
    Tsv,
    /// A JSON object a line, with the words that support each pair.
    Jsonl,
    /// A spreadsheet: comma-separated values that Excel opens right.
    Csv,
    /// A translation memory: TMX 1.4.
    Tmx,
    /// XLIFF 1.2.
    Xliff,
    /// Links of sentences: XCES.
    Xces,
    /// Three files, NAME.en, NAME.zh and NAME.ids, a pair a line.
    Moses,
    /// Numbers of sentences, as Vecalign writes them.
    Ladder,
    /// Plain text in two columns.
    Columns,
    /// A page to look at in a browser.
    Html,
}
